"""Which of the detector's quotes each annotation was made on.

Quotes may stand in one another and share most of their text: “A said B claimed C” has two. So an
annotation takes one quote and no more, and looks for the very one before it takes one like it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from tui.model.analysis import Quote
from tui.model.annotation import Annotation
from tui.model.span import Span

_HALF = 0.5


class Borders(NamedTuple):
    """Where a quote stands: two with the same borders are one."""

    span: Span
    fragments: tuple[Span, ...] = ()


def borders_of(quote: Quote) -> Borders:
    """Return the borders of a quote."""
    return Borders(quote.span, quote.fragments)


def known_borders(annotation: Annotation) -> tuple[Borders, ...]:
    """Return the borders by which an annotation knows its quote, the detector's before its own."""
    own = Borders(annotation.span, tuple(one.span for one in annotation.fragments))
    detected = annotation.detected
    return (Borders(detected.span, detected.fragments), own) if detected else (own,)


def taken(quotes: Iterable[Quote], annotations: Iterable[Annotation]) -> set[Borders]:
    """Return the borders of those quotes that an annotation was made on.

    An annotation takes the quote with its detected borders, or else with its own; among several
    with the same ends the one with the same fragments. When there is none, the detector has changed
    since: then it takes the quote that it shares the most with, if that is more than half and no
    other annotation was made on just that. A quote marked by hand takes only its equal.
    """
    annotations = tuple(annotations)
    if not annotations:
        return set()
    with_ends: dict[Span, list[Borders]] = {}
    for quote in quotes:
        with_ends.setdefault(quote.span, []).append(borders_of(quote))
    found: set[Borders] = set()
    in_other_pieces: list[list[Borders]] = []
    without: list[Annotation] = []
    for annotation in annotations:
        exact = next((b for b in known_borders(annotation) if b.span in with_ends), None)
        if exact is None:
            without.append(annotation)
        elif exact in with_ends[exact.span]:
            found.add(exact)
        else:
            in_other_pieces.append(with_ends[exact.span])
    for same_ends in in_other_pieces:
        found.add(next((one for one in same_ends if one not in found), same_ends[0]))
    free = _Places(one for same_ends in with_ends.values() for one in same_ends if one not in found)
    return found | {one for annotation in without if (one := free.like(annotation))}


class _Places:
    """The quotes that nobody was exact about, to find the one that is most like an annotation's."""

    def __init__(self, borders: Iterable[Borders]) -> None:
        self._borders = sorted(borders)
        self._starts = [one.span.start for one in self._borders]

    def like(self, annotation: Annotation) -> Borders | None:
        """Return the borders that share more than half with the annotation's, the most first."""
        if annotation.origin == "manual":
            return None
        spans = (borders.span for borders in known_borders(annotation))
        return next((best for span in spans if (best := self._most_shared(span))), None)

    def _most_shared(self, span: Span) -> Borders | None:
        length = span.end - span.start
        # What shares more than half begins less than its length before or after it.
        first = bisect_left(self._starts, span.start - length + 1)
        last = bisect_left(self._starts, span.start + length)
        near = self._borders[first:last]
        best = max(near, key=lambda one: _likeness(one.span, span), default=None)
        return best if best and _likeness(best.span, span) > _HALF else None


def _likeness(one: Span, other: Span) -> float:
    """Return how much of what both cover together they share."""
    shared = one.shared(other)
    return shared / ((one.end - one.start) + (other.end - other.start) - shared)
