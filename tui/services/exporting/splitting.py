"""Splitting what is exported into parts, near-duplicate articles together; and telling of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tui.errors import PullquoteError
from tui.formats.tally import labels_of
from tui.model.splitting import (
    Group,
    Member,
    Shares,
    best_seed,
    not_by_themselves,
    split,
    spread,
)
from tui.services.exporting.gathering import Gathering
from tui.services.output import many

UNASKED = Shares((80, 10, 10))
"""How a format is split that wants to be, when nobody said how."""

_SEEDS = 100
_MOST_DRAWN = 200_000
"""How many articles may be drawn to look for a seed: a second's work."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Parting:
    """Articles with annotations to export, and the parts they go into.

    Attributes:
        groups: The articles, those together that stay together.
        shares: How much goes into each part.
        seed: What they are dealt by.
        is_found: Whether the seed was looked for, and not given.
    """

    groups: tuple[Group, ...]
    shares: Shares
    seed: int
    is_found: bool = False

    @property
    def parts(self) -> dict[str, set[str]]:
        """The ids of the articles of each part, by its name."""
        return split(self.groups, self.shares, self.seed)

    def checked(self) -> Parting:
        """Return the same when there is something in each part.

        Raises:
            PullquoteError: There is not; a seed is named with which there is.
        """
        empty = self._empty()
        if not empty:
            return self
        what = f"{many(sum(len(one.articles) for one in self.groups), 'article')} to split"
        if not self.groups:
            raise PullquoteError("there is nothing to split", "leave out --split")
        reason = f"{' and '.join(empty)} would be empty: {what} {self.shares}, seed {self.seed}"
        better = best_seed(self.groups, self.shares, _seeds(self.groups))
        if any(spread(self.groups, self.shares, better).empty):
            fewer = "leave out --split, or ask for fewer or more even parts"
            raise PullquoteError(reason, f"annotate more articles, {fewer}")
        raise PullquoteError(reason, f"--seed {better} puts some into each part")

    def told(self) -> Iterator[str]:
        """Yield what a person should know of it, a line each."""
        by = f"split {self.shares} by article, seed {self.seed}"
        if self.is_found:
            yield f"{by}: it spreads the labels best now; --seed {self.seed} keeps it so"
        else:
            yield by
        if empty := self._empty():
            verb = "is" if len(empty) == 1 else "are"
            yield f"there are too few articles: {' and '.join(empty)} {verb} empty"
        together = [one for one in self.groups if len(one.articles) > 1]
        if together:
            articles = sum(len(one.articles) for one in together)
            moved = sum(1 for _ in not_by_themselves(together, self.shares, self.seed))
            groups = many(len(together), "group")
            alone = f"; {moved} would be in another part alone" if moved else ""
            yield f"near-duplicates: {articles} articles in {groups} stay together{alone}"
        yield from self._missing()

    def as_json(self) -> dict[str, Any]:
        """Return it for the manifest: what it was split by, and where each article is."""
        together = sorted(one.articles for one in self.groups if len(one.articles) > 1)
        return {
            "split": {"percent": str(self.shares), "seed": self.seed},
            "near_duplicates": [list(articles) for articles in together],
            "parts": {name: sorted(ids) for name, ids in self.parts.items()},
        }

    def _empty(self) -> list[str]:
        empty = spread(self.groups, self.shares, self.seed).empty
        return [name for name, is_empty in zip(self.shares.names, empty, strict=True) if is_empty]

    def _missing(self) -> Iterator[str]:
        """Yield which labels a part is without, where another seed has more of them."""
        now = spread(self.groups, self.shares, self.seed)
        if not now.missing:
            return
        better = best_seed(self.groups, self.shares, _seeds(self.groups))
        if spread(self.groups, self.shares, better).missing < now.missing:
            yield (
                f"a part is without one of the labels: --seed {better} spreads them better, "
                "and moves articles"
            )


def parted(
    gathering: Gathering, shares: Shares, seed: int | None, *, earlier: Mapping[str, Any]
) -> Parting:
    """Go through what is exported once, and part it.

    Args:
        gathering: What is exported. Afterwards it has counted what is left out of all.
        shares: How much goes into each part.
        seed: What to deal by. When None it is that of the earlier export; without one, the one
            among the first hundred that spreads the labels best.
        earlier: The manifest of the export that is replaced; empty when there is none.

    Raises:
        PullquoteError: See `Gathering.among`.
    """
    groups = _groups(gathering)
    if seed is not None:
        return Parting(groups, shares, seed)
    kept = _seed_of(earlier, shares)
    if kept is not None:
        return Parting(groups, shares, kept)
    return Parting(groups, shares, best_seed(groups, shares, _seeds(groups)), is_found=True)


def moved_since(earlier: Mapping[str, Any], parts: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield which articles are in another part than in an earlier export; nothing when none is.

    Args:
        earlier: The manifest of that export, which somebody may have changed.
        parts: Where the articles are now.
    """
    was = earlier.get("parts")
    if not isinstance(was, dict):
        return
    before = {
        article_id: name
        for name, ids in was.items()
        if isinstance(ids, list)
        for article_id in ids
        if isinstance(article_id, str)
    }
    moved = [
        f"{article_id} from {before[article_id]} to {name}"
        for name, ids in parts.items()
        for article_id in sorted(ids)
        if before.get(article_id, name) != name
    ]
    if moved:
        named = ", ".join(moved[:_NAMED]) + (", …" if len(moved) > _NAMED else "")
        told = earlier.get("split")
        by = f" ({told.get('percent')}, seed {told.get('seed')})" if isinstance(told, dict) else ""
        what = many(len(moved), "article")
        yield f"moved since the export before{by}: {what}: {named}"


def _groups(gathering: Gathering) -> tuple[Group, ...]:
    from tui.services.exporting.near_duplicates import NearDuplicates

    members: list[Member] = []
    found = NearDuplicates(lambda number: gathering.read(members[number].id).text)
    gathering.start_anew()
    for annotated in gathering.among():
        annotations = annotated.annotations
        labels = Counter(label for one in annotations for label in labels_of(one))
        first = min(one.created for one in annotations)
        members.append(Member(annotated.article.id, first, labels))
        found.add(annotated.article.text)
    return tuple(Group.of([members[number] for number in group]) for group in found.groups())


def _seeds(groups: Sequence[Group]) -> range:
    """Return the seeds to choose among: fewer where there is much to deal, which is even anyway."""
    return range(min(_SEEDS, max(10, _MOST_DRAWN // (len(groups) + 1))))


def _seed_of(earlier: Mapping[str, Any], shares: Shares) -> int | None:
    told = earlier.get("split")
    if not isinstance(told, dict) or told.get("percent") != str(shares):
        return None
    seed = told.get("seed")
    return seed if isinstance(seed, int) and not isinstance(seed, bool) else None
