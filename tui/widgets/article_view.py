"""The article: rows drawn one at a time, and on a key only those that changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.model.analysis import Entity
from tui.model.reflow import Reflow, reflow
from tui.model.span import Span
from tui.model.span_index import SpanIndex
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN, Layout, lay_out
from tui.widgets.cells import cells_of, clusters, shown
from tui.widgets.entity_types import group_of
from tui.widgets.looks import ENTITY_LOOKS, Look, Looks

_BELOW = -1
"""Stands for the rows of the window below the article's last."""
_MANY = 200
"""Changed spans from which all rows are drawn anew instead of looking for those concerned."""
Layer = tuple[int, int, Style]
"""A style over the code points from a start to an end."""


_LOOKS = {
    "quote": Look(background="quote-background"),
    "focus": Look(background="focus-background", bold=True),
    "attribution": Look(underline=True),
    "selection": Look("selection-text", "selection-background"),
    "caret": Look(bold=True, reverse=True),
    "bar": Look("bar"),
    "arrow": Look("arrow", bold=True),
    "open": Look("sign-open"),
    "labelled": Look("sign-labelled", bold=True),
    "neither": Look("sign-neither"),
    "unsure": Look("sign-unsure", bold=True),
    "unsaved": Look("sign-unsaved", bold=True),
    **ENTITY_LOOKS,
}


class QuoteMark(NamedTuple):
    """How one quote is marked.

    Attributes:
        span: The quote.
        sign: Up to three letters that tell its decision in the margin.
        state: `open`, `labelled`, `neither`, `unsure` or `unsaved`; picks the sign's style.
        colour: The sign's own colour, where its state is not enough; or an empty string.
        cue: Its cue, and `speaker` its speaker: underlined while it is focused.
    """

    span: Span
    sign: str = "·"
    state: str = "open"
    colour: str = ""
    cue: Span | None = None
    speaker: Span | None = None


