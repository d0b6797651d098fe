"""Reading CoNLL: files that name their columns, and those with a word and its tag a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from tui.errors import PullquoteError
from tui.formats.exchange.conll.bio import TAG
from tui.formats.exchange.conll.columns import GLOBAL
from tui.formats.exchange.conll.lines import Line, WrongLine
from tui.formats.exchange.conll.plain import found_in_plain
from tui.formats.exchange.conll.plus import found_in_plus
from tui.formats.format import Head
from tui.formats.found import Bad, Found
from tui.formats.problem import Problem
from tui.model.scheme import Scheme

_LONGEST = 16 * 2**20
"""Bytes of a line: what is longer is no line of words."""
_DOCSTART = "-DOCSTART-"
_NEWDOC = "# newdoc"
_ENOUGH = 3
_HINT = "a word a line, with its tag in the last column, and a blank line after a sentence"


class _Document(NamedTuple):
    """The lines of a document; `wrong` is the number of one that is not UTF-8."""

    lines: list[Line]
    raw: bytes
    wrong: int | None


def read_conll(path: Path, scheme: Scheme) -> Iterator[Found | Bad]:
    """Yield what is said of each document.

    Raises:
        OSError: It cannot be read.
        PullquoteError: A line has no end.
    """
    place = str(path)
    with path.open("rb") as file:
        first = file.readline(_LONGEST).removeprefix(b"\xef\xbb\xbf")
        columns: list[str] | None = None
        header = b""
        if first.startswith(GLOBAL.encode()):
            columns = first[len(GLOBAL) :].decode("utf-8", "replace").split()
            header = first
        file.seek(0)
        for document in _documents(file, place, header):
            try:
                found = _found(document, columns, place, scheme)
            except WrongLine as error:
                yield Bad(Problem(place, error.line, str(error), _HINT), document.raw)
                continue
            if found:
                yield found


def fits_conll(head: Head) -> bool:
    """Tell whether a file is of CoNLL: it names its columns, or all its lines end in tags."""
    if head.data.startswith((GLOBAL.encode(), _DOCSTART.encode())):
        return True
    lines = head.data.decode("utf-8", "replace").split("\n")[:-1]
    rows = [line.split() for line in lines if line.strip() and not line.startswith(_DOCSTART)]
    if len(rows) < _ENOUGH or any(len(row) < 2 or not TAG.fullmatch(row[-1]) for row in rows):
        return False
    return any(row[-1] not in ("O", "_") for row in rows)


def _found(
    document: _Document, columns: Sequence[str] | None, place: str, scheme: Scheme
) -> Found | None:
    if document.wrong is not None:
        raise WrongLine(document.wrong, "it is not UTF-8")
    if columns is None:
        return found_in_plain(document.lines, document.raw, place, scheme)
    return found_in_plus(document.lines, document.raw, place, columns)


def _documents(file: IO[bytes], place: str, header: bytes) -> Iterator[_Document]:
    """Yield the documents; each has the header, for what is left out is to be read by itself."""
    lines: list[Line] = []
    raw: list[bytes] = []
    wrong: int | None = None
    number = 0
    while data := file.readline(_LONGEST):
        number += 1
        if len(data) == _LONGEST:
            raise PullquoteError(f"{place}:{number}: the line does not end", _HINT)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, wrong = "", wrong or number
        if number == 1:
            text = text.removeprefix("\ufeff")
        is_start = text.startswith((_DOCSTART, _NEWDOC))
        if is_start and any(not line.is_comment for line in lines):
            yield _Document(lines, b"".join(raw), wrong)
            lines, raw, wrong = [], [header], None
        if not re.match(_DOCSTART, text):
            lines.append(Line(number, text.rstrip("\r\n")))
        raw.append(data)
    if lines:
        yield _Document(lines, b"".join(raw), wrong)
