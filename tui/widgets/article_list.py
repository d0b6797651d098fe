"""A list in columns, of which only the rows in view are drawn: thousands of rows cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.cells import fitted
from tui.widgets.looks import Look
from tui.widgets.row_view import BELOW, RowView

_LOOKS = {
    "cursor": Look(background="focus-background", bold=True),
    "arrow": Look("arrow", bold=True),
    "dim": Look("dim"),
}
GAP = 2
"""Cells between two columns."""


class Column(NamedTuple):
    """A column and the cells its texts have."""

    name: str
    cells: int


class ArticleList(RowView, can_focus=True):
    """Rows of texts, one of which has the cursor. Asks for the rows it draws, and no others."""

    # A click must not take the focus from the line one types a filter in.
    FOCUS_ON_CLICK = False
    DEFAULT_CSS = """
    ArticleList { background: $background; color: $foreground; }
    """

    @dataclass
    class Pressed(Message):
        """A row was clicked, counted from 0; `is_cursor` tells whether it had the cursor before."""

        row: int
        is_cursor: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, id=id)
        self._count = 0
        self._texts: Callable[[int], Sequence[str]] = lambda _: ()
        self._columns: Sequence[Column] = ()
        self._empty = ""
        self.cursor = 0

    def list_rows(
        self,
        count: int,
        texts: Callable[[int], Sequence[str]],
        columns: Sequence[Column],
        *,
        cursor: int,
        empty: str,
    ) -> None:
        """Show other rows.

        Args:
            count: How many there are.
            texts: Returns what stands in the columns of one, counted from 0.
            columns: The columns.
            cursor: The row with the cursor.
            empty: What is said when there is none.
        """
        self._count, self._texts, self._columns, self._empty = count, texts, columns, empty
        self._redraw_all()
        self.move_to(cursor)

    def list_again(self) -> None:
        """Show the same rows with what has become known of them."""
        self._redraw_all()

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or the one nearest to it, and bring it into view."""
        old, self.cursor = self.cursor, max(0, min(row, self._count - 1))
        self._redraw_rows({old, self.cursor})
        if self.size.height:
            self._scroll_to_row(self.top_row)  # there may be fewer than before
            self.scroll_to_rows(range(self.cursor, self.cursor + 1))

    @property
    def rows_in_view(self) -> range:
        """The numbers of the rows in view."""
        return range(self.top_row, min(self._count, self.top_row + self.size.height))

    @property
    def row_count(self) -> int:
        """How many rows there are; one that says so when there is none."""
        return self._count or 1

    def _draw(self, number: int) -> Strip:
        base = self._looks.base
        if number == BELOW:
            return Strip.blank(self.size.width, base)
        if not self._count:
            text = fitted(f" {self._empty}", self.size.width)
            return Strip([Segment(text, base + self._looks["dim"])])
        has_cursor = number == self.cursor
        over = base + self._looks["cursor"] if has_cursor else base
        texts = zip(self._texts(number), self._columns, strict=True)
        row = (" " * GAP).join(fitted(text, column.cells) for text, column in texts)
        arrow = Segment("▶" if has_cursor else " ", over + self._looks["arrow"])
        return Strip([arrow, Segment(row, over)]).adjust_cell_length(self.size.width, over)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._redraw_all()
        self.move_to(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        row = event.y + self.top_row
        if row < self._count:
            self.post_message(self.Pressed(row, row == self.cursor))
