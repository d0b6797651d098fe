"""What a reader of articles is given, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Literal, NamedTuple, Protocol

from tui.formats.problem import Problem
from tui.model.article import Article
from tui.settings import Reading

__all__ = ["ArticleFile", "ArticleReader", "Found", "Reading"]


class ArticleFile(Protocol):
    """What articles are read from: a `Path`, or a file in an archive.

    As text it is its place, for messages.
    """

    @property
    def name(self) -> str:
        """Its name, without folders."""

    @property
    def stem(self) -> str:
        """Its name, without the last ending."""

    @property
    def suffix(self) -> str:
        """Its last ending, with the dot."""

    def open(self, mode: Literal["rb"]) -> IO[bytes]:
        """Open it; it can be sought in.

        Raises:
            OSError: It cannot be read.
        """


class Found(NamedTuple):
    """An article in a file.

    Attributes:
        where: Where in the file it is, as its reader tells it; empty when it is all of the file.
        article: The article. Its id is as the file tells it, or the file's name.
        is_named: Whether the id is the file's name, or a path in it: then the names of the folders
            that the file is in belong before it.
    """

    where: str
    article: Article
    is_named: bool = False


class ArticleReader(Protocol):
    """A kind of file that articles are read from: a module with these functions."""

    @staticmethod
    def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
        """Read the articles of a file in its order, a problem in the place of each that is none.

        Args:
            path: The file.
            reading: How it is read.
            start: Where the first one is that is asked for, as `Found` tells it; what is before
                that is not looked at where it need not be. All when empty.

        Raises:
            OSError: The file cannot be read.
        """
