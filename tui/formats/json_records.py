"""Records of JSON from a file, one after the other: a line each, or the items of a list.

Each is bounded, whatever the file is: no more than one record of it is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from tui.formats.articles.bounded import LONGEST_LINE, lines_from, too_long
from tui.formats.format import Head
from tui.formats.found import Bad, Found
from tui.formats.problem import Problem, writable
from tui.formats.strict_json import NoObjectError, json_object

_BOM = b"\xef\xbb\xbf"
_BLOCK = 2**20
# What tells where an object ends: its borders, and strings, in which they are none.
_SIGN = re.compile(rb'["{}\[\]]')
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"(\s*:)?|[{}\[\]]', re.DOTALL)
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?[\s\[]*(?=\{)")
_IN_STRING = re.compile(rb'["\\]')


class JsonRecord(NamedTuple):
    """An object in a file.

    Attributes:
        place: The file.
        line: In which line it begins, from 1 on.
        raw: It as it stands there.
        data: What it is.
    """

    place: str
    line: int
    raw: bytes
    data: dict[str, Any]


def json_lines(path: Path) -> Iterator[JsonRecord | Bad]:
    """Read a file of JSON Lines; empty lines are none.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        for offset, number, line, _ in lines_from(file):
            if line is None:
                yield Bad(too_long(path, number), b"")
            elif line.strip() not in (b"", _BOM):
                data = line.removeprefix(_BOM) if number == 1 else line
                yield _record(path, number, data, offset)


def json_items(path: Path) -> Iterator[JsonRecord | Bad]:
    """Read the objects of a list, or those that stand one after the other without one.

    Raises:
        OSError: It cannot be read.
    """
    scan = _Scan()
    with path.open("rb") as file:
        for number, data in _objects(file, scan):
            if data is None:
                yield Bad(too_long(path, number), b"")
            else:
                yield _record(path, number, data, 0)
    if scan.is_within_list:  # of what was cut off all objects may be whole
        reason = "it ends within a list"
        yield Bad(Problem(writable(path), scan.line, reason, "is the file whole?"), b"")


def each_found(
    records: Iterable[JsonRecord | Bad], make: Callable[[JsonRecord], Found]
) -> Iterator[Found | Bad]:
    """Yield what `make` makes of each record; where it raises a ValueError, that it is bad."""
    for record in records:
        if isinstance(record, Bad):
            yield record
            continue
        try:
            yield make(record)
        except ValueError as error:
            yield Bad(Problem(record.place, record.line, str(error)), record.raw)


def first_line(head: Head) -> bytes:
    """Return the first line of a file, also where a long text in it goes on behind its head."""
    if b"\n" in head.data or not head.path.is_file():
        return head.data
    with head.path.open("rb") as file:
        return file.readline(LONGEST_LINE)


def first_keys(data: bytes) -> list[str]:
    """Return the keys of the first object in what a file begins with, as far as they are there."""
    keys: list[str] = []
    depth = 0
    start = _BEFORE.match(data)
    for match in _TOKEN.finditer(data, start.end() if start else 0):
        sign = match[0][:1]
        if sign == b'"':
            if depth == 1 and match[1]:
                keys.append(match[0].rstrip(b": \t\r\n")[1:-1].decode("utf-8", "replace"))
        elif sign in b"{[":
            depth += 1
        elif depth <= 1:
            break
        else:
            depth -= 1
    return keys


def _record(path: Path, number: int, data: bytes, offset: int) -> JsonRecord | Bad:
    try:
        return JsonRecord(writable(path), number, data, json_object(data, offset))
    except NoObjectError as error:
        return Bad(Problem(writable(path), number, error.reason, error.hint), data)


def _objects(file: IO[bytes], scan: _Scan) -> Iterator[tuple[int, bytes | None]]:
    """Yield the line and the bytes of each object; None where it is longer than may be.

    What stands between objects and is no comma, blank or bracket, is yielded too: it is no JSON.
    """
    while block := file.read(_BLOCK):
        yield from scan.feed(block)
    yield from scan.rest()


class _Scan:
    """Finds where objects begin and end in blocks of a file.

    Attributes:
        line: How far it is.
    """

    def __init__(self) -> None:
        self._held = b""
        self._looked = 0  # how far what is held was looked at
        self._depth = 0
        self._is_string = False
        self.line = self._begun = 1
        self._open = 0  # lists around the objects
        self._is_too_long = False

    @property
    def is_within_list(self) -> bool:
        """Whether a list has no end yet, and no object in it is only begun."""
        return bool(self._open) and not self._depth

    def feed(self, block: bytes) -> Iterator[tuple[int, bytes | None]]:
        """Take the next block; yield the objects that end in it."""
        self._held += block
        at = 0  # where the object that is looked for begins
        while sign := self._next():
            if sign == b"{" or sign == b"[":
                if self._depth == 0 and sign == b"[":
                    self._open += 1
                    continue  # the list itself
                if self._depth == 0:
                    yield from self._between(at, self._looked - 1)
                    at = self._looked - 1
                    self._begun = self.line
                self._depth += 1
            elif self._depth:
                self._depth -= 1
                if self._depth == 0:
                    yield self._begun, self._taken(at)
                    self.line += self._held.count(b"\n", at, self._looked)
                    at = self._looked
            elif sign == b"]":
                self._open -= self._open > 0
        self._keep(at)

    def rest(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield what stands behind the last object, when it is something."""
        if self._is_too_long:
            yield self._begun, None
        else:
            yield from self._between(0, len(self._held))

    def _taken(self, at: int) -> bytes | None:
        was_too_long, self._is_too_long = self._is_too_long, False
        return None if was_too_long else self._held[at : self._looked]

    def _between(self, start: int, end: int) -> Iterator[tuple[int, bytes | None]]:
        between = self._held[start:end]
        if between.strip(b" \t\r\n,[]" + _BOM):
            yield self.line, between
        self.line += between.count(b"\n")

    def _keep(self, at: int) -> None:
        """Forget what was yielded, and of what is too long all that there is of it."""
        if len(self._held) - at > LONGEST_LINE:
            self._is_too_long = True
            self.line += self._held.count(b"\n", at)
            at = len(self._held)
        self._held = self._held[at:]
        self._looked = max(0, self._looked - at)

    def _next(self) -> bytes | None:
        """Return the next border of an object or list, past which is looked then."""
        while True:
            if self._is_string and not self._end_of_string():
                return None
            match = _SIGN.search(self._held, self._looked)
            if not match:
                self._looked = len(self._held)
                return None
            self._looked = match.end()
            if match[0] != b'"':
                return match[0]
            self._is_string = True

    def _end_of_string(self) -> bool:
        while match := _IN_STRING.search(self._held, self._looked):
            if match[0] == b'"':
                self._looked = match.end()
                self._is_string = False
                return True
            if match.end() == len(self._held):
                self._looked = match.start()  # what is escaped comes with the next block
                return False
            self._looked = match.end() + 1
        self._looked = len(self._held)
        return False
