"""Articles from the files in a `.zip`."""

from __future__ import annotations

import lzma
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from tui.formats.articles.bounded import LONGEST_TEXT
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.members import (
    HIGHEST_RATIO,
    LARGEST_ARCHIVE,
    MOST_MEMBERS,
    SMALL,
    article_at,
    articles_of,
    is_wanted,
    problem,
    refusal,
)
from tui.formats.problem import Problem
from tui.model.article import Article

_LONGEST_DIRECTORY = 24 * 2**20
"""Bytes of the list of files: some 200,000 of them. It is in memory as objects while one reads."""
_HEADER = 30
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 2**16
_IN_END_64 = 0xFFFFFFFF
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    OSError,
)


class _File(NamedTuple):
    """A file in the archive: its path with `/`, and what the archive says about it."""

    name: str
    info: zipfile.ZipInfo


def read(path: ArticleFile, reading: Reading) -> Iterator[Found | Problem]:
    """Read the articles of all files in the archive, in its order.

    Raises:
        OSError: The archive cannot be read.
    """
    with path.open("rb") as file:
        opened = _opened(path, file)
        if isinstance(opened, Problem):
            yield opened
            return
        with opened:
            left = LARGEST_ARCHIVE
            for one in _files(path, opened):
                if isinstance(one, Problem):
                    yield one
                    continue
                left -= one.info.file_size
                if left < 0:
                    yield problem(path, "", f"larger than {LARGEST_ARCHIVE:,} bytes unpacked")
                    return
                data = _data(path, opened, one)
                if isinstance(data, Problem):
                    yield data
                else:
                    yield from articles_of(path, one.name, data, reading)


def read_at(path: ArticleFile, where: str, reading: Reading) -> Article | Problem:
    """Read an article of one file again; the others are not unpacked.

    Raises:
        OSError: The archive cannot be read.
    """
    inner, _, name = where.partition(" ")
    with path.open("rb") as file:
        opened = _opened(path, file)
        if isinstance(opened, Problem):
            return opened
        with opened:
            for one in _files(path, opened):
                if isinstance(one, _File) and one.name == name:
                    data = _data(path, opened, one)
                    if isinstance(data, Problem):
                        return data
                    return article_at(path, inner, name, data, reading)
    return problem(path, name, "it is not in the archive any more")


def _opened(path: ArticleFile, file: IO[bytes]) -> zipfile.ZipFile | Problem:
    if _directory_size(file) > _LONGEST_DIRECTORY:
        return problem(path, "", "there are too many files in it")
    try:
        opened = zipfile.ZipFile(file)
    except _DAMAGED as error:
        return problem(path, "", f"a damaged archive: {_reason(error)}", "make or fetch it again")
    if len(opened.filelist) > MOST_MEMBERS:
        return problem(path, "", f"more than {MOST_MEMBERS:,} files are in it")
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
        reason = refusal(name) or _unfit(info)
        if name in seen:
            reason = "a second file of this name is in the archive; the first is kept"
        elif info.header_offset in shared:
            reason = "it shares its bytes with another file in the archive"
        seen.add(name)
        yield problem(path, name, reason) if reason else _File(name, info)


def _unfit(info: zipfile.ZipInfo) -> str:
    """Return why a file in the archive is not unpacked; "" when it is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind and not stat.S_ISREG(kind):
        return "a link or a device, and no file"
    if info.flag_bits & 1:
        return "it is encrypted"
    if info.file_size > LONGEST_TEXT:
        return f"too large to read in an archive: {info.file_size:,} bytes"
    if info.file_size > max(SMALL, HIGHEST_RATIO * info.compress_size):
        return f"it would become {info.file_size:,} bytes out of {info.compress_size:,}"
    return ""


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


def _data(path: ArticleFile, opened: zipfile.ZipFile, one: _File) -> bytes | Problem:
    try:
        with opened.open(one.info) as member:
            return member.read(LONGEST_TEXT)
    except _DAMAGED as error:
        return problem(path, one.name, f"damaged: {_reason(error)}", "make or fetch it again")
