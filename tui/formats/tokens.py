"""Tokens that cover a text and fit a set of spans, in the way of spaCy.

One blank after a token belongs to it (`ws`); all other white space is a token of its own, so that
the tokens with their blanks are the text again. A token that a span would cut is parted there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui.model.span import Span

# Words with what joins them ("don't", "F-16", "100.2"), and every other sign alone.
_PLAIN = re.compile(r"\w+(?:[’'.,/-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the text, and whether one blank that belongs to it follows."""

    span: Span
    ws: bool


def plain_tokens(text: str) -> tuple[Span, ...]:
    """Return tokens by a simple rule, for texts that no model has seen."""
    return tuple(Span(*match.span()) for match in _PLAIN.finditer(text))


def covering_tokens(text: str, tokens: Iterable[Span], spans: Sequence[Span]) -> tuple[Token, ...]:
    """Return the tokens of the whole text, parted wherever one of `spans` begins or ends."""
    starts = {span.start for span in spans}
    ends = {span.end for span in spans}
    borders = sorted(starts | ends)
    covering: list[Token] = []
    for piece in _pieces(text, tokens, borders):
        is_blank = text[piece.start] == " " and piece.of(text).isspace()
        is_free = piece.start not in starts and piece.start + 1 not in ends
        if is_blank and is_free and covering and not covering[-1].span.of(text).isspace():
            covering[-1] = Token(covering[-1].span, ws=True)
            piece = Span(piece.start + 1, piece.end)
        if piece.start < piece.end:
            covering.append(Token(piece, ws=False))
    return tuple(covering)


def _pieces(text: str, tokens: Iterable[Span], borders: list[int]) -> Iterator[Span]:
    """Yield the tokens and the gaps between them, each cut at the borders inside it."""
    at = 0
    for token in tokens:
        yield from _cut(Span(at, token.start), borders)
        yield from _cut(token, borders)
        at = token.end
    yield from _cut(Span(at, len(text)), borders)


def _cut(piece: Span, borders: list[int]) -> Iterator[Span]:
    start = piece.start
    for border in borders[bisect_right(borders, start) :]:
        if border >= piece.end:
            break
        yield Span(start, border)
        start = border
    if start < piece.end:
        yield Span(start, piece.end)
