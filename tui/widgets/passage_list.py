"""What was found in a corpus: articles, and under each the passages with the hits marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.model.printable import flat
from tui.widgets.cells import cells_of, clusters, fitted, shown
from tui.widgets.looks import Look
from tui.widgets.row_view import BELOW, RowView

_LOOKS = {
    "cursor": Look(background="focus-background"),
    "arrow": Look("arrow", bold=True),
    "title": Look("foreground", bold=True),
    "dim": Look("dim"),
    # As hits are in an article.
    "hit": Look("arrow", bold=True, underline=True),
}
_INDENT = 2
_LONGEST_CUT = 12
"""Code points of a word that are left out, so that a row does not begin in the middle of it."""
_BEFORE = 3
"""Of so many parts of a row a hit has one before it, where something has to be cut off."""


class Heading(NamedTuple):
    """The row of an article.

    Attributes:
        title: Its title.
        about: What else is known of it, at the right.
    """

    title: str
    about: str


class Line(NamedTuple):
    """The row of a passage, to which one can go.

    Attributes:
        pieces: Its text, each piece with whether it is a hit.
    """

    pieces: tuple[tuple[str, bool], ...]


class Note(NamedTuple):
    """A row that only tells something."""

    text: str


class More(NamedTuple):
    """The last row, as long as there is more: when it comes into view, that is asked for."""

    text: str


Row = Heading | Line | Note | More


class PassageList(RowView, can_focus=True):
    """Rows of articles and passages; one of the passages has the cursor."""

    # A click must not take the focus from the line one types in.
    FOCUS_ON_CLICK = False
    DEFAULT_CSS = """
    PassageList { background: $background; color: $foreground; }
    """

    @dataclass
    class Pressed(Message):
        """A row was clicked, counted from 0; `is_cursor` tells whether it had the cursor before."""

        row: int
        is_cursor: bool

    class MoreWanted(Message):
        """What comes after the last row is about to come into view."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(_LOOKS, id=id)
        self._rows: Sequence[Row] = ()
        self.cursor = 0

    def list_rows(self, rows: Sequence[Row], *, cursor: int = 0) -> None:
        """Show other rows, with the cursor on this one or the first passage after it."""
        self._rows = rows
        self._redraw_all()
        self.move_to(cursor)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def rows_in_view(self) -> range:
        """The numbers of the rows in view."""
        return range(self.top_row, min(self.row_count, self.top_row + self.size.height))

    # -- moving ----------------------------------------------------------------------------------

    def move_to(self, row: int, *, way: int = 1) -> None:
        """Put the cursor on a passage: in this row, or the next one that way, or the other way."""
        row = max(0, min(row, self.row_count - 1))
        after, before = range(row, self.row_count), range(row, -1, -1)
        tried = (after, before) if way > 0 else (before, after)
        lines = (at for rows in tried for at in rows if isinstance(self._rows[at], Line))
        old, self.cursor = self.cursor, next(lines, 0)
        self._redraw_rows({old, self.cursor})
        if self.size.height:
            self._scroll_to_row(self.top_row)  # there may be fewer than before
            above = self._rows[self.cursor - 1] if self.cursor else None
            first = self.cursor - isinstance(above, Heading)
            self.scroll_to_rows(range(first, self.cursor + 1))

    def move_by(self, passages: int) -> None:
        """Move the cursor by passages."""
        row, way = self.cursor, 1 if passages > 0 else -1
        for _ in range(abs(passages)):
            before = self.cursor
            self.move_to(row + way, way=way)
            if self.cursor == before or (self.cursor > before) != (way > 0):
                self.move_to(before)
                return
            row = self.cursor

    def move_by_articles(self, articles: int) -> None:
        """Move the cursor to the first passage of the next article (1), or of the one before."""
        headings = [at for at, row in enumerate(self._rows) if isinstance(row, Heading)]
        if articles > 0:
            wanted = [at for at in headings if at > self.cursor][:1]
        else:
            wanted = [at for at in headings if at < self.cursor][-2:][:1]
        if wanted:
            self.move_to(wanted[0])

    # -- drawing ---------------------------------------------------------------------------------

    def _draw(self, number: int) -> Strip:
        width, base = self.size.width, self._looks.base
        if number == BELOW:
            return Strip.blank(width, base)
        row = self._rows[number]
        if isinstance(row, More):
            self.post_message(self.MoreWanted())
        if isinstance(row, Note | More):
            return Strip([Segment(fitted(f" {row.text}", width), base + self._looks["dim"])])
        if isinstance(row, Heading):
            return self._heading(row, base)
        has_cursor = number == self.cursor
        over = base + self._looks["cursor"] if has_cursor else base
        arrow = Segment("▶ " if has_cursor else "  ", over + self._looks["arrow"])
        line = self._passage(row, width - _INDENT, over)
        return Strip([arrow, *line]).adjust_cell_length(width, over)

    def _heading(self, heading: Heading, base: Style) -> Strip:
        width = self.size.width
        about = fitted(heading.about, min(cells_of(heading.about), width // 2))
        title = fitted(flat(heading.title), max(0, width - cells_of(about) - 4))
        return Strip(
            [
                Segment(f" {title}  ", base + self._looks["title"]),
                Segment(about, base + self._looks["dim"]),
            ]
        ).adjust_cell_length(width, base)

    def _passage(self, line: Line, width: int, style: Style) -> list[Segment]:
        """Draw a passage so that its first hit is in view: what is too long is cut at its start."""
        pieces = [(_flat_piece(text), is_hit) for text, is_hit in line.pieces]
        total = sum(cells_of(text) for text, _ in pieces)
        if total > width and pieces and not pieces[0][1]:
            room = max(width // _BEFORE, width - sum(cells_of(text) for text, _ in pieces[1:]))
            pieces[0] = (_end_of(pieces[0][0], room), False)
        segments: list[Segment] = []
        left = width
        for text, is_hit in pieces:
            over = style + self._looks["hit"] if is_hit else style
            piece = fitted(text, min(left, cells_of(text)))
            segments.append(Segment(piece, over))
            left -= cells_of(piece)
            if left <= 0:
                break
        return segments

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._redraw_all()
        self.move_to(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        row = event.y + self.top_row
        if row < self.row_count:
            self.post_message(self.Pressed(row, row == self.cursor))


def _flat_piece(text: str) -> str:
    """Return a piece of a passage as it is shown in a row: each run of white space as a space."""
    flattened = " ".join(text.split())
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and flattened else ""
    return f"{before}{flattened}{after}"


def _end_of(text: str, cells: int) -> str:
    """Return the end of a text in so many cells, after an ellipsis; from a word on if it can."""
    text = shown(text)
    if cells_of(text) <= cells:
        return text
    first, room = len(text), cells - 1
    for start, _, width in reversed(clusters(text)):
        if width > room:
            break
        first, room = start, room - width
    word = text.find(" ", first, first + _LONGEST_CUT)
    return f"…{text[word if word >= 0 else first :]}"
