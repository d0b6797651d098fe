"""Exporting: gather what was decided, choose from it, prove it, write it, and tell of it."""
