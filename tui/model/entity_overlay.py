"""Laying corrections over the entities that a model found: sorted, and never overlapping."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from tui.model.analysis import Entities, Entity
from tui.model.span import Span


class Claim(NamedTuple):
    """What a correction says of a part of the text.

    Attributes:
        span: The part. Entities found by the model that overlap it are not shown.
        label: The type of the entity that it is; None when it is none.
        instead: The entity found by the model that it stands for.
        rank: Of two claims that overlap, the one with the greater rank is shown.
    """

    span: Span
    label: str | None
    instead: Span | None
    rank: tuple[int, str]

    @property
    def entity(self) -> Entity | None:
        """The entity it makes, or None."""
        return None if self.label is None else Entity(self.span, self.label)


class Overlaid(NamedTuple):
    """The entities to be shown.

    Attributes:
        entities: In text order, and not overlapping.
        placed: The claims among them, by span.
        gone: The entities that were found and are not shown.
        new: Those that the claims make.
    """

    entities: Sequence[Entity]
    placed: dict[Span, Claim]
    gone: Sequence[Entity] = ()
    new: Sequence[Entity] = ()


def overlaid(found: Sequence[Entity], claims: Collection[Claim]) -> Overlaid:
    """Lay `claims` over the entities that were found, which are sorted and do not overlap.

    Without claims it is `found` itself, not a copy: whoever drew it need not draw it again.
    """
    if not claims:
        return Overlaid(found, {})
    entities = Entities(found)
    placed = _without_overlaps([claim for claim in claims if claim.label is not None])
    gone: set[int] = set()
    for claim in claims:
        if claim.instead:
            gone.update(
                n for n in entities.touching(*claim.instead) if entities.spans[n] == claim.instead
            )
        if claim.label is None or claim.span in placed:
            gone.update(entities.touching(*claim.span))
    new = [entity for claim in placed.values() if (entity := claim.entity)]
    return Overlaid(
        entities.replaced(gone, new), placed, [entities[number] for number in gone], new
    )


def _without_overlaps(claims: Iterable[Claim]) -> dict[Span, Claim]:
    """Return the claims that can be shown together, sorted by span: the greatest ranks first."""
    ordered = sorted(claims, key=lambda claim: (claim.span, claim.rank))
    reach = 0
    for claim in ordered:
        if claim.span.start < reach:
            return _by_rank(ordered)
        reach = claim.span.end
    return {claim.span: claim for claim in ordered}


def _by_rank(claims: Iterable[Claim]) -> dict[Span, Claim]:
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: claim.rank, reverse=True):
        at = bisect_left(kept, claim.span, key=lambda one: one.span)
        around = kept[max(0, at - 1) : at + 1]
        if not any(one.span.overlaps(claim.span) for one in around):
            kept.insert(at, claim)
    return {claim.span: claim for claim in kept}
