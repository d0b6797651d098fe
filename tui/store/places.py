"""Where each annotator was in each article. Kept beside the cache: losing it costs a scroll."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

_TABLE = """
create table if not exists place (
    annotator text, article text, start integer, primary key (annotator, article)
)"""


class Places:
    """Remembers an offset per annotator and article, in SQLite; a broken file is no place."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "places.sqlite"

    def get(self, annotator: str, article_id: str) -> int | None:
        """Return the offset that was kept, or None."""
        if not self._path.exists():
            return None
        try:
            with self._connect() as database:
                row = database.execute(
                    "select start from place where annotator = ? and article = ?",
                    (annotator, article_id),
                ).fetchone()
        except sqlite3.Error:
            return None
        return row[0] if row and isinstance(row[0], int) else None

    def put(self, annotator: str, article_id: str, start: int) -> None:
        """Keep an offset; one that cannot be kept is left."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._connect() as database:
                database.execute(
                    "insert or replace into place values (?, ?, ?)", (annotator, article_id, start)
                )
        except (OSError, sqlite3.Error):
            return

    @contextlib.contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self._path, timeout=1.0)) as database, database:
            database.execute(_TABLE)
            yield database
