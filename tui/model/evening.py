"""Having any two people share as many articles as any other two.

Dealing one after another leaves the last two of a round to each other, whoever they are. So two
articles change one reader for the other's, where that brings the numbers nearer to each other.
Nobody has more or fewer articles after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Pair = tuple[str, str]
_LOOKS = 300_000
"""So many exchanges are looked at, at most: two seconds. It takes a hundred people to need more."""


class _Exchange(NamedTuple):
    """One reader of an article of `one` for one of an article of `other`."""

    one: tuple[str, ...]
    leaves: str
    other: tuple[str, ...]
    comes: str

    def after(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who reads the two articles then."""
        one = (self.comes, *(name for name in self.one if name != self.leaves))
        other = (self.leaves, *(name for name in self.other if name != self.comes))
        return tuple(sorted(one)), tuple(sorted(other))


def evened(
    dealt: Mapping[str, tuple[str, ...]], met: Mapping[Pair, int]
) -> dict[str, tuple[str, ...]]:
    """Return who reads the articles of `dealt`, with any two people meeting about as often.

    Args:
        dealt: Who reads each of some articles that several people read, sorted.
        met: How often two people meet in all articles, these among them; by the two, sorted.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for article, readers in dealt.items():
        groups.setdefault(readers, []).append(article)
    counts = Counter(met)
    looks = iter(range(_LOOKS))
    while (exchange := _useful(groups, counts, looks)) is not None:
        counts.update(_changes(exchange))
        articles = groups[exchange.one].pop(), groups[exchange.other].pop()
        for article, readers in zip(articles, exchange.after(), strict=True):
            groups.setdefault(readers, []).append(article)
    return {article: readers for readers, articles in groups.items() for article in articles}


def _useful(
    groups: Mapping[tuple[str, ...], list[str]], met: Counter[Pair], looks: Iterator[int]
) -> _Exchange | None:
    """Return what helps those who meet the most often, as far as one may look; None for nothing."""
    people = sorted({name for readers in groups for name in readers})
    pairs = [(a, b) for number, a in enumerate(people) for b in people[number + 1 :]]
    fewest = min((met[pair] for pair in pairs), default=0)
    often = (pair for pair in pairs if met[pair] > fewest + 1)
    for pair in sorted(often, key=lambda one: (-met[one], one)):
        for exchange, _ in zip(_exchanges(groups, pair), looks, strict=False):
            if _gain(exchange, met) < 0:
                return exchange
    return None


def _exchanges(groups: Mapping[tuple[str, ...], list[str]], pair: Pair) -> Iterator[_Exchange]:
    """Yield what would part the two once."""
    there = [readers for readers, articles in groups.items() if articles]
    for one in there:
        if pair[0] not in one or pair[1] not in one:
            continue
        for other in there:
            for leaves in pair:
                if leaves not in other:
                    yield from (
                        _Exchange(one, leaves, other, comes) for comes in other if comes not in one
                    )


def _changes(exchange: _Exchange) -> Counter[Pair]:
    """Return how much more often each two meet after it."""
    changes: Counter[Pair] = Counter()
    sides = (
        (exchange.one, exchange.leaves, exchange.comes),
        (exchange.other, exchange.comes, exchange.leaves),
    )
    for readers, leaves, comes in sides:
        for name in readers:
            if name != leaves:
                changes[_pair(leaves, name)] -= 1
                changes[_pair(comes, name)] += 1
    return changes


def _gain(exchange: _Exchange, met: Counter[Pair]) -> int:
    """Return how much farther from each other the numbers are after it: less than 0 is good."""
    return sum((2 * met[pair] + by) * by for pair, by in _changes(exchange).items())


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
