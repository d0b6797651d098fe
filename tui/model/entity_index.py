"""Which entities touch a part of a text, without looking at all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.model.analysis import Entities, Entity
from tui.model.span_index import SpanIndex


class EntityIndex(Protocol):
    """Finds entities by place."""

    def touching(self, start: int, end: int) -> Sequence[int]:
        """Return the numbers of those that share a code point with `start` to `end`, in order."""


def entity_index(entities: Sequence[Entity]) -> EntityIndex:
    """Return an index of `entities`: packed ones that are in order are their own."""
    if isinstance(entities, Entities) and entities.spans.are_in_order:
        return entities
    return SpanIndex(entity.span for entity in entities)
