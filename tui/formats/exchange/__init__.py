"""What annotations go out in and come in by: one format a module, called as the format is.

Each has a `FORMAT`, a `tui.formats.format.Format`; a module here is all that a format needs to be
known to the commands. What is slow to import is imported by the functions that use it.
"""
