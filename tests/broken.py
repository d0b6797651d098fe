"""Files that are broken as a disk would break them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def break_catalog(path: Path) -> None:
    """Break a catalog where nobody looks when it is opened: in its table of articles."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = database.execute("PRAGMA page_size").fetchone()[0]
        sql = "SELECT rootpage FROM sqlite_master WHERE tbl_name = 'article'"
        pages = [number for (number,) in database.execute(sql)]
    data = bytearray(path.read_bytes())
    for page in pages:
        data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
