"""A text with what does not change its words folded: white space, line ends, composed letters.

A file that came with CRLF and now has LF, that was wrapped anew or written in another normal form
of Unicode has the same words at other offsets. Folded, it is the same text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator

from tui.model.span import Span

_WHITE = r"\s{2,}|[^\S ]"
_CHANGING = re.compile(_WHITE)
_COMPOSED = re.compile(rf"{_WHITE}|[!-~]?[^\x00-\x7f\s]+")
"""With signs that may go together with those after them. None of ASCII goes with one before it."""


def fold(text: str) -> str:
    """Return `text` with each run of white space as one space, and its letters composed (NFC)."""
    return Folded(text).text


class Folded:
    """A folded text, and where its code points stand in the text it was made of.

    Args:
        raw: The text as it is.

    Attributes:
        text: The folded one.
    """

    def __init__(self, raw: str) -> None:
        self._length = len(raw)
        # Between two of these places both texts go on alike, one code point for one.
        self._folded_at, self._raw_at = array("q", [0]), array("q", [0])
        made: list[str] = []
        length = at = 0
        for start, end, instead in _changes(raw):
            made += raw[at:start], instead
            length += start - at
            if len(instead) != end - start:
                self._note(length, start)
                self._note(length + len(instead), end)
            length += len(instead)
            at = end
        made.append(raw[at:])
        self.text = "".join(made)
        self._note(len(self.text), self._length)

    def _note(self, folded: int, raw: int) -> None:
        if (folded, raw) != (self._folded_at[-1], self._raw_at[-1]):
            self._folded_at.append(folded)
            self._raw_at.append(raw)

    def to_raw(self, start: int, end: int) -> Span:
        """Return where `start` to `end` of the folded text stand in the text as it is."""
        return Span(
            _mapped(start, self._folded_at, self._raw_at),
            _mapped(end, self._folded_at, self._raw_at),
        )

    def of_raw(self, at: int) -> int:
        """Return where an offset of the text as it is stands in the folded one."""
        return _mapped(min(at, self._length), self._raw_at, self._folded_at)


def _mapped(at: int, known: array[int], mapped: array[int]) -> int:
    number = bisect_right(known, at) - 1
    there = mapped[number] + at - known[number]
    return min(there, mapped[number + 1]) if number + 1 < len(mapped) else there


def _changes(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is folded: its start and end, and what stands there instead."""
    is_composed = raw.isascii() or unicodedata.is_normalized("NFC", raw)
    for found in (_CHANGING if is_composed else _COMPOSED).finditer(raw):
        run = found[0]
        if run.isspace():
            yield found.start(), found.end(), " "
        elif not unicodedata.is_normalized("NFC", run):
            yield from _composed(run, found.start())


def _composed(run: str, start: int) -> Iterator[tuple[int, int, str]]:
    """Yield the letters of a run that are composed of several signs, each by itself."""
    whole = unicodedata.normalize("NFC", run)
    letters = list(_letters(run))
    made = [unicodedata.normalize("NFC", letter) for letter in letters]
    if "".join(made) != whole:  # some scripts compose what begins a letter
        yield start, start + len(run), whole
        return
    for letter, instead in zip(letters, made, strict=True):
        if letter != instead:
            yield start, start + len(letter), instead
        start += len(letter)


def _letters(run: str) -> Iterator[str]:
    begin = 0
    for at in range(1, len(run)):
        if not unicodedata.combining(run[at]):
            yield run[begin:at]
            begin = at
    yield run[begin:]
