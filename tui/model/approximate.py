"""Finding words again that changed a little: the edit distance, many of its cells in one step.

G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
programming", Journal of the ACM 46 (1999). A column of the table is two numbers of as many bits as
the words have code points; Python's whole numbers are as long as one likes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_BITS = 512
"""Bits of a number that cost about as much as all else that is done for a column."""


class Match(NamedTuple):
    """Where words were found: `start` to `end`, and the edit distance to them."""

    start: int
    end: int
    distance: int


def effort(words: int, text: int) -> int:
    """Return about how many steps it takes to look for so many code points in so many."""
    return 2 * text * (1 + words // _BITS)


def similarity(one: str, other: str) -> float:
    """Return how much two texts are alike: 1 less the edit distance by code point, from 0 to 1."""
    longer = max(len(one), len(other))
    if one == other or not longer:
        return 1.0
    if not one or not other:
        return 0.0
    *_, distance = _distances(one, other, anchored=True)
    return 1 - distance / longer


def nearest_match(words: str, text: str, most: int) -> Match | None:
    """Return where in `text` something stands that is the most like `words`.

    Args:
        words: What is looked for; not empty.
        text: Where.
        most: The greatest edit distance that is good enough.
    """
    best, end = most + 1, 0
    for at, distance in enumerate(_distances(words, text, anchored=False), 1):
        # The later of two that are next to each other: a sign was replaced, and not left out.
        if distance < best or (distance == best <= most and at == end + 1):
            best, end = distance, at
    if best > most:
        return None
    # From its end backwards, where it begins: by the length that is the most like the words'.
    backwards = _distances(words[::-1], text[max(0, end - len(words) - best) : end][::-1])
    lengths = [length for length, distance in enumerate(backwards, 1) if distance == best]
    length = min(lengths, key=lambda one: abs(one - len(words)), default=0)
    return Match(end - length, end, best) if length else None


def _distances(words: str, text: str, *, anchored: bool = True) -> Iterator[int]:
    """Yield after each code point of `text` the edit distance between `words` and what ends there.

    What ends there begins with `text` when `anchored`, else wherever it is the least.
    """
    places: dict[str, int] = {}
    for number, character in enumerate(words):
        places[character] = places.get(character, 0) | 1 << number
    every, last = (1 << len(words)) - 1, 1 << (len(words) - 1)
    rises, falls, distance = every, 0, len(words)
    for character in text:
        equal = places.get(character, 0)
        down = equal | falls
        across = (((equal & rises) + rises) ^ rises) | equal
        rise = falls | (every & ~(across | rises))
        fall = rises & across
        if rise & last:
            distance += 1
        elif fall & last:
            distance -= 1
        rise = (rise << 1) | anchored
        fall <<= 1
        rises = (fall | ~(down | rise)) & every
        falls = rise & down & every
        yield distance
