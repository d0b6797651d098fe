"""The inspector: all that is known of one quote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.cells import cells_of, shown
from tui.widgets.folding import folded
from tui.widgets.looks import Look
from tui.widgets.row_view import BELOW
from tui.widgets.side_view import SideView

_NAME = 11
"""Cells of the column of names."""
_STEP = 2
"""Cells that what belongs to something stands in from it."""
_LEAST = 8
"""Cells that a text has at least, whatever stands before it."""
_LOOKS = {
    "plain": Look(),
    "heading": Look("key", bold=True),
    "strong": Look(bold=True),
    "dim": Look("dim"),
    "speaker": Look("entity-person"),
    "good": Look("good", bold=True),
    "bar": Look("bar"),
}


class Detail(NamedTuple):
    """One thing the inspector says, in as many rows as it takes.

    Attributes:
        text: What it says.
        name: What that is, in a column before it.
        look: The text's look: plain, heading, strong, dim, speaker, good.
        depth: How far it stands in: what belongs to a label is one deeper than the label.
    """

    text: str
    name: str = ""
    look: str = "plain"
    depth: int = 0


class _Row(NamedTuple):
    """A row: its name, cells before the text, the text and its look."""

    name: str
    indent: int
    text: str
    look: str


class Inspector(SideView, can_focus=False):
    """Tells the details of one quote, wrapped; is scrolled where there is no room for all."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, id=id)
        self._details: tuple[Detail, ...] = ()
        self._rows: list[_Row] = []
        self._folded_for = (0, False)

    def show(self, details: Sequence[Detail], *, from_top: bool) -> None:
        """Show these details instead; `from_top` where they are of something else than before."""
        if tuple(details) != self._details:
            self._details = tuple(details)
            self._folded_for = (0, False)
            self.fit()
        if from_top:
            self._scroll_to_row(0)

    @property
    def row_count(self) -> int:
        """How many rows the details take at this width."""
        self._fold()
        return len(self._rows) or 1

    def _fold(self) -> None:
        """Break the details into rows, if that was not done for this width yet."""
        wanted = (self.size.width, self._beside)
        if self._folded_for != wanted:
            self._folded_for = wanted
            room = self.size.width - len(self._edge) - 2
            self._rows = [row for detail in self._details for row in _rows_of(detail, room)]

    def _draw(self, number: int) -> Strip:
        if number == BELOW or not self._rows:
            return self._strip()
        name, indent, text, look = self._rows[number]
        looks, base = self._looks, self._looks.base
        return self._strip(
            Segment(" ", base),
            Segment(set_cell_size(name, indent), base + looks["dim"]),
            Segment(text, base + looks[look]),
        )


def _rows_of(detail: Detail, room: int) -> list[_Row]:
    """Return the rows of a detail; a name that has no room beside its text stands above it."""
    name = " " * (_STEP * detail.depth) + shown(detail.name)
    indent = _NAME if detail.name else _STEP * detail.depth
    rows: list[_Row] = []
    if detail.name and (cells_of(name) >= _NAME or room - _NAME < _LEAST):
        indent = _STEP * (detail.depth + 1)
        rows.append(_Row(name, cells_of(name), "", "plain"))
        name = ""
    for text in folded(detail.text, max(_LEAST, room - indent)):
        rows.append(_Row("" if rows and rows[-1].text else name, indent, text, detail.look))
    return rows
