"""What articles are read from, one kind of file a module.

Each module is an `ArticleReader`; `registry` knows them all and imports each when it is wanted.
"""
