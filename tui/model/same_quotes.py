"""Which annotations by several people are on the same quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tui.model.annotation import Annotation
from tui.model.span import Span

HALF = 0.5
"""What two quotes share of all that both cover, from which on they are the same."""


class _Pair(NamedTuple):
    """Two annotations that may be on one quote; those that surely are come first."""

    is_other: bool
    unlike: float
    one: int
    other: int


def same_quotes(annotations: Iterable[Annotation]) -> list[tuple[Annotation, ...]]:
    """Return the annotations on one article, those on the same quote together, by annotator.

    The same quote is what was detected with the same borders; else what overlaps by half (of all
    that both cover), the most alike first. It has one annotation of each person at most. The order
    of `annotations` makes no difference.
    """
    ordered = sorted(annotations, key=lambda a: (a.span, a.annotator, a.id))
    group_of = {number: [number] for number in range(len(ordered))}
    for _, _, one, other in sorted(set(_pairs(ordered))):
        first, second = group_of[one], group_of[other]
        people = {ordered[number].annotator for number in first}
        if first is second or any(ordered[number].annotator in people for number in second):
            continue
        first += second
        group_of.update(dict.fromkeys(second, first))
    firsts = {min(group): group for group in group_of.values()}
    return [
        tuple(sorted((ordered[n] for n in group), key=lambda a: (a.annotator, a.id)))
        for _, group in sorted(firsts.items())
    ]


def _pairs(ordered: Sequence[Annotation]) -> Iterator[_Pair]:
    by_detected: dict[tuple[object, ...], list[int]] = {}
    for number, annotation in enumerate(ordered):
        if found := annotation.detected:
            borders = (annotation.article_sha256, found.span, found.fragments)
            by_detected.setdefault(borders, []).append(number)
        for other in range(number + 1, len(ordered)):
            if ordered[other].span.start >= annotation.span.end:
                break
            if _may_be_one(annotation, ordered[other]):
                alike = likeness(annotation.span, ordered[other].span)
                if alike >= HALF:
                    yield _Pair(True, -alike, number, other)
    for numbers in by_detected.values():
        for one, other in combinations(numbers, 2):
            if _may_be_one(ordered[one], ordered[other]):
                alike = likeness(ordered[one].span, ordered[other].span)
                yield _Pair(False, -alike, one, other)


def _may_be_one(one: Annotation, other: Annotation) -> bool:
    """Tell whether these are by two people, on one text."""
    return one.annotator != other.annotator and one.article_sha256 == other.article_sha256


def likeness(one: Span, other: Span) -> float:
    """Return how much of what both cover together they share, from 0 to 1."""
    shared = one.shared(other)
    return shared / ((one.end - one.start) + (other.end - other.start) - shared)
