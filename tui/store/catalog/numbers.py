"""Numbers of articles, many at a time.

They come out of SQLite as one text. With each row that is fetched Python lets another thread go
first, and while one is at work that is half a millisecond a row: a minute for 100,000.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from tui.store.catalog.file import CatalogFile


class Numbers:
    """What articles there are, as one annotator asks for them.

    Args:
        file: The catalog.
        annotator: The annotator.
    """

    def __init__(self, file: CatalogFile, annotator: str) -> None:
        self._file = file
        self._annotator = annotator

    @property
    def state(self) -> object:
        """What is the same as long as nothing has changed in the catalog."""
        connection = self._connection
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        return connection, version, connection.total_changes

    @property
    def own(self) -> int:
        """The number of the annotator; -1 while nothing was counted."""
        found = self.rows("SELECT id FROM annotator WHERE name = ?", [self._annotator])
        return int(found[0][0]) if found else -1

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return a few rows."""
        return self._connection.execute(sql, values).fetchall()

    def of(self, sql: str, values: Sequence[object] = ()) -> list[int]:
        """Return the numbers that a SELECT of a `number` has, in its order."""
        text = self.rows(f"SELECT group_concat(number) FROM ({sql})", values)[0][0]  # noqa: S608 - our own words
        return _parsed(text)

    def by(self, value: str, table: str) -> list[tuple[Any, list[int]]]:
        """Return each value that there is in a table with the numbers that have it."""
        sql = f"SELECT {value}, group_concat(number) FROM {table} GROUP BY {value}"  # noqa: S608 - our own words
        return [(found, _parsed(text)) for found, text in self.rows(sql)]

    def read_by(self, fits: Callable[[list[str]], bool]) -> list[int]:
        """Return what is assigned to people of whom, all together, something holds."""
        groups = self.readers_who(fits)
        return self.of(f"SELECT number FROM assigned WHERE readers IN ({groups})") if groups else []  # noqa: S608 - numbers

    def readers_who(self, fits: Callable[[list[str]], bool]) -> str:
        """Return the numbers of the readers of whom something holds, as SQL lists them."""
        rows = self.rows("SELECT id, names FROM readers")
        return ", ".join(str(number) for number, names in rows if fits(json.loads(names)))

    def is_mine(self, names: Sequence[str]) -> bool:
        """Tell whether the annotator is among them."""
        return self._annotator in names

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._file.connection


def _parsed(text: str | None) -> list[int]:
    # Four times as fast as to cut it in pieces and make each a number.
    found: list[int] = json.loads(f"[{text or ''}]")
    return found
