"""What a reader of articles is given, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from tui.formats.problem import Problem
from tui.model.article import Article


class Reading(NamedTuple):
    """How files are read, where the person may say so.

    Attributes:
        encoding: The name of the encoding of text files.
    """

    encoding: str = "utf-8"


class Found(NamedTuple):
    """An article in a file.

    Attributes:
        where: Where in the file it is, as its reader tells it; empty when it is all of the file.
        article: The article. Its id is as the file tells it, or the file's name.
    """

    where: str
    article: Article


class ArticleReader(Protocol):
    """A kind of file that articles are read from: a module with these functions."""

    @staticmethod
    def read(path: Path, reading: Reading) -> Iterator[Found | Problem]:
        """Read all articles of a file, a problem in the place of each that cannot be read.

        Raises:
            OSError: The file cannot be read.
        """

    @staticmethod
    def read_at(path: Path, where: str, reading: Reading) -> Article | Problem:
        """Read one article again, without the others where that can be done.

        Raises:
            OSError: The file cannot be read.
        """
