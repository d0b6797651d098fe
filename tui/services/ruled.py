"""Entities under the rules that an annotator made for the whole corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tui.model.analysis import Entity
from tui.model.entity_change import Change, EntityRule, places
from tui.model.entity_overlay import Claim, overlaid
from tui.model.entity_walk import EntityWalk
from tui.model.span import Span


class Made(NamedTuple):
    """What a rule made: the rule, and the entity that the model had found; None if it had none."""

    rule: EntityRule
    found: Entity | None


class Ruled:
    """The entities of an article with the rules applied.

    Attributes:
        entities: Sorted and not overlapping.
        walk: The same by place, type and words.
        by_span: What a rule made, by its borders.
        removed: What a rule took away.
        replaced: Where what the model found has gone by a rule: span -> span; itself when it was
            removed or has another type only.
    """

    def __init__(
        self,
        walk: EntityWalk,
        entities: Sequence[Entity],
        by_span: Mapping[Span, Made],
        removed: Sequence[Made] = (),
    ) -> None:
        self.entities = entities
        self.by_span = by_span
        self.removed = removed
        self.walk = walk

    @cached_property
    def replaced(self) -> dict[Span, Span]:
        """Where what the model found has gone."""
        gone = {made.found.span: made.found.span for made in self.removed if made.found}
        moved = {made.found.span: span for span, made in self.by_span.items() if made.found}
        return gone | moved


def ruled(text: str, found: Sequence[Entity], rules: Iterable[EntityRule]) -> Ruled:
    """Apply `rules`, the oldest first, to what the model found in `text`."""
    latest: dict[str, EntityRule] = {}
    for rule in rules:
        latest.pop(_concerned(rule.change), None)
        latest[_concerned(rule.change)] = rule
    walk = EntityWalk(text, found)
    if not latest:
        return Ruled(walk, found, {})
    claims: list[Claim] = []
    made: dict[Claim, Made] = {}
    for number, rule in enumerate(latest.values()):
        for entity, span, label in places(text, walk, rule.change):
            claim = Claim(span, label, entity.span if entity else None, (number, rule.id))
            claims.append(claim)
            made[claim] = Made(rule, entity)
    over = overlaid(found, claims)
    by_span = {span: made[claim] for span, claim in over.placed.items()}
    removed = [made[claim] for claim in claims if claim.label is None]
    walk = walk.changed(over.entities, over.gone, over.new)
    return Ruled(walk, over.entities, by_span, removed)


def _concerned(change: Change) -> str:
    """Return the words that a rule is about: a later rule about the same takes its place."""
    return change.words
