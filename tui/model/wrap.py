"""Cutting blocks of text into rows. Offsets stay code points of the unchanged text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from tui.model.span import Span

Clusters = Callable[[str], list[tuple[int, int, int]]]
"""Cuts a text into what a terminal shows as one sign: (start, end, width in cells)."""

# Scripts written without spaces may break after any sign, but not before a closing mark.
_WIDE = (
    "\u1100-\u115f\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3031-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U0001f300-\U0001faff"
    "\U00020000-\U0003fffd"
)
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fc\uff01\uff09\uff0c\uff0e\uff1a-\uff1f"
_JOINED = "\ufe0e\ufe0f\u200d\u0300-\u036f\U0001f3fb-\U0001f3ff"
_SPACE = r"[^\S\u00a0\u2007\u202f]"  # white space, less the kinds that forbid a break
_JAMO = ("\u1100", "\u115f")
_FIRST_WIDE = "\u2e80"
"""Where all other wide scripts begin: after the punctuation of all the others."""
_FIRST_MARK, _JOINER = "\u0300", "\u200d"


@lru_cache(2)
def _chunk_pattern(*, wide: bool) -> re.Pattern[str]:
    """Return what matches a chunk; the scripts without spaces cost 5 ms to compile, so by need."""
    signs = _WIDE if wide else ""
    each = rf"[{_WIDE}](?:\u200d.|[{_CLOSING}{_JOINED}])*{_SPACE}*|" if wide else ""
    return re.compile(
        rf"{each}(?:[^\s{signs}\-–—]|[\u00a0\u2007\u202f])*[\-–—]+{_SPACE}*"
        rf"|(?:[^\s{signs}\-–—]|[\u00a0\u2007\u202f])+{_SPACE}*"
        rf"|{_SPACE}+",
        re.DOTALL,
    )


INDENT = 2
"""Cells that a block within a paragraph is indented by."""
_PLAIN_SPACES = ("", " ", "\n")
"""White space that is as many cells as code points."""


class Row(NamedTuple):
    """One row of the screen: `start <= i < end`, white space at its end included.

    The blank row between two paragraphs is empty: its `start` and `end` are where the next begins.
    `indent` is how many cells its first sign stands in from the left.
    """

    start: int
    end: int
    indent: int = 0


def wrap_block(
    text: str, block: Span, *, columns: int, indent: int, clusters: Clusters
) -> Iterator[Row]:
    """Cut one block into rows of at most `columns` cells, the first `indent` cells in.

    Every code point of the block is in exactly one row. A row only exceeds `columns` by the white
    space at its end, or where a single sign is wider than `columns`.
    """
    start = at = block.start
    used = 0
    for chunk, width, spaces in _chunks(text, block, columns, clusters):
        if indent + used + width > columns:
            if used:
                yield Row(start, at, indent)
                start, used = at, 0
            indent = 0
        used += width + spaces
        at += chunk
    if at > start:
        yield Row(start, at, indent)


def _chunks(
    text: str, block: Span, columns: int, clusters: Clusters
) -> Iterator[tuple[int, int, int]]:
    """Yield (code points, cells, cells of white space after) of what must not be broken."""
    at = block.start
    inside = block.of(text)
    pattern = _chunk_pattern(wide=_has_wide(inside))
    while at < block.end:
        match = pattern.match(text, at, block.end)
        end = whole_sign(text, match.end() if match else at + 1, block.end, clusters)
        chunk = text[at:end]
        bare = chunk.rstrip()
        plain = chunk.isascii() and bare.isprintable() and chunk[len(bare) :] in _PLAIN_SPACES
        if plain and len(bare) <= columns:
            yield end - at, len(bare), end - at - len(bare)
        else:
            yield from _measured(chunk, bare, columns, clusters)
        at = end


def _has_wide(text: str) -> bool:
    """Tell whether there may be signs of scripts without spaces; curly quotes are none."""
    if text.isascii():
        return False
    greatest = max(text)
    if greatest >= _FIRST_WIDE:
        return True
    first, last = _JAMO
    return greatest >= first and any(first <= sign <= last for sign in text)


def whole_sign(text: str, end: int, stop: int, clusters: Clusters) -> int:
    """Return `end`, moved past what belongs to the sign before it: marks and joined signs."""
    while end < stop and text[end] >= _FIRST_MARK:
        if text[end - 1] != _JOINER and clusters(text[end])[0][2]:
            break
        end += 1
    return end


def _measured(
    chunk: str, bare: str, columns: int, clusters: Clusters
) -> Iterator[tuple[int, int, int]]:
    """Yield a chunk that has to be measured, in several parts when it is wider than a row."""
    spaces = sum(cells for _, _, cells in clusters(chunk[len(bare) :]))
    signs = clusters(bare)
    width = sum(cells for _, _, cells in signs)
    if width <= columns:
        yield len(chunk), width, spaces
        return
    for start, end, cells in signs[:-1]:
        yield end - start, cells, 0
    start, _, cells = signs[-1]
    yield len(chunk) - start, cells, spaces
