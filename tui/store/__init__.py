"""Keeping decisions (TinyDB) and analyses (SQLite) on disk."""
