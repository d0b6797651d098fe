"""Splitting articles into a part to train on and others to evaluate on.

The part of an article follows from the seed and its id, and from nothing else: so it stays the
same whatever comes beside it. (To deal labels out by count would move articles when others come:
what never moves cannot depend on the others.) Near-duplicates follow the one of them that was
annotated first. What is even then is a choice of the seed: see `best_seed`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from tui.errors import PullquoteError

_NAMES = {2: ("train", "dev"), 3: ("train", "dev", "test")}
_LIKE = "as in --split 80/10/10, or 90/10 without a test part"


class Shares(NamedTuple):
    """How much of all goes into each part.

    Attributes:
        percent: Whole numbers that make up 100: of train and dev, and of test where there are
            three.
    """

    percent: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> Shares:
        """Read what is typed: `80/10/10`.

        Raises:
            PullquoteError: It is none.
        """
        words = text.strip().split("/")
        if len(words) not in _NAMES:
            raise PullquoteError(f"a split has two parts or three, not {text!r}", _LIKE)
        if not all(word.isascii() and word.isdecimal() and len(word) < 4 for word in words):
            raise PullquoteError(f"a split is whole numbers, not {text!r}", _LIKE)
        percent = tuple(map(int, words))
        if sum(percent) != 100:
            raise PullquoteError(f"the split {text} makes up {sum(percent)} and not 100", _LIKE)
        if not all(percent):
            raise PullquoteError(f"the split {text} has a part of nothing", "leave that part out")
        return cls(percent)

    def __str__(self) -> str:
        return "/".join(map(str, self.percent))

    @property
    def names(self) -> tuple[str, ...]:
        """What the parts are called."""
        return _NAMES[len(self.percent)]

    def part(self, seed: int, article_id: str) -> int:
        """Return the number of the part that an article belongs to by itself."""
        data = f"{seed}:{article_id}".encode("utf-8", "surrogatepass")
        drawn = int.from_bytes(blake2b(data, digest_size=8).digest(), "big") * 100 >> 64
        return next(n for n, end in enumerate(accumulate(self.percent)) if drawn < end)


class Member(NamedTuple):
    """An article to be split.

    Attributes:
        id: Its id.
        first: When the first of its annotations was made, as `Annotation.created`.
        labels: How many of its annotations have each label, as `labels_of` names them.
    """

    id: str
    first: str
    labels: Mapping[str, int]


class Group(NamedTuple):
    """Articles that stay together: near-duplicates, or one by itself.

    Attributes:
        leader: The id of the one that was annotated first: it says where all go.
        articles: The ids of all, sorted.
        labels: As `Member.labels`, of all together.
    """

    leader: str
    articles: tuple[str, ...]
    labels: Mapping[str, int]

    @classmethod
    def of(cls, members: Sequence[Member]) -> Group:
        """Return the group of some articles, whatever their order."""
        leader = min(members, key=lambda member: (member.first, member.id))
        if len(members) == 1:
            return cls(leader.id, (leader.id,), leader.labels)
        labels: Counter[str] = Counter()
        for member in members:
            labels.update(member.labels)
        return cls(leader.id, tuple(sorted(member.id for member in members)), labels)


def split(groups: Iterable[Group], shares: Shares, seed: int) -> dict[str, set[str]]:
    """Return the ids of the articles of each part, by its name."""
    parts: tuple[set[str], ...] = tuple(set() for _ in shares.percent)
    for group in groups:
        parts[shares.part(seed, group.leader)].update(group.articles)
    return dict(zip(shares.names, parts, strict=True))


def not_by_themselves(groups: Iterable[Group], shares: Shares, seed: int) -> Iterator[str]:
    """Yield the articles that are where a near-duplicate is, and else would be in another part."""
    for group in groups:
        together = shares.part(seed, group.leader)
        yield from (one for one in group.articles if shares.part(seed, one) != together)


class Spread(NamedTuple):
    """How far a split is from what it should be: the smaller, the better.

    Attributes:
        empty: Of each part, whether there is no article in it.
        missing: How often a part is without a label that there is enough of.
        uneven: How far the labels' numbers are from their shares: a chi-square for each label, and
            for the articles, added up.
    """

    empty: tuple[bool, ...]
    missing: int
    uneven: float


def spread(groups: Iterable[Group], shares: Shares, seed: int) -> Spread:
    """Return how evenly a seed spreads articles and labels over the parts."""
    counts: dict[str, list[int]] = {}
    articles = [0 for _ in shares.percent]
    for group in groups:
        part = shares.part(seed, group.leader)
        articles[part] += len(group.articles)
        for label, count in group.labels.items():
            counts.setdefault(label, [0 for _ in shares.percent])[part] += count
    missing = sum(
        not there for found in counts.values() if sum(found) >= len(found) for there in found
    )
    uneven = sum(_chi_square(found, shares) for _, found in sorted(counts.items()))
    empty = tuple(not count for count in articles)
    return Spread(empty, missing, uneven + _chi_square(articles, shares))


def best_seed(groups: Sequence[Group], shares: Shares, seeds: Iterable[int]) -> int:
    """Return the seed that spreads best; the first of several."""
    return min(seeds, key=lambda seed: spread(groups, shares, seed))


def _chi_square(counts: Sequence[int], shares: Shares) -> float:
    whole = sum(counts)
    expected = [whole * percent / 100 for percent in shares.percent]
    pairs = zip(counts, expected, strict=True)
    return sum((count - wanted) ** 2 / wanted for count, wanted in pairs) if whole else 0.0
