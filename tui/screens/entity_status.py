"""What the bars and the panel say of entities: no widgets, no state."""

from __future__ import annotations

from collections.abc import Iterable

from tui.model.analysis import Entity
from tui.model.entity_change import Change
from tui.services.entities import Told
from tui.services.session import Session
from tui.widgets.bar import Part
from tui.widgets.entity_types import KNOWN_TYPES, group_of


def entity_line(told: Told, entity: Entity | None) -> tuple[list[Part], list[Part]]:
    """Return what is known of the focused entity: words, type, how many are like it; its state."""
    parts = [Part(" ENTITY ", "strong")]
    if entity is None:
        parts.append(Part(f" {told.words} ", "off", shrinks=True))
        parts.append(Part(f" no entity here any more  ({told.like} like it left)", "dim"))
    else:
        look = group_of(entity.label)
        parts.append(Part(f" {told.words} ", look, shrinks=True))
        parts.append(Part(f" {entity.label} ", "strong"))
        if told.like > 1:
            parts.append(Part(f" ({told.place} of {told.like} like it)", "dim"))
    return parts, [Part(f"  {told.state} ", "dim" if told.state == "detected" else "strong")]


def types_to_offer(session: Session, given: Iterable[str], label: str) -> list[str]:
    """Return the types to pick from: given last, then those of the article, then all others.

    The type that the entity has already (`label`) is the last.
    """
    known = {one: number for number, one in enumerate(KNOWN_TYPES)}
    here = sorted(
        session.corrections.walk.labels, key=lambda one: (known.get(one, len(known)), one)
    )
    every = dict.fromkeys((*given, *session.corrections.labels, *here, *KNOWN_TYPES))
    return [*(one for one in every if one != label), *([label] if label else [])]


def told_change(change: Change) -> str:
    """Return what = would do to all like it."""
    if change.kind == "remove":
        return "remove all like it?"
    if change.kind == "add":
        return f"{change.label} wherever these words stand?"
    moved = f"“{change.becomes}” where these words stand"
    if change.kind == "borders":
        return f"{moved}?"
    return (
        f"{change.label} for all like it?" if not _is_moved(change) else f"{change.label}, {moved}?"
    )


def many(count: int) -> str:
    """Return a count of entities in words."""
    return f"{count:,} {'entity' if count == 1 else 'entities'}"


def _is_moved(change: Change) -> bool:
    return change.becomes != change.words
