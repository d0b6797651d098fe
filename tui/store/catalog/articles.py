"""The articles in the catalog, as they were found in their files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tui.model.article import Article
from tui.store.catalog.file import CatalogFile
from tui.store.durable import Signature
from tui.store.names import file_name


class Place(NamedTuple):
    """Where an article is.

    Attributes:
        id: Its id in the corpus.
        path: Its file.
        below: The folders that the file is in below the one that was named.
        whereabouts: Where in the file it is, as the file's reader tells it.
        sha256: Of its text, when it was read last.
        state: The state that the file was in then.
    """

    id: str
    path: Path
    below: str
    whereabouts: str
    sha256: str
    state: Signature


class Unread(NamedTuple):
    """What could not be read, and why; see `formats.problem.Problem`.

    Attributes:
        place: The file or folder.
        line: The line in it, from 1 on; None where there is none.
        reason: What is wrong.
        hint: What to do about it, or an empty string.
        taken: The id that the article could not have, because another has it; or None.
    """

    place: str
    line: int | None
    reason: str
    hint: str
    taken: str | None = None


class KnownFile(NamedTuple):
    """A file as the catalog has it.

    Attributes:
        id: Its number.
        below: The folders that it is in below the one that was named.
        place: What it is sorted by.
        signature: Its state when it was read.
    """

    id: int
    below: str
    place: bytes
    signature: Signature


class ArticleTable:
    """What was read of the files of a corpus. Made of one thread's connection.

    Methods that change something want a transaction around them: `CatalogFile.writing`.

    Args:
        file: The catalog.
    """

    def __init__(self, file: CatalogFile) -> None:
        self._file = file

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._file.connection

    # -- files -----------------------------------------------------------------------------------

    def file_at(self, path: Path) -> KnownFile | None:
        """Return what is known of the file at `path`."""
        row = self._connection.execute(
            "SELECT id, below, place, mtime_ns, size, inode FROM file WHERE path = ?",
            (os.fsencode(path),),
        ).fetchone()
        if row is None:
            return None
        number, below, place, *state = row
        return KnownFile(number, below, place, Signature(*state))

    def put_file(self, path: Path, below: str, place: bytes, status: os.stat_result) -> int:
        """Put in what the disk says of a file; return its number."""
        signature = Signature.of(status)
        row = self._connection.execute(
            "INSERT INTO file (path, below, place, mtime_ns, size, inode, device)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET"
            " below = excluded.below, place = excluded.place, mtime_ns = excluded.mtime_ns,"
            " size = excluded.size, inode = excluded.inode, device = excluded.device RETURNING id",
            (os.fsencode(path), below, place, *signature, status.st_dev),
        ).fetchone()
        return int(row[0])

    def move_file(self, file: KnownFile, place: bytes) -> None:
        """Sort a file that did not change in another place."""
        self._connection.execute("UPDATE file SET place = ? WHERE id = ?", (place, file.id))
        numbers = self._connection.execute(
            "SELECT number FROM article WHERE file = ? ORDER BY place", (file.id,)
        ).fetchall()
        self._connection.executemany(
            "UPDATE article SET place = ? WHERE number = ?",
            ((_in_file(place, n), number) for n, (number,) in enumerate(numbers)),
        )

    def forget_files_but(self, seen: set[int]) -> int:
        """Remove the files that are not among `seen`, with their articles; return how many."""
        ids = [row[0] for row in self._connection.execute("SELECT id FROM file")]
        gone = [(one,) for one in ids if one not in seen]
        self._connection.executemany("DELETE FROM file WHERE id = ?", gone)
        return len(gone)

    def files_with_free_ids(self) -> list[Path]:
        """Return the files with an article that could not have its id, where it is free by now."""
        rows = self._connection.execute(
            "SELECT DISTINCT f.path FROM problem p JOIN file f ON f.id = p.file"
            " WHERE p.taken IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = p.taken)"
        )
        return [Path(os.fsdecode(row[0])) for row in rows]

    def has_file(self, status: os.stat_result) -> bool:
        """Tell whether a file is one of the corpus, whatever its name."""
        row = self._connection.execute(
            "SELECT 1 FROM file WHERE inode = ? AND device = ?", (status.st_ino, status.st_dev)
        ).fetchone()
        return row is not None

    # -- articles --------------------------------------------------------------------------------

    def count(self) -> int:
        """Return how many articles there are."""
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def extent(self) -> tuple[int, int]:
        """Return how many articles there are and how many there ever were.

        It is another one when another program has put some in, or taken some out.
        """
        return self.count(), last_number(self._connection)

    def first_with(self, article_id: str, *, but: int) -> Path | None:
        """Return the path of another file than `but` with an article of this id, or None."""
        row = self._connection.execute(
            "SELECT f.path FROM article a JOIN file f ON f.id = a.file"
            " WHERE a.id = ? AND a.file != ?",
            (article_id, but),
        ).fetchone()
        return Path(os.fsdecode(row[0])) if row else None

    def put_article(
        self, article: Article, file: int, place: bytes, number: int, whereabouts: str
    ) -> str:
        """Put an article in, the one of this number in its file.

        Returns:
            "new", "changed" when its text is another, or an empty string.
        """
        known = self._connection.execute(
            "SELECT number, sha256, title FROM article WHERE id = ?", (article.id,)
        ).fetchone()
        values = (
            *(file, _in_file(place, number), whereabouts, file_name(article.id)),
            *(len(article.text), article.sha256),
            *(article.title, article.date, article.source, article.url),
            *(f"{article.title} {article.id}".casefold(), article.source.casefold()),
        )
        if known is None:
            self._connection.execute(_INSERT, (article.id, *values))
            return "new"
        self._connection.execute(_UPDATE, (*values, known[0]))
        if known[1:] != (article.sha256, article.title):
            self._connection.execute(_NOT_INDEXED, known[:1])
        if known[1] == article.sha256:
            return ""
        self._connection.execute("DELETE FROM standing WHERE number = ?", known[:1])
        return "changed"

    def numbers_in(self, file: int) -> dict[str, int]:
        """Return the articles of a file: their numbers by their ids."""
        rows = self._connection.execute("SELECT id, number FROM article WHERE file = ?", (file,))
        return dict(rows.fetchall())

    def remove_articles(self, numbers: Iterable[int]) -> None:
        """Remove articles that are not in their file any more."""
        self._connection.executemany(
            "DELETE FROM article WHERE number = ?", ((number,) for number in numbers)
        )

    def place_of(self, number: int) -> Place | None:
        """Return where the article with this number is, or None."""
        row = self._connection.execute(f"SELECT {_PLACES} WHERE number = ?", (number,)).fetchone()
        return _place(*row) if row else None

    def number_of(self, article_id: str) -> int | None:
        """Return the number of the article with this id, or None."""
        row = self._connection.execute(
            "SELECT number FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        return int(row[0]) if row else None

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield ids with the SHA-256 of the texts, in order."""
        yield from self._paged("a.id, a.sha256 FROM article a", "a.place")

    def hashes(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the SHA-256 of the texts of some hundred articles by their numbers."""
        marks = ", ".join("?" * len(numbers))
        select = f"SELECT number, sha256 FROM article WHERE number IN ({marks})"  # noqa: S608 - our own words
        return dict(self._connection.execute(select, numbers).fetchall())

    def lengths(self) -> Iterator[tuple[str, int]]:
        """Yield ids with the lengths of the texts in code points, in order."""
        yield from self._paged("a.id, a.length FROM article a", "a.place")

    def places(self, *, by_id: bool = False) -> Iterator[Place]:
        """Yield where all articles are, in order or sorted by their ids."""
        for row in self._paged(_PLACES, "a.id" if by_id else "a.place"):
            yield _place(*row)

    def _paged(self, select: str, order: str) -> Iterator[Any]:
        """Yield rows, some at a time: in between, nothing is open and threads may change.

        Args:
            select: The columns and where they are from.
            order: The unique column by which they are sorted.
        """
        page = f"SELECT {order}, {select} WHERE {order} > ? ORDER BY {order} LIMIT {_PAGE}"
        last: str | bytes = "" if order == "a.id" else b""
        while rows := self._connection.execute(page, (last,)).fetchall():
            yield from (row[1:] for row in rows)
            last = rows[-1][0]

    # -- problems --------------------------------------------------------------------------------

    def put_problems(self, file: int | None, problems: Iterable[Unread]) -> None:
        """Put in what could not be read of a file, or of what is none, instead of what was."""
        self._connection.execute("DELETE FROM problem WHERE file IS ?", (file,))
        self._connection.executemany(
            "INSERT INTO problem (file, line, place, reason, hint, taken)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((file, p.line, p.place, p.reason, p.hint, p.taken) for p in problems),
        )

    def files_with_hint(self, hint: str) -> set[int]:
        """Return the numbers of the files in which something could not be read for want of that."""
        rows = self._connection.execute("SELECT file FROM problem WHERE hint = ?", (hint,))
        return {number for (number,) in rows}

    def problem_count(self) -> int:
        """Return how many there are."""
        return int(self._connection.execute("SELECT count(*) FROM problem").fetchone()[0])

    def problems(self) -> list[Unread]:
        """Return what could not be read, in the order of the files."""
        rows = self._connection.execute(
            "SELECT p.place, line, reason, hint, taken FROM problem p"
            " LEFT JOIN file f ON f.id = p.file ORDER BY f.place, p.rowid"
        )
        return [Unread(*row) for row in rows]


def last_number(connection: sqlite3.Connection) -> int:
    """Return the last number that any article got."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
    return int(row[0]) if row else 0


_PAGE = 1_000
"""Rows that are fetched at a time."""
_INSERT = (
    "INSERT INTO article (id, file, place, whereabouts, database, length, sha256,"
    " title, date, source, url, words, folded_source)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = (
    "UPDATE article SET file = ?, place = ?, whereabouts = ?, database = ?, length = ?,"
    " sha256 = ?, title = ?, date = ?, source = ?, url = ?, words = ?, folded_source = ?"
    " WHERE number = ?"
)
_NOT_INDEXED = "UPDATE article SET indexed = NULL WHERE number = ?"
_PLACES = (
    "a.id, f.path, f.below, whereabouts, sha256, f.mtime_ns, f.size, f.inode"
    " FROM article a JOIN file f ON f.id = a.file"
)


def _place(article_id: str, path: bytes, below: str, where: str, sha256: str, *state: int) -> Place:
    return Place(article_id, Path(os.fsdecode(path)), below, where, sha256, Signature(*state))


def _in_file(place: bytes, number: int) -> bytes:
    return place + b"\0\0%08d" % number
