"""Tokens that cover a text and fit a set of spans, in the way of spaCy.

One blank after a token belongs to it (`ws`); all other white space is a token of its own, so that
the tokens with their blanks are the text again. A token that a span would cut is parted there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from tui.model.packed import Spans
from tui.model.span import Span

# Words with what joins them ("don't", "F-16", "100.2"), and every other sign alone.
_PLAIN = re.compile(r"\w+(?:[’'.,/-]\w+)*|[^\w\s]")


def plain_tokens(text: str) -> tuple[Span, ...]:
    """Return tokens by a simple rule, for texts that no model has seen."""
    return tuple(Span(*match.span()) for match in _PLAIN.finditer(text))


class Cover:
    """The tokens of a whole text, parted wherever one of some spans begins or ends.

    As lists, as there are many.

    Attributes:
        starts: Where each begins.
        ends: Where it ends.
        ws: Whether one blank that belongs to it follows.
    """

    def __init__(self, text: str, tokens: Iterable[Span], spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.ws: list[bool] = []
        self._text = text
        self._begun: set[int] = set()
        self._ended: set[int] = set()
        for start, end in spans:
            self._begun.add(start)
            self._ended.add(end)
        self._borders = sorted(self._begun | self._ended)
        self._fill(tokens)

    def _fill(self, tokens: Iterable[Span]) -> None:
        text = self._text
        borders = iter([*self._borders, len(text) + 1])
        border = next(borders)
        at = 0
        for start, end in pairs_of(tokens):
            # Nearly every token is away from all borders, and a blank away from the next: these
            # go fast.
            gap = start - at
            is_blank = gap == 1 and at and text[at] == " " and not text[at - 1].isspace()
            if border >= end and (is_blank or not gap) and text[start] != " ":
                if gap:
                    self.ws[-1] = True
                self.starts.append(start)
                self.ends.append(end)
                self.ws.append(False)
            else:
                self._add(at, start)
                self._add(start, end)
                while border < end:
                    border = next(borders)
            at = end
        self._add(at, len(text))

    def _add(self, start: int, end: int) -> None:
        """Add a token, or what stands between two, cut at the borders inside it."""
        for piece in _cut(Span(start, end), self._borders) if start < end else ():
            self._add_piece(*piece)

    def _add_piece(self, start: int, end: int) -> None:
        text = self._text
        if text[start] == " " and text[start:end].isspace() and self._takes_blank(start):
            self.ws[-1] = True
            start += 1
        if start < end:
            self.starts.append(start)
            self.ends.append(end)
            self.ws.append(False)

    def _takes_blank(self, at: int) -> bool:
        """Tell whether the blank there can belong to the token before it."""
        if at in self._begun or at + 1 in self._ended or not self.starts:
            return False
        return not self._text[at - 1].isspace()


def pairs_of(tokens: Iterable[Span]) -> Iterable[tuple[int, int]]:
    """Return the borders of each, without making packed ones."""
    if isinstance(tokens, Spans):
        borders = tokens.borders(0, len(tokens)).tolist()
        return zip(borders[0::2], borders[1::2], strict=True)
    return tokens


def _cut(piece: Span, borders: list[int]) -> Iterator[Span]:
    start = piece.start
    for border in borders[bisect_right(borders, start) :]:
        if border >= piece.end:
            break
        yield Span(start, border)
        start = border
    if start < piece.end:
        yield Span(start, piece.end)
