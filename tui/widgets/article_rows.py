"""An article laid out at one width: from offsets to rows and columns, and back."""

from __future__ import annotations

from typing import NamedTuple

from tui.model.reflow import Breaks
from tui.model.rows import Place, Rows
from tui.widgets.cells import clusters

MARGIN = 6
"""Cells left of the text: an arrow, up to three letters, a bar and a space."""
SMALLEST = 20
"""Columns of text that are kept even in a window too narrow for them."""


class Layout(NamedTuple):
    """The rows of one text at one width.

    Attributes:
        text: The article's text.
        rows: Its rows.
        left: Cells before the margin, which centre the text in a wide window.
        columns: Cells a row may have.
    """

    text: str
    rows: Rows
    left: int
    columns: int

    def column_of(self, offset: int) -> int:
        """Return the cell of its row, from 0, in which the code point at `offset` is shown."""
        row = self.rows.row(self.rows.place_of(offset))
        column = row.indent
        for _, end, cells in clusters(self.text[row.start : row.end]):
            if row.start + end > offset:
                break
            column += cells
        return column

    def offset_at(self, place: Place, column: int) -> int:
        """Return the code point shown in cell `column` of a row, or the nearest."""
        row = self.rows.row(place)
        reached, at = row.indent, row.start
        for start, _, cells in clusters(self.text[row.start : row.end]):
            reached, at = reached + cells, row.start + start
            if reached > column:
                break
        return at


def lay_out(text: str, breaks: Breaks, *, width: int, measure: int) -> Layout:
    """Lay out a text in a window of `width` cells, in rows of at most `measure` cells."""
    columns = max(SMALLEST, min(measure, width - MARGIN - 1))
    rows = Rows(text, breaks, columns=columns, clusters=clusters)
    return Layout(text, rows, max(0, (width - columns - MARGIN) // 2), columns)
