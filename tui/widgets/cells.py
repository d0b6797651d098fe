"""The one place that decides what a character looks like in the terminal and how wide it is.

Text from outside may hold anything. What would steer the terminal (control characters, marks that
turn the writing direction) is shown as a picture instead; widths are those of rich, which Textual
draws with.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from rich.cells import cell_len, set_cell_size, split_graphemes

from tui.model.printable import PICTOGRAPH

TAB_CELLS = 4
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20)}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), "�")
_PICTURES |= dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F)), "�")
_PICTURES |= dict.fromkeys((*range(0x2066, 0x206A), *range(0xE0000, 0xE0080)), "�")
_PICTURES |= dict.fromkeys(range(0xD800, 0xE000), "�")
_PICTURES |= {0x7F: "␡", 0x09: " " * TAB_CELLS, 0xAD: "-"}
_PICTURES |= dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")

_UNSEEN = (
    "[\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U00013430-\U00013438"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
"""Format characters without a width: what two texts differ in that look the same."""


@cache
def _not_shown() -> re.Pattern[str]:
    """Return what matches characters that are left out: the unseen, and joiners that join nothing.

    Elsewhere than between two pictographs a terminal joins nothing, and the widths would be wrong.
    Compiled by need, it takes half a millisecond.
    """
    return re.compile(
        rf"(?<!{PICTOGRAPH})(?<!{PICTOGRAPH}\ufe0f)\u200d+|\u200d+(?!{PICTOGRAPH})|{_UNSEEN}+"
    )


def shown(text: str) -> str:
    """Return `text` as the terminal may have it: breaks as one space, controls as pictures."""
    if text.isprintable():
        return text
    return _not_shown().sub("", text).replace("\r\n", "\n").translate(_PICTURES)


def cells_of(text: str) -> int:
    """Return how many cells `text` takes when shown."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(shown(text))


def fitted(text: str, cells: int) -> str:
    """Return `text` as shown in exactly so many cells, with an ellipsis where it is cut."""
    text = shown(text)
    if cells_of(text) <= cells or cells < 1:
        return set_cell_size(text, max(0, cells))
    return set_cell_size(text, cells - 1) + "…"


@lru_cache(4096)
def clusters(text: str) -> list[tuple[int, int, int]]:
    """Cut `text` into what the terminal shows as one sign each: (start, end, cells).

    Code points without a width of their own (combining marks, joiners) belong to the sign before.
    """
    if text.isascii() and text.isprintable():
        return [(i, i + 1, 1) for i in range(len(text))]
    if text.isprintable():
        return split_graphemes(text)[0]
    if _not_shown().search(text):
        return _around_what_is_not_shown(text)
    signs: list[tuple[int, int, int]] = []
    start = 0
    for index, character in enumerate(text):
        if not character.isprintable() and _PICTURES.get(ord(character)):
            _add(signs, text, start, index)
            if character == "\n" and index and text[index - 1] == "\r":
                begin, _, cells = signs.pop()
                signs.append((begin, index + 1, cells))
            else:
                signs.append((index, index + 1, cell_len(_PICTURES[ord(character)])))
            start = index + 1
    _add(signs, text, start, len(text))
    return signs


def _add(signs: list[tuple[int, int, int]], text: str, start: int, end: int) -> None:
    """Add the signs of a part of `text`; a mark at its start belongs to the sign before."""
    if start == end:
        return
    for a, b, cells in split_graphemes(text[start:end])[0]:
        if signs and not cells:
            begin, _, width = signs.pop()
            signs.append((begin, start + b, width))
        else:
            signs.append((start + a, start + b, cells))


def _around_what_is_not_shown(text: str) -> list[tuple[int, int, int]]:
    """Cut a text of which not all is shown: what is not belongs to the sign before it."""
    loose = {at for match in _not_shown().finditer(text) for at in range(*match.span())}
    kept = [at for at in range(len(text)) if at not in loose]
    if not kept:
        return [(0, len(text), 0)]
    signs = clusters("".join(text[at] for at in kept))
    starts = [0, *(kept[start] for start, _, _ in signs[1:]), len(text)]
    return [(a, b, sign[2]) for (a, b), sign in zip(pairwise(starts), signs, strict=True)]
