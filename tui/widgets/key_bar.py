"""The bar of keys that work now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from textual.binding import ActiveBinding
from textual.keys import format_key
from textual.screen import Screen

from tui.widgets.bar import Bar, Part
from tui.widgets.cells import cells_of

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "pagedown": "PageDown",
    "pageup": "PageUp",
    "home": "Home",
    "end": "End",
}


class KeyBar(Bar):
    """Shows each key with what it does; a click does it too. Dim ones do nothing now."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left_entries: list[list[Part]] = []
        self._right_entries: list[list[Part]] = []

    def show_keys(self, screen: Screen[None], fitting: Sequence[str] = ()) -> None:
        """Show the keys that the bindings active on `screen` want to be shown.

        Args:
            screen: The screen.
            fitting: The ids of bindings that fit what is in focus: they stand before all but what
                leads back to it.
        """
        active: dict[str, ActiveBinding] = {}
        for one in screen.active_bindings.values():
            name = one.binding.id
            if not one.binding.show or name is None:
                continue
            if name in _ONLY_FITTING and name not in fitting:
                continue
            # A binding with several keys comes once for each: one of them is shown.
            shown = active.setdefault(name, one)
            if _length(one) < _length(shown):
                active[name] = one
        left: list[list[Part]] = []
        right: list[list[Part]] = []
        for name in sorted(active, key=lambda name: _place(name, fitting)):
            binding, enabled = active[name].binding, active[name].enabled
            side = right if name.startswith(_AT_THE_RIGHT) else left
            keys = key_name(binding.key)
            # A click is told to the screen, so what is the focused widget's own has to say so.
            is_own = active[name].node is screen.focused
            action = f"focused.{binding.action}" if is_own else binding.action
            side.append(_parts(keys, binding.description, action, enabled=enabled))
        self._left_entries, self._right_entries = left, right
        self._fit()

    def on_resize(self) -> None:
        """Show as many keys as there is room for."""
        self._fit()

    def _fit(self) -> None:
        """Show whole entries only, and an ellipsis for those that do not fit."""
        room = self.size.width - _cells(self._right_entries) - len(_MORE)
        fitting = list(self._left_entries)
        while fitting and _cells(fitting) > room:
            fitting.pop()
        cut = [Part(_MORE, "dim", "help")] if len(fitting) < len(self._left_entries) else []
        self.show([*chain(*fitting), *cut], list(chain(*self._right_entries)))


_ONLY_FITTING = {"suggested.accept"}
"""What is shown only where it fits what is in focus; elsewhere its key says why it does nothing."""
_AT_THE_RIGHT = ("leaving.", "library.help", "library.quit")
_FIRST = (
    "hits.",
    "reader.leave-panel",
    "reader.results",
    "search.open",
    "entity.",
    "reader.next-quote",
    "reader.next-open",
    "label.",
    "decide.",
    "reader.undo",
    "reader.note",
    "reader.speaker",
    "reader.select",
    "reader.drop",
    "reader.outline",
    "select.finish",
    "select.cancel",
    "select.entity",
)
"""What stands first, so that a narrow window cuts off what is needed least."""


_MORE = " …"


def _cells(entries: Iterable[Iterable[Part]]) -> int:
    return sum(cells_of(part.text) for entry in entries for part in entry)


def _length(active: ActiveBinding) -> int:
    """Return how long a key is to read: of several the shortest is shown, but Esc before others."""
    name = key_name(active.binding.key)
    return 0 if name == _NAMES["escape"] else len(name)


def _rank(name: str) -> int:
    return next((n for n, start in enumerate(_FIRST) if name.startswith(start)), len(_FIRST))


def _place(name: str, fitting: Sequence[str]) -> tuple[int, int]:
    """Return what keys are sorted by; those in `fitting` come just before the next quote's."""
    if name in fitting:
        return _rank("reader.next-quote"), fitting.index(name) - len(fitting)
    return _rank(name), 0


def key_name(key: str) -> str:
    """Return a key of a binding as it stands on a keyboard: `question_mark` -> `?`."""
    first = key.split(",")[0]
    if first in _NAMES:
        return _NAMES[first]
    head, plus, last = first.rpartition("+")
    if last[1:].isdigit():  # f1 to f24
        return head + plus + last.upper()
    if head == "shift" and len(last) == 1:
        return last.upper()
    return head + plus + format_key(last)


def _parts(key: str, what: str, action: str, *, enabled: bool) -> list[Part]:
    if not enabled:
        return [Part(f" {key} {what}", "dim")]
    return [Part(f" {key}", "key", action), Part(f" {what}", "plain", action)]
