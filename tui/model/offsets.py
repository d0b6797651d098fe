"""Places in a text as other tools count them: told apart, and counted over to code points.

A tool that runs in a browser counts UTF-16 units, one that reads bytes counts bytes, one that opens
files as text has lost their carriage returns. Whoever gives a place mostly gives the words there
too: what counting they are right in is what was meant.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tui.model.span import Span

Claim = tuple[int, int, str | None]
"""A start, an end, and what is said to stand there; None where nothing is said."""

_ELSEWHERE = "are not where the words stand"
_SPACE = re.compile(r"\r\n|\s")
_FIRST_UNPARTED = "\u2e80"
"""From here on letters are of scripts that have no blanks between words, or rare."""
_WORDS = re.compile(r"\S+")
_TOKENS = re.compile(r"\w+|[^\w\s]")


class Meant(NamedTuple):
    """A way in which places may have been meant.

    Attributes:
        mistake: What is wrong with them, after "its places": "count UTF-16 units".
        spans: Where they are, in code points.
    """

    mistake: str
    spans: tuple[Span, ...]


def as_given(text: str, claims: Sequence[Claim]) -> tuple[Span, ...] | None:
    """Return the claims as spans; None when one is outside the text, empty, or has other words.

    White space stands for white space: formats of one line have blanks for line ends.
    """
    if all(_holds(text, start, end, words) for start, end, words in claims):
        return tuple(Span(start, end) for start, end, _ in claims)
    return None


def wrong_of(text: str, claims: Sequence[Claim]) -> int | None:
    """Return the number of the first claim that is wrong; None when all are right."""
    wrong = (n for n, one in enumerate(claims) if not _holds(text, *one))
    return next(wrong, None)


def meanings(text: str, claims: Sequence[Claim]) -> list[Meant]:
    """Return all ways of counting in which the claims are right, those to the same spans once.

    When no claim has words, they are those in which none cuts a word.
    """
    have_words = any(words for _, _, words in claims)
    found: dict[tuple[Span, ...], Meant] = {}
    for meant in _meanings(text, claims) if have_words else _uncut(text, claims):
        found.setdefault(meant.spans, meant)
    return list(found.values())


def cuts(text: str, spans: Iterable[Span]) -> int:
    """Return how many borders stand within a word, of scripts that part words by blanks."""
    borders = {border for span in spans for border in span}
    return sum(_is_letter(text[at - 1 : at]) and _is_letter(text[at : at + 1]) for at in borders)


def _is_letter(character: str) -> bool:
    return character.isalpha() and character < _FIRST_UNPARTED


def _uncut(text: str, claims: Sequence[Claim]) -> Iterator[Meant]:
    given = as_given(text, claims)
    for meant in _recounted(text, claims, _OF_SIGNS):
        if meant.spans != given and not cuts(text, meant.spans):
            yield meant


def _recounted(text: str, claims: Sequence[Claim], countings: Iterable[str]) -> Iterator[Meant]:
    for mistake in countings:
        borders = _borders(mistake, text)
        placed = [(*borders(start, end), words) for start, end, words in claims]
        if spans := as_given(text, placed):
            yield Meant(mistake, spans)


def _meanings(text: str, claims: Sequence[Claim]) -> Iterator[Meant]:
    counted = list(_recounted(text, claims, _COUNTINGS))
    yield from counted
    if counted:  # what stands so many characters off by chance explains less
        return
    yield from _shifted(text, claims)
    if spans := _only_places(text, claims):
        yield Meant(_ELSEWHERE, spans)


def _holds(text: str, start: int, end: int, words: str | None) -> bool:
    if not 0 <= start < end <= len(text):
        return False
    there = text[start:end]
    return words is None or there == words or _plain(there) == _plain(words)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text)


Borders = Callable[[int, int], tuple[int, int]]
"""Gives the code points of a start and an end as a tool counts them; -1 for what is no border."""


def _counted(width: Callable[[str, int], int]) -> Callable[[str], Borders]:
    """Return the borders where the character at a place counts as `width` says."""

    def borders(text: str) -> Borders:
        widths = (width(text, at) for at in range(len(text)))
        places = array("Q", accumulate(widths, initial=0))

        def at(place: int) -> int:
            found = bisect_left(places, place)
            return found if found < len(places) and places[found] == place else -1

        return lambda start, end: (at(start), at(end))

    return borders


def _numbered(words: re.Pattern[str], *, with_last: bool) -> Callable[[str], Borders]:
    """Return the borders where words are counted; an end may be the last one's number."""

    def borders(text: str) -> Borders:
        found = array("Q")
        for match in words.finditer(text):
            found.extend(match.span())
        starts, ends = found[::2], found[1::2]

        def at(start: int, end: int) -> tuple[int, int]:
            last = end if with_last else end - 1
            is_there = 0 <= start <= last < len(ends)
            return (starts[start], ends[last]) if is_there else (-1, -1)

        return at

    return borders


