"""The keys for what an article's change has done to annotations."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

MOVED: list[BindingType] = [
    key("M,shift+m", "next_moved", "next", "Next quote that moved with the changed text",
        group="moved"),
    key("Y,shift+y", "confirm_move", "confirm", "It is the same quote: confirm that it moved",
        "confirm", group="moved"),
    key("ctrl+y", "confirm_unchanged", "confirm-all",
        "Confirm all that moved with the same words", group="moved"),
    key("R,shift+r", "reread", "reread", "Read the article again: its file has changed",
        "read again", group="moved"),
    key("W,shift+w", "orphans", "orphans", "Orphans: what is not found in the changed text",
        "orphans", group="moved"),
]  # fmt: skip
"""They work while there is such a thing."""
