"""The outline: all quotes of an article in a list, of which only the rows in view are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.cells import cells_of, shown
from tui.widgets.looks import SIGN_LOOKS, Look
from tui.widgets.row_view import BELOW, RowView

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


class Outline(RowView, can_focus=False):
    """A list of quotes, one of which stands out. Asks for the entries it draws, and no others."""

    DEFAULT_CSS = """
    Outline { background: $background; color: $foreground; }
    """

    @dataclass
    class QuoteClicked(Message):
        """A quote was clicked: its number."""

        number: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, id=id)
        self._count = 0
        self._entry: Callable[[int], OutlineEntry] = _nothing
        self._drawn: dict[int, OutlineEntry] = {}
        self._focused: int | None = None
        self._rows_each = 1
        self._beside = False

    # -- what the owner sets ---------------------------------------------------------------------

    def stand_beside(self, *, beside: bool) -> None:
        """Have an edge towards the article at the left, or not."""
        if beside != self._beside:
            self._beside = beside
            self._redraw_all()

    def list_quotes(
        self, count: int, entry: Callable[[int], OutlineEntry], focused: int | None
    ) -> None:
        """List so many quotes; draws those in view of which there is something else to say.

        Args:
            count: How many there are.
            entry: Returns what there is to say of one, counted from 0.
            focused: The one that stands out, or None.
        """
        self._entry = entry
        if count != self._count:
            self._count = count
            self._drawn.clear()
            self._size_up()
            self._redraw_all()
        else:
            self._look_again()
        self.focus_quote(focused)

    def _look_again(self) -> None:
        """Draw the quotes in view anew that have changed, and forget those out of view."""
        top = self.top_row
        in_view = range(top // self._rows_each, (top + self.size.height) // self._rows_each + 1)
        for number, old in list(self._drawn.items()):
            if number not in in_view or self._entry(number) != old:
                del self._drawn[number]
                self._redraw_rows(self._rows_of(number))

    def focus_quote(self, number: int | None) -> None:
        """Let the quote with this number stand out instead, and bring it into view."""
        old, self._focused = self._focused, number
        if old != number:
            for one in (old, number):
                self._redraw_rows(self._rows_of(one) if one is not None else ())
        if number is not None and self.size.height:
            self.scroll_to_rows(self._rows_of(number))

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """How many rows the list has at this width."""
        return self._count * self._rows_each or 1

    def _rows_of(self, number: int) -> range:
        return range(number * self._rows_each, (number + 1) * self._rows_each)

    def _draw(self, number: int) -> Strip:
        base = self._looks.base
        if number == BELOW:
            return self._strip()
        if not self._count:
            return self._strip(Segment(" no quotes", base + self._looks["dim"]))
        at, line = divmod(number, self._rows_each)
        entry = self._drawn[at] = self._entry(at)
        is_focused = at == self._focused
        over = base + self._looks["focus"] if is_focused else base
        if self._rows_each == 1:
            return self._strip(*self._head(at, entry), *self._row(entry, over))
        if line == 0:
            return self._strip(*self._head(at, entry), *self._upper_row(entry, over))
        indent = Segment(" " * (self._indent - len(self._edge)), base)
        return self._strip(indent, *self._words(entry, over))

    def _strip(self, *segments: Segment) -> Strip:
        base = self._looks.base
        edge = Segment(self._edge, base + self._looks["bar"])
        return Strip([edge, *segments]).simplify().adjust_cell_length(self.size.width, base)

    @property
    def _edge(self) -> str:
        return "│" if self._beside else ""

    @property
    def _indent(self) -> int:
        """Cells before the speaker: the edge, the arrow, the number, the sign."""
        return len(self._edge) + 1 + len(str(self._count)) + 1 + _SIGN + 1

    def _head(self, number: int, entry: OutlineEntry) -> list[Segment]:
        looks, base = self._looks, self._looks.base
        sign = looks.named(entry.colour) if entry.colour else looks[entry.state]
        digits = len(str(self._count))
        return [
            Segment("▶" if number == self._focused else " ", base + looks["arrow"]),
            Segment(f"{number + 1:>{digits}} ", base + looks["dim"]),
            Segment(_fitted(entry.sign, _SIGN), base + sign),
            Segment(" ", base),
        ]

    def _row(self, entry: OutlineEntry, over: Style) -> list[Segment]:
        """Draw all there is to say in one row."""
        room = max(12, min(28, (self.size.width - self._indent) // 4))
        return [
            self._speaker(entry, room, over),
            Segment("  " + _fitted(entry.kind, _KIND) + "  ", over),
            Segment(_fitted(entry.words, self.size.width - self._indent - room - _KIND - 4), over),
        ]

    def _upper_row(self, entry: OutlineEntry, over: Style) -> list[Segment]:
        room = self.size.width - self._indent - _KIND - 2
        kind = entry.kind[:_KIND].rjust(_KIND)
        return [self._speaker(entry, room, over), Segment(f" {kind} ", over)]

    def _words(self, entry: OutlineEntry, over: Style) -> list[Segment]:
        return [Segment(_fitted(entry.words, self.size.width - self._indent), over)]

    def _speaker(self, entry: OutlineEntry, room: int, over: Style) -> Segment:
        look = self._looks["speaker"] if entry.speaker else Style()
        return Segment(_fitted(entry.speaker or _NOBODY, room), over + look)

    # -- size and mouse --------------------------------------------------------------------------

    def _size_up(self) -> None:
        self._rows_each = 1 if self.size.width >= _ROOMY else 2
        self.scroll_rows(0)  # there may be fewer rows than the one that was on top

    def on_resize(self) -> None:
        """Draw for another width."""
        self.fit()

    def fit(self) -> None:
        """Draw for the width there is, and keep in view what stands out; see the article's."""
        self._size_up()
        self._redraw_all()
        if self._focused is not None and self.size.height:
            self.scroll_to_rows(self._rows_of(self._focused))

    def on_click(self, event: events.Click) -> None:
        """Tell which quote was clicked."""
        number = (event.y + self.top_row) // self._rows_each
        if number < self._count:
            self.post_message(self.QuoteClicked(number))


def _fitted(text: str, cells: int) -> str:
    """Return `text` in exactly so many cells, with an ellipsis where it is cut."""
    text = shown(text)
    if cells_of(text) <= cells or cells < 1:
        return set_cell_size(text, max(0, cells))
    return set_cell_size(text, cells - 1) + "…"
