"""Articles from `.txt` and `.md` files: one a file, its text kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tui.formats.articles.found import Found, Reading
from tui.formats.articles.title import first_heading, first_sentence
from tui.formats.problem import Problem, id_problem, writable
from tui.model.article import Article

_BINARY_SHARE = 0.1
"""Share of NUL bytes from which a file is no text: UTF-16 has nearly half of them."""

_ANYTHING = re.compile("[^\ufeff \t\r\n\x0b\x0c]")


def read(path: Path, reading: Reading) -> Iterator[Found | Problem]:
    """Read the one article of `path`.

    Nothing is translated: line ends stay, and a byte order mark is the text's first character.

    Raises:
        OSError: The file cannot be read.
    """
    place = writable(path)
    data = path.read_bytes()
    reason = id_problem(path.stem)
    if reason:
        yield Problem(place, None, reason, "rename the file")
        return
    if data.count(0) > len(data) * _BINARY_SHARE:
        yield Problem(
            place, None, "not text: it is full of NUL bytes", "save it as UTF-8, or remove it"
        )
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        yield Problem(place, line, not_utf8(data, error), "save it as UTF-8")
        return
    if not _ANYTHING.search(text):  # to strip a book would copy it
        yield Problem(place, None, "there is no text in it")
        return
    title = first_heading(text) if path.suffix.lower() == ".md" else ""
    title = title or first_sentence(text) or path.stem
    yield Found("", Article(id=path.stem, text=text, title=title, place=place))


def read_at(path: Path, where: str, reading: Reading) -> Article | Problem:
    """Read the article of `path` again; `where` says nothing, there is one.

    Raises:
        OSError: The file cannot be read.
    """
    found = next(read(path, reading))
    return found if isinstance(found, Problem) else found.article


def not_utf8(data: bytes, error: UnicodeDecodeError, offset: int = 0) -> str:
    """Say where `data`, which stands `offset` bytes into its file, stops being UTF-8."""
    return f"not UTF-8: byte 0x{data[error.start]:02x} at offset {offset + error.start}"