class ArticleView(ScrollView, can_focus=True):
    """Shows an article with its entities and quotes; knows nothing of where they come from.

    The owner sets `show_article`, `entities`, `marks` and `focus_mark`; offsets are code points of
    the article's text. Its colours are the theme's variables.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleView { background: $background; color: $foreground; scrollbar-size: 0 0; }
    """

    @dataclass
    class MarkClicked(Message):
        """A quote was clicked: the number of its mark."""

        number: int

    class Scrolled(Message):
        """Other rows have come into view."""

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._measure = measure
        self._text = ""
        self._reflow: Reflow = reflow("")
        self._layout: Layout = lay_out("", self._reflow, width=80, measure=measure)
        self._laid_out_for = 0
        self._entities: Sequence[Entity] = ()
        self._hidden_types: frozenset[str] = frozenset()
        self._entity_index = SpanIndex()
        self._marks: tuple[QuoteMark, ...] = ()
        self._mark_index = SpanIndex()
        self._focused_mark: int | None = None
        # The row that a new size has made the first, and the offset that it did so for: without
        # it, each size would take the start of a row for the place, and the text would creep up.
        self._kept = (0, 0)
        self._strips: dict[int, Strip] = {}
        self._looks = Looks(self, _LOOKS)

    # -- what the owner sets ---------------------------------------------------------------------

    def show_article(self, text: str) -> None:
        """Show another article, from its top, without entities and quotes yet."""
        self._text = text
        self._reflow = reflow(text)
        self._entities, self._entity_index = (), SpanIndex()
        self._marks, self._mark_index, self._focused_mark = (), SpanIndex(), None
        self._kept = (0, 0)
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def show_entities(self, entities: Sequence[Entity], hidden: Collection[str] = ()) -> None:
        """Highlight these entities and no others, less those of the types in `hidden`."""
        are_many = len(self._entities) + len(entities) > _MANY
        before = set() if are_many else self._highlighted()
        if entities is not self._entities:
            self._entities = entities
            self._entity_index = SpanIndex(entity.span for entity in entities)
        self._hidden_types = frozenset(hidden)
        if are_many:
            self._redraw_all()
        else:
            self._redraw(entity.span for entity in before ^ self._highlighted())

    def _highlighted(self) -> set[Entity]:
        return {entity for entity in self._entities if entity.label not in self._hidden_types}

    def show_marks(self, marks: Sequence[QuoteMark], focused: int | None) -> None:
        """Mark these quotes; `focused` is the number of the one that stands out, or None."""
        old, before = self._marks, self._standing_out()
        self._marks, self._focused_mark = tuple(marks), focused
        self._mark_index = SpanIndex(mark.span for mark in self._marks)
        changed = set(old).symmetric_difference(self._marks)
        if before != self._standing_out():
            changed |= {mark for mark in (before, self._standing_out()) if mark}
        self._redraw(span for mark in changed for span in _spans_of(mark))

    def focus_mark(self, number: int | None) -> None:
        """Let the quote with this number stand out instead; draws the rows of the two."""
        old, self._focused_mark = self._focused_mark, number
        if old != number:
            changed = [self._marks[n] for n in (old, number) if n is not None]
            self._redraw(span for mark in changed for span in _spans_of(mark))

    def scroll_to_span(self, span: Span) -> None:
        """Bring `span` into view, with some rows of context, moving no more than needed."""
        rows = self._layout.rows_of(span)
        top, height = round(self.scroll_y), max(1, self.size.height)
        context = min(3, height // 4)
        first, last = rows.start - context, rows.stop + context
        if first < top or last - first > height:
            self._scroll_to_row(first)
        elif last > top + height:
            self._scroll_to_row(last - height)

    def top_offset(self) -> int:
        """Return the offset of the first code point in view."""
        return self._layout.row(round(self.scroll_y)).start if len(self._layout.rows) else 0

    def is_in_view(self, offset: int) -> bool:
        """Tell whether the row of the code point at `offset` is in the window."""
        return 0 <= self._layout.rows.row_at(offset) - round(self.scroll_y) < self.size.height

    def scroll_to_offset(self, offset: int) -> None:
        """Make the row of `offset` the first in view."""
        self._scroll_to_row(self._layout.rows.row_at(offset))

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """What is shown as a paragraph or a line of its own."""
        return self._reflow.blocks

    # -- moving ----------------------------------------------------------------------------------

    def scroll_rows(self, rows: int) -> None:
        """Scroll by this many rows, at once."""
        self._scroll_to_row(round(self.scroll_y) + rows)

    def scroll_pages(self, pages: int) -> None:
        """Scroll by this many screens, less two rows that stay in view."""
        self.scroll_rows(pages * max(1, self.size.height - 2))

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, immediate=True)

    @property
    def place(self) -> str:
        """Which part of the article is in view: "all", "top", "end" or a percentage."""
        below = len(self._layout.rows) - self.size.height
        top = round(self.scroll_y)
        if below <= 0:
            return "all"
        return "top" if top == 0 else "end" if top >= below else f"{top * 100 // below}%"

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the rows that have come into view, and tell the place."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        number = y + round(self.scroll_y)
        if number >= len(self._layout.rows):
            number = _BELOW
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

    def _draw(self, number: int) -> Strip:
        base = self._looks.base
        if number == _BELOW:
            return Strip.blank(self.size.width, base)
        row = self._layout.row(number)
        segments = [Segment(" " * self._layout.left, base), *self._margin(number, base)]
        segments += [Segment(" " * row.indent, base), *self._pieces(row, base)]
        return Strip(segments).simplify().adjust_cell_length(self.size.width, base)

    def _margin(self, number: int, base: Style) -> list[Segment]:
        """Draw the cells before the text: arrow, signs of the quotes that begin here, bar."""
        row = self._layout.row(number)
        here = self._mark_index.touching(row.start, row.end) if row.start < row.end else []
        begins = [n for n in here if self._layout.rows.row_at(self._marks[n].span.start) == number]
        focused = self._focused_mark in here
        arrow = "▶" if focused and self._focused_mark in begins else " "
        segments = [Segment(arrow, base + self._looks["arrow"])]
        room = 3
        for mark in sorted(begins, key=lambda n: n != self._focused_mark):
            sign = shown(self._marks[mark].sign)
            sign = set_cell_size(sign, min(room, cells_of(sign)))
            segments.append(Segment(sign, base + self._sign_style(self._marks[mark])))
            room -= cells_of(sign)
        bar = "┃" if focused else "│" if here else " "
        return [*segments, Segment(" " * room, base), Segment(bar, base + self._looks["bar"]),
                Segment(" ", base)]  # fmt: skip

    def _sign_style(self, mark: QuoteMark) -> Style:
        return self._looks.named(mark.colour) if mark.colour else self._looks[mark.state]

    def _pieces(self, row: Row, base: Style) -> Iterable[Segment]:
        text = self._text
        end = row.start + len(text[row.start : row.end].rstrip())
        layers = [layer for layer in self._layers(row) if layer[0] < layer[1]]
        layers = _over_whole_signs(text[row.start : row.end], row.start, layers)
        end = max([end, *(layer[1] for layer in layers if layer[2].reverse)])
        cuts = sorted({row.start, end, *(c for a, b, _ in layers for c in (a, b) if c < end)})
        for start, stop in pairwise(cuts):
            style = base
            for a, b, over in layers:
                if a <= start and stop <= b:
                    style += over
            yield Segment(shown(text[start:stop]), style)

    def _layers(self, row: Row) -> list[Layer]:
        """Return the styles over a row, the lowest first."""
        layers: list[Layer] = []
        if row.start == row.end:
            return layers
        quote, focus = self._looks["quote"], self._looks["focus"]
        for number in self._mark_index.touching(row.start, row.end):
            if number != self._focused_mark:
                layers += _clipped(row, self._marks[number].span, quote)
        for number in self._entity_index.touching(row.start, row.end):
            entity = self._entities[number]
            if entity.label in self._hidden_types:
                continue
            layers += _clipped(row, entity.span, self._looks[f"entity-{group_of(entity.label)}"])
        if self._focused_mark is not None:
            mark = self._marks[self._focused_mark]
            layers += _clipped(row, mark.span, focus)
            for span in (mark.cue, mark.speaker):
                layers += _clipped(row, span, self._looks["attribution"]) if span else []
        return layers

    def _standing_out(self) -> QuoteMark | None:
        return None if self._focused_mark is None else self._marks[self._focused_mark]

    def _redraw(self, changed: Iterable[Span]) -> None:
        """Draw again the rows that show any of these spans."""
        spans = list(changed)
        if len(spans) > _MANY:
            self._redraw_all()
            return
        for row in {row for span in spans for row in self._layout.rows_of(span)}:
            self._strips.pop(row, None)
            self.refresh_line(row)

    def _redraw_all(self) -> None:
        """Draw again what is in view; the rest when it comes into view."""
        self._strips.clear()
        self.refresh()

    # -- size and theme --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width or 80
        self._layout = lay_out(self._text, self._reflow, width=width, measure=self._measure)
        self._laid_out_for = width
        self._strips.clear()
        self.virtual_size = Size(width, len(self._layout.rows))
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew, and keep the place one was reading at."""
        mark = self._standing_out()
        was_seen = mark is not None and self.is_in_view(mark.span.start)
        row, top = self._kept
        if row != round(self.scroll_y):
            top = self.top_offset()
        if event.size.width != self._laid_out_for:
            self._lay_out()
        self.scroll_to_offset(top)
        if mark is not None and was_seen:
            self.scroll_to_span(mark.span)
        self._kept = (round(self.scroll_y), top)

    def notify_style_update(self) -> None:
        """Forget the styles: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()
        self._strips.clear()

    # -- the mouse -------------------------------------------------------------------------------

    def offset_under(self, event: events.MouseEvent) -> int:
        """Return the offset of the code point under the mouse, or the nearest."""
        column = event.x - self._layout.left - MARGIN
        return self._layout.offset_at(event.y + round(self.scroll_y), max(0, column))

    def mark_at(self, offset: int) -> int | None:
        """Return the number of the innermost quote around `offset`, or None."""
        here = self._mark_index.touching(offset, offset + 1)
        return min(here, key=lambda n: self._marks[n].span.end - self._marks[n].span.start,
                   default=None)  # fmt: skip

    def on_click(self, event: events.Click) -> None:
        """Focus the quote that was clicked, in its text or in the margin beside it."""
        if not len(self._layout.rows):
            return
        number = self.mark_at(self.offset_under(event))
        if number is None and event.x < self._layout.left + MARGIN:
            row = self._layout.row(min(event.y + round(self.scroll_y), len(self._layout.rows) - 1))
            number = next(iter(self._mark_index.touching(row.start, row.end)), None)
        if number is not None:
            self.post_message(self.MarkClicked(number))


def _spans_of(mark: QuoteMark) -> Iterable[Span]:
    return (span for span in (mark.span, mark.cue, mark.speaker) if span)


def _over_whole_signs(text: str, start: int, layers: list[Layer]) -> list[Layer]:
    """Return the layers, none of which begins or ends within a sign: signs are drawn whole."""
    if not layers or (text.isascii() and text.isprintable()):
        return layers
    edges = [start, *(start + end for _, end, _ in clusters(text))]
    return [
        (edges[bisect_right(edges, a) - 1], edges[bisect_left(edges, b)], style)
        for a, b, style in layers
    ]


def _clipped(row: Row, span: Span, style: Style) -> list[Layer]:
    start, end = max(row.start, span.start), min(row.end, span.end)
    return [(start, end, style)] if start < end else []
