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
from tui.model.rebase import Rebased, rebased
from tui.store.contents import (
    META_ID,
    Contents,
    annotations_in,
    contents_of,
    has_entities,
    table_of,
)
from tui.store.durable import make_folder, sync_folder, temporary_path
from tui.store.explained import explanation
from tui.store.lock import LockKind, locked
from tui.store.names import set_aside_name
from tui.store.records import BrokenFileError, Tables
from tui.store.schemas import SCHEMAS, schema_for

# TinyDB is imported when a file is read or saved: it is not needed to show a text.
if TYPE_CHECKING:
    from tui.model.merging import Merged
    from tui.store.tables import RecordDatabase

LOCK_TIMEOUT = 5.0


class ArticleDatabase:
    """The database of one annotator and one article. Threads may share it.

    Args:
        path: Its file; neither it nor its folder need exist.
        article_id: The article it must belong to.
        annotator: Whose it is.
        lock_timeout: How many seconds to wait for another process that is saving.

    Attributes:
        path: See there.
        lock_kind: What kind of lock there was when it was last held.
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
        self._lock_file = lock_file_of(self._file)
        self._mutex = threading.RLock()
        self.lock_kind: LockKind = "system"
        self._opened: RecordDatabase | None = None
        # What was last told or saved, whatever became of the file since.
        self._known: Tables | None = None
        # Whether the file has changed since then, and where it went if it was set aside.
        self._is_behind = False
        self._aside: Path | None = None

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
                contents = self._contents()
            except BrokenFileError:
                return self._mended()
            self._told()
            return contents

    def append(self, edits: Sequence[Edit]) -> Contents | None:
        """Apply `edits` and log them; they are on the disk when this returns.

        An edit whose id is in the log already is left out, so that a save that failed can be tried
        again. After an error the same edits can be given again. Where somebody else has changed the
        same record meanwhile, an edit is logged as a change of that: see `rebased`. A file that is
        gone is written again with all that was in it, also without further edits.

        Returns:
            All that is in the file now, when somebody else had changed it since it was last read
            or written here; otherwise None.

        Raises:
            PullquoteError: They could not be saved.
            ValueError: An edit could not be read back; nothing was saved.
        """
        if not edits and not self.is_gone:
            return None
        with self._mutex, self._explained("save"), self._locked():
            change = self._refresh()
            database = self._database()
            fitted = Rebased(tuple(edits))
            if change.there is not None:
                again = [*change.lost, *edits]
                fitted = rebased(again, change.there.edits, change.there.records)
            with database.file.batch():
                if change.restored is not None:
                    database.file.write(change.restored)
                self._apply(fitted.edits)
            if change.by_others and len(fitted.edits) < len(edits):
                # Some are in the file, but a save of them may have failed at its very last step.
                sync_folder(self._file.parent)
            if not change.by_others:
                self._told()
                return None
            contents = self._contents(change.set_aside)
            self._told()
            return contents._replace(
                left_out=fitted.left_out, overridden=fitted.overridden, refused=fitted.refused
            )

    def merge(self, other: Contents, *, dry_run: bool = False) -> Merged:
        """Join the decisions of another store into these; with `dry_run` only tell what that gives.

        Raises:
            PullquoteError: They cannot be read or saved; nothing was changed.
        """
        from tui.model.merging import Side, merged  # no reader merges
        from tui.store.joining import merged_tables

        theirs = Side(other.records, other.edits)
        if dry_run:
            there = read_contents(self.path, self._article_id)
            return merged(Side(there.records, there.edits), theirs)
        with self._mutex, self._explained("save"), self._locked():
            # Read as it is, and not set aside when it is broken: who merges is told.
            self.close()
            there = read_contents(self.path, self._article_id)
            made = merged(Side(there.records, there.edits), theirs)
            if made.is_news:
                file = self._database().file
                file.write(
                    merged_tables(file.read() or {}, made, self._article_id, self._annotator)
                )
            return made

    def changes(self) -> Contents | None:
        """Return all that is in the file, when somebody else has changed it; otherwise None.

        It waits for nobody. What cannot be read is left to the next save or look: it may be about
        to be written.

        Raises:
            PullquoteError: The system says that it cannot be read.
        """
        with self._mutex, self._explained("read"):
            file = self._database().file
            if not self.exists or (file.is_current() and not self._is_behind):
                return None
            self._is_behind = True  # until it is told: reading it may fail halfway
            try:
                contents = self._contents(self._aside)
            except (BrokenFileError, PullquoteError):
                return None
            self._told()
            return contents

    @property
    def is_gone(self) -> bool:
        """Whether what was read or saved here is not on the disk any more; no, if none can tell."""
        try:
            return bool(self._known) and not self.exists
        except OSError:
            return False

    def close(self) -> None:
        """Drop what is kept in memory. No file is kept open; the next call reads it again."""
        with self._mutex:
            if self._opened is not None:
                self._opened.close()
            self._opened = None
            self._known = None
            self._is_behind, self._aside = False, None

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
        return contents

    def _told(self) -> None:
        """Note that whoever asked knows all that is in the file."""
        self._known = self._database().file.known
        self._is_behind, self._aside = False, None

    def _claim(self, schema: str) -> None:
        meta = self._database().records("meta")
        of_whom = {"article": self._article_id, "annotator": self._annotator}
        before = meta.record(META_ID)
        if before is None:
            meta.put(META_ID, {"schema": schema} | of_whom)
        elif SCHEMAS.index(schema) > SCHEMAS.index(before["schema"]):
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
            changed.setdefault(table_of(edit.changed), {})[edit.annotation_id] = data["after"]
        self._claim(schema_for((data for data in logged.values() if data), ()))
        log.change(logged)
        for table, records in changed.items():
            database.records(table).change(records)

    def _refresh(self) -> _Change:
        """Follow what others did to the file; called under the lock.

        What was seen and could not be told, because the save failed, is seen again.
        """
        file = self._database().file
        if file.is_current() and not self._is_behind:
            return _Change()
        self._is_behind = True
        known = self._known
        try:
            if file.read() is None:
                # Gone, with what was shown as saved: it is put back.
                return _Change(self._aside is not None, self._aside, restored=known)
            there = self._contents()
        except BrokenFileError:
            self._aside = self._set_aside()
            return _Change(by_others=True, set_aside=self._aside, restored=known)
        return _Change(True, self._aside, there=there, lost=_lost(known, there))

    def _mended(self) -> Contents:
        with self._locked():
            try:
                contents = self._contents()  # another process may have set it aside by now
            except BrokenFileError:
                set_aside = self._set_aside()
                self.close()
                return Contents(set_aside=set_aside)
        self._told()
        return contents

    def _set_aside(self) -> Path:
        target = reserved_beside(self._file, datetime.now(UTC))
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
        with locked(self._lock_file, self._lock_timeout) as self.lock_kind:
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


def read_turned_down(path: Path, article_id: str) -> list[Annotation]:
    """Read what was suggested and turned down; of most databases not even the log is read for it.

    Raises:
        PullquoteError: It cannot be read or is no database of this article.
    """
    with _only_read(path):
        data = _data_of(path)
        if data is None or b'"turn-down"' not in data:
            return []
    from tui.model.turning_down import turned_down  # the way to the reader has no need of it

    return turned_down(read_contents(path, article_id).edits)


def _data_of(path: Path) -> bytes | None:
    from tui.store.regular import bytes_of  # the way to the reader has no need of it

    try:
        return bytes_of(path)
    except FileNotFoundError:
        return None


@contextmanager
def _only_read(path: Path) -> Iterator[None]:
    """Turn what is wrong with a file that is left as it is into what a person can mend."""
    try:
        yield
    except BrokenFileError as error:
        raise PullquoteError(
            f"{_place(path, error)} is no database of pullquote: {error}",
            "pullquote check --repair saves what is whole in it",
        ) from error
    except OSError as error:
        raise explanation(error, "read", path) from error


def _place(path: Path, error: BrokenFileError) -> str:
    """Return the file, with the line of the record that is wrong where that can be told."""
    if error.record is None:
        return str(path)
    from tui.store.regular import open_regular
    from tui.store.scan import line_of

    try:
        with open_regular(path) as file:
            line = line_of(file.read().decode("utf-8", "replace"), *error.record)
    except (OSError, PullquoteError):  # it is gone, and the error is told all the same
        return str(path)
    return f"{path}:{line}" if line else str(path)


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of the file since it was last read or written here.

    Attributes:
        by_others: Whether there is something in it to be reloaded.
        set_aside: Where it went, when it had become unreadable.
        restored: The tables to begin again with, when it is gone.
        there: What others have made of it.
        lost: What was saved here and is not in it: somebody has put an older file there.
    """

    by_others: bool = False
    set_aside: Path | None = None
    restored: Tables | None = None
    there: Contents | None = None
    lost: Sequence[Edit] = ()


def _lost(known: Tables | None, there: Contents) -> list[Edit]:
    kept = {edit.id for edit in there.edits}
    log = (known or {}).get("edits", {})
    return [Edit.from_json(log[edit_id]) for edit_id in log if edit_id not in kept]


def _open(file: Path) -> RecordDatabase:
    from tui.store.tables import RecordDatabase

    return RecordDatabase(file)


def lock_file_of(file: Path) -> Path:
    """Return the lock file of a database."""
    return file.with_name(f".{file.name}.lock")


def reserved_beside(file: Path, now: datetime) -> Path:
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
