"""What the files in SQLite have in common: all of them can be made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def is_broken(error: sqlite3.Error) -> bool:
    """Tell a file that is none of ours or damaged from one that is locked, full or forbidden."""
    name = getattr(error, "sqlite_errorname", "") or ""
    is_old = "no such" in str(error) and "no such module" not in str(error)
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or is_old


def files_of(path: Path) -> Iterator[Path]:
    """Yield the file at `path` and those that SQLite may have beside it."""
    return (path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm"))
