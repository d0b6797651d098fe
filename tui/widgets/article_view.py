"""The article: rows drawn one at a time, and on a key only those that changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.model.analysis import Entity
from tui.model.reflow import Reflow, reflow
from tui.model.span import Span
from tui.model.span_index import SpanIndex
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN, Layout, lay_out
from tui.widgets.cells import cells_of, clusters, shown
from tui.widgets.entity_types import group_of
from tui.widgets.looks import ENTITY_LOOKS, SIGN_LOOKS, Look
from tui.widgets.quote_marks import Marks, QuoteMark
from tui.widgets.row_view import BELOW, RowView

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
    **SIGN_LOOKS,
    **ENTITY_LOOKS,
}


class ArticleView(RowView, can_focus=True):
    """Shows an article with its entities and quotes; knows nothing of where they come from.

    The owner sets `show_article`, `entities`, `marks` and `focus_mark`; offsets are code points of
    the article's text. Its colours are the theme's variables.
    """

    DEFAULT_CSS = """
    ArticleView { background: $background; color: $foreground; }
    """

    @dataclass
    class MarkClicked(Message):
        """A quote was clicked: the number of its mark."""

        number: int

    class Scrolled(Message):
        """Other rows have come into view."""

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, id=id)
        self._measure = measure
        self._text = ""
        self._reflow: Reflow = reflow("")
        self._layout: Layout = lay_out("", self._reflow, width=80, measure=measure)
        self._laid_out_for = 0
        self._entities: Sequence[Entity] = ()
        self._hidden_types: frozenset[str] = frozenset()
        self._entity_index = SpanIndex()
        self._marks = Marks()
        self._focused_mark: int | None = None
        # The row that a new size has made the first, and the offset that it did so for: without
        # it, each size would take the start of a row for the place, and the text would creep up.
        self._kept = (0, 0)

    # -- what the owner sets ---------------------------------------------------------------------

    def show_article(self, text: str) -> None:
        """Show another article, from its top, without entities and quotes yet."""
        self._text = text
        self._reflow = reflow(text)
        self._entities, self._entity_index = (), SpanIndex()
        self._marks, self._focused_mark = Marks(), None
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
        self._marks, self._focused_mark = Marks(marks, old), focused
        changed = self._marks.changed_from(old)
        if before != self._standing_out():
            changed |= {mark for mark in (before, self._standing_out()) if mark}
        self._redraw(span for mark in changed for span in mark.spans)

    def focus_mark(self, number: int | None) -> None:
        """Let the quote with this number stand out instead; draws the rows of the two."""
        old, self._focused_mark = self._focused_mark, number
        if old != number:
            changed = [self._marks[n] for n in (old, number) if n is not None]
            self._redraw(span for mark in changed for span in mark.spans)

    def scroll_to_span(self, span: Span) -> None:
        """Bring `span` into view, with some rows of context, moving no more than needed."""
        self.scroll_to_rows(self._layout.rows_of(span))

    def scroll_to_parts(self, parts: Sequence[Span]) -> None:
        """Bring a quote's fragments into view: the first of them where all have no room."""
        whole = self._layout.rows_of(Span(parts[0].start, parts[-1].end))
        fits = len(parts) == 1 or len(whole) <= self.size.height
        self.scroll_to_rows(whole if fits else self._layout.rows_of(parts[0]))

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

    @property
    def row_count(self) -> int:
        """How many rows the article has at this width."""
        return len(self._layout.rows)

    def _draw(self, number: int) -> Strip:
        base = self._looks.base
        if number == BELOW:
            return Strip.blank(self.size.width, base)
        row = self._layout.row(number)
        segments = [Segment(" " * self._layout.left, base), *self._margin(number, base)]
        segments += [Segment(" " * row.indent, base), *self._pieces(row, base)]
        return Strip(segments).simplify().adjust_cell_length(self.size.width, base)

    def _margin(self, number: int, base: Style) -> list[Segment]:
        """Draw the cells before the text: arrow, signs of the quotes that begin here, bar."""
        row = self._layout.row(number)
        touching = self._marks.parts_in(row.start, row.end) if row.start < row.end else ()
        here = dict.fromkeys(mark for mark, _ in touching)
        begins = [n for n in here if self._first_row(n) == number]
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

    def _first_row(self, mark: int) -> int:
        return self._layout.rows.row_at(self._marks[mark].parts[0].start)

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
        parts = self._marks.parts_in(row.start, row.end)
        for number, part in parts:
            if number != self._focused_mark:
                layers += _clipped(row, part, quote)
        for number in self._entity_index.touching(row.start, row.end):
            entity = self._entities[number]
            if entity.label in self._hidden_types:
                continue
            layers += _clipped(row, entity.span, self._looks[f"entity-{group_of(entity.label)}"])
        for number, part in parts:
            if number == self._focused_mark:
                layers += _clipped(row, part, focus)
        mark = self._standing_out()
        for span in (mark.cue, mark.speaker) if mark else ():
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
        self._redraw_rows({row for span in spans for row in self._layout.rows_of(span)})

    # -- size and theme --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width = self.size.width or 80
        self._layout = lay_out(self._text, self._reflow, width=width, measure=self._measure)
        self._laid_out_for = width
        self._strips.clear()
        self.virtual_size = Size(width, len(self._layout.rows))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew for another width."""
        self.fit()

    def fit(self) -> None:
        """Wrap for the width there is, and keep the place one was reading at.

        To be called by who makes room beside the article, after the layout: a size that changes
        while it is scrolled is not always told (Textual 8 compares with a map made too late).
        """
        mark = self._standing_out()
        was_seen = mark is not None and self.is_in_view(mark.parts[0].start)
        row, top = self._kept
        if row != round(self.scroll_y):
            top = self.top_offset()
        if self.size.width != self._laid_out_for:
            self._lay_out()
        self.scroll_to_offset(top)
        if mark is not None and was_seen:
            self.scroll_to_parts(mark.parts)
        self._kept = (round(self.scroll_y), top)

    # -- the mouse -------------------------------------------------------------------------------

    def offset_under(self, event: events.MouseEvent) -> int:
        """Return the offset of the code point under the mouse, or the nearest."""
        column = event.x - self._layout.left - MARGIN
        return self._layout.offset_at(event.y + round(self.scroll_y), max(0, column))

    def on_click(self, event: events.Click) -> None:
        """Focus the quote that was clicked, in its text or in the margin beside it."""
        if not len(self._layout.rows):
            return
        number = self._marks.innermost(self.offset_under(event))
        if number is None and event.x < self._layout.left + MARGIN:
            row = self._layout.row(min(event.y + round(self.scroll_y), len(self._layout.rows) - 1))
            number = next((n for n, _ in self._marks.parts_in(row.start, row.end)), None)
        if number is not None:
            self.post_message(self.MarkClicked(number))


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
