"""Lines of a CoNLL file."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line without its end, and its number, from 1 on."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether it ends a sentence."""
        return not self.text.strip()

    @property
    def is_comment(self) -> bool:
        """Whether it may be a comment, or is blank; a word may be that sign too."""
        return self.is_blank or self.text.startswith("# ")


class WrongLine(ValueError):  # noqa: N818 - it is about a line
    """What is wrong with a document.

    Attributes:
        line: In which line.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
