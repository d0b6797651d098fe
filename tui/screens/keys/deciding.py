"""The keys that decide on a quote, and correct it."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

DECIDING: list[BindingType] = [
    key("t", "note", "note", "A note on the quote", "note"),
    key("r", "speaker", "speaker", "Change the speaker of the quote", "speaker"),
    key(
        "d",
        "drop",
        "drop",
        "Drop the decision; of an open quote what is suggested, else what was corrected or marked "
        "by hand",
        "drop",
    ),
    key("u", "undo", "undo", "Undo", "undo"),
    key("ctrl+r", "redo", "redo", "Redo"),
    key("v", "select", "select", "Select text, to mark a quote by hand", "select"),
    key("greater_than_sign", "border(1)", "border-right", "Move the quote's border a word right"),
    key("less_than_sign", "border(-1)", "border-left", "Move the quote's border a word left"),
    key("o", "other_border", "other-border", "Let < and > move the other border"),
    key("A,shift+a", "toggle_advance", "advance", "Go on to the next open quote by itself, or not"),
]
