"""Opening files that may be anything: never a pipe that nobody writes, never without a bound."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from tui.errors import PullquoteError

LARGEST = 256 * 1024 * 1024
"""Bytes of a database: some 100,000 decisions on one article. What is larger is not ours."""


def open_regular(path: Path, largest: int = LARGEST) -> BinaryIO:
    """Open a file to be read, when it is one and has no more than `largest` bytes.

    Raises:
        PullquoteError: It is a pipe, a device or a socket, or it is too large.
        OSError: It cannot be opened.
    """
    _check(path, os.stat(path), largest)  # noqa: PTH116 - called whenever a file is looked at
    # What takes its place meanwhile must not hold us up either.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    try:
        _check(path, os.fstat(file.fileno()), largest)
    except BaseException:
        file.close()
        raise
    return file


def bytes_of(path: Path) -> bytes:
    """Read a file, when it is one and not too large.

    Raises:
        PullquoteError: It is a pipe, a device or a socket, or it is too large.
        OSError: It cannot be read.
    """
    with open_regular(path) as file:
        return file.read()


def check_size(size: int) -> None:
    """Refuse to write what could not be read again.

    Raises:
        OSError: It is larger than a database may be.
    """
    if size > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def _check(path: Path, status: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise PullquoteError(
            f"cannot read {path}: it is {_kind(status.st_mode)}, and no regular file", _MOVE_HINT
        )
    if status.st_size > largest:
        reason = f"it has {_megabytes(status.st_size)}, more than the {_megabytes(largest)}"
        raise PullquoteError(f"cannot read {path}: {reason} of a database at most", _MOVE_HINT)


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024):,} MB"


_MOVE_HINT = "move it out of the folder"
