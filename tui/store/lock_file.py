"""A lock where the file system has none: a file that only one can make.

To make a file that must not be there yet is one step on every file system, NFS included. What the
system's own locks give for free has to be made here: a holder that is killed leaves its file. It is
taken away when the process that it names is gone from this machine, and, as nobody can tell that of
another machine's process, when it is older than any save takes. Ages are by the clock of the file
system: those of two machines differ.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

LONGEST_HELD = 120.0
"""Seconds after which a lock file is nobody's any more: a save takes some milliseconds."""
LONGEST_EMPTY = 10.0
"""The same for one that does not say whose it is: its maker was killed before it wrote that."""


class Holder(NamedTuple):
    """Who holds a lock, as the file says.

    Attributes:
        host: The machine's name; empty while the file is being written, or when it is broken.
        pid: The process.
        token: Another one each time.
    """

    host: str = ""
    pid: int = 0
    token: str = ""


@contextmanager
def held_file(path: Path) -> Iterator[bool]:
    """Try once to hold the lock file at `path`, which is there while it is held; yields whether.

    Raises:
        OSError: There can be no such file.
    """
    token = _made(path) or (_made(path) if _take_away_stale(path) else None)
    if token is None:
        yield False
        return
    try:
        yield True
    finally:
        if _holder_of(path).token == token:  # it was nobody's, if this took that long
            _remove(path)


def _made(path: Path) -> str | None:
    """Make the file; None when it is there already."""
    token = uuid.uuid4().hex
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileExistsError:
        return None
    said = {"host": _this_host(), "pid": os.getpid(), "token": token, "at": time.time()}
    try:
        os.write(descriptor, json.dumps(said).encode())
    except OSError:  # no room for it: then there is none for what is to be saved either
        _remove(path)
        raise
    finally:
        os.close(descriptor)
    return token


def _take_away_stale(path: Path) -> bool:
    """Remove a lock file that nobody holds any more; tells whether it did.

    Only one at a time may do so, or the second would remove what the first has made by then.
    """
    if not _is_stale(path):
        return False
    breaking = path.with_name(f"{path.name}-breaking")
    if _made(breaking) is None:
        if _is_stale(breaking):  # killed while it did this
            _remove(breaking)
        return False
    try:
        if not _is_stale(path):
            return False
        _remove(path)
        return True
    finally:
        _remove(breaking)


def _is_stale(path: Path) -> bool:
    holder = _holder_of(path)
    if holder.pid and holder.host == _this_host():
        return not _is_running(holder.pid)
    try:
        age = _now_at(path.parent) - path.stat().st_mtime
    except OSError:  # gone by itself: that is seen at the next try
        return False
    return age > (LONGEST_HELD if holder.token else LONGEST_EMPTY)


def _holder_of(path: Path) -> Holder:
    try:
        said = json.loads(path.read_bytes())
        return Holder(str(said["host"]), int(said["pid"]), str(said["token"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return Holder()


def _this_host() -> str:
    """Return the machine's name and, as two containers may share it, what its processes live in."""
    try:
        return f"{socket.gethostname()} {os.readlink('/proc/self/ns/pid')}"  # noqa: PTH115
    except OSError:
        return socket.gethostname()


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # somebody else's, or no number of a process
        return True
    return True


def _now_at(folder: Path) -> float:
    """Return the time by the clock of the folder's file system.

    Raises:
        OSError: Nothing can be written there.
    """
    trial = folder / f".pullquote-clock-{uuid.uuid4().hex}"
    try:
        trial.touch(exist_ok=False)
        return trial.stat().st_mtime
    finally:
        _remove(trial)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
