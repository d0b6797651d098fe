"""The keys of the panels beside the article, and of the guideline."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

PANELS: list[BindingType] = [
    key("O,shift+o", "outline", "outline", "The outline: all quotes in a list", "outline"),
    key("F,shift+f", "filter", "filter", "Filter the quotes: by decision, label, speaker, kind..."),
    key("I,shift+i", "inspector", "inspector", "The inspector: all of the focused quote"),
    key("J,shift+j", "scroll_inspector(1)", "inspector-down", "Scroll the inspector a row down"),
    key("K,shift+k", "scroll_inspector(-1)", "inspector-up", "Scroll the inspector a row up"),
    key("f2", "guideline", "guideline", "The guideline: what the labels mean", "guideline"),
]
COVERED: list[BindingType] = [
    key(
        "escape,enter",
        "leave_panel",
        "leave-panel",
        "From the panel over the article back to it",
        "back",
    ),
]
"""They work while a panel lies over the article."""
FILTERED: list[BindingType] = [
    key("escape", "clear_filter", "clear-filter", "Take the filter away: all quotes again", "all"),
]
"""They work while the quotes are filtered."""
