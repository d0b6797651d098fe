"""An article laid out at one width: from offsets to rows and columns, and back."""

from __future__ import annotations

from typing import NamedTuple

from tui.model.reflow import Reflow
from tui.model.span import Span
from tui.model.wrap import Row, Rows, wrap
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

    def row(self, number: int) -> Row:
        """Return the row with this number, counted from 0."""
        return self.rows.rows[number]

    def rows_of(self, span: Span) -> range:
        """Return the numbers of the rows that show `span`."""
        return range(
            self.rows.row_at(span.start),
            self.rows.row_at(max(span.start, span.end - 1)) + 1,
        )

    def column_of(self, offset: int) -> int:
        """Return the cell of its row, from 0, in which the code point at `offset` is shown."""
        row = self.row(self.rows.row_at(offset))
        column = row.indent
        for _, end, cells in clusters(self.text[row.start : row.end]):
            if row.start + end > offset:
                break
            column += cells
        return column

    def offset_at(self, number: int, column: int) -> int:
        """Return the code point shown in cell `column` of row `number`, or the nearest."""
        row = self.row(max(0, min(number, len(self.rows) - 1)))
        reached, at = row.indent, row.start
        for start, _, cells in clusters(self.text[row.start : row.end]):
            reached, at = reached + cells, row.start + start
            if reached > column:
                break
        return at


def lay_out(text: str, reflowed: Reflow, *, width: int, measure: int) -> Layout:
    """Lay out a text in a window of `width` cells, in rows of at most `measure` cells."""
    columns = max(SMALLEST, min(measure, width - MARGIN - 1))
    rows = wrap(text, reflowed.blocks, reflowed.paragraphs, columns=columns, clusters=clusters)
    return Layout(text, rows, max(0, (width - columns - MARGIN) // 2), columns)
