"""What could not be read, and why."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """Something among the articles that could not be read; the rest still opens.

    Attributes:
        place: The file or folder.
        line: The line in it, from 1 on; None where there is none.
        reason: What is wrong.
        hint: What to do about it, or an empty string.
    """

    place: str
    line: int | None
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        where = self.place if self.line is None else f"{self.place}:{self.line}"
        where = where.replace("\n", "\\n")  # a file's name may have one: this is one line
        return f"{where}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


def id_problem(article_id: str) -> str | None:
    """Return why `article_id` cannot be an article's id; None when it can.

    An id names a database, stands in every record and on the screen: so it has to be text that
    can be written and seen.
    """
    if not article_id.strip():
        return "the id is empty"
    if not encodable(article_id):
        return "the id is not valid Unicode"
    if any(c < " " or "\x7f" <= c <= "\x9f" for c in article_id):
        return "the id has control characters"
    return None


def writable(path: object) -> str:
    """Return `path` (or a part of it) as text that can be written, whatever bytes it has."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def encodable(text: str) -> bool:
    """Tell whether `text` can be written as UTF-8: whether it is free of lone surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
