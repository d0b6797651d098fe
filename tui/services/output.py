"""Writing what a command makes: a file whole or not at all, or a stream as it comes."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from tui.errors import PullquoteError

Write = Callable[[IO[bytes]], int]
"""Fills a file; returns how much was written, in whatever it counts.

What it cannot have is an error of its own, a `PullquoteError`: an `OSError` is the output's.
"""


_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_IN_MEMORY = 1 << 22
"""Bytes of an output that are kept in memory before it is known to be good; more go to the disk."""


def write_output(output: Path | None, stream: IO[bytes], write: Write) -> int:
    """Write to the file `output`, whole or not at all; without one to `stream`, as it comes.

    Raises:
        PullquoteError: It cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    return write_whole(output, write) if output is not None else _streamed(stream, write)


def write_proved(output: Path | None, stream: IO[bytes], write: Write) -> int:
    """Write to `output`, or to `stream`, once `write` has come to its end: all or nothing.

    Meanwhile it is kept in a file, so that what is exported need not fit into memory.

    Raises:
        PullquoteError: It cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    whole = _kept_back(write)
    return write_whole(output, write, whole) if output is not None else _streamed(stream, whole)


def write_whole(path: Path, write: Write, to_others: Write | None = None) -> int:
    """Let `write` fill the file at `path`: afterwards it is the new one whole, or the old one.

    A link is followed; what is no regular file (a pipe, /dev/null) is written to as it is.

    Args:
        path: The file.
        write: Fills it.
        to_others: Fills what is no regular file, if not `write`.

    Raises:
        PullquoteError: It cannot be written.
        BrokenPipeError: It is a pipe, and whoever read it has seen enough.
    """
    try:
        mode = _mode(path)
        _check(path, mode)
        if mode is not None and not stat.S_ISREG(mode):
            # Not where the link leads: that of `>(gzip)` in a shell is no path.
            with path.open("wb") as file:
                return (to_others or write)(file)
        return _replaced(Path(os.path.realpath(path)), mode, write)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PullquoteError(
            f"cannot write {path}: {error.strerror or error}", "name another file with -o"
        ) from error


def _kept_back(write: Write) -> Write:
    """Return what writes the same, but nothing before the end of it."""

    def write_at_once(file: IO[bytes]) -> int:
        with SpooledTemporaryFile(_IN_MEMORY) as spool:
            count = write(cast("IO[bytes]", spool))
            spool.seek(0)
            shutil.copyfileobj(spool, file)
        return count

    return write_at_once


def _check(path: Path, mode: int | None) -> None:
    """Check that a file may be written, before any work is done for it.

    Args:
        path: The file.
        mode: What is there; None for nothing.

    Raises:
        PullquoteError: It may not.
    """
    another = "name another file"
    if mode is None:
        folder = Path(os.path.realpath(path)).parent
        if not folder.exists():
            shown = path.parent if not path.is_symlink() else folder
            made = f"mkdir -p {shlex.quote(str(shown))}"
            raise PullquoteError(
                f"cannot write {path}: there is no folder {shown}", f"make it: {made}; or {another}"
            )
    elif stat.S_ISDIR(mode):
        raise PullquoteError(f"cannot write {path}: it is a folder", "name a file in it")
    elif stat.S_ISREG(mode) and not (mode & _WRITABLE and os.access(path, os.W_OK)):
        # It could be replaced all the same, as the folder allows it: that is not what is meant.
        allowed = f"chmod u+w {shlex.quote(str(path))}"
        raise PullquoteError(
            f"cannot write {path}: it is write-protected", f"{another}, or allow it: {allowed}"
        )


def _mode(path: Path) -> int | None:
    """Return what is at `path`; None for nothing. Links that lead in a circle are an error."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _streamed(stream: IO[bytes], write: Write) -> int:
    try:
        count = write(stream)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PullquoteError(
            f"cannot write the output: {error.strerror or error}", "write a file with -o"
        ) from error
    return count


def _replaced(target: Path, mode: int | None, write: Write) -> int:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            count = write(file)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return count


def many(count: int, what: str, plural: str = "") -> str:
    """Return `count` things in words: "1 quote", "2,000 quotes"; `plural` where an s won't do."""
    return f"{count:,} {what if count == 1 else plural or f'{what}s'}"
