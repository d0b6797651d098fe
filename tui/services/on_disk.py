"""Articles as they are on the disk now: somebody may change a file while it is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.article import Article


class Stamp(NamedTuple):
    """What tells one state of a file from another: when it was written, its size, its inode."""

    written: int
    size: int
    inode: int


def stamp_of(article: Article) -> Stamp | None:
    """Return the stamp of the file that an article is from; None where there is none."""
    try:
        status = _file_of(article).stat()
    except (OSError, ValueError):
        return None
    return Stamp(status.st_mtime_ns, status.st_size, status.st_ino)


def read_again(article: Article) -> Article:
    """Return an article as its file has it now, under the id that it has.

    Raises:
        PullquoteError: It cannot be read, or is not in its file any more.
    """
    from tui.formats.articles.found import Found, Reading
    from tui.formats.articles.registry import reader_for

    file = _file_of(article)
    reader = reader_for(file)
    try:
        for found in reader.read(file, Reading()) if reader else ():
            if isinstance(found, Found) and (not found.where or found.article.id == article.id):
                return replace(found.article, id=article.id)
    except OSError as error:
        raise PullquoteError(f"{article.place} cannot be read: {error.strerror}") from error
    raise PullquoteError(f"{article.place} has no article {article.id!r} any more")


def _file_of(article: Article) -> Path:
    """Return the file of an article's place: `path`, or `path:line`."""
    path, colon, line = article.place.rpartition(":")
    return Path(path if colon and line.isdecimal() else article.place)
