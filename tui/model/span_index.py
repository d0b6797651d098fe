"""Which of many spans touch a part of a text, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from tui.model.span import Span


class SpanIndex:
    """Finds spans by place; they may overlap and come in any order.

    Sorted by start, with the furthest end so far beside each: both only grow, so the spans that
    may touch a part lie between two bisections.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        numbered = sorted((span.start, span.end, number) for number, span in enumerate(spans))
        self._numbered = numbered
        self._starts = [start for start, _, _ in numbered]
        self._reach = list(accumulate((end for _, end, _ in numbered), max))

    def touching(self, start: int, end: int) -> list[int]:
        """Return the numbers of the spans that share a code point with `start` to `end`."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return sorted(number for _, stop, number in self._numbered[first:last] if stop > start)
