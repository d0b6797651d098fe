"""What saves, crashes and repairs leave behind in a store: locks, half-written and kept files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tui.errors import PullquoteError
from tui.services.check_database import article_of
from tui.services.output import many
from tui.store.annotations import CORPUS_ID
from tui.store.database import lock_file_of
from tui.store.examine import Examined, Kept, examine, take_in_missing
from tui.store.fault import Fault
from tui.store.lock import LockTimeoutError, lock_of, locked
from tui.store.mend import mended, move_aside, put_in_place, rewrite
from tui.store.names import file_name
from tui.store.regular import open_regular
from tui.store.walk import Entry

Looked = Iterator[tuple[Fault, bool]]


def lock_faults(path: Path, of: Path | None) -> Iterator[Fault]:
    """Yield who holds a lock, and whether it guards nothing."""
    if of is not None and not of.exists():
        yield Fault("note", None, f"a lock of {of.name}, which is not there")
    try:
        with locked(lock_of(path), timeout=0):
            return
    except LockTimeoutError:
        yield Fault("note", None, f"{_holder(path)} holds this lock now")


def look_at_temporary(entry: Entry, of: Path, now: Callable[[], str], *, repair: bool) -> Looked:
    """Yield what there is to a file that was to take the place of the database `of`.

    Raises:
        PullquoteError, OSError: It cannot be read or mended.
    """
    if not _is_free(of):
        yield Fault("note", None, f"{of.name} is being saved now"), False
        return
    data = _bytes_of(entry.path)
    if data is None:  # it has taken its place by now
        return
    found = examine(data)
    reason = f"a save of {of.name} was cut off"
    if entry.annotator and not of.exists() and _is_whole(found, of):
        if repair:
            put_in_place(entry.path, of)
        yield Fault("error", None, f"{reason} when it was whole", f"makes it {of.name}"), repair
        return
    kept = move_aside(entry.path, of) if repair and entry.annotator else None
    mend = f"keeps it as {kept.name if kept else 'a file that was set aside'}"
    yield Fault("warning", None, reason, mend if entry.annotator else ""), kept is not None
    if kept is not None:
        yield from look_at_set_aside(entry._replace(path=kept), of, now, repair=repair)


def look_at_set_aside(entry: Entry, of: Path, now: Callable[[], str], *, repair: bool) -> Looked:
    """Yield what is in a file that was set aside and is not in the database `of`.

    Raises:
        PullquoteError, OSError: One of them cannot be read or mended.
    """
    data, was = _bytes_of(entry.path), _bytes_of(of)
    if data is None:
        return
    aside = examine(data)
    found = examine(was) if was is not None else Examined()
    missing = missing_in(found, aside)
    if not missing:
        rest = f"all that is whole in it is in {of.name}" if was else "nothing in it is whole"
        yield Fault("note", None, f"kept from before; {rest}"), False
        return
    reason = f"{many(len(missing), 'record')} in it, and not in {of.name}"
    article_id = article_of(entry, aside if found.meta is None else found)
    if article_id is None or found.faults:
        yield Fault("warning", None, reason), False
        return
    kept = None
    if repair:
        take_in_missing(found, aside, missing)
        tables = mended(found, article_id, entry.annotator, now())
        kept = rewrite(of, tables, was)
    mend = "takes them in" + (f"; {of.name} as it was: {kept.name}" if kept and was else "")
    yield Fault("warning", None, reason, mend), kept is not None


def missing_in(found: Examined, aside: Examined) -> dict[tuple[str, str], Kept]:
    """Return the records that are whole in `aside`, and of which `found` knows nothing.

    What was removed since is known: the log says so.
    """
    known = {("edits", one) for one in found.table("edits")}
    known |= {(name, one) for name in found.tables for one in found.table(name)}
    gone = {edit.annotation_id for edit in found.edits()}
    return {
        (name, one): kept
        for name, table in aside.tables.items()
        for one, kept in table.items()
        if kept.made is not None and (name, one) not in known and one not in gone
    }


def _is_whole(found: Examined, of: Path) -> bool:
    """Tell whether a file can be the database `of` as it is."""
    said = (found.meta or {}).get("article")
    is_its = isinstance(said, str) and of.name in {file_name(said), f"{CORPUS_ID}.json"}
    return is_its and not found.faults


def _is_free(of: Path) -> bool:
    try:
        with locked(lock_file_of(of), timeout=0):
            return True
    except LockTimeoutError:
        return False


def _bytes_of(path: Path) -> bytes | None:
    try:
        with open_regular(path) as file:
            return file.read()
    except FileNotFoundError:
        return None


def _holder(path: Path) -> str:
    """Return who holds a lock, as far as the system tells (Linux does)."""
    with suppress(OSError, ValueError, IndexError, PullquoteError):
        inode = str(os.stat(path).st_ino)  # noqa: PTH116
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            words = line.split()
            if "FLOCK" in words and words[5].rpartition(":")[2] == inode:
                return f"process {int(words[4])}"
    return "another program"
