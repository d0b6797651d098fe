"""Finding words in a text: what is looked for, and the hits, which come little by little.

Words are taken as they are, and a space among them stands for any white space, a line break too. A
regular expression is the other way; it is never run here, because nobody can tell how long it will
take: see `tui.services.regex_process`.
"""

from __future__ import annotations

import re
import warnings
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tui.model.reflow import reflow
from tui.model.span import Span

_MOST_WHITE = 64
"""Code points of white space that a space among the words stands for at most."""
_SLICE = 1 << 14
"""Code points that are searched in one go: far less than a millisecond."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_WHITE = re.compile(r"(\s+)")


class Query(NamedTuple):
    """What is looked for.

    Attributes:
        words: As they were typed.
        is_regex: Whether they are a regular expression.
        is_corpus: Whether they are what the corpus was searched for: see `tui.model.full_text`.
    """

    words: str
    is_regex: bool = False
    is_corpus: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether case counts: as soon as there is one capital."""
        words = _ESCAPED.sub("", self.words) if self.is_regex else self.words
        return words != words.lower()


def compiled(query: Query) -> re.Pattern[str]:
    """Return the pattern that `query` stands for.

    Raises:
        ValueError: It is no regular expression; the message says what is wrong with it.
    """
    flags = re.MULTILINE if query.is_exact else re.MULTILINE | re.IGNORECASE
    if not query.is_regex:
        return re.compile(_literal(query.words), flags)
    try:
        with warnings.catch_warnings():  # of what may mean another thing one day
            warnings.simplefilter("ignore")
            return re.compile(query.words, flags)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(str(error) or type(error).__name__) from error


def _literal(words: str) -> str:
    white = rf"\s{{1,{_MOST_WHITE}}}"
    return "".join(
        white if part.isspace() else re.escape(part) for part in _WHITE.split(words) if part
    )


def longest(query: Query) -> int:
    """Return how many code points a hit of words has at most."""
    return len(query.words) + _MOST_WHITE * len(query.words.split())


def next_hit(pattern: re.Pattern[str], text: str, start: int, end: int) -> Span | None:
    """Return the first hit that begins at `start` or after it and ends by `end`; an empty is none.

    Offsets are code points.
    """
    hits = (match.span() for match in pattern.finditer(text, start, end))
    return next((Span(a, b) for a, b in hits if a < b), None)


def slices(query: Query, text: str) -> Iterator[list[Span]]:
    """Find words little by little: yield the hits of each slice of `text`, also when it has none.

    All of them together are what one search through the whole text finds.
    """
    pattern = compiled(query)
    most = longest(query)
    at = 0
    while at < len(text):
        stop = at + _SLICE
        hits = []
        for match in pattern.finditer(text, at, stop + most):
            start, end = match.span()
            if start >= stop:
                break
            if start < end:
                hits.append(Span(start, end))
        yield hits
        at = max(stop, hits[-1].end) if hits else stop


def regex_hits(query: Query, text: str) -> Iterator[Span]:
    """Find a regular expression; it may take for ever.

    A break that is a mere wrap is one space to it, any other is a newline: `^` and `$` are the ends
    of what is shown as a paragraph or a line of its own.

    Raises:
        ValueError: It is none.
    """
    pattern = compiled(query)
    # Of a break of two characters one is left, so that offsets have to be led back.
    crlf = [match.start() for match in re.finditer("\r\n", text)]
    view = reflow(text).text
    if crlf:
        edges = [0, *(at + 1 for at in crlf)]
        pieces = (view[a:b] for a, b in zip(edges, [*crlf, len(text)], strict=True))
        view = "".join(pieces)
        crlf = [at - number for number, at in enumerate(crlf)]
    for match in pattern.finditer(view.replace("\r", "\n")):
        start, end = match.span()
        if start < end:
            yield Span(start + bisect_left(crlf, start), end + bisect_left(crlf, end))


class Hits:
    """Hits in text order, none of which overlap; there may be hundreds of thousands."""

    def __init__(self) -> None:
        self._starts = array("q")
        self._ends = array("q")

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Span:
        """Return the hit with this number, counted from 0.

        Raises:
            IndexError: There are not so many.
        """
        return Span(self._starts[number], self._ends[number])

    def add(self, hits: Iterable[Span]) -> None:
        """Add hits that come after those there are."""
        for start, end in hits:
            self._starts.append(start)
            self._ends.append(end)

    def touching(self, start: int, end: int) -> list[Span]:
        """Return the hits that share a code point with `start` to `end`."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return [self[number] for number in range(first, last)]

    def first_from(self, at: int) -> int:
        """Return the number of the first hit that begins at `at` or after; their count if none."""
        return bisect_left(self._starts, at)
