"""The rows of a text at one width: wrapped block by block, as they are asked for.

A book is never wrapped whole: to show a page, to jump to the end or to take another width costs the
blocks in view. So a row has no number among all rows; it is named by its place in its block.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from tui.model.reflow import Breaks
from tui.model.span import Span
from tui.model.wrap import INDENT, Clusters, Row, whole_sign, wrap_block

_LONGEST_BLOCK = 4000
"""Code points that are wrapped in one go; a longer block begins a new row somewhere after them."""
_MOST_KEPT = 2000
"""Blocks whose rows are kept; they are wrapped again in no time."""


class Place(NamedTuple):
    """A row by its block and its number in it, both from 0; greater places are further down."""

    block: int
    row: int


class Rows:
    """The rows of a text, in order.

    Between two paragraphs stands a blank row; a block that goes on in one is indented, as in a
    book. Every code point of every block is in exactly one row, and no other is in any.

    Args:
        text: The article's text.
        breaks: How its line breaks are read.
        columns: Cells a row may have; see `wrap_block` for what exceeds them.
        clusters: What cuts a text into signs.
    """

    def __init__(self, text: str, breaks: Breaks, *, columns: int, clusters: Clusters) -> None:
        self._text = text
        self._columns = columns
        self._clusters = clusters
        self._blocks: Sequence[Span] = breaks.blocks
        self._inner: frozenset[int] = frozenset()
        if any(end - start > _LONGEST_BLOCK for start, end in breaks.blocks):
            self._blocks = tuple(self._stretches(breaks.blocks))
            self._inner = frozenset(s.start for s in self._blocks) - {
                block.start for block in breaks.blocks
            }
        self._starts = [block.start for block in self._blocks]
        self._after_blank = frozenset(one.start for one in breaks.paragraphs[1:])
        self._kept: dict[int, tuple[Row, ...]] = {}
        self.first = Place(0, 0)

    def __bool__(self) -> bool:
        return bool(self._blocks)

    @property
    def last(self) -> Place:
        """The last row.

        Raises:
            IndexError: There is none.
        """
        at = len(self._blocks) - 1
        return Place(at, len(self._rows_in(at)) - 1)

    def row(self, place: Place) -> Row:
        """Return the row at a place.

        Raises:
            IndexError: There is none.
        """
        return self._rows_in(place.block)[place.row]

    def place_of(self, offset: int) -> Place:
        """Return the row that shows the code point at `offset`, or else the one before.

        A blank row is never returned: its start belongs to the row after it.

        Raises:
            IndexError: There are no rows.
        """
        at = max(0, bisect_right(self._starts, offset) - 1)
        rows = self._rows_in(at)
        first = int(rows[0].start == rows[0].end)
        return Place(at, max(first, bisect_right(rows, offset, key=attrgetter("start")) - 1))

    def moved(self, place: Place, by: int) -> Place:
        """Return the place so many rows further down, or up; the last or the first at most."""
        at, row = place.block, place.row + by
        while row < 0:
            if at == 0:
                return self.first
            at -= 1
            row += len(self._rows_in(at))
        while row >= (count := len(self._rows_in(at))):
            if at == len(self._blocks) - 1:
                return Place(at, count - 1)
            row -= count
            at += 1
        return Place(at, row)

    def down_from(self, place: Place) -> Iterator[Place]:
        """Yield the place and all those below it."""
        at, row = place
        while at < len(self._blocks):
            yield from (Place(at, number) for number in range(row, len(self._rows_in(at))))
            at, row = at + 1, 0

    def distance(self, start: Place, end: Place, *, most: int) -> int:
        """Return how many rows `end` is below `start`, negative when above; `most` at most."""
        if end < start:
            return -self.distance(end, start, most=most)
        rows = -start.row
        for block in range(start.block, end.block):
            rows += len(self._rows_in(block))
            if rows >= most:
                return most
        return min(rows + end.row, most)

    def _rows_in(self, at: int) -> tuple[Row, ...]:
        rows = self._kept.get(at)
        if rows is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            rows = self._kept[at] = tuple(self._wrapped(at))
        return rows

    def _wrapped(self, at: int) -> Iterator[Row]:
        block = self._blocks[at]
        is_first = at == 0 or block.start in self._after_blank or block.start in self._inner
        if block.start in self._after_blank:
            yield Row(block.start, block.start)
        yield from wrap_block(
            self._text,
            block,
            columns=self._columns,
            indent=0 if is_first else INDENT,
            clusters=self._clusters,
        )

    def _stretches(self, blocks: Sequence[Span]) -> Iterator[Span]:
        """Yield the blocks, those that are too long cut after white space."""
        text = self._text
        for start, end in blocks:
            while end - start > _LONGEST_BLOCK:
                limit = start + _LONGEST_BLOCK
                space = max(text.rfind(sign, start + 1, limit) for sign in " \n\t") + 1
                cut = whole_sign(text, space or limit, end, self._clusters)
                yield Span(start, cut)
                start = cut
            if start < end:
                yield Span(start, end)
