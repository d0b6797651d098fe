"""Dealing articles to annotators: who reads what, the same for the same seed.

Each article goes to whoever has the fewest. Some go to several people, so that it can be told how
far these agree. What was dealt before stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.evening import evened

Readers = tuple[str, ...]
"""Who reads an article, sorted."""

_NOBODY: Mapping[str, Readers] = {}


class Terms(NamedTuple):
    """How articles are dealt.

    Attributes:
        annotators: To whom; each once.
        overlap: The share of the articles that several people read, from 0 to 1.
        readers: How many people read such an article.
        seed: Other seeds deal otherwise.
    """

    annotators: tuple[str, ...]
    overlap: float = 0.0
    readers: int = 2
    seed: int = 0

    def checked(self) -> Terms:
        """Return the same when one can deal like this.

        Raises:
            PullquoteError: One cannot.
        """
        people = len(self.annotators)
        if not people:
            raise PullquoteError(
                "nobody is named to read the articles", "name them, as in --annotators ada,bob"
            )
        if not 0 <= self.overlap <= 1:
            raise PullquoteError(
                f"the overlap is {self.overlap:g}, not from 0 to 1",
                "it is a share: 0.2 for every fifth article",
            )
        if self.readers < 2:
            raise PullquoteError(
                f"an article that several people read has {self.readers} readers",
                "give --readers 2 or more",
            )
        if self.overlap and self.readers > people:
            raise PullquoteError(
                f"{self.readers} people cannot read an article: {people} named",
                "name more people, or give --overlap 0",
            )
        return self


def deal(
    lengths: Mapping[str, int],
    terms: Terms,
    *,
    kept: Mapping[str, Readers] = _NOBODY,
    holders: Mapping[str, Readers] = _NOBODY,
) -> dict[str, Readers]:
    """Return who reads each article that is not `kept`, by its id.

    Numbers of articles differ by one at most, unless `kept` and `holders` have them differ by more;
    then who has fewer gets more. Among those who have as many, whoever has the shorter ones is
    next. Any two people share about as many articles as any other two. The order of `lengths`
    makes no difference.

    Args:
        lengths: The articles' lengths, by their ids; in whatever is the same for all.
        terms: How to deal; see `Terms.checked`.
        kept: What was dealt before and stays. Overlap and balance are those of all.
        holders: Who has to be among the readers of an article.
    """
    new = sorted(lengths.keys() - kept.keys(), key=lambda one: _rank(terms.seed, one))
    shared = _shared(new, terms, kept, holders)
    hands = _Hands(terms)
    for article, readers in kept.items():
        hands.give(readers, lengths.get(article, 0))
    dealt = {one: holders[one] for one in new if one not in shared and holders.get(one)}
    for article, readers in dealt.items():
        hands.give(readers, lengths[article])
    for article in new:
        if article in shared:
            dealt[article] = hands.several(holders.get(article, ()))
            hands.give(dealt[article], lengths[article])
    free = {one: dealt[one] for one in new if one in shared and not holders.get(one)}
    dealt.update(evened(free, pairs_of([*kept.values(), *dealt.values()])))
    left = [article for article in new if article not in dealt]
    dealt.update(hands.one_each(left, lengths))
    return dealt


def pairs_of(dealt: Iterable[Readers]) -> dict[tuple[str, str], int]:
    """Count the articles that two people share, by the two, sorted."""
    met: dict[tuple[str, str], int] = {}
    for readers in dealt:
        for pair in combinations(sorted(readers), 2):
            met[pair] = met.get(pair, 0) + 1
    return met


def _shared(
    new: Collection[str],
    terms: Terms,
    kept: Mapping[str, Readers],
    holders: Mapping[str, Readers],
) -> set[str]:
    """Return which of the `new` ones several people read: as many as make up the share of all."""
    wanted = int(terms.overlap * (len(kept) + len(new)) + 0.5)
    wanted -= sum(len(readers) > 1 for readers in kept.values())
    shared = {article for article in new if len(holders.get(article, ())) > 1}
    for article in new:
        if len(shared) >= wanted:
            break
        shared.add(article)
    return shared


def _rank(seed: int, name: str) -> bytes:
    """Return what things are shuffled by: of the seed and the name, and nothing else."""
    return blake2b(f"{seed}:{name}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _Hands:
    """What everybody has so far."""

    def __init__(self, terms: Terms) -> None:
        self._readers = terms.readers
        # The first one is another for each seed.
        self._names = sorted(terms.annotators, key=lambda name: _rank(terms.seed, name))
        self._articles = dict.fromkeys(self._names, 0)
        self._length = dict.fromkeys(self._names, 0)
        self._met = {name: dict.fromkeys(self._names, 0) for name in self._names}

    def give(self, readers: Readers, length: int) -> None:
        """Give an article to some people; who is not among those dealt to does not count."""
        ours = [name for name in readers if name in self._articles]
        for name in ours:
            self._articles[name] += 1
            self._length[name] += length
            for other in ours:
                self._met[name][other] += 1

    def several(self, holders: Readers) -> Readers:
        """Return who shares the next article: `holders` and who has few and met them least."""
        chosen = list(holders)
        while len(chosen) < self._readers:
            free = (name for name in self._names if name not in chosen)
            chosen.append(min(free, key=lambda name: self._next(name, chosen)))
        return tuple(sorted(chosen))

    def one_each(
        self, articles: Sequence[str], lengths: Mapping[str, int]
    ) -> Iterator[tuple[str, Readers]]:
        """Deal articles that one person reads, in rounds: who has read least gets the longest."""
        at = 0
        while at < len(articles):
            fewest = min(self._articles.values())
            next_ones = [name for name in self._names if self._articles[name] == fewest]
            batch = articles[at : at + len(next_ones)]
            at += len(batch)
            next_ones.sort(key=self._length.__getitem__)
            longest_first = sorted(batch, key=lambda article: -lengths[article])
            for name, article in zip(next_ones, longest_first, strict=False):
                self.give((name,), lengths[article])
                yield article, (name,)

    def _next(self, name: str, chosen: Collection[str]) -> tuple[int, int, int]:
        met = self._met[name]
        return self._articles[name], sum(met.get(one, 0) for one in chosen), self._length[name]
