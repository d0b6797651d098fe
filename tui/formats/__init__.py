"""What articles are read from and annotations are written to: one format a module.

`registry` knows them all and imports each only when it is asked for.
"""
