"""Analyses on disk, so that an article is parsed once. It can be deleted at any time."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.model.analysis import Analysis, Quote
from tui.store.sqlite import files_of, is_broken

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

CACHE_SCHEMA = 3

_BUSY_SECONDS = 2.0
_FAST = 1
"""zlib's level: a long text's tokens in 60 ms instead of 250, a tenth larger."""
_EMPTY = Analysis().as_json()
_SCRIPT = f"""
CREATE TABLE IF NOT EXISTS analysis (
    text_sha256 TEXT NOT NULL,
    model TEXT NOT NULL,
    detector TEXT NOT NULL,
    -- Apart from the rest and before it: a list of articles asks for nothing else.
    quotes TEXT NOT NULL,
    body BLOB NOT NULL,
    -- After it: exports alone ask for them, and they are more than all the rest.
    tokens BLOB NOT NULL,
    PRIMARY KEY (text_sha256, model, detector)
);
PRAGMA user_version = {CACHE_SCHEMA};
"""


class AnalysisCache:
    """Keeps analyses by text, model and detector. Never raises: without a cache, all is parsed.

    Threads may share it. Nothing is opened before the first use.

    Args:
        path: Its file; its folder is made.

    Attributes:
        problem: What is wrong with it, for people; empty while it works.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem = ""
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._is_closed = False

    def get(
        self, text_sha256: str, model_key: str, detector: str, *, tokens: bool = True
    ) -> Analysis | None:
        """Return the analysis of that text by that model and detector, or None.

        Without `tokens` it has none: of a long text they are most of it.
        """
        key = (text_sha256, model_key, detector)
        get = _GET_ALL if tokens else _GET
        row = self._tried(lambda connection: connection.execute(get, key).fetchone())
        return _read(*row) if row else None

    def quotes(self, text_sha256: str, model_key: str, detector: str) -> tuple[Quote, ...] | None:
        """Return only the quotes of such an analysis, in a tenth of the time, or None."""
        key = (text_sha256, model_key, detector)
        row = self._tried(lambda connection: connection.execute(_GET_QUOTES, key).fetchone())
        found = _read(row[0]) if row else None
        return found.quotes if found else None

    def texts(self, model_key: str, detector: str) -> list[str]:
        """Return the SHA-256 of all texts with an analysis by that model and detector."""
        key = (model_key, detector)
        rows = self._tried(lambda connection: connection.execute(_GET_TEXTS, key).fetchall())
        return [row[0] for row in rows or ()]

    def known(self, texts: Collection[str], model_key: str, detector: str) -> frozenset[str]:
        """Return which texts, by their SHA-256, have such an analysis; some hundred at a time."""
        marks = ", ".join("?" * len(texts))
        select = f"SELECT text_sha256 FROM analysis WHERE text_sha256 IN ({marks}) {_MADE_BY}"  # noqa: S608 - marks only
        values = (*texts, model_key, detector)
        rows = self._tried(lambda connection: connection.execute(select, values).fetchall())
        return frozenset(row[0] for row in rows or ())

    def put(self, text_sha256: str, model_key: str, detector: str, analysis: Analysis) -> None:
        """Keep an analysis, in the place of an older one."""
        self.put_all({text_sha256: analysis}, model_key, detector)

    def put_all(self, analyses: Mapping[str, Analysis], model_key: str, detector: str) -> bool:
        """Keep analyses, by the SHA-256 of their texts; tell whether they are kept: all or none."""
        rows = [(sha256, model_key, detector, *_row(one)) for sha256, one in analyses.items()]

        def write(connection: sqlite3.Connection) -> bool:
            with connection:
                connection.executemany(_PUT, rows)
            return True

        return bool(self._tried(write))

    def close(self) -> None:
        """Close the file; what is asked later finds nothing."""
        with self._lock:
            self._is_closed = True
            self._drop_connection()

    def _tried(self, use: Callable[[sqlite3.Connection], T]) -> T | None:
        """Run `use`; with a file that turns out to be broken, once more with a new one."""
        import sqlite3

        with self._lock:
            for is_last in (False, True):
                try:
                    connection = self._opened()
                    if connection is None:
                        return None
                    found = use(connection)
                except sqlite3.DatabaseError as error:
                    if is_broken(error) and not is_last:
                        self._drop_connection()
                        self._delete_files()
                        continue
                    self._report(error)
                except OSError as error:
                    self._report(error)
                else:
                    self.problem = ""
                    return found
                return None
        return None

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._is_closed and not self.problem:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        import sqlite3

        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, CACHE_SCHEMA):
                connection.close()
                self._delete_files()
                return self._connect()
            # A power cut may take the last analyses along: they are made again in a second.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if version == 0:
                connection.executescript(_SCRIPT)
        except BaseException:
            connection.close()
            raise
        return connection

    def _report(self, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) else error
        self.problem = f"no cache of analyses at {self.path}: {reason}"
        if self._connection is not None and self._connection.in_transaction:
            self._drop_connection()

    def _drop_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _delete_files(self) -> None:
        for path in files_of(self.path):
            path.unlink(missing_ok=True)


_MADE_BY = "AND model = ? AND detector = ?"
_WHERE = f"FROM analysis WHERE text_sha256 = ? {_MADE_BY}"
_GET_ALL = f"SELECT quotes, body, tokens {_WHERE}"
_GET = f"SELECT quotes, body {_WHERE}"
_GET_QUOTES = f"SELECT quotes {_WHERE}"
_GET_TEXTS = "SELECT text_sha256 FROM analysis WHERE model = ? AND detector = ?"
_PUT = "INSERT OR REPLACE INTO analysis VALUES (?, ?, ?, ?, ?, ?)"


def _dumped(data: object) -> str:
    """Return `data` as JSON in ASCII: so a lone surrogate is no matter."""
    return json.dumps(data, separators=(",", ":"))


def _row(analysis: Analysis) -> tuple[str, bytes, bytes]:
    """Return quotes, body and tokens as they are kept."""
    rest = analysis.as_json()
    quotes = _dumped(rest.pop("quotes"))
    spans = zlib.compress(_dumped(rest.pop("tokens")).encode(), _FAST)
    return quotes, zlib.compress(_dumped(rest).encode(), _FAST), spans


def _read(quotes: str, body: bytes | None = None, tokens: bytes | None = None) -> Analysis | None:
    """Return the analysis that consists of these; None when they are none."""
    try:
        data = {**_EMPTY, "quotes": json.loads(quotes)}
        if body is not None:
            data |= json.loads(zlib.decompress(body))
        if tokens is not None:
            data["tokens"] = json.loads(zlib.decompress(tokens))
        return Analysis.from_json(data)
    except (zlib.error, ValueError, TypeError, LookupError, OverflowError):
        return None  # the next `put` replaces it
