"""Picking what a stance is about: numbered offers, filtered as one types, or free text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.model.label import Target
from tui.model.printable import flat
from tui.widgets.cells import shown
from tui.widgets.late_keys import hand_on_late_key

NUMBERED = 9
_MOVES = {"down": 1, "up": -1, "ctrl+n": 1, "pagedown": 5, "pageup": -5}
_MOST = 200
"""Targets shown at once; more are reached by typing."""


class _Filter(Input):
    """The line one types in; hands the keys that move in the list, or pick, on to it."""

    def __init__(
        self,
        move: Callable[[int], None],
        pick: Callable[[int], None],
        submit: Callable[[str], None],
    ) -> None:
        super().__init__(
            placeholder="1-9 picks; type to filter or to name another (a space first for a digit)",
            compact=True,
            select_on_focus=False,
        )
        self._move = move
        self._pick = pick
        self._submit = submit

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are not text; everything else is typed."""
        if hand_on_late_key(self, event):
            return
        if event.key in _MOVES:
            self._move(_MOVES[event.key])
        elif event.key == "enter":
            self._submit(self.value)
        elif event.key == "escape" and self.value:
            self.value = ""  # one step back: to the whole list
        elif event.character and event.character in "123456789" and not self.value:
            self._pick(int(event.character) - 1)
        else:
            return
        event.prevent_default()
        event.stop()


class TargetPicker(Vertical):
    """A list of targets with a line to filter it; a digit picks while the line is empty."""

    DEFAULT_CSS = """
    TargetPicker {
        height: auto;
        & > Input { height: 1; border: none; padding: 0 1; background: $panel; }
        & > Input:focus { border: none; }
        & > Input > .input--placeholder { color: $dim; }
        & > OptionList { height: auto; max-height: 9; border: none; padding: 0;
            background: $panel; scrollbar-size-vertical: 1; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._targets: tuple[Target, ...] = ()
        self._offered: list[Target] = []
        self._listed = ""
        self._done: Callable[[Target], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Build the line and the list."""
        yield _Filter(self._move, self._pick, self._submit)
        options = OptionList(compact=True, markup=False)
        options.can_focus = False
        yield options

    def offer(
        self, targets: Sequence[Target], done: Callable[[Target], None], *, typed: str = ""
    ) -> None:
        """Offer `targets`, the likeliest first, take the focus, and call `done` with the picked.

        `typed` stands in the line to begin with: what was answered before one went back.
        """
        self._targets = tuple(targets)
        self._done = done
        line = self.query_one(_Filter)
        with self.prevent(Input.Changed):
            line.value = typed
            line.cursor_position = len(typed)
        self._list(typed)
        self.screen.set_focus(line)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    def _list(self, typed: str) -> None:
        self._listed = typed
        wanted = typed.strip()
        found = _matching(self._targets, wanted)[:_MOST]
        exact = any(flat(target.text) == flat(wanted) for target in found)
        self._offered = found if exact or not wanted else [*found, Target(wanted)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            Option(_prompt(number, target, typed=wanted))
            for number, target in enumerate(self._offered, 1)
        )
        options.highlighted = 0 if self._offered else None

    def _move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if self._offered:
            at = (options.highlighted or 0) + by
            options.highlighted = max(0, min(at, len(self._offered) - 1))

    def _submit(self, typed: str) -> None:
        if typed != self._listed:  # Enter came before the news of the last key
            self._list(typed)
        self._pick(self.query_one(OptionList).highlighted or 0)

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(event.option_index)

    def _pick(self, index: int) -> None:
        if index < len(self._offered):
            self._done(self._offered[index])


def _matching(targets: Sequence[Target], wanted: str) -> list[Target]:
    """Return the targets that hold `wanted`: the same, then beginning so, then anywhere."""
    folded = flat(wanted).casefold()

    def rank(target: Target) -> int:
        text = flat(target.text).casefold()
        return 0 if text == folded else 1 if text.startswith(folded) else 2

    return sorted((t for t in targets if folded in flat(t.text).casefold()), key=rank)


def _prompt(number: int, target: Target, *, typed: str) -> Text:
    key = f" {number} " if number <= NUMBERED and not typed else "   "
    return Text(key + " " + shown(flat(target.text)), no_wrap=True, overflow="ellipsis")
