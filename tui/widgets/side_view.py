"""What the panels beside the article have in common: an edge towards it, and rows that fit."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tui.widgets.row_view import RowView


class SideView(RowView, can_focus=False):
    """Rows beside the article, with an edge towards it, or over it, without one."""

    DEFAULT_CSS = """
    SideView { background: $background; color: $foreground; }
    """
    _beside = False

    def stand_beside(self, *, beside: bool) -> None:
        """Have an edge towards the article at the left, or not."""
        if beside != self._beside:
            self._beside = beside
            self._size_up()
            self._redraw_all()

    @property
    def _edge(self) -> str:
        return "│" if self._beside else ""

    def _strip(self, *segments: Segment) -> Strip:
        """Return a row of the panel's whole width: the edge, then these segments."""
        base = self._looks.base
        edge = Segment(self._edge, base + self._looks["bar"])
        return Strip([edge, *segments]).simplify().adjust_cell_length(self.size.width, base)

    def on_resize(self) -> None:
        """Draw for another width."""
        self.fit()

    def fit(self) -> None:
        """Draw for the width there is; see the article's."""
        self._size_up()
        self._redraw_all()

    def _size_up(self) -> None:
        """Follow a new width, or another number of rows: there may be none where the top was."""
        self.scroll_rows(0)
