"""Reading files within bounds: none of them may fill the memory, whatever is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO, NamedTuple

from tui.formats.articles.found import ArticleFile
from tui.formats.problem import Problem, writable

LONGEST_TEXT = 64 * 2**20
"""Bytes of a file that is read whole: twenty times the longest novel."""

LONGEST_LINE = 32 * 2**20
"""Bytes of a line with an article in it."""

_SKIPPED_AT_ONCE = 2**20


class Line(NamedTuple):
    """A line of a file.

    Attributes:
        offset: Where it begins, in bytes.
        number: Its number, from 1 on.
        data: The line with its end; None when it is longer than may be.
        end: Where the next one begins, in bytes.
    """

    offset: int
    number: int
    data: bytes | None
    end: int


def whole(path: ArticleFile, limit: int = LONGEST_TEXT) -> bytes | Problem:
    """Return all bytes of a file; a problem when there are more than `limit`.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size <= limit:
            file.seek(0)
            data = file.read(limit + 1)  # it may have grown since
            size = len(data)
        return data if size <= limit else too_large(path, size, limit)


def too_large(path: object, size: int, limit: int) -> Problem:
    """Say that a file has more bytes than are read."""
    reason = f"too large to read: {size:,} bytes, and {limit:,} is the most"
    return Problem(writable(path), None, reason, "cut it into several files, or make it .jsonl")


def lines_from(file: IO[bytes], offset: int = 0, number: int = 1) -> Iterator[Line]:
    r"""Yield the lines of `file` from a place on; only `\n` ends a line.

    Args:
        file: The file.
        offset: Where the first of them begins, in bytes.
        number: The number of that line.

    Raises:
        OSError: It cannot be read.
    """
    file.seek(offset)
    while data := file.readline(LONGEST_LINE + 1):
        size = len(data)
        if size <= LONGEST_LINE:
            yield Line(offset, number, data, offset + size)
        else:
            while not data.endswith(b"\n") and (data := file.readline(_SKIPPED_AT_ONCE)):
                size += len(data)
            yield Line(offset, number, None, offset + size)
        offset += size
        number += 1


def offset_and_line(where: str) -> tuple[int, int]:
    """Return from where on lines are read: an offset in bytes, and a number.

    Args:
        where: Both, as in `1024:7`; empty for the beginning.
    """
    offset, _, number = (where or "0:1").partition(":")
    return int(offset), int(number)


def too_long(path: object, number: int) -> Problem:
    """Say that a line has more bytes than are read."""
    reason = f"the line is too long to read: {LONGEST_LINE:,} bytes is the most"
    return Problem(writable(path), number, reason, "give each article a line of its own")
