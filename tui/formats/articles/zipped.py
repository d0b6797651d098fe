"""Articles from the files in a `.zip`."""

from __future__ import annotations

import bz2
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import dropwhile, islice
from typing import IO, NamedTuple

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
from tui.formats.problem import Problem

_LONGEST_DIRECTORY = 24 * 2**20
"""Bytes of the list of files: some 200,000 of them. It is in memory as objects while one reads."""
_HEADER = 30
_LENGTHS, _LENGTHS_AT = struct.Struct("<HH"), 26
"""In a file's header: of its name, and of what else stands before its bytes."""
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 2**16
_IN_END_64 = 0xFFFFFFFF
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    OSError,
)


class _File(NamedTuple):
    """A file in the archive, as the archive's list of files has it.

    Attributes:
        name: Its path, with `/`.
        offset: Where its header begins, in bytes.
        packed: Its size in the archive, in bytes.
        size: Its size, in bytes.
        crc: Its checksum.
        method: How it is packed.
    """

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    method: int

    def __str__(self) -> str:
        numbers = map(str, (self.offset, self.packed, self.size, self.crc, self.method))
        return ":".join(numbers)


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the articles of all files in the archive, in its order.

    Where an article is, is told by what the archive's list says of its file, by where it is in
    that file, and by the file's path: so one is read again without the list, which may be long.

    Raises:
        OSError: The archive cannot be read.
    """
    left = LARGEST_ARCHIVE
    first, inner = _started(start)
    with path.open("rb") as file:
        if first is not None:
            yield from _articles(path, file, first, reading, inner)
        for one in _files_after(path, file, first):
            if isinstance(one, Problem):
                yield one
                continue
            left -= one.size
            if left < 0:
                yield problem(path, "", f"larger than {LARGEST_ARCHIVE:,} bytes unpacked", TRUST)
                return
            yield from _articles(path, file, one, reading)


def _started(start: str) -> tuple[_File | None, str]:
    """Return the file that `start` names, and where in it that is."""
    if not start:
        return None, ""
    numbers, inner, name = start.split(" ", 2)
    return _File(name, *map(int, numbers.split(":"))), inner


def _articles(
    path: ArticleFile, file: IO[bytes], one: _File, reading: Reading, start: str = ""
) -> Iterator[Found | Problem]:
    try:
        data = _unpacked(file, one)
    except _DAMAGED as error:
        yield problem(path, one.name, f"damaged: {_reason(error)}", DAMAGED)
        return
    for found in articles_of(path, one.name, data, reading, start):
        if isinstance(found, Problem):
            yield found
        else:
            yield found._replace(where=f"{one} {found.where} {one.name}")


def _unpacked(file: IO[bytes], one: _File) -> bytes:
    """Return the bytes of a file; one of `_DAMAGED` is raised where they are not what they were."""
    file.seek(one.offset)
    header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(b"PK\x03\x04"):
        raise EOFError("it is not where the archive says")
    file.seek(sum(_LENGTHS.unpack_from(header, _LENGTHS_AT)), os.SEEK_CUR)
    packed = file.read(one.packed)
    if len(packed) < one.packed:
        raise EOFError("it breaks off")
    if one.method == zipfile.ZIP_STORED:
        data = packed
    elif one.method == zipfile.ZIP_DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, one.size + 1)
    else:
        data = bz2.BZ2Decompressor().decompress(packed, one.size + 1)
    if len(data) != one.size or zlib.crc32(data) != one.crc:
        raise ValueError("its checksum is wrong")
    return data


def _files_after(
    path: ArticleFile, file: IO[bytes], first: _File | None
) -> Iterator[_File | Problem]:
    """Yield the files to read that come after `first`; all without it."""
    opened = _opened(path, file)
    if isinstance(opened, Problem):
        yield opened
        return
    with opened:
        files = _files(path, opened)
        if first is not None:
            files = islice(dropwhile(lambda one: one != first, files), 1, None)
        yield from files


def _opened(path: ArticleFile, file: IO[bytes]) -> zipfile.ZipFile | Problem:
    if _directory_size(file) > _LONGEST_DIRECTORY:
        return problem(path, "", "there are too many files in it", UNPACK)
    try:
        opened = zipfile.ZipFile(file)
    except _DAMAGED as error:
        return problem(path, "", f"a damaged archive: {_reason(error)}", DAMAGED)
    if len(opened.filelist) > MOST_MEMBERS:
        return problem(path, "", f"more than {MOST_MEMBERS:,} files are in it", UNPACK)
    return opened


def _directory_size(file: IO[bytes]) -> int:
    """Return how many bytes the archive says that its list of files has."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_COMMENT - _END_SIZE))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        return 0
    said = int.from_bytes(tail[end + 12 : end + 16], "little")
    if said != _IN_END_64:
        return said
    # The larger form has its number elsewhere: all that lies before is the most it can be.
    place = tail.rfind(b"PK\x06\x06", 0, end)
    return int.from_bytes(tail[place + 40 : place + 48], "little") if place >= 0 else size


def _reason(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def _files(path: ArticleFile, opened: zipfile.ZipFile) -> Iterator[_File | Problem]:
    """Yield the files to read, a problem in the place of each that is not to be."""
    shared = _overlapping(opened.filelist)
    seen: set[str] = set()
    for info in opened.filelist:
        name = info.filename.replace("\\", "/")
        if info.is_dir() or not is_wanted(name):
            continue
        unfit = refusal(name) or _unfit(info)
        if name in seen:
            unfit = SECOND
        elif info.header_offset in shared:
            unfit = "it shares its bytes with another file in the archive", MAKE_ANEW
        seen.add(name)
        if unfit:
            yield problem(path, name, *unfit)
        else:
            place, packed, size = info.header_offset, info.compress_size, info.file_size
            yield _File(name, place, packed, size, info.CRC, info.compress_type)


def _unfit(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Return why a file in the archive is not unpacked, and what to do about it."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    packed, size, method = info.compress_size, info.file_size, info.compress_type
    if kind and not stat.S_ISREG(kind):
        return "a link or a device, and no file", MAKE_ANEW
    if info.flag_bits & 1:
        return "it is encrypted", UNPACK
    if size > LONGEST_TEXT:
        return f"too large to read in an archive: {size:,} bytes", UNPACK
    if method not in _METHODS:
        return f"it is packed in a way that is not read (number {method})", UNPACK
    if packed > max(SMALL, 2 * size):
        return f"{packed:,} bytes are said to be {size:,} ones, packed", MAKE_ANEW
    if size > max(SMALL, HIGHEST_RATIO * packed):
        return f"it would become {size:,} bytes out of {packed:,}", TRUST
    return None


def _overlapping(infos: list[zipfile.ZipInfo]) -> set[int]:
    """Return where the files begin whose bytes are those of another file, too."""
    shared: set[int] = set()
    end, last = 0, -1
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = info.header_offset
        if start < end:
            shared |= {start, last}
        stop = start + _HEADER + info.compress_size
        if stop > end:
            end, last = stop, start
    return shared
