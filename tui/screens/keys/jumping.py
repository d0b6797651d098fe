"""The keys of jump mode; what leads to a target is its letters."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

JUMPING: list[BindingType] = [
    key("f", "jump", "begin", "Letters on all quotes and buttons: type them to go", group="jump"),
]
IN_JUMP: list[BindingType] = [
    key("escape", "leave", "leave", "Leave jump mode", "leave", group="jump"),
    key("backspace", "untype", "untype", "Take back the first letter", group="jump"),
]