def _moved(start_by: int, end_by: int) -> Callable[[str], Borders]:
    """Return the borders that are so many code points further on."""
    return lambda _: lambda start, end: (start + start_by, end + end_by)


def _utf16(text: str, at: int) -> int:
    return 2 if text[at] > "\uffff" else 1


def _utf8(text: str, at: int) -> int:
    return len(text[at].encode("utf-8", "surrogatepass"))


def _one_sign(text: str, at: int) -> int:
    return 0 if text[at : at + 2] == "\r\n" else 1


def _two_signs(text: str, at: int) -> int:
    return 2 if text[at] == "\n" and text[max(0, at - 1)] != "\r" else 1


def _one_line_end(width: Callable[[str, int], int]) -> Callable[[str, int], int]:
    return lambda text, at: width(text, at) * _one_sign(text, at)


def _two_line_ends(width: Callable[[str, int], int]) -> Callable[[str, int], int]:
    return lambda text, at: width(text, at) + _two_signs(text, at) - 1


# Those that count signs have something to tell where no words are given, too.
_OF_SIGNS: Mapping[str, Callable[[str], Borders]] = {
    "count UTF-16 units": _counted(_utf16),
    "count bytes": _counted(_utf8),
    "count the two signs of a line's end as one": _counted(_one_sign),
    "count each line's end as two signs": _counted(_two_signs),
    "count UTF-16 units, and the two signs of a line's end as one": _counted(_one_line_end(_utf16)),
    "count UTF-16 units, and each line's end as two": _counted(_two_line_ends(_utf16)),
    "count bytes, and the two signs of a line's end as one": _counted(_one_line_end(_utf8)),
    "count bytes, and each line's end as two": _counted(_two_line_ends(_utf8)),
}
_COUNTINGS: Mapping[str, Callable[[str], Borders]] = {
    **_OF_SIGNS,
    "are counted from 1": _moved(-1, -1),
    "end with the last character, not after it": _moved(0, 1),
    "are counted from 1 and end with the last character": _moved(-1, 0),
    "count words": _numbered(_WORDS, with_last=False),
    "count words, and end with the last one": _numbered(_WORDS, with_last=True),
    "count tokens": _numbered(_TOKENS, with_last=False),
    "count tokens, and end with the last one": _numbered(_TOKENS, with_last=True),
}


@lru_cache(maxsize=16)  # all of one text: a file may have thousands of records on it
def _borders(mistake: str, text: str) -> Borders:
    return _COUNTINGS[mistake](text)


def _shifted(text: str, claims: Sequence[Claim]) -> Iterator[Meant]:
    """Yield the ways in which all places are as far off: something stood before the text."""
    start, _, words = next(claim for claim in claims if claim[2])
    for at in _places(text, words or ""):
        by = at - start
        if by and (spans := as_given(text, [(s + by, e + by, said) for s, e, said in claims])):
            how_far = f"{abs(by)} character{'s' * (abs(by) != 1)}"
            yield Meant(f"are {how_far} too {'far on' if by < 0 else 'early'}", spans)


def _only_places(text: str, claims: Iterable[Claim]) -> tuple[Span, ...] | None:
    """Return where the words stand, if each stand in one place only."""
    spans = []
    for _, _, words in claims:
        places = list(_places(text, words, most=2)) if words else []
        if len(places) != 1:
            return None
        spans.append(Span(places[0], places[0] + len(words or "")))
    return tuple(spans)


def _places(text: str, words: str, most: int = 1000) -> Iterator[int]:
    """Yield where words begin in a text, up to `most` times."""
    at = -1
    for _ in range(most):
        at = text.find(words, at + 1)
        if at < 0:
            return
        yield at
