"""The one place that decides what a character looks like in the terminal and how wide it is.

Text from outside may hold anything. What would steer the terminal (control characters, marks that
turn the writing direction) is shown as a picture instead; widths are those of rich, which Textual
draws with.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, split_graphemes

TAB_CELLS = 4
_PICTURES: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20)}
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), "�")
_PICTURES |= dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F)), "�")
_PICTURES |= dict.fromkeys((*range(0x2066, 0x206A), 0xFEFF, *range(0xE0000, 0xE0080)), "�")
_PICTURES |= {0x7F: "␡", 0x09: " " * TAB_CELLS}
_PICTURES |= dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")


def shown(text: str) -> str:
    """Return `text` as the terminal may have it: breaks as one space, controls as pictures."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_PICTURES)


def cells_of(text: str) -> int:
    """Return how many cells `text` takes when shown."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(shown(text))


@lru_cache(4096)
def clusters(text: str) -> list[tuple[int, int, int]]:
    """Cut `text` into what the terminal shows as one sign each: (start, end, cells).

    Code points without a width of their own (combining marks, joiners) belong to the sign before.
    """
    if text.isascii() and text.isprintable():
        return [(i, i + 1, 1) for i in range(len(text))]
    if text.isprintable():
        return split_graphemes(text)[0]
    signs: list[tuple[int, int, int]] = []
    start = 0
    for index, character in enumerate(text):
        if not character.isprintable() and ord(character) in _PICTURES:
            signs += _shifted(text, start, index)
            if character == "\n" and index and text[index - 1] == "\r":
                begin, _, cells = signs.pop()
                signs.append((begin, index + 1, cells))
            else:
                signs.append((index, index + 1, cell_len(_PICTURES[ord(character)])))
            start = index + 1
    return signs + _shifted(text, start, len(text))


def _shifted(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    if start == end:
        return []
    return [(start + a, start + b, n) for a, b, n in split_graphemes(text[start:end])[0]]
