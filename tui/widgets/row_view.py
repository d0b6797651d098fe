"""Rows with numbers, scrolled without a scrollbar: what a list of known length is drawn as."""

from __future__ import annotations

from tui.widgets.drawn_rows import DrawnRows
from tui.widgets.looks import Look

BELOW = -1
"""Stands for the rows of the window below the last one."""


class RowView(DrawnRows[int]):
    """A list whose rows are numbered from 0. Heirs say how many there are (`row_count`)."""

    def __init__(self, looks: dict[str, Look], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self._top = 0

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def top_row(self) -> int:
        """The number of the first row in view."""
        return self._top

    def _key_at(self, y: int) -> int:
        number = y + self._top
        return number if number < self.row_count else BELOW

    # -- moving ----------------------------------------------------------------------------------

    def scroll_rows(self, rows: int) -> None:
        """Scroll by this many rows, at once."""
        self._scroll_to_row(self._top + rows)

    def scroll_to_edge(self, which: int) -> None:
        """Scroll to the top (-1) or to the end (1), at once."""
        self._scroll_to_row(0 if which < 0 else self.row_count)

    def scroll_to_rows(self, rows: range) -> None:
        """Bring `rows` into view, with some rows of context, moving no more than needed."""
        top, height = self._top, max(1, self.size.height)
        context = context_rows(height)
        first, last = rows.start - context, rows.stop + context
        if first < top or last - first > height:
            self._scroll_to_row(first)
        elif last > top + height:
            self._scroll_to_row(last - height)

    def _scroll_to_row(self, row: int) -> None:
        """Make a row the first in view, as far as there are rows below."""
        top = max(0, min(row, self.row_count - max(1, self.size.height)))
        if top != self._top:
            self._top = top
            self.refresh()  # nearly all of it is another: to look what is not takes longer


def context_rows(height: int) -> int:
    """Return how many rows above and below what is brought into view are shown with it."""
    return min(3, height // 4)
