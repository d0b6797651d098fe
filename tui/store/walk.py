"""All that lies in a store's folder, and what each thing there is."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple
from unicodedata import normalize

from tui.errors import PullquoteError
from tui.settings import checked_annotator
from tui.store.annotations import CORPUS_FOLDER, CORPUS_ID
from tui.store.assignments import ASSIGNMENTS_NAME
from tui.store.fault import Fault
from tui.store.lock import lock_of
from tui.store.names import SUFFIX, is_database_name, set_aside_from

_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_TEMPORARY = re.compile(r"\.(.+\.json)(?:\.\d+)?\.tmp")

Kind = Literal[
    "database", "corpus", "assignments", "lock", "temporary", "set-aside", "foreign", "trouble"
]


class Entry(NamedTuple):
    """A thing in a store.

    Attributes:
        path: Where it is.
        kind: What it is; `trouble` is what is there and can be nothing of ours.
        annotator: Whose folder it is in; empty in the store's own.
        of: The database that a lock, a leftover or what was set aside belongs to.
        faults: What is wrong with its name and its place.
    """

    path: Path
    kind: Kind
    annotator: str = ""
    of: Path | None = None
    faults: tuple[Fault, ...] = ()


def walk(root: Path) -> Iterator[Entry]:
    """Yield what is in the store at `root`, a folder after the other, sorted by name.

    Raises:
        PullquoteError: There is no such folder, or it cannot be read.
    """
    names = _names_in(root)
    yield from _twins(root, names)
    for name in names:
        path = root / name
        if name == ASSIGNMENTS_NAME or name.startswith(f".{ASSIGNMENTS_NAME}"):
            yield from _entries(root, name, "")
        elif not path.is_dir():
            if not _is_passed_over(name):
                yield Entry(path, "foreign", faults=_foreign(path))
        elif not name.startswith("."):
            yield from _annotator(path)


def _annotator(folder: Path) -> Iterator[Entry]:
    try:
        checked_annotator(folder.name)
        names = _names_in(folder)
    except PullquoteError as error:
        yield Entry(folder, "trouble", faults=(Fault("warning", None, str(error)),))
        return
    link = _link_fault(folder, folder.parent)
    if link:
        yield Entry(folder, "trouble", faults=(link,))
    yield from _twins(folder, names)
    for name in names:
        if name == CORPUS_FOLDER and (folder / name).is_dir():
            for inner in _names_in(folder / name):
                yield from _entries(folder / name, inner, folder.name)
        else:
            yield from _entries(folder, name, folder.name)


def _entries(folder: Path, name: str, annotator: str) -> Iterator[Entry]:
    if _is_passed_over(name):
        return
    path = folder / name
    kind, of = _kind(folder, name, annotator)
    trouble = _trouble(path)
    if trouble is not None:
        yield Entry(path, "trouble", annotator, of, (trouble,))
        return
    faults = _foreign(path) if kind == "foreign" else ()
    link = _link_fault(path, folder)
    yield Entry(path, kind, annotator, of, (*faults, link) if link else faults)


def _kind(folder: Path, name: str, annotator: str) -> tuple[Kind, Path | None]:
    lock = lock_of(Path(name)).name
    if lock.startswith(".") and lock.endswith(f"{SUFFIX}.lock"):
        return "lock", folder / lock[1:].removesuffix(".lock")
    if match := _TEMPORARY.fullmatch(name):
        return "temporary", folder / match[1]
    if of := set_aside_from(name):
        return "set-aside", folder / of
    if not annotator and name == ASSIGNMENTS_NAME:
        return "assignments", None
    if not annotator or not is_database_name(name):
        return "foreign", None
    if folder.name == CORPUS_FOLDER and folder.parent.name == annotator:
        return ("corpus", None) if name == f"{CORPUS_ID}{SUFFIX}" else ("foreign", None)
    return "database", None


def _trouble(path: Path) -> Fault | None:
    """Return why what is at `path` is no file; None when it is one."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        what = "a link that leads nowhere" if path.is_symlink() else "it cannot be read"
        return Fault("error", None, f"{what}: {error.strerror or error}")
    if stat.S_ISREG(mode):
        return None
    what = "a folder" if stat.S_ISDIR(mode) else "a pipe, a device or a socket"
    return Fault("error", None, f"{what} stands where only files belong")


def _link_fault(path: Path, folder: Path) -> Fault | None:
    """Return what there is to say of a link; None for what is none."""
    if not path.is_symlink():
        return None
    target = Path(os.path.realpath(path))
    if target.parent == Path(os.path.realpath(folder)):
        return Fault("note", None, f"a link to {target.name}")
    return Fault("warning", None, f"a link that leads out of its folder, to {target}")


def _twins(folder: Path, names: list[str]) -> Iterator[Entry]:
    """Yield names that are one name where capitals or ways to write a letter are not told apart."""
    first: dict[str, str] = {}
    for name in names:
        plain = normalize("NFC", normalize("NFC", name).casefold())
        other = first.setdefault(plain, name)
        if other != name:
            reason = f"some systems do not tell its name from {other}"
            yield Entry(folder / name, "trouble", faults=(Fault("warning", None, reason),))


def _foreign(path: Path) -> tuple[Fault, ...]:
    return (Fault("note", None, f"{'a folder' if path.is_dir() else 'a file'} of another kind"),)


def _is_passed_over(name: str) -> bool:
    """Tell whether a name is the system's or git's, and no news."""
    return name.lower() in _SYSTEM or name.startswith((".git", ".st", "._"))


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are wanted, of 100,000 files
    except OSError as error:
        raise PullquoteError(
            f"cannot read {folder}: {error.strerror or error}", "check the name and its permissions"
        ) from error
