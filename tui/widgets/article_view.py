"""The article: rows drawn one at a time, and on a key only those that changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.model.analysis import Entity
from tui.model.reflow import Reflow, reflow
from tui.model.span import Span
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN, Layout, lay_out
from tui.widgets.cells import shown
from tui.widgets.entity_types import GROUPS, group_of

Layer = tuple[int, int, Style]
"""A style over the code points from a start to an end."""


@dataclass(frozen=True, slots=True)
class QuoteMark:
    """How one quote is marked.

    Attributes:
        span: The quote.
        sign: Up to three letters that tell its decision in the margin.
        state: `open`, `labelled`, `neither`, `unsure` or `unsaved`; picks the sign's style.
        cue: Its cue, and `speaker` its speaker: underlined while it is focused.
    """

    span: Span
    sign: str = "·"
    state: str = "open"
    cue: Span | None = None
    speaker: Span | None = None


class ArticleView(ScrollView, can_focus=True):
    """Shows an article with its entities and quotes; knows nothing of where they come from.

    The owner sets `show_article`, `entities`, `marks` and `focus_mark`; offsets are code points of
    the article's text. Styles are component classes, so themes can set them.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-view--text",
        "article-view--quote",
        "article-view--focus",
        "article-view--attribution",
        "article-view--selection",
        "article-view--caret",
        "article-view--bar",
        "article-view--arrow",
        *(f"article-view--{state}" for state in ("open", "labelled", "neither", "unsure")),
        "article-view--unsaved",
        *(f"article-view--entity-{group}" for group in GROUPS),
    }
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        scrollbar-color: $bar;
        scrollbar-color-hover: $dim;
        scrollbar-color-active: $dim;
        & .article-view--text { color: $foreground; }
        & .article-view--quote { background: $quote-background; }
        & .article-view--focus { background: $focus-background; text-style: bold; }
        & .article-view--attribution { text-style: underline; }
        & .article-view--selection { background: $selection-background; color: $selection-text; }
        & .article-view--caret { text-style: reverse bold; }
        & .article-view--bar { color: $bar; }
        & .article-view--arrow { color: $arrow; text-style: bold; }
        & .article-view--open { color: $sign-open; }
        & .article-view--labelled { color: $sign-labelled; text-style: bold; }
        & .article-view--neither { color: $sign-neither; }
        & .article-view--unsure { color: $sign-unsure; text-style: bold; }
        & .article-view--unsaved { color: $sign-unsaved; text-style: bold; }
        & .article-view--entity-person { color: $entity-person; }
        & .article-view--entity-org { color: $entity-org; }
        & .article-view--entity-place { color: $entity-place; }
        & .article-view--entity-group { color: $entity-group; }
        & .article-view--entity-time { color: $entity-time; }
        & .article-view--entity-number { color: $entity-number; }
        & .article-view--entity-thing { color: $entity-thing; }
        &:nocolor {
            & .article-view--entity-person { text-style: underline; }
            & .article-view--entity-org { text-style: underline; }
            & .article-view--entity-place { text-style: underline; }
            & .article-view--entity-group { text-style: underline; }
            & .article-view--entity-time { text-style: underline; }
            & .article-view--entity-number { text-style: underline; }
            & .article-view--entity-thing { text-style: underline; }
        }
    }
    """

    @dataclass
    class MarkClicked(Message):
        """A quote was clicked: the number of its mark."""

        number: int

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._measure = measure
        self._text = ""
        self._reflow: Reflow = reflow("")
        self._layout: Layout = lay_out("", self._reflow, width=80, measure=measure)
        self._entities: tuple[Entity, ...] = ()
        self._entity_starts: list[int] = []
        self._marks: tuple[QuoteMark, ...] = ()
        self._focused_mark: int | None = None
        self._strips: dict[int, Strip] = {}
        self._style_cache: dict[str, Style] = {}

    # -- what the owner sets ---------------------------------------------------------------------

    def show_article(self, text: str) -> None:
        """Show another article, from its top, without entities and quotes yet."""
        self._text = text
        self._reflow = reflow(text)
        self._entities, self._entity_starts = (), []
        self._marks, self._focused_mark = (), None
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def show_entities(self, entities: Iterable[Entity]) -> None:
        """Highlight these entities and no others."""
        old, self._entities = set(self._entities), tuple(entities)
        self._entity_starts = [entity.span.start for entity in self._entities]
        self._redraw(entity.span for entity in old.symmetric_difference(self._entities))

    def show_marks(self, marks: Sequence[QuoteMark], focused: int | None) -> None:
        """Mark these quotes; `focused` is the number of the one that stands out, or None."""
        old = self._drawn_marks()
        self._marks, self._focused_mark = tuple(marks), focused
        changed = old.symmetric_difference(self._drawn_marks())
        self._redraw(span for mark, _ in changed for span in _spans_of(mark))

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

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        number = y + round(self.scroll_y)
        if number >= len(self._layout.rows):
            return Strip.blank(self.size.width, self._style("text"))
        strip = self._strips.get(number)
        if strip is None:
            strip = self._strips[number] = self._draw(number)
        return strip

    def _draw(self, number: int) -> Strip:
        row = self._layout.row(number)
        base = self._style("text")
        segments = [Segment(" " * self._layout.left, base), *self._margin(number, base)]
        segments += [Segment(" " * row.indent, base), *self._pieces(row, base)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _margin(self, number: int, base: Style) -> list[Segment]:
        """Draw the cells before the text: arrow, signs of the quotes that begin here, bar."""
        row = self._layout.row(number)
        here = [n for n, m in enumerate(self._marks) if m.span.start < row.end > row.start
                and row.start < m.span.end]  # fmt: skip
        begins = [n for n in here if self._layout.rows.row_at(self._marks[n].span.start) == number]
        focused = self._focused_mark in here
        arrow = "▶" if focused and self._focused_mark in begins else " "
        segments = [Segment(arrow, base + self._style("arrow"))]
        room = 3
        for mark in sorted(begins, key=lambda n: n != self._focused_mark):
            sign = self._marks[mark].sign[:room]
            segments.append(Segment(sign, base + self._style(self._marks[mark].state)))
            room -= len(sign)
        bar = "┃" if focused else "│" if here else " "
        return [*segments, Segment(" " * room, base), Segment(bar, base + self._style("bar")),
                Segment(" ", base)]  # fmt: skip

    def _pieces(self, row: Row, base: Style) -> Iterable[Segment]:
        text = self._text
        end = row.start + len(text[row.start : row.end].rstrip())
        layers = [layer for layer in self._layers(row) if layer[0] < layer[1]]
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
        quote, focus = self._style("quote"), self._style("focus")
        for number, mark in enumerate(self._marks):
            if number != self._focused_mark:
                layers += _clipped(row, mark.span, quote)
        for entity in self._entities_in(row):
            layers += _clipped(row, entity.span, self._style(f"entity-{group_of(entity.label)}"))
        if self._focused_mark is not None:
            mark = self._marks[self._focused_mark]
            layers += _clipped(row, mark.span, focus)
            for span in (mark.cue, mark.speaker):
                layers += _clipped(row, span, self._style("attribution")) if span else []
        return layers

    def _entities_in(self, row: Row) -> Sequence[Entity]:
        first = bisect_left(self._entity_starts, row.start)
        last = bisect_left(self._entity_starts, row.end)
        return self._entities[max(0, first - 1) : last]

    def _style(self, name: str) -> Style:
        style = self._style_cache.get(name)
        if style is None:
            partial = name != "text"
            style = self.get_component_rich_style(f"article-view--{name}", partial=partial)
            if not partial:
                style = self.rich_style + style
            self._style_cache[name] = style
        return style

    def _drawn_marks(self) -> set[tuple[QuoteMark, bool]]:
        return {(mark, n == self._focused_mark) for n, mark in enumerate(self._marks)}

    def _redraw(self, spans: Iterable[Span]) -> None:
        """Draw again the rows that show any of `spans`."""
        rows = {row for span in spans for row in self._layout.rows_of(span)}
        for row in rows:
            self._strips.pop(row, None)
            self.refresh_line(row)

    # -- size and theme --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width or 80
        self._layout = lay_out(self._text, self._reflow, width=width, measure=self._measure)
        self._strips.clear()
        self.virtual_size = Size(width, len(self._layout.rows))
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew, and keep the place one was reading at."""
        if event.size.width == self._layout.left * 2 + MARGIN + self._layout.columns:
            self._strips.clear()
        top = self.top_offset()
        self._lay_out()
        self.scroll_to_offset(top)

    def notify_style_update(self) -> None:
        """Forget the styles: the theme has changed."""
        super().notify_style_update()
        self._style_cache.clear()
        self._strips.clear()

    # -- the mouse -------------------------------------------------------------------------------

    def offset_under(self, event: events.MouseEvent) -> int:
        """Return the offset of the code point under the mouse, or the nearest."""
        column = event.x - self._layout.left - MARGIN
        return self._layout.offset_at(event.y + round(self.scroll_y), max(0, column))

    def mark_at(self, offset: int) -> int | None:
        """Return the number of the innermost quote around `offset`, or None."""
        here = [n for n, m in enumerate(self._marks) if m.span.start <= offset < m.span.end]
        return min(here, key=lambda n: self._marks[n].span.end - self._marks[n].span.start,
                   default=None)  # fmt: skip

    def on_click(self, event: events.Click) -> None:
        """Focus the quote that was clicked, in its text or in the margin beside it."""
        if not len(self._layout.rows):
            return
        number = self.mark_at(self.offset_under(event))
        if number is None and event.x < self._layout.left + MARGIN:
            row = self._layout.row(min(event.y + round(self.scroll_y), len(self._layout.rows) - 1))
            beside = Span(row.start, row.end)
            number = next((n for n, m in enumerate(self._marks) if m.span.overlaps(beside)), None)
        if number is not None:
            self.post_message(self.MarkClicked(number))


def _spans_of(mark: QuoteMark) -> Iterable[Span]:
    return (span for span in (mark.span, mark.cue, mark.speaker) if span)


def _clipped(row: Row, span: Span, style: Style) -> list[Layer]:
    start, end = max(row.start, span.start), min(row.end, span.end)
    return [(start, end, style)] if start < end else []
