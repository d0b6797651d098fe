"""What is known of the articles of a corpus, in SQLite: opening the corpus does not read it.

All of it can be found out again from the articles and the annotations: a file that is broken, or of
another version, is made anew.
"""
