"""What archives have in common: their files are read in memory, none is ever written to the disk.

A file in an archive is known by its path in it, as a file in a folder is: so an archive and the
folder it was made of give the same articles. Names that lead elsewhere are refused even so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Literal

from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.registry import ARCHIVES, reader_called, reader_name, suffix_of
from tui.formats.problem import Problem, id_problem, writable
from tui.model.article import Article

MOST_MEMBERS = 200_000
LARGEST_ARCHIVE = 4 * 2**30
"""Bytes of all files in an archive together, as far as they are read."""
HIGHEST_RATIO = 200
"""How many times its own size a file may become; text becomes three to ten times."""
SMALL = 2**20
"""Bytes up to which a file may become anything."""

UNPACK = "unpack it into a folder, and read that"
TRUST = "if you trust it, unpack it into a folder, and read that"
MAKE_ANEW = "make the archive anew"
DAMAGED = "make or fetch it again"
SECOND = "a second file of this name is in the archive; the first is kept", MAKE_ANEW


class Member:
    """A file in an archive, its bytes at hand: what readers take for a file.

    Args:
        archive: The archive.
        name: Its path in the archive, with `/`.
        data: What is in it.
    """

    def __init__(self, archive: ArticleFile, name: str, data: bytes) -> None:
        path = PurePosixPath(name)
        self.name, self.stem, self.suffix = path.name, path.stem, path.suffix
        self._place = f"{archive}:{name}"
        self._data = data

    def __str__(self) -> str:
        return self._place

    def open(self, mode: Literal["rb"]) -> IO[bytes]:
        """Return its bytes as a file."""
        return io.BytesIO(self._data)


def problem(archive: ArticleFile, name: str, reason: str, hint: str = MAKE_ANEW) -> Problem:
    """Say what is wrong with an archive, or with a file in it."""
    return Problem(writable(f"{archive}:{name}" if name else archive), None, reason, hint)


def is_wanted(name: str) -> bool:
    """Tell whether a file in an archive is looked at: as in a folder, hidden ones are not."""
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts
    return bool(parts) and not hidden and bool(suffix_of(parts[-1]))


def refusal(name: str) -> tuple[str, str] | None:
    """Return why a file in an archive is not read, going by its name, and what to do about it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return "its name leads out of the archive", MAKE_ANEW
    if reader_name(path.name) in ARCHIVES:
        return "an archive in an archive is not read", UNPACK
    return None


def articles_of(
    archive: ArticleFile, name: str, data: bytes, reading: Reading, start: str = ""
) -> Iterator[Found | Problem]:
    """Read the articles of a file in an archive.

    Args:
        archive: The archive.
        name: The file's path in it.
        data: What is in the file.
        reading: How it is read.
        start: Where in that file the first one is that is asked for; all when empty.
    """
    member = Member(archive, name, data)
    for found in reader_called(reader_name(member.name)).read(member, reading, start):
        if isinstance(found, Problem):
            yield found
            continue
        own = _placed(found.article, archive, name) if found.is_named else found.article
        if reason := id_problem(own.id):
            yield problem(archive, name, reason, "rename the archive, or the folder in it")
        else:
            yield found._replace(article=own)


def _placed(article: Article, archive: ArticleFile, name: str) -> Article:
    """Give an article that is a file the archive and the folders in it for a name."""
    folder = archive.name[: len(archive.name) - len(suffix_of(archive.name))]
    below = PurePosixPath(folder) / PurePosixPath(name).parent
    return replace(article, id=f"{below.as_posix()}/{article.id}")
