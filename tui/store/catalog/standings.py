"""How far annotators are, as it was last counted: counted again is only what has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tui.model.progress import Progress
from tui.store.catalog.file import CatalogFile
from tui.store.durable import Signature


class Uncounted(NamedTuple):
    """An article whose standing is not known, or not up to date.

    Attributes:
        number: The article's number.
        id: Its id.
        sha256: Of its text.
        length: Of its text, in code points.
        signature: The state of the annotator's file, or None without one.
    """

    number: int
    id: str
    sha256: str
    length: int
    signature: Signature | None


class Standings:
    """How far one annotator is with the articles of the catalog.

    Args:
        file: The catalog.
        annotator: Whose.
        counted: What is counted: analyses of which model and detector, which quotes are shown.
            Empty: only what is decided; then what was counted of more than that holds, too.
    """

    def __init__(self, file: CatalogFile, annotator: str, counted: str) -> None:
        self._file = file
        self._annotator = annotator
        self._counted = counted

    def uncounted(
        self, stored: Iterable[tuple[str, Signature]], analysed: Iterable[str]
    ) -> list[Uncounted]:
        """Return the articles to count, in order.

        Args:
            stored: The annotator's files: their names and states.
            analysed: The SHA-256 of all texts that there is an analysis of.

        Raises:
            PullquoteError: The catalog cannot be used.
        """
        with self._file.writing() as connection:
            _fill(
                connection,
                "stored (name PRIMARY KEY, mtime_ns, size, inode)",
                ((name, *signature) for name, signature in stored),
            )
            _fill(connection, "analysed (sha256 PRIMARY KEY)", ((one,) for one in analysed))
            own = self._own(connection)
            rows = connection.execute(_UNCOUNTED, {"own": own, "counted": self._counted}).fetchall()
        return [
            Uncounted(number, one, sha256, length, None if state[0] is None else Signature(*state))
            for number, one, sha256, length, *state in rows
        ]

    def asked_for(
        self, numbers: Sequence[int], state_of: Callable[[str], Signature | None]
    ) -> list[Uncounted]:
        """Return some articles to count, whether or not they were; those that are gone are not.

        Args:
            numbers: Some hundred articles.
            state_of: Returns the state of the annotator's file on the article with an id.
        """
        asked = ", ".join(map(str, numbers))
        sql = f"SELECT number, id, sha256, length FROM article WHERE number IN ({asked})"  # noqa: S608 - numbers
        rows = self._file.connection.execute(sql).fetchall()
        return [Uncounted._make((*row, state_of(row[1]))) for row in rows]

    def put(self, counted: Iterable[tuple[Uncounted, Progress]]) -> None:
        """Keep what was counted.

        Raises:
            PullquoteError: The catalog cannot be written.
        """
        with self._file.writing() as connection:
            own = self._own(connection)
            connection.executemany(
                _PUT,
                (
                    {
                        "own": own,
                        "number": one.number,
                        "counted": self._counted,
                        **(one.signature or _NO_SIGNATURE)._asdict(),
                        "quotes": progress.quotes,
                        "decided": progress.decided,
                        "unsure": progress.unsure,
                        "suggested": progress.suggested,
                        "labels": " ".join(progress.labels).casefold(),
                        "suggestions": " ".join(progress.suggestions).casefold(),
                        "state": progress.state,
                        "problem": progress.problem,
                    }
                    for one, progress in counted
                ),
            )

    def _own(self, connection: sqlite3.Connection) -> int:
        connection.execute("INSERT OR IGNORE INTO annotator (name) VALUES (?)", (self._annotator,))
        row = connection.execute(
            "SELECT id FROM annotator WHERE name = ?", (self._annotator,)
        ).fetchone()
        return int(row[0])


class _NoSignature(NamedTuple):
    mtime_ns: int | None = None
    size: int | None = None
    inode: int | None = None


_NO_SIGNATURE = _NoSignature()


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Fill a table of this connection's own, anew."""
    name = table.split(" ")[0]
    connection.execute(f"DROP TABLE IF EXISTS temp.{name}")
    connection.execute(f"CREATE TEMP TABLE {table}")
    values = ", ".join("?" * (table.count(",") + 1))
    connection.executemany(f"INSERT OR IGNORE INTO temp.{name} VALUES ({values})", rows)  # noqa: S608 - our own words


# What a file says counts when there is one; what an analysis says, when it was not counted before.
_UNCOUNTED = """
SELECT a.number, a.id, a.sha256, a.length, d.mtime_ns, d.size, d.inode
FROM article a
LEFT JOIN temp.stored d ON d.name = a.database
LEFT JOIN standing s ON s.annotator = :own AND s.number = a.number
LEFT JOIN temp.analysed n ON n.sha256 = a.sha256
WHERE CASE WHEN s.number IS NULL THEN d.name IS NOT NULL OR n.sha256 IS NOT NULL
    ELSE (:counted != '' AND s.counted != :counted) OR s.mtime_ns IS NOT d.mtime_ns
        OR s.size IS NOT d.size OR s.inode IS NOT d.inode
        OR (s.quotes IS NULL AND n.sha256 IS NOT NULL)
    END
ORDER BY a.place
"""
_PUT = """
INSERT OR REPLACE INTO standing
(annotator, number, mtime_ns, size, inode, counted, quotes, decided, unsure, suggested, labels,
    suggestions, state, problem)
VALUES (:own, :number, :mtime_ns, :size, :inode, :counted, :quotes, :decided, :unsure, :suggested,
    :labels, :suggestions, :state, :problem)
"""
