"""Where the article stands, with the keys that correct its entities.

Some of them have another meaning for a quote and while selecting. The reader's own keys come before
these (they are the screen's, which gives them up while an entity has the focus), those of a
selection after them. Two keys of one widget would not do: Textual keeps one meaning of a key for a
class with its heirs.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal


def _key(keys: str, action: str, name: str, tooltip: str, label: str = "") -> Binding:
    """Return a binding of the screen's action; one with a `label` is in the bar of keys."""
    return Binding(
        keys,
        f"screen.{action}",
        label or tooltip,
        show=bool(label),
        priority=True,
        id=name,
        tooltip=tooltip,
    )


CORRECTING: list[BindingType] = [
    _key("enter", "entity_type_of", "entity.type", "Give the entity another type", "type"),
    _key("greater_than_sign", "entity_border(1)", "entity.border-right",
         "Move the entity's border a word right"),
    _key("less_than_sign", "entity_border(-1)", "entity.border-left",
         "Move the entity's border a word left"),
    _key("o", "entity_other_border", "entity.other-border", "Let < and > move the other border"),
    _key("d", "entity_remove", "entity.remove", "It is no entity: remove it", "remove"),
    _key("equals_sign", "entity_like", "entity.like",
         "The same for all like it, in the article or in the corpus", "all like it"),
    _key("escape", "entity_leave", "entity.leave", "Back to the quote", "back"),
]  # fmt: skip
"""The keys of a focused entity."""
MARKING: list[BindingType] = [
    _key("E,shift+e", "entity_from_selection", "select.entity", "Make the selection an entity",
         "an entity"),
]  # fmt: skip


class Desk(Horizontal):
    """Holds the article, and what stands beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [*MARKING, *CORRECTING]
