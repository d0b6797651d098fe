"""Where each name is mentioned in an article, and which mention is the nearest to a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import sub
from typing import NamedTuple

from tui.model.span import Span

Place = tuple[bool, bool, int]
"""Of a mention: in the quote itself, outside of its sentences, how far away. The best is first."""


class View(NamedTuple):
    """What is looked from.

    Attributes:
        parts: A quote's fragments.
        around: The sentences it stands in.
    """

    parts: tuple[Span, ...]
    around: Span

    def place(self, mention: Span) -> Place:
        """Return where a mention is, seen from here."""
        inside = any(part.overlaps(mention) for part in self.parts)
        away = (max(p.start - mention.end, mention.start - p.end, 0) for p in self.parts)
        return inside, not self.around.contains(mention), min(away)


def around(sentences: Sequence[Span], span: Span) -> Span:
    """Return the sentences that `span` stands in, from the first to the last; or `span` itself."""
    first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, span.end, key=lambda sentence: sentence.start)
    return Span(sentences[first].start, sentences[last - 1].end) if first < last else span


class Mentions:
    """The mentions of one name, in any order; of two as near, the one told first counts."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._told = list(spans)
        starts = [start for start, _ in self._told]
        ends = [end for _, end in self._told]
        self._by_start = sorted(range(len(starts)), key=starts.__getitem__)
        self._by_end = sorted(range(len(ends)), key=ends.__getitem__)
        self._starts, self._ends = sorted(starts), sorted(ends)
        self._longest = max(map(sub, ends, starts), default=0)

    def nearest(self, view: View) -> tuple[Place, Span]:
        """Return the best place there is, and the mention there.

        Looks at those in the sentences around, and at one to the left and one to the right.
        """
        first = min(part.start for part in view.parts)
        last = max(part.end for part in view.parts)
        start, end = min(first, view.around.start), max(last, view.around.end)
        low = bisect_left(self._starts, start - self._longest)
        right = bisect_left(self._starts, end)
        here = ((n, self._told[n]) for n in self._by_start[low:right])
        found = [(view.place(span), n) for n, span in here if span.end > start]
        left = bisect_right(self._ends, start)
        if left:
            nearest = self._ends[left - 1]
            number = self._by_end[bisect_left(self._ends, nearest)]
            found.append(((False, True, first - nearest), number))
        if right < len(self._starts):
            found.append(((False, True, self._starts[right] - last), self._by_start[right]))
        place, number = min(found)
        return place, self._told[number]
