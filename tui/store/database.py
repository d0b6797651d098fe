"""One annotator's decisions on one article, and the log of how they came about."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.model.edit import Edit
from tui.model.entity_mark import EntityMark
from tui.store.contents import (
    ENTITIES_SCHEMA,
    META_ID,
    STORE_SCHEMA,
    Contents,
    annotations_in,
    contents_of,
    has_entities,
)
from tui.store.durable import make_folder, sync_folder, temporary_path
from tui.store.explained import explanation
from tui.store.lock import locked
from tui.store.names import set_aside_name
from tui.store.records import BrokenFileError, Tables

# TinyDB is imported when a file is read or saved: it is not needed to show a text.
if TYPE_CHECKING:
    from tui.store.tables import RecordDatabase

LOCK_TIMEOUT = 5.0


class ArticleDatabase:
    """The database of one annotator and one article. Threads may share it.

    Args:
        path: Its file; neither it nor its folder need exist.
        article_id: The article it must belong to.
        annotator: Whose it is.
        lock_timeout: How many seconds to wait for another process that is saving.
    """

    def __init__(
        self, path: Path, *, article_id: str, annotator: str, lock_timeout: float = LOCK_TIMEOUT
    ) -> None:
        self.path = path
        self._article_id = article_id
        self._annotator = annotator
        self._lock_timeout = lock_timeout
        # A link stays a link: what it points to is replaced.
        self._file = Path(os.path.realpath(path))
        self._lock_file = self._file.with_name(f".{self._file.name}.lock")
        self._mutex = threading.RLock()
        self._opened: RecordDatabase | None = None
        # What was last seen to be good, whatever became of the file since.
        self._known: Tables | None = None

    @property
    def exists(self) -> bool:
        """Whether anything was ever saved."""
        return self._file.exists()

    def load(self) -> Contents:
        """Read the file. One that is no database of ours is set aside under another name.

        Raises:
            PullquoteError: It cannot be read, set aside, or belongs to another article.
        """
        with self._mutex, self._explained("read"):
            self._remove_leftover()
            if not self._file.exists():
                self.close()
                return Contents()
            try:
                return self._contents()
            except BrokenFileError:
                return self._mended()

    def append(self, edits: Sequence[Edit]) -> Contents | None:
        """Apply `edits` and log them; they are on the disk when this returns.

        An edit whose id is in the log already is left out, so that a save that failed can be tried
        again. After an error the same edits can be given again.

        Returns:
            All that is in the file now, when somebody else had changed it since it was last read
            or written here; otherwise None.

        Raises:
            PullquoteError: They could not be saved.
            ValueError: An edit could not be read back; nothing was saved.
        """
        if not edits:
            return None
        with self._mutex, self._explained("save"), self._locked():
            change = self._refresh()
            database = self._database()
            with database.file.batch():
                if change.restored is not None:
                    database.file.write(change.restored)
                self._apply(edits)
            self._known = database.file.known
            return self._contents(change.set_aside) if change.by_others else None

    def close(self) -> None:
        """Drop what is kept in memory. No file is kept open; the next call reads it again."""
        with self._mutex:
            if self._opened is not None:
                self._opened.close()
            self._opened = None
            self._known = None

    def _database(self) -> RecordDatabase:
        if self._opened is None:
            self._opened = _open(self._file)
        return self._opened

    def _contents(self, set_aside: Path | None = None) -> Contents:
        file = self._database().file
        try:
            contents = contents_of(self._database(), self.path, self._article_id, set_aside)
        except (BrokenFileError, PullquoteError):
            # It was parsed, but must not be taken for what we write into.
            file.forget()
            raise
        self._known = file.known
        return contents

    def _claim(self, schema: str) -> None:
        meta = self._database().records("meta")
        of_whom = {"article": self._article_id, "annotator": self._annotator}
        before = meta.record(META_ID)
        if before is None:
            meta.put(META_ID, {"schema": schema} | of_whom)
        elif schema == ENTITIES_SCHEMA != before.get("schema"):
            meta.put(META_ID, {**before, "schema": schema})

    def _apply(self, edits: Sequence[Edit]) -> None:
        """Log the edits that are not in the log yet, and change the records as they say."""
        database = self._database()
        log = database.records("edits")
        logged: dict[str, Mapping[str, Any] | None] = {}
        changed: dict[str, dict[str, Mapping[str, Any] | None]] = {}
        for edit in edits:
            if edit.id in logged or log.has(edit.id):
                continue
            data = edit.as_json()
            # What could not be read back must not get into the file: it would be set aside whole.
            Edit.from_json(data)
            logged[edit.id] = data
            changed.setdefault(_table_of(edit), {})[edit.annotation_id] = data["after"]
        self._claim(STORE_SCHEMA if changed.keys() <= {"annotations"} else ENTITIES_SCHEMA)
        log.change(logged)
        for table, records in changed.items():
            database.records(table).change(records)

    def _refresh(self) -> _Change:
        """Follow what others did to the file; called under the lock."""
        file = self._database().file
        if file.is_current():
            return _Change()
        known = self._known
        try:
            if file.read() is None:
                # Gone, with what was shown as saved: it is put back.
                return _Change(restored=known)
            self._contents()
        except BrokenFileError:
            return _Change(by_others=True, set_aside=self._set_aside(), restored=known)
        return _Change(by_others=True)

    def _mended(self) -> Contents:
        with self._locked():
            try:
                return self._contents()  # another process may have set it aside by now
            except BrokenFileError:
                set_aside = self._set_aside()
        self.close()
        return Contents(set_aside=set_aside)

    def _set_aside(self) -> Path:
        target = _reserved(self._file, datetime.now(UTC))
        try:
            self._file.replace(target)
        except OSError:
            with suppress(OSError):
                target.unlink()
            raise
        sync_folder(target.parent)
        return target

    def _remove_leftover(self) -> None:
        leftover = temporary_path(self._file)
        if not leftover.exists():
            return
        # Under the lock it is nobody's. A lock that is taken means that it is somebody's.
        with suppress(OSError), locked(self._lock_file, timeout=0):
            leftover.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if not self._file.parent.is_dir():
            make_folder(self._file.parent)
        with locked(self._lock_file, self._lock_timeout):
            yield

    @contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        """Turn what the system says into what a person can mend."""
        try:
            yield
        except OSError as error:
            raise explanation(error, doing, self.path) from error


def read_contents(path: Path, article_id: str) -> Contents:
    """Read a database without a lock and without changing anything on the disk.

    Raises:
        PullquoteError: It cannot be read or is no database of this article.
    """
    with _only_read(path):
        database = _open(path)
        return contents_of(database, path, article_id) if path.exists() else Contents()


def read_annotations(path: Path, article_id: str) -> tuple[Annotation, ...]:
    """Read the annotations of a database, sorted by span, and nothing else of it; no file has none.

    Raises:
        PullquoteError: It cannot be read or is no database of this article.
    """
    with _only_read(path):
        data = _data_of(path)
        return () if data is None else annotations_in(data, path, article_id)


def read_entities(path: Path, article_id: str) -> Contents:
    """Read a database that has corrected entities; one that has none is as good as empty.

    Raises:
        PullquoteError: It cannot be read or is no database of this article.
    """
    with _only_read(path):
        data = _data_of(path)
        if data is None or not has_entities(data, path, article_id):
            return Contents()
    return read_contents(path, article_id)


def _data_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _only_read(path: Path) -> Iterator[None]:
    """Turn what is wrong with a file that is left as it is into what a person can mend."""
    try:
        yield
    except BrokenFileError as error:
        raise PullquoteError(
            f"{path} is no database of pullquote: {error}",
            "open the article to have it set aside, or mend the file",
        ) from error
    except OSError as error:
        raise explanation(error, "read", path) from error


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of the file since it was last read or written here.

    Attributes:
        by_others: Whether there is something in it to be reloaded.
        set_aside: Where it went, when it had become unreadable.
        restored: The tables to begin again with, when it is gone.
    """

    by_others: bool = False
    set_aside: Path | None = None
    restored: Tables | None = None


def _open(file: Path) -> RecordDatabase:
    from tui.store.tables import RecordDatabase

    return RecordDatabase(file)


def _reserved(file: Path, now: datetime) -> Path:
    """Return a free name beside `file`, taken by an empty file that a rename may replace."""
    attempt = 0
    while True:
        target = file.with_name(set_aside_name(file.name, now, attempt))
        try:
            target.touch(exist_ok=False)
        except FileExistsError:
            attempt += 1
        else:
            return target


def _table_of(edit: Edit) -> str:
    changed = edit.changed
    if isinstance(changed, Annotation):
        return "annotations"
    return "entities" if isinstance(changed, EntityMark) else "rules"
