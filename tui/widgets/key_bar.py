"""The bar of keys that work now."""

from __future__ import annotations

from textual.binding import ActiveBinding
from textual.screen import Screen

from tui.widgets.bar import Bar, Part

_NAMES = {"escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab"}


class KeyBar(Bar):
    """Shows each key with what it does; a click does it too. Dim ones do nothing now."""

    def show_keys(self, screen: Screen[None]) -> None:
        """Show the keys that the bindings active on `screen` want to be shown."""
        active: dict[str, ActiveBinding] = {}
        # A binding with several keys comes once for each: the shortest name of them is shown.
        bindings = screen.active_bindings
        for key in sorted(bindings, key=lambda key: len(key_name(key))):
            one = bindings[key]
            if one.binding.show and one.binding.id is not None:
                active.setdefault(one.binding.id, one)
        left: list[Part] = []
        right: list[Part] = []
        for name in sorted(active, key=_rank):
            binding, enabled = active[name].binding, active[name].enabled
            side = right if name.startswith(_AT_THE_RIGHT) else left
            keys = key_name(binding.key)
            side += _parts(keys, binding.description, binding.action, enabled=enabled)
        self.show(left, right)


_AT_THE_RIGHT = "leaving."
_FIRST = ("reader.next-quote", "reader.next-open", "label.")
"""What stands first, so that a narrow window cuts off what is needed least."""


def _rank(name: str) -> int:
    return next((n for n, start in enumerate(_FIRST) if name.startswith(start)), len(_FIRST))


def key_name(key: str) -> str:
    """Return a key of a binding as it stands on a keyboard: `question_mark` -> `?`."""
    first = key.split(",")[0]
    if first in _NAMES:
        return _NAMES[first]
    head, plus, last = first.rpartition("+")
    if head == "shift" and len(last) == 1:
        return last.upper()
    return head + plus + _SIGNS.get(last, last)


_SIGNS = {
    "question_mark": "?",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}


def _parts(key: str, what: str, action: str, *, enabled: bool) -> list[Part]:
    if not enabled:
        return [Part(f" {key} {what}", "dim")]
    return [Part(f" {key}", "key", action), Part(f" {what}", "plain", action)]
