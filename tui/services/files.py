"""The files of articles at the paths that were named, in the order they are read in."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.formats.articles.registry import SUFFIXES, is_for_reading, reader_for
from tui.formats.problem import Problem, writable

SEEDS = "seeds"
"""The folder that is read when no path is named."""


class File(NamedTuple):
    """A file of articles, as it was found.

    Attributes:
        path: The file.
        below: The folders it stands in below the one that was named; empty for a named file.
        place: What files are sorted by: in the order of the paths, in each by name.
        status: What the disk says of it.
    """

    path: Path
    below: str
    place: bytes
    status: os.stat_result


def default_paths(folder: Path) -> list[Path]:
    """Return what is read in `folder` when no path is named.

    Raises:
        PullquoteError: There is no such folder.
    """
    seeds = folder / SEEDS
    if not seeds.is_dir():
        raise PullquoteError(
            f"no articles were named, and there is no folder {SEEDS}/ here",
            "name files or folders, as in: pullquote articles/",
        )
    return [Path(SEEDS) if folder == Path.cwd() else seeds]


def files_at(paths: Sequence[Path]) -> Iterator[File | Problem]:
    """Yield the files to read at `paths`, folders recursively; each once, however it is named.

    Hidden ones in folders and other kinds are passed over. Links that lead in a circle end.
    """
    seen: set[tuple[int, int]] = set()
    for number, path in enumerate(paths):
        yield from _files(path, b"%06d" % number, seen)


def _files(path: Path, place: bytes, seen: set[tuple[int, int]]) -> Iterator[File | Problem]:
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        yield unreadable(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(path, "", place, status, seen)
    elif reader_for(path) is None:
        hint = f"articles are {', '.join(SUFFIXES)} files"
        yield Problem(writable(path), None, "not a kind of file that is read", hint)
    else:
        yield from _once(path, "", place, status, seen)


def _walk(
    folder: Path, below: str, place: bytes, status: os.stat_result, seen: set[tuple[int, int]]
) -> Iterator[File | Problem]:
    """Yield the files in `folder` by name; `seen` holds what was come across."""
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if not e.name.startswith(".")), key=_name_of)
    except OSError as error:
        yield unreadable(folder, error)
        return
    for entry in entries:
        path = Path(entry.path)
        try:
            is_folder = entry.is_dir()
            if not is_folder and not is_for_reading(path):
                continue
            status = entry.stat()
        except OSError as error:
            yield unreadable(path, error)
            continue
        # Sorted as the folders are: what is in "a" comes before "a.txt".
        inner = place + b"\0" + os.fsencode(entry.name)
        if is_folder:
            inside = f"{below}/{entry.name}" if below else entry.name
            yield from _walk(path, inside, inner, status, seen)
        else:
            yield from _once(path, below, inner, status, seen)


def _name_of(entry: os.DirEntry[str]) -> str:
    return entry.name


def _once(
    path: Path, below: str, place: bytes, status: os.stat_result, seen: set[tuple[int, int]]
) -> Iterator[File | Problem]:
    """Yield `path` when it is a regular file that was not come across yet."""
    if not stat.S_ISREG(status.st_mode):
        # Reading a pipe or a device could wait for ever.
        yield Problem(writable(path), None, "not a regular file", "name a file or a folder")
    elif (status.st_dev, status.st_ino) not in seen:
        seen.add((status.st_dev, status.st_ino))
        yield File(path, below, place, status)


def unreadable(path: Path, error: OSError | ValueError) -> Problem:
    """Return what is told of a file or folder that cannot be read."""
    if isinstance(error, FileNotFoundError):
        return Problem(writable(path), None, "there is no such file or folder", "check the name")
    reason = f"cannot be read: {getattr(error, 'strerror', None) or error}"
    hint = "check its permissions" if isinstance(error, PermissionError) else ""
    if getattr(error, "errno", None) == errno.ELOOP:
        hint = "it is a link that leads to itself: remove it"
    return Problem(writable(path), None, reason, hint)
