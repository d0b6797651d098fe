"""Picking one of many: numbered offers, filtered as one types, or free text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tui.model.printable import flat
from tui.widgets.cells import shown
from tui.widgets.shown_input import ShownInput

_DIGITS = "123456789"
_MOVES = {"down": 1, "up": -1, "ctrl+n": 1, "pagedown": 5, "pageup": -5}
_MOST = 200
"""Offers shown at once; more are reached by typing."""


class Offer(NamedTuple):
    """Something that can be picked.

    Attributes:
        text: What it is called; typing filters by it.
        more: What else is to be known of it; typing filters by it too.
        key: The key that picks it while nothing is typed; the first nine others have their number.
    """

    text: str
    more: str = ""
    key: str = ""


class _Filter(ShownInput):
    """The line one types in; hands the keys that move in the list, or pick, on to it."""

    def __init__(
        self,
        placeholder: str,
        move: Callable[[int], None],
        pick: Callable[[str], bool],
        submit: Callable[[str], None],
    ) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self._move = move
        self._pick = pick
        self._submit = submit

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are not text; everything else is typed."""
        if event.key in _MOVES:
            self._move(_MOVES[event.key])
        elif event.key == "enter":
            self._submit(self.value)
        elif event.key == "escape" and self.value:
            self.value = ""  # one step back: to the whole list
        elif self.value or not event.character or not self._pick(event.character):
            return
        event.prevent_default()
        event.stop()


class Picker(Vertical):
    """A list of offers with a line to filter it; a digit picks while the line is empty.

    Args:
        placeholder: What the empty line says.
    """

    DEFAULT_CSS = """
    Picker {
        height: auto;
        & > Input { height: 1; border: none; padding: 0 1 !important; background: $panel; }
        & > Input:focus { border: none; }
        & > Input > .input--placeholder { color: $dim; }
        & > OptionList { height: auto; max-height: 9; border: none; padding: 0;
            background: $panel; scrollbar-size-vertical: 1;
            text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(self, placeholder: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._placeholder = placeholder
        self._offers: tuple[Offer, ...] = ()
        self._listed: list[int | str] = []
        self._listed_for = ""
        self._done: Callable[[int | str], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Build the line and the list."""
        yield _Filter(self._placeholder, self._move, self._pick_by_key, self._submit)
        options = OptionList(compact=True, markup=False)
        options.can_focus = False
        yield options

    def ask(
        self, offers: Sequence[Offer], done: Callable[[int | str], None], *, typed: str = ""
    ) -> None:
        """Offer these, take the focus, and call `done` with the number picked or the text typed.

        `typed` stands in the line to begin with: what was answered before one went back.
        """
        self._offers = tuple(offers)
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
        self._listed_for = typed
        wanted = flat(typed)
        found = _matching(self._offers, wanted)[:_MOST]
        exact = any(flat(self._offers[number].text) == wanted for number in found)
        self._listed = [*found] if exact or not wanted else [*found, typed.strip()]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self._prompt(one, typed=wanted)) for one in self._listed)
        options.highlighted = 0 if self._listed else None

    def _prompt(self, listed: int | str, *, typed: str) -> Text:
        offer = Offer(listed) if isinstance(listed, str) else self._offers[listed]
        key = "" if typed or isinstance(listed, str) else self._key_of(listed)
        more = f"  ({flat(offer.more)})" if offer.more else ""
        text = f" {key or ' '}  {flat(offer.text)}{more}"
        return Text(shown(text), no_wrap=True, overflow="ellipsis")

    def _key_of(self, number: int) -> str:
        return self._offers[number].key or _DIGITS[number : number + 1]

    def _pick_by_key(self, character: str) -> bool:
        """Pick by a key; tells whether it is one, be there something to pick or not."""
        numbers = [n for n in range(len(self._offers)) if self._key_of(n) == character]
        if numbers:
            self._done(numbers[0])
        return bool(numbers) or character in _DIGITS

    def _move(self, by: int) -> None:
        options = self.query_one(OptionList)
        if self._listed:
            at = (options.highlighted or 0) + by
            options.highlighted = max(0, min(at, len(self._listed) - 1))

    def _submit(self, typed: str) -> None:
        if typed != self._listed_for:  # Enter came before the news of the last key
            self._list(typed)
        self._pick(self.query_one(OptionList).highlighted or 0)

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._pick(event.option_index)

    def _pick(self, index: int) -> None:
        if index < len(self._listed):
            self._done(self._listed[index])


def _matching(offers: Sequence[Offer], wanted: str) -> list[int]:
    """Return the offers that hold `wanted`: the same, then beginning so, then anywhere."""
    folded = wanted.casefold()

    def rank(number: int) -> int:
        text = flat(offers[number].text).casefold()
        return 0 if text == folded else 1 if text.startswith(folded) else 2 + (folded not in text)

    found = [n for n, o in enumerate(offers) if folded in flat(f"{o.text} {o.more}").casefold()]
    return sorted(found, key=rank) if folded else found
