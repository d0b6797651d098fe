"""What the article and the outline have in common: rows drawn one at a time, kept until changed."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.looks import Look, Looks

BELOW = -1
"""Stands for the rows of the window below the last one."""


class RowView(ScrollView):
    """Draws its rows itself, keeps the strip of each, and is scrolled without a scrollbar.

    Heirs say how many rows there are (`row_count`) and how one looks (`_draw`).

    Args:
        looks: The styles they draw with, by name.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowView { scrollbar-size: 0 0; }
    """

    def __init__(self, looks: dict[str, Look], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._looks = Looks(self, looks)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def _draw(self, number: int) -> Strip:
        """Draw the row with this number, or `BELOW`."""
        raise NotImplementedError

    # -- moving ----------------------------------------------------------------------------------

    def scroll_rows(self, rows: int) -> None:
        """Scroll by this many rows, at once."""
        self._scroll_to_row(round(self.scroll_y) + rows)

    def scroll_pages(self, pages: int) -> None:
        """Scroll by this many screens, less two rows that stay in view."""
        self.scroll_rows(pages * max(1, self.size.height - 2))

    def scroll_to_rows(self, rows: range) -> None:
        """Bring `rows` into view, with some rows of context, moving no more than needed."""
        top, height = round(self.scroll_y), max(1, self.size.height)
        context = min(3, height // 4)
        first, last = rows.start - context, rows.stop + context
        if first < top or last - first > height:
            self._scroll_to_row(first)
        elif last > top + height:
            self._scroll_to_row(last - height)

    def _scroll_to_row(self, row: int) -> None:
        # Forced: whether it may scroll, Textual knows only after the next layout.
        self.scroll_to(y=row, animate=False, immediate=True, force=True)

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        number = y + round(self.scroll_y)
        if number >= self.row_count:
            number = BELOW
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._draw(number)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows of the window.

        Rows are whole and in their last colours, so Textual's cache of styled lines is passed by:
        it is keyed by the row of the window, and would style every row again after each scroll.
        """
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _redraw_rows(self, rows: Iterable[int]) -> None:
        """Draw these rows again."""
        for row in rows:
            self._strips.pop(row, None)
            self.refresh_line(row)

    def _redraw_all(self) -> None:
        """Draw again what is in view; the rest when it comes into view."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()
        self._strips.clear()
