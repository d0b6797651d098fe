"""Writing what a command makes: a file whole or not at all, or a stream as it comes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from tui.errors import PullquoteError

Write = Callable[[IO[bytes]], int]
"""Fills a file; returns how much was written, in whatever it counts.

What it cannot have is an error of its own, a `PullquoteError`: an `OSError` is the output's.
"""


def write_output(output: Path | None, stream: IO[bytes], write: Write) -> int:
    """Write to the file `output`, whole or not at all; without one to `stream`.

    Raises:
        PullquoteError: It cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    return write_whole(output, write) if output is not None else _streamed(stream, write)


def write_whole(path: Path, write: Write) -> int:
    """Let `write` fill the file at `path`: afterwards it is the new one whole, or the old one.

    A link is followed; what is no regular file (a pipe, /dev/null) is written to as it is.

    Raises:
        PullquoteError: It cannot be written.
        BrokenPipeError: It is a pipe, and whoever read it has seen enough.
    """
    try:
        mode = _mode(path)
        target = Path(os.path.realpath(path))
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as file:
                return write(file)
        return _replaced(target, mode, write)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PullquoteError(
            f"cannot write {path}: {error.strerror or error}", "name another file with -o"
        ) from error


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
    """Return `count` things in words: "1 quote", "2 quotes"; `plural` where an s does not do."""
    return f"{count} {what if count == 1 else plural or f'{what}s'}"
