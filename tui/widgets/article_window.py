"""A window on an article's text: what is in view of it, scrolling, other sizes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from textual import events
from textual.message import Message

from tui.model.reflow import Breaks, read_breaks
from tui.model.rows import Place
from tui.model.span import Span
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN, Layout, lay_out
from tui.widgets.drawn_rows import DrawnRows
from tui.widgets.looks import Look
from tui.widgets.row_view import context_rows


class ArticleWindow(DrawnRows[Place | None]):
    """Knows which rows of a text are in view; heirs draw them. `None` is a row below the last.

    There is no number of all rows, and no scrollbar: rows are wrapped when they come into view, so
    a book opens, ends and takes another width in the time of a page.
    """

    class Scrolled(Message):
        """Other rows are in view: by the mouse, by a selection that grew, or at another size."""

    def __init__(
        self,
        looks: dict[str, Look],
        *,
        measure: int,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(looks, id=id)
        self._measure = measure
        self._text = ""
        self._breaks = Breaks()
        self._layout: Layout = lay_out("", self._breaks, width=80, measure=measure)
        self._laid_out_for = 0
        self._top = Place(0, 0)
        self._in_view: list[Place] = []
        self._in_view_for: tuple[object, ...] = ()
        # The row that a new size has made the first, and the offset that it did so for: without
        # it, each size would take the start of a row for the place, and the text would creep up.
        self._kept = (self._top, 0)

    def show_text(self, text: str) -> None:
        """Show another text, from its top."""
        self._text = text
        self._breaks = read_breaks(text)
        self._top = Place(0, 0)
        self._kept = (self._top, 0)
        self._lay_out()

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """What is shown as a paragraph or a line of its own."""
        return self._breaks.blocks

    # -- what is in view -------------------------------------------------------------------------

    @property
    def window(self) -> Sequence[Place]:
        """The rows in view, from the top; fewer than the window has when the text ends in it."""
        shown_for = (self._top, self.size.height, self._layout)
        if self._in_view_for != shown_for:
            self._in_view_for = shown_for
            self._in_view = list(islice(self._layout.rows.down_from(self._top), self.size.height))
        return self._in_view

    def _key_at(self, y: int) -> Place | None:
        window = self.window
        return window[y] if y < len(window) else None

    def _row(self, place: Place) -> Row:
        return self._layout.rows.row(place)

    def visible_span(self) -> Span:
        """Return the code points in view; an empty span where nothing is."""
        window = self.window
        if not window:
            return Span(0, 0)
        return Span(self._row(window[0]).start, self._row(window[-1]).end)

    def top_offset(self) -> int:
        """Return the offset of the first code point in view."""
        return self._row(self._top).start if self._layout.rows else 0

    def is_in_view(self, offset: int) -> bool:
        """Tell whether the row of the code point at `offset` is in the window."""
        window = self.window
        return bool(window) and window[0] <= self._layout.rows.place_of(offset) <= window[-1]

    @property
    def place(self) -> str:
        """Which part of the article is in view: "all", "top", "end" or a percentage."""
        lowest = self._lowest
        if lowest == self._layout.rows.first:
            return "all"
        if self._top >= lowest:
            return "end"
        if self._top == self._layout.rows.first:
            return "top"
        return f"{self.top_offset() * 100 // max(1, self._row(lowest).start)}%"

    # -- moving ----------------------------------------------------------------------------------

    @property
    def _lowest(self) -> Place:
        """The lowest row that can be the first in view, so that the window is full."""
        rows = self._layout.rows
        return rows.moved(rows.last, 1 - max(1, self.size.height)) if rows else rows.first

    def _go(self, top: Place) -> None:
        """Make a row the first in view, as far as the text goes on below."""
        top = min(top, self._lowest)
        if top != self._top:
            self._top = top
            self.refresh()  # nearly all of it is another: to look what is not takes longer

    def scroll_rows(self, rows: int) -> None:
        """Scroll by this many rows, at once."""
        if self._layout.rows:
            self._go(self._layout.rows.moved(self._top, rows))

    def scroll_to_edge(self, which: int) -> None:
        """Scroll to the top (-1) or to the end (1), at once."""
        self._go(self._layout.rows.first if which < 0 else self._lowest)

    def scroll_to_offset(self, offset: int) -> None:
        """Make the row of `offset` the first in view."""
        if self._layout.rows:
            self._go(self._layout.rows.place_of(offset))

    def scroll_to_parts(self, parts: Sequence[Span]) -> None:
        """Bring spans in text order into view, the first of them where all have no room.

        Some rows around them come along, and the window moves no more than needed.
        """
        rows = self._layout.rows
        if not rows:
            return
        height = max(1, self.size.height)
        first = rows.place_of(parts[0].start)
        last = rows.place_of(max(parts[0].start, parts[-1].end - 1))
        if len(parts) > 1 and rows.distance(first, last, most=height) >= height:
            last = rows.place_of(max(parts[0].start, parts[0].end - 1))
        self._bring_into_view(first, last, height)

    def _bring_into_view(self, first: Place, last: Place, height: int) -> None:
        """Show rows that are not in view where there is text to read before and after them.

        Not at the edge: the next quote would scroll again, and a page is some kilobytes.
        """
        rows, context = self._layout.rows, context_rows(height)
        above = rows.moved(first, -context)
        needed = rows.distance(above, last, most=height) + context
        if needed >= height:
            self._go(above)
        elif above < self._top:
            self._go(min(above, rows.moved(last, -(height * 2 // 3))))
        elif rows.distance(self._top, last, most=2 * height) + context >= height:
            lowest = rows.moved(last, context + 1 - height)
            self._go(max(lowest, rows.moved(first, -(height // 3))))

    def _scroll_by_wheel(self, way: int) -> None:
        before = self._top
        super()._scroll_by_wheel(way)
        self._tell_from(before)

    def _scroll_and_tell(self, rows: int) -> None:
        before = self._top
        self.scroll_rows(rows)
        self._tell_from(before)

    def _tell_from(self, before: Place) -> None:
        if self._top != before:
            self.post_message(self.Scrolled())

    # -- size ------------------------------------------------------------------------------------

    @property
    def measure(self) -> int:
        """The longest row, in cells."""
        return self._measure

    @measure.setter
    def measure(self, cells: int) -> None:
        if cells != self._measure:
            self._measure = cells
            self._laid_out_for = 0
            self.fit()

    def _lay_out(self) -> None:
        width = self.size.width or 80
        self._layout = lay_out(self._text, self._breaks, width=width, measure=self._measure)
        self._laid_out_for = width
        self._redraw_all()

    def on_resize(self) -> None:
        """Wrap anew for another width."""
        self.fit()

    def fit(self) -> None:
        """Wrap for the width there is, and keep the place one was reading at.

        To be called by who makes room beside the article, after the layout.
        """
        kept = self._to_keep_in_view()
        was_seen = bool(kept) and self.is_in_view(kept[0].start)
        top, offset = self._kept
        if top != self._top:
            offset = self.top_offset()
        if self.size.width != self._laid_out_for:
            self._lay_out()
            self._top = Place(0, 0)
        self.scroll_to_offset(offset)
        if was_seen:
            self.scroll_to_parts(kept)
        self._kept = (self._top, offset)
        self.post_message(self.Scrolled())

    def _to_keep_in_view(self) -> Sequence[Span]:
        """Return what is to stay in view at another size, if it is."""
        return ()

    # -- the mouse -------------------------------------------------------------------------------

    def offset_under(self, event: events.MouseEvent) -> int:
        """Return the offset of the code point under the mouse, or the nearest."""
        window = self.window
        if not window:
            return 0
        place = window[max(0, min(event.y, len(window) - 1))]
        return self._layout.offset_at(place, max(0, event.x - self._layout.left - MARGIN))
