"""The article: rows drawn one at a time, and on a key only those that changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip

from tui.model.analysis import Entity
from tui.model.entity_index import EntityIndex, entity_index
from tui.model.rows import Place
from tui.model.span import Span
from tui.model.span_index import SpanIndex
from tui.model.wrap import Row
from tui.widgets.article_rows import MARGIN
from tui.widgets.article_window import ArticleWindow
from tui.widgets.cells import cells_of, clusters, shown
from tui.widgets.entity_types import group_of
from tui.widgets.looks import ENTITY_LOOKS, SIGN_LOOKS, Look
from tui.widgets.quote_marks import Marks, QuoteMark

_SIGNS = 3
"""Cells of the margin that the signs of quotes have."""
_MANY = 50
"""Changed spans from which all rows are drawn anew instead of looking for those concerned."""
Layer = tuple[int, int, Style]
"""A style over the code points from a start to an end."""
FindHits = Callable[[int, int], Sequence[Span]]
"""Returns the hits of a search that share a code point with what is from a start to an end."""


_LOOKS = {
    "quote": Look(background="quote-background"),
    "focus": Look(background="focus-background", bold=True),
    "attribution": Look(underline=True),
    "selection": Look("selection-text", "selection-background"),
    "caret": Look(bold=True, reverse=True),
    "hit": Look("arrow", bold=True, underline=True),
    "hit-current": Look(bold=True, reverse=True),
    "entity-focus": Look(bold=True, reverse=True),
    "bar": Look("bar"),
    "arrow": Look("arrow", bold=True),
    **SIGN_LOOKS,
    **ENTITY_LOOKS,
}


class ArticleView(ArticleWindow, can_focus=True):
    """Shows an article with its entities and quotes; knows nothing of where they come from.

    The owner sets `show_article`, `show_entities`, `show_marks` and `focus_mark`; offsets are code
    points of the article's text. Its colours are the theme's variables.
    """

    DEFAULT_CSS = """
    ArticleView { background: $background; color: $foreground; }
    """

    @dataclass
    class MarkClicked(Message):
        """A quote was clicked: the number of its mark."""

        number: int

    @dataclass
    class EntityClicked(Message):
        """An entity that stands in no quote was clicked."""

        span: Span

    def __init__(self, *, measure: int = 80, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, measure=measure, id=id)
        self._entities: Sequence[Entity] = ()
        self._hidden_types: frozenset[str] = frozenset()
        self._entity_index: EntityIndex = SpanIndex()
        self._focused_entity: Span | None = None
        self._marks = Marks()
        self._focused_mark: int | None = None
        self._find_hits: FindHits | None = None
        self._current_hit: Span | None = None

    # -- what the owner sets ---------------------------------------------------------------------

    def show_article(self, text: str) -> None:
        """Show another article, from its top, without entities, quotes and hits yet."""
        self._entities, self._entity_index = (), SpanIndex()
        self._focused_entity = None
        self._marks, self._focused_mark = Marks(), None
        self._find_hits = self._current_hit = None
        self.show_text(text)

    def show_entities(self, entities: Sequence[Entity], hidden: Collection[str] = ()) -> None:
        """Highlight these entities and no others, less those of the types in `hidden`."""
        before = self._highlighted_in_view()
        if entities is not self._entities:
            self._entities = entities
            self._entity_index = entity_index(entities)
        self._hidden_types = frozenset(hidden)
        self._keep_what_is_in_view()
        self._redraw(entity.span for entity in before ^ self._highlighted_in_view())

    def _highlighted_in_view(self) -> set[Entity]:
        return set(self._shown_entities(*self.visible_span()))

    def focus_entity(self, span: Span | None) -> None:
        """Let one entity stand out, or none."""
        old, self._focused_entity = self._focused_entity, span
        self._redraw(one for one in (old, span) if one)

    def show_hits(self, find: FindHits | None, current: Span | None) -> None:
        """Highlight the hits of a search, one of which is the current one; None ends it.

        Only those in the rows that are drawn are asked for. Call it again when others are found.
        """
        if find is not self._find_hits:
            self._find_hits, self._current_hit = find, current
            self._redraw_all()
        elif current != self._current_hit:
            old, self._current_hit = self._current_hit, current
            self._redraw(one for one in (old, current) if one)

    def show_marks(self, marks: Sequence[QuoteMark], focused: int | None) -> None:
        """Mark these quotes; `focused` is the number of the one that stands out, or None."""
        old, before = self._marks, self._standing_out()
        self._marks, self._focused_mark = Marks(marks, old), focused
        changed = self._marks.changed_from(old)
        if before != self._standing_out():
            changed |= {mark for mark in (before, self._standing_out()) if mark}
        self._redraw(span for mark in changed for span in mark.spans)

    def change_marks(self, changed: Mapping[int, QuoteMark], focused: int | None) -> None:
        """Mark these quotes in another way, by number, and leave the others as they are."""
        old, before = self._marks, self._standing_out()
        self._marks, self._focused_mark = old.with_changed(changed), focused
        now = self._standing_out()
        marks = [mark for number, new in changed.items() for mark in (old[number], new)]
        marks += [mark for mark in (before, now) if mark and before != now]
        self._redraw(span for mark in marks for span in mark.spans)

    def focus_mark(self, number: int | None) -> None:
        """Let the quote with this number stand out instead; draws the rows of the two."""
        old, self._focused_mark = self._focused_mark, number
        if old != number:
            changed = [self._marks[n] for n in (old, number) if n is not None]
            self._redraw(span for mark in changed for span in mark.spans)

    def marks_in_view(self) -> list[tuple[int, Offset]]:
        """Return the quotes in view by number, each with the first cell that shows it."""
        found: dict[int, Offset] = {}
        for y, place in enumerate(self.window):
            row = self._row(place)
            for number, part in self._marks.parts_in(row.start, row.end):
                if number not in found:
                    column = self._layout.column_of(max(part.start, row.start))
                    found[number] = Offset(self._layout.left + MARGIN + column, y)
        return list(found.items())

    # -- drawing ---------------------------------------------------------------------------------

    def _draw(self, key: Place | None) -> Strip:
        base = self._looks.base
        if key is None:
            return Strip.blank(self.size.width, base)
        row = self._row(key)
        segments = [Segment(" " * self._layout.left, base), *self._margin(row, base)]
        segments += [Segment(" " * row.indent, base), *self._pieces(row, base)]
        return Strip(segments).simplify().adjust_cell_length(self.size.width, base)

    def _margin(self, row: Row, base: Style) -> list[Segment]:
        """Draw the cells before the text: arrow, signs of the quotes that begin here, bar."""
        touching = self._marks.parts_in(row.start, row.end) if row.start < row.end else ()
        here = dict.fromkeys(mark for mark, _ in touching)
        begins = [n for n in here if row.start <= self._marks[n].parts[0].start]
        focused = self._focused_mark in here
        arrow = "▶" if focused and self._focused_mark in begins else " "
        segments = [Segment(arrow, base + self._looks["arrow"])]
        room = _SIGNS
        for mark in self._signed(begins):
            sign = shown(mark.sign)
            sign = set_cell_size(sign, min(room, cells_of(sign)))
            segments.append(Segment(sign, base + self._sign_style(mark)))
            room -= cells_of(sign)
        bar = "┃" if focused else "│" if here else " "
        return [*segments, Segment(" " * room, base), Segment(bar, base + self._looks["bar"]),
                Segment(" ", base)]  # fmt: skip

    def _signed(self, begins: list[int]) -> list[QuoteMark]:
        """Return the marks whose signs stand beside a row: the focused one, then by place.

        Where there is no room for all, those that only say that a quote is open give way, the last
        of them first.
        """
        numbers = sorted(begins, key=lambda n: n != self._focused_mark)
        over = sum(cells_of(self._marks[n].sign) for n in numbers) - _SIGNS
        for number in reversed(numbers) if over > 0 else ():
            mark = self._marks[number]
            is_plain = mark.state == "open" and len(mark.sign) == 1
            if over > 0 and is_plain and number != self._focused_mark:
                numbers = [n for n in numbers if n != number]
                over -= cells_of(mark.sign)
        return [self._marks[n] for n in numbers]

    def _sign_style(self, mark: QuoteMark) -> Style:
        return self._looks.named(mark.colour) if mark.colour else self._looks[mark.state]

    def _pieces(self, row: Row, base: Style) -> Iterable[Segment]:
        text = self._text
        end = row.start + len(text[row.start : row.end].rstrip())
        layers = [layer for layer in self._layers(row) if layer[0] < layer[1]]
        layers = _over_whole_signs(text[row.start : row.end], row.start, layers)
        end = max([end, *(layer[1] for layer in layers if layer[2].reverse)])
        cuts = sorted({row.start, end, *(c for a, b, _ in layers for c in (a, b) if c < end)})
        brackets = self._brackets(row, end) if self._looks.is_monochrome else {}
        for start, stop in pairwise(cuts):
            style = base
            for a, b, over in layers:
                if a <= start and stop <= b:
                    style += over
            piece = shown(text[start:stop])
            if brackets:
                piece = brackets.get(start, piece[:1]) + piece[1:]
                piece = piece[:-1] + brackets.get(stop - 1, piece[-1:])
            yield Segment(piece, style)

    def _brackets(self, row: Row, end: int) -> dict[int, str]:
        """Return what takes the place of the blanks around entities, where there are no colours.

        In pairs only: beside punctuation and at a row's ends the line beneath has to do.
        """
        found: dict[int, str] = {}
        for entity in self._shown_entities(row.start, row.end):
            before, after = entity.span.start - 1, entity.span.end
            is_free = row.start <= before and after < end and before not in found
            if is_free and self._text[before] == self._text[after] == " ":
                found |= {before: "[", after: "]"}
        return found

    def _shown_entities(self, start: int, end: int) -> Iterator[Entity]:
        here = (self._entities[number] for number in self._entity_index.touching(start, end))
        return (entity for entity in here if entity.label not in self._hidden_types)

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
        for entity in self._shown_entities(row.start, row.end):
            layers += _clipped(row, entity.span, self._looks[f"entity-{group_of(entity.label)}"])
        for number, part in parts:
            if number == self._focused_mark:
                layers += _clipped(row, part, focus)
        mark = self._standing_out()
        for span in (mark.cue, mark.speaker) if mark else ():
            layers += _clipped(row, span, self._looks["attribution"]) if span else []
        return layers + self._passing_layers(row)

    def _passing_layers(self, row: Row) -> list[Layer]:
        """Return the styles of what stands out for a moment: hits, the entity in focus."""
        layers: list[Layer] = []
        for span in self._find_hits(row.start, row.end) if self._find_hits else ():
            look = "hit-current" if span == self._current_hit else "hit"
            layers += _clipped(row, span, self._looks[look])
        if self._focused_entity:
            layers += _clipped(row, self._focused_entity, self._looks["entity-focus"])
        return layers

    def _standing_out(self) -> QuoteMark | None:
        return None if self._focused_mark is None else self._marks[self._focused_mark]

    def _redraw(self, changed: Iterable[Span]) -> None:
        """Draw again the rows that show any of these spans."""
        spans = list(changed)
        if len(spans) > _MANY:
            self._redraw_all()
        else:
            self._redraw_rows([p for p in self._strips if p and _shows(self._row(p), spans)])

    def _to_keep_in_view(self) -> Sequence[Span]:
        mark = self._standing_out()
        return mark.parts if mark else ()

    # -- the mouse -------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Focus the quote that was clicked, in its text or in the margin beside it."""
        if not self.window:
            return
        offset = self.offset_under(event)
        is_beside = event.x < self._layout.left + MARGIN
        number = self._marks.innermost(offset)
        if number is None and is_beside:
            row = self._row(self.window[min(event.y, len(self.window) - 1)])
            number = next((n for n, _ in self._marks.parts_in(row.start, row.end)), None)
        if number is not None:
            self.post_message(self.MarkClicked(number))
        elif not is_beside and (entity := self._entity_at(offset)):
            self.post_message(self.EntityClicked(entity.span))

    def _entity_at(self, offset: int) -> Entity | None:
        return next(self._shown_entities(offset, offset + 1), None)


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


def _shows(row: Row, spans: Iterable[Span]) -> bool:
    return any(start < row.end and row.start < end for start, end in spans)
