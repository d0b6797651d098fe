"""Articles from the files in a `.tar`, plain or compressed (`.tar.gz`, `.tar.bz2`, `.tar.xz`)."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import IO, NamedTuple, cast

from tui.formats.articles.bounded import LONGEST_TEXT
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.members import (
    DAMAGED,
    HIGHEST_RATIO,
    LARGEST_ARCHIVE,
    MAKE_ANEW,
    MOST_MEMBERS,
    SECOND,
    SMALL,
    TRUST,
    UNPACK,
    articles_of,
    is_wanted,
    problem,
    refusal,
)
from tui.formats.articles.registry import suffix_of
from tui.formats.problem import Problem

_LONGEST_HEADER = 2**16
"""Bytes of what may stand before a file: long names and the like."""
_SKIPPED_AT_ONCE = 2**20
_DAMAGED = (
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    OverflowError,
    RecursionError,
    UnicodeError,
    OSError,
)


class _BoundError(ValueError):
    """An archive that goes beyond what is read of one."""


class _Unpacked:
    """The bytes of a tar, read from front to back and within bounds.

    Attributes:
        longest: How many bytes may be read at once.
        last: What was read last: when there are no more headers, what stands in place of one.
    """

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self._most = most
        self._at = 0
        self.longest = _LONGEST_HEADER
        self.last = b""

    def tell(self) -> int:
        return self._at

    def read(self, size: int) -> bytes:
        if not 0 <= size <= self.longest:
            raise _BoundError("a header in it is too long")
        data = self._file.read(size)
        self._at += len(data)
        self.last = data
        self._check()
        return data

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        """Go on to a place further on; there is no way back."""
        if whence != os.SEEK_SET or place < self._at:
            raise _BoundError("its headers lead back")
        while self._at < place:
            skipped = len(self._file.read(min(_SKIPPED_AT_ONCE, place - self._at)))
            if not skipped:
                break
            self._at += skipped
            self._check()
        return self._at

    def _check(self) -> None:
        if self._at > self._most:
            raise _BoundError(f"it would become more than {self._most:,} bytes")


class _Plain(_Unpacked):
    """The bytes of a tar that is not compressed: what is skipped is not read."""

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        if whence != os.SEEK_SET or place < self._at:
            raise _BoundError("its headers lead back")
        self._at = self._file.seek(place)
        return self._at


class _File(NamedTuple):
    """A file in the archive: its path, where its header begins, and its bytes."""

    name: str
    offset: int
    data: bytes


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the articles of all files in the archive, in its order.

    Where an article is, is told by where its file begins in the unpacked archive, and where it is
    in that file: `512 1024:7`. What is before it has to be unpacked, and is not looked at.

    Raises:
        OSError: The archive cannot be read.
    """
    begin, _, inner = start.partition(" ")
    with path.open("rb") as file:
        for one in _files(path, file, int(begin or 0)):
            if isinstance(one, Problem):
                yield one
                continue
            for found in articles_of(path, one.name, one.data, reading, inner):
                if isinstance(found, Problem):
                    yield found
                else:
                    yield found._replace(where=f"{one.offset} {found.where}")
            inner = ""


def _decompressed(path: ArticleFile, file: IO[bytes]) -> IO[bytes]:
    suffix = suffix_of(path.name)
    if suffix in {".tar.gz", ".tgz"}:
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    if suffix in {".tar.bz2", ".tbz2"}:
        return bz2.BZ2File(file)
    if suffix in {".tar.xz", ".txz"}:
        return lzma.LZMAFile(file)
    return file


def _bounded(path: ArticleFile, file: IO[bytes], unpacked: IO[bytes]) -> _Unpacked:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if unpacked is file:
        return _Plain(file, size)
    return _Unpacked(unpacked, min(LARGEST_ARCHIVE, max(64 * SMALL, HIGHEST_RATIO * size)))


def _reason(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def _files(path: ArticleFile, file: IO[bytes], start: int) -> Iterator[_File | Problem]:
    """Yield the files to read, a problem in the place of each that is not to be.

    Args:
        path: The archive.
        file: The same, opened.
        start: Where the header of the first one that is asked for begins, in bytes.
    """
    seen: set[str] = set()
    with closing(_decompressed(path, file)) as unpacked:
        tar = _bounded(path, file, unpacked)
        try:
            tar.seek(start)
            for member in _members(tar):
                name = member.name.replace("\\", "/")
                if member.isdir() or not is_wanted(name):
                    continue
                unfit = SECOND if name in seen else refusal(name) or _unfit(member)
                seen.add(name)
                yield problem(path, name, *unfit) if unfit else _taken(tar, member, name)
        except _BoundError as error:
            yield problem(path, "", f"not read to its end: {error}", TRUST)
        except _DAMAGED as error:
            yield problem(path, "", f"a damaged archive: {_reason(error)}", DAMAGED)


def _members(tar: _Unpacked) -> Iterator[tarfile.TarInfo]:
    """Yield what is in the archive, in its order, each before what comes after it is looked at."""
    with tarfile.open(fileobj=cast("IO[bytes]", tar), mode="r:") as opened:
        count, last = 0, -1
        while (member := opened.next()) is not None:
            count += 1
            if count > MOST_MEMBERS:
                raise _BoundError(f"more than {MOST_MEMBERS:,} files are in it")
            if member.size < 0 or opened.offset <= last:
                raise _BoundError("its headers lead back")
            last = opened.offset
            getattr(opened, "members", []).clear()  # it would keep all of them
            yield member
        if tar.last.strip(b"\0"):
            raise EOFError("it breaks off, or what follows is no file")


def _unfit(member: tarfile.TarInfo) -> tuple[str, str] | None:
    """Return why a file in the archive is not unpacked, and what to do about it."""
    if not member.isreg():
        return "a link or a device, and no file", MAKE_ANEW
    if member.issparse():
        return "it has holes (a sparse file)", UNPACK
    if member.size > LONGEST_TEXT:
        return f"too large to read in an archive: {member.size:,} bytes", UNPACK
    return None


def _taken(tar: _Unpacked, member: tarfile.TarInfo, name: str) -> _File:
    tar.seek(member.offset_data)
    tar.longest = LONGEST_TEXT
    try:
        data = tar.read(member.size)
    finally:
        tar.longest = _LONGEST_HEADER
    if len(data) < member.size:
        raise EOFError("it ends in the middle of a file")
    return _File(name, member.offset, data)
