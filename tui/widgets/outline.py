"""The outline: all quotes of an article in a list, of which only the rows in view are drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.cells import fitted
from tui.widgets.looks import SIGN_LOOKS, Look
from tui.widgets.row_view import BELOW
from tui.widgets.side_view import SideView

_ROOMY = 64
"""Cells from which a quote has one row; in less it has two."""
_SIGN, _KIND = 3, 8
_NOBODY = "no speaker"
_LOOKS = {
    "focus": Look(background="focus-background", bold=True),
    "arrow": Look("arrow", bold=True),
    "speaker": Look("entity-person"),
    "dim": Look("dim"),
    "bar": Look("bar"),
    **SIGN_LOOKS,
}


class OutlineEntry(NamedTuple):
    """What the outline says of one quote.

    Attributes:
        words: How it begins.
        speaker: Who said it, or an empty string.
        kind: One word for it.
        sign: Up to three letters that tell its decision, `state` and `colour` as in the margin.
    """

    words: str
    speaker: str = ""
    kind: str = ""
    sign: str = "·"
    state: str = "open"
    colour: str = ""


def _nothing(number: int) -> OutlineEntry:
    raise IndexError(number)


class Outline(SideView, can_focus=False):
    """A list of quotes, one of which stands out. Asks for the entries it draws, and no others."""

    @dataclass
    class QuoteClicked(Message):
        """A quote was clicked: its number."""

        number: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, id=id)
        self._numbers: Sequence[int] = ()
        self._total = 0
        self._entry: Callable[[int], OutlineEntry] = _nothing
        self._drawn: dict[int, OutlineEntry] = {}
        self._focused: int | None = None
        self._rows_each = 1

    # -- what the owner sets ---------------------------------------------------------------------

    def list_quotes(
        self,
        numbers: Sequence[int],
        entry: Callable[[int], OutlineEntry],
        focused: int | None,
        *,
        total: int,
    ) -> None:
        """List these quotes; draws those in view of which there is something else to say.

        Args:
            numbers: Which of the article's quotes, counted from 0 and rising.
            entry: Returns what there is to say of one.
            focused: The one that stands out, or None.
            total: How many the article has.
        """
        self._entry = entry
        if total != self._total or numbers != self._numbers:
            self._numbers, self._total = numbers, total
            self._drawn.clear()
            self._size_up()
            self._redraw_all()
            if self._place_of(focused) is None:
                self._scroll_to_row(0)
        else:
            self._look_again()
        self.focus_quote(focused)

    def _look_again(self) -> None:
        """Draw the quotes in view anew that have changed, and forget those out of view."""
        top = self.top_row
        in_view = range(top // self._rows_each, (top + self.size.height) // self._rows_each + 1)
        for place, old in list(self._drawn.items()):
            if place not in in_view or self._entry(self._numbers[place]) != old:
                del self._drawn[place]
                self._redraw_rows(self._rows_of(place))

    def focus_quote(self, number: int | None) -> None:
        """Let the quote with this number stand out instead, and bring it into view.

        One that is not listed stands out nowhere, and the list stays where it is.
        """
        old, self._focused = self._focused, number
        if old != number:
            for place in (self._place_of(old), self._place_of(number)):
                self._redraw_rows(self._rows_of(place) if place is not None else ())
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        place = self._place_of(self._focused)
        if place is not None and self.size.height:
            self.scroll_to_rows(self._rows_of(place))

    def _place_of(self, number: int | None) -> int | None:
        """Return the place in the list of the quote with this number, or None."""
        if number is None:
            return None
        place = bisect_left(self._numbers, number)
        is_there = place < len(self._numbers) and self._numbers[place] == number
        return place if is_there else None

    def quotes_in_view(self) -> list[tuple[int, int]]:
        """Return the quotes in view by number, each with the first row of the window it is in."""
        rows = range(min(self.size.height, len(self._numbers) * self._rows_each - self.top_row))
        found: dict[int, int] = {}
        for row in rows:
            found.setdefault(self._numbers[(row + self.top_row) // self._rows_each], row)
        return list(found.items())

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """How many rows the list has at this width."""
        return len(self._numbers) * self._rows_each or 1

    def _rows_of(self, place: int) -> range:
        return range(place * self._rows_each, (place + 1) * self._rows_each)

    def _draw(self, number: int) -> Strip:
        base = self._looks.base
        if number == BELOW:
            return self._strip()
        if not self._numbers:
            told = " no quote fits" if self._total else " no quotes"
            return self._strip(Segment(told, base + self._looks["dim"]))
        place, line = divmod(number, self._rows_each)
        at = self._numbers[place]
        entry = self._drawn[place] = self._entry(at)
        is_focused = at == self._focused
        over = base + self._looks["focus"] if is_focused else base
        if self._rows_each == 1:
            return self._strip(*self._head(at, entry), *self._row(entry, over))
        if line == 0:
            return self._strip(*self._head(at, entry), *self._upper_row(entry, over))
        indent = Segment(" " * (self._indent - len(self._edge)), base)
        return self._strip(indent, *self._words(entry, over))

    @property
    def _indent(self) -> int:
        """Cells before the speaker: the edge, the arrow, the number, the sign."""
        return len(self._edge) + 1 + len(str(self._total)) + 1 + _SIGN + 1

    def _head(self, number: int, entry: OutlineEntry) -> list[Segment]:
        looks, base = self._looks, self._looks.base
        sign = looks.named(entry.colour) if entry.colour else looks[entry.state]
        digits = len(str(self._total))
        return [
            Segment("▶" if number == self._focused else " ", base + looks["arrow"]),
            Segment(f"{number + 1:>{digits}} ", base + looks["dim"]),
            Segment(fitted(entry.sign, _SIGN), base + sign),
            Segment(" ", base),
        ]

    def _row(self, entry: OutlineEntry, over: Style) -> list[Segment]:
        """Draw all there is to say in one row."""
        room = max(12, min(28, (self.size.width - self._indent) // 4))
        return [
            self._speaker(entry, room, over),
            Segment("  " + fitted(entry.kind, _KIND) + "  ", over),
            Segment(fitted(entry.words, self.size.width - self._indent - room - _KIND - 4), over),
        ]

    def _upper_row(self, entry: OutlineEntry, over: Style) -> list[Segment]:
        room = self.size.width - self._indent - _KIND - 2
        kind = entry.kind[:_KIND].rjust(_KIND)
        return [self._speaker(entry, room, over), Segment(f" {kind} ", over)]

    def _words(self, entry: OutlineEntry, over: Style) -> list[Segment]:
        return [Segment(fitted(entry.words, self.size.width - self._indent), over)]

    def _speaker(self, entry: OutlineEntry, room: int, over: Style) -> Segment:
        look = self._looks["speaker"] if entry.speaker else Style()
        return Segment(fitted(entry.speaker or _NOBODY, room), over + look)

    # -- size and mouse --------------------------------------------------------------------------

    def _size_up(self) -> None:
        self._rows_each = 1 if self.size.width >= _ROOMY else 2
        super()._size_up()

    def fit(self) -> None:
        """Draw for the width there is, and keep in view what stands out; see the article's."""
        super().fit()
        self._bring_into_view()

    def on_click(self, event: events.Click) -> None:
        """Tell which quote was clicked."""
        place = (event.y + self.top_row) // self._rows_each
        if place < len(self._numbers):
            self.post_message(self.QuoteClicked(self._numbers[place]))
