"""Importing: find the text a record is about, verify its places, and keep what it says."""
