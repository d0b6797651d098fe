"""Where the words of a query are in one text, as SQLite's FTS5 itself has it.

So the hits that are shown are those for which the index has found the article, whatever it makes of
accents, apostrophes and capitals.
"""

from __future__ import annotations

import re
import sqlite3
import weakref
from collections.abc import Iterator
from itertools import chain

from tui.model.full_text import FullTextQuery
from tui.model.span import Span
from tui.store.catalog.expression import TOKENS, text_expression

_SLICE = 1 << 14
"""Code points that are looked at in one go: a few milliseconds, and an article is mostly one."""
_BEYOND = 1 << 11
"""Code points after a slice, into which a phrase that begins in it may go on."""
_EDGE = re.compile(r"[^\w\u0300-\u036f]")
_MARKERS = (range(0xFDD0, 0xFDF0), range(0xF0000, 0xFFFFE))
"""Characters of no meaning: hits are put between two that a text does not have."""


class TextHits:
    """Finds the hits of one query, in any text. For one thread.

    Args:
        query: What is looked for.

    Attributes:
        close: Lets go of the memory, as it does when nobody knows it any more.
    """

    def __init__(self, query: FullTextQuery) -> None:
        self._expression = text_expression(query)
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        self._connection.execute(f"CREATE VIRTUAL TABLE part USING fts5(text, tokenize='{TOKENS}')")

        self.close = weakref.finalize(self, self._connection.close)

    def slices(self, text: str, start: int = 0) -> Iterator[list[Span]]:
        """Yield the hits in each slice of `text` from `start` on, also when it has none.

        Offsets are code points. No two hits overlap, and all are in order.
        """
        known_to = start
        while start < len(text):
            stop = _edge_after(text, start + _SLICE)
            found = self._found(text[start : stop + _BEYOND]) if self._expression else []
            hits = [Span(start + a, start + b) for a, b in found if known_to <= start + a < stop]
            known_to = hits[-1].end if hits else known_to
            yield hits
            start = stop

    def between(self, text: str, start: int, end: int) -> list[Span]:
        """Return the hits that share a code point with `start` to `end`."""
        begin = _edge_after(text, max(0, start - _BEYOND)) if start > _BEYOND else 0
        found: list[Span] = []
        for hits in self.slices(text[: end + _BEYOND], begin):
            found += hits
        return [hit for hit in found if hit.start < end and hit.end > start]

    def _found(self, text: str) -> list[Span]:
        # SQLite ends a text at a NUL where it puts hits between marks; both are no part of a word.
        text = text.replace("\0", " ")
        opening, closing = _not_in(text)
        self._connection.execute("BEGIN")
        try:
            self._connection.execute("INSERT INTO part (rowid, text) VALUES (1, ?)", (text,))
            row = self._connection.execute(
                "SELECT highlight(part, 0, ?, ?) FROM part WHERE part MATCH ?",
                (opening, closing, self._expression),
            ).fetchone()
        finally:
            self._connection.execute("ROLLBACK")
        return list(_marked(row[0], opening, closing)) if row else []


def _edge_after(text: str, at: int) -> int:
    """Return the first place from `at` on that is not within a word, within reason."""
    if at >= len(text):
        return len(text)
    edge = _EDGE.search(text, at, at + _BEYOND)
    return edge.start() if edge else min(len(text), at + _BEYOND)


def _not_in(text: str) -> tuple[str, str]:
    """Return two characters that `text` has not."""
    free = (mark for mark in map(chr, chain(*_MARKERS)) if mark not in text)
    return next(free), next(free)


def _marked(text: str, opening: str, closing: str) -> Iterator[Span]:
    """Yield the spans between marks, by the offsets that they have without any."""
    before, *rest = text.split(opening)
    at = len(before)
    for piece in rest:
        hit, _, after = piece.partition(closing)
        yield Span(at, at + len(hit))
        at += len(hit) + len(after)
