"""The keys that go from entity to entity, and correct the one in focus."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

WALKING: list[BindingType] = [
    key("semicolon", "next_entity(1)", "next", "Next entity", group="entity"),
    key("comma", "next_entity(-1)", "previous", "Previous entity", group="entity"),
    key("apostrophe", "like_entity(1)", "next-like", "Next entity of the same type",
        group="entity"),
    key("quotation_mark", "like_entity(-1)", "previous-like",
        "Previous entity of the same type", group="entity"),
]  # fmt: skip
CORRECTING: list[BindingType] = [
    key("enter", "entity_type_of", "type", "Give the entity another type", "type", group="entity"),
    key("greater_than_sign", "entity_border(1)", "border-right",
        "Move the entity's border a word right", group="entity"),
    key("less_than_sign", "entity_border(-1)", "border-left",
        "Move the entity's border a word left", group="entity"),
    key("o", "entity_other_border", "other-border", "Let < and > move the other border",
        group="entity"),
    key("d", "entity_remove", "remove", "It is no entity: remove it", "remove", group="entity"),
    key("equals_sign", "entity_like", "like",
        "The same for all like it, in the article or in the corpus", "all like it",
        group="entity"),
    key("escape", "entity_leave", "leave", "Back to the quote", "back", group="entity"),
]  # fmt: skip
"""The keys of a focused entity."""
MARKING: list[BindingType] = [
    key("E,shift+e", "entity_from_selection", "entity", "Make the selection an entity",
        "an entity", group="select"),
]  # fmt: skip
