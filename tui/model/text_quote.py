"""Places told by their words, and by what stands before and after: the W3C's text quotes.

White space is white space, however much there is of it: such quotes are mostly of a page that a
browser showed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tui.model.span import Span

MOST_PLACES = 100
"""Places that are counted; nobody needs to know of more."""
_BLOCK = 12
"""Characters by which a text is looked up."""
_WORDS = re.compile(r"\S+")


class TextQuote(NamedTuple):
    """Words, and what stands before and after them; nothing where that is not told."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def places_of(text: str, quote: TextQuote) -> list[Span]:
    """Return where a quote fits, in order and up to `MOST_PLACES` of them.

    What is before and after has to stand there: else it is of another place, or another text. A
    second quote of the same text does not cost a look at all of it, if it is of some words.
    """
    if not quote.exact.split():
        return []
    words = _indexed(text)
    found: list[Span] = []
    for span in words.places(*map(_folded, quote)):
        found.append(span)
        if len(found) == MOST_PLACES:
            break
    return sorted(found)


def _folded(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1)  # annotations of one text mostly come together
def _indexed(text: str) -> _Indexed:
    return _Indexed(text)


class _Indexed:
    """A text with one blank between two words, and where its parts are."""

    def __init__(self, text: str) -> None:
        self._starts = array("Q")  # of the words in the text
        self._at = array("Q")  # and here
        words: list[str] = []
        at = 0
        for match in _WORDS.finditer(text):
            self._starts.append(match.start())
            self._at.append(at)
            words.append(match[0])
            at += len(match[0]) + 1
        self._text = " ".join(words)
        self._blocks: dict[str, array[int]] | None = None

    def places(self, exact: str, prefix: str, suffix: str) -> Iterator[Span]:
        """Yield where the folded parts of a quote stand."""
        anchor = max((exact, prefix, suffix), key=len)
        for at in self._of(anchor):
            if anchor is exact:
                start = at
            elif anchor is prefix:
                start = at + len(prefix)
                start += self._text.startswith(" ", start)
            else:
                start = at - len(exact) - self._text.endswith(" ", 0, at)
            if start >= 0 and self._fits(start, exact, prefix, suffix):
                yield self._span(start, start + len(exact))

    def _fits(self, start: int, exact: str, prefix: str, suffix: str) -> bool:
        end = start + len(exact)
        before = start - self._text.endswith(" ", 0, start)
        after = end + self._text.startswith(" ", end)
        return (
            self._text.startswith(exact, start)
            and self._text.endswith(prefix, 0, before)
            and self._text.startswith(suffix, after)
        )

    def _span(self, start: int, end: int) -> Span:
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, at: int) -> int:
        """Return where in the text a character is, which is no blank."""
        word = bisect_right(self._at, at) - 1
        return self._starts[word] + at - self._at[word]

    def _of(self, part: str) -> Iterator[int]:
        """Yield each place of a part once; those of a long one without a look at all of the text.

        Of its characters some block is just one of those that the text is parted into.
        """
        if len(part) < 2 * _BLOCK - 1:
            at = self._text.find(part)
            while at >= 0:
                yield at
                at = self._text.find(part, at + 1)
            return
        if self._blocks is None:
            self._blocks = {}
            for at in range(0, len(self._text) - _BLOCK + 1, _BLOCK):
                places = self._blocks.setdefault(self._text[at : at + _BLOCK], array("Q"))
                places.append(at)
        for shift in range(_BLOCK):
            for place in self._blocks.get(part[shift : shift + _BLOCK], ()):
                at = place - shift
                if at >= 0 and self._text.startswith(part, at):
                    yield at
