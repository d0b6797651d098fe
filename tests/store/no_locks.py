"""A file system without locks, for this process: `flock` and a folder's fsync are refused."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from typing import NoReturn

_fsync = os.fsync


def take_locks_away(why: int = errno.ENOLCK) -> None:
    """Let all locks from now on fail, as they do on some network folders."""
    fcntl.flock = _refused(why)  # type: ignore[assignment]
    os.fsync = _fsync_of_files  # type: ignore[assignment]


def _refused(why: int) -> object:
    def flock(*_: object) -> NoReturn:
        raise OSError(why, os.strerror(why))

    return flock


def _fsync_of_files(descriptor: int) -> None:
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    _fsync(descriptor)
