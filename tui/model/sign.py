"""Signs of several code points: a text that is cut out of another is not to begin inside of one."""

from __future__ import annotations

import unicodedata

from tui.model.span import Span

_JOINER = "\u200d"
_FLAGS = ("\U0001f1e6", "\U0001f1ff")
"""The first and the last of the letters of which two are a flag."""
_MORE = (("\U0001f3fb", "\U0001f3ff"), ("\U000e0020", "\U000e007f"), ("\u1160", "\u11ff"))
"""What goes on with a sign and is no mark: tones of skin, tags, the rest of a Hangul syllable."""


def whole_signs(text: str, span: Span) -> Span:
    """Return `span` with all of the signs at its borders.

    The rules are those of Unicode's grapheme clusters as far as they matter to who reads: marks,
    emoji that are joined or have a tone, flags. Nothing goes on with white space.
    """
    start, end = span
    while _is_inside(text, start):
        start -= 1
    while _is_inside(text, end):
        end += 1
    return Span(start, end)


def _is_inside(text: str, at: int) -> bool:
    """Tell whether one sign is on both sides of a place."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if after < "\u0300" or before.isspace():
        return False
    if _JOINER in (before, after) or unicodedata.category(after)[0] == "M":
        return True
    if _is_of_flag(before) and _is_of_flag(after):
        return _letters_before(text, at) % 2 == 1
    return any(first <= after <= last for first, last in _MORE)


def _is_of_flag(character: str) -> bool:
    return _FLAGS[0] <= character <= _FLAGS[1]


def _letters_before(text: str, at: int) -> int:
    """Return how many letters of flags stand before a place, without anything between."""
    first = at
    while first and _is_of_flag(text[first - 1]):
        first -= 1
    return at - first
