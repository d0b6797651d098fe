"""The keys that go from entity to entity; those of a focused one are the article's own."""

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
