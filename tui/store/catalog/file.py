"""The catalog's file: a connection for each thread, and the tables."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, Self, TypeVar, cast
from weakref import WeakSet

from tui.errors import PullquoteError
from tui.store.sqlite import files_of, is_broken

T = TypeVar("T")

CATALOG_SCHEMA = 4

_BUSY_SECONDS = 60.0
"""Another program may be reading a file of 100,000 articles; it writes them in one transaction."""
_UNUSED_SECONDS = 60 * 24 * 3600
"""A catalog that nobody opened for that long is removed when another one is made."""
_SUFFIX = ".sqlite"
_TABLES = f"""
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    -- The folders that it is in below the one that was named.
    below TEXT NOT NULL,
    -- By which files stand in the order they are read in, see `services.files`.
    place BLOB NOT NULL,
    mtime_ns INTEGER, size INTEGER, inode INTEGER, device INTEGER
);
CREATE TABLE IF NOT EXISTS article (
    -- Never given twice: a list that is not up to date names a vanished article, not another one.
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
    place BLOB NOT NULL,
    whereabouts TEXT NOT NULL,
    -- The article's file in an annotator's folder.
    database TEXT NOT NULL,
    length INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL, date TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
    -- Title and id, and the source, in small letters: what filters look into.
    words TEXT NOT NULL, folded_source TEXT NOT NULL,
    -- The row of the full text index that has its text, if any has.
    indexed INTEGER
);
-- All that the list in its own order and its filters by words ask for: it alone is read.
CREATE INDEX IF NOT EXISTS article_listed ON article (place, words, folded_source, date);
-- The list as it is sorted, ready: to sort 100,000 texts takes a fifth of a second.
CREATE INDEX IF NOT EXISTS article_by_title ON article (words, place);
CREATE INDEX IF NOT EXISTS article_by_source ON article (folded_source, place);
CREATE INDEX IF NOT EXISTS article_by_date ON article (date, place);
CREATE INDEX IF NOT EXISTS article_file ON article (file);
CREATE INDEX IF NOT EXISTS article_database ON article (database);
CREATE TABLE IF NOT EXISTS problem (
    -- None for what is no file at all.
    file INTEGER REFERENCES file (id) ON DELETE CASCADE,
    line INTEGER,
    place TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL,
    -- The id that an article could not have, because another has it.
    taken TEXT
);
CREATE INDEX IF NOT EXISTS problem_file ON problem (file);
CREATE TABLE IF NOT EXISTS annotator (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS standing (
    annotator INTEGER NOT NULL REFERENCES annotator (id),
    number INTEGER NOT NULL REFERENCES article (number) ON DELETE CASCADE,
    -- The state of the annotator's file that was counted; none where there was no file.
    mtime_ns INTEGER, size INTEGER, inode INTEGER,
    -- What was counted: analyses of which model and detector, and which of the quotes are shown.
    counted TEXT NOT NULL,
    -- None while the article is not analysed.
    quotes INTEGER,
    decided INTEGER NOT NULL, unsure INTEGER NOT NULL, suggested INTEGER NOT NULL,
    labels TEXT NOT NULL, suggestions TEXT NOT NULL,
    state TEXT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (annotator, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS standing_number ON standing (number);
CREATE INDEX IF NOT EXISTS standing_state ON standing (annotator, state);
CREATE INDEX IF NOT EXISTS standing_quotes ON standing (annotator, quotes);
CREATE INDEX IF NOT EXISTS standing_decided ON standing (annotator, decided);
CREATE INDEX IF NOT EXISTS standing_suggested ON standing (annotator) WHERE suggested > 0;
-- Those who read the same articles: their names, as a JSON list.
CREATE TABLE IF NOT EXISTS readers (id INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS assigned (
    number INTEGER PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
    readers INTEGER NOT NULL REFERENCES readers (id)
);
CREATE INDEX IF NOT EXISTS assigned_readers ON assigned (readers);
CREATE TABLE IF NOT EXISTS assigned_from (
    -- The state of the file that this was read from; none where there was no file.
    mtime_ns INTEGER, size INTEGER, inode INTEGER,
    -- The last number that any article had: later ones may be assigned, too.
    last INTEGER NOT NULL
);
PRAGMA user_version = {CATALOG_SCHEMA};
"""


# By chance, so that a list of a catalog that was deleted names no article of the next one; and not
# too large: 100,000 of them are read as text.
_FIRST_NUMBER = (
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'article', ?"
    " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'article')"
)


def catalog_path(folder: Path, names: Iterable[str]) -> Path:
    """Return the file of the catalog of what is called `names`: paths, and how they are read."""
    digest = hashlib.sha256("\0".join(names).encode("utf-8", "surrogateescape")).hexdigest()
    return folder / f"{digest[:20]}{_SUFFIX}"


class CatalogFile:
    """The SQLite file of a catalog. Threads may share it: each has a connection of its own.

    Args:
        path: Its file; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.local()
        self._all: WeakSet[_Own] = WeakSet()
        self._lock = threading.Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread.

        Raises:
            PullquoteError: The catalog cannot be opened or made.
        """
        known: _Own | None = getattr(self._mine, "own", None)
        if known is None:
            known = self._mine.own = self._opened()
        return known.connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield this thread's connection, in a transaction.

        Raises:
            PullquoteError: It cannot be written.
        """
        try:
            with self.connection as connection:
                yield connection
        except sqlite3.Error as error:
            raise self.error(error) from error

    def error(self, error: sqlite3.Error | OSError) -> PullquoteError:
        """Return what a user is told of an error; a broken file makes room for a new one.

        That is for who opens it next: those who have it open keep the old one.
        """
        is_lost = not isinstance(error, OSError) and is_broken(error)
        if is_lost:
            with suppress(OSError):
                self._delete()
        if "no such module" in str(error):
            return PullquoteError(
                "there is no full text search in this Python: its SQLite was made without FTS5",
                "use another build of Python",
            )
        reason = error.strerror if isinstance(error, OSError) else error
        hint = "it holds nothing of its own: delete it, or set PULLQUOTE_CACHE to another folder"
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            hint = "another pullquote writes to it: try again when that is done"
        if is_lost:
            hint = "it holds nothing of its own, and is made anew the next time"
        return PullquoteError(f"the catalog {self.path} cannot be used: {reason}", hint)

    def close(self) -> None:
        """Close this thread's connection, and break off what others do with theirs.

        Theirs are closed when they end. To close one that is being used would end the program.
        """
        with self._lock:
            if (own := self._mine.__dict__.pop("own", None)) is not None:
                own.connection.close()
            for other in self._all:
                with suppress(sqlite3.ProgrammingError):  # it is closed already
                    other.connection.interrupt()
        if self._temporary:
            self._temporary.cleanup()

    def _opened(self) -> _Own:
        with self._lock:
            try:
                connection = self._connect_anyhow()
            except (OSError, sqlite3.Error) as error:
                raise self.error(error) from error
            connection.told = self.error
            own = _Own(connection)
            self._all.add(own)
            return own

    def _connect_anyhow(self) -> _Connection:
        """Connect; to a new file in the place of a broken one, or to one that this run only has."""
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if is_broken(error):
                self._delete()
                return self._connect()
            if self._temporary:
                raise
        except OSError:
            if self._temporary:
                raise
        self._temporary = tempfile.TemporaryDirectory(prefix="pullquote-")
        self.path = Path(self._temporary.name) / self.path.name
        return self._connect()

    def _connect(self) -> _Connection:
        is_new = not self.path.exists()
        if is_new:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            _remove_unused(self.path.parent)
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, check_same_thread=False, factory=_Connection
        )
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, CATALOG_SCHEMA):
                connection.close()
                self._delete()
                return self._connect()
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            if version == 0:
                connection.executescript(_TABLES)
                with connection:  # two programs may do this at once
                    connection.execute(_FIRST_NUMBER, (random.getrandbits(11) << 20,))
        except BaseException:
            connection.close()
            raise
        if not is_new:
            with suppress(OSError):
                os.utime(self.path)
        return connection

    def _delete(self) -> None:
        for path in files_of(self.path):
            path.unlink(missing_ok=True)


class _Own:
    """The connection of a thread, closed when that ends.

    Args:
        connection: The connection.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class _Connection(sqlite3.Connection):
    """A connection whose errors are told.

    Attributes:
        told: Makes an error of SQLite's one for a user; none while it is being opened.
    """

    told: Callable[[sqlite3.Error], PullquoteError] | None = None

    def execute(self, *what: object) -> sqlite3.Cursor:
        """Run a statement."""
        return self.cursor(_Cursor).execute(*what)

    def executemany(self, *what: object) -> sqlite3.Cursor:
        """Run a statement many times."""
        return self.cursor(_Cursor).executemany(*what)


class _Cursor(sqlite3.Cursor):
    """Runs a statement; every disk may fail at every row."""

    def execute(self, *what: object) -> Self:
        """Run a statement."""
        return self._tried(super().execute, *what)

    def executemany(self, *what: object) -> Self:
        """Run a statement many times."""
        return self._tried(super().executemany, *what)

    def fetchone(self) -> object:
        """Return the next row, or None."""
        return self._tried(super().fetchone)

    def fetchall(self) -> list[object]:
        """Return all rows that are left."""
        return self._tried(super().fetchall)

    def __iter__(self) -> Iterator[object]:  # type: ignore[override]
        """Yield the rows that are left."""
        try:
            yield from iter(super().__next__, None)
        except sqlite3.Error as error:
            self._fail(error)

    def _tried(self, do: Callable[..., T], *what: object) -> T:
        try:
            return do(*what)
        except sqlite3.Error as error:
            self._fail(error)

    def _fail(self, error: sqlite3.Error) -> NoReturn:
        told = cast("_Connection", self.connection).told
        if told is None:
            raise error
        raise told(error) from error


def _remove_unused(folder: Path) -> None:
    """Remove the catalogs that nobody has opened for long."""
    before = time.time() - _UNUSED_SECONDS
    with suppress(OSError):
        for path in folder.glob(f"*{_SUFFIX}"):
            if path.stat().st_mtime < before:
                for file in files_of(path):
                    file.unlink(missing_ok=True)
