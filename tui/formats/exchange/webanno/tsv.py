"""WebAnno TSV as its writer has it: escapes, offsets in UTF-16 units, rows of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tui.formats.places import Words

FORMAT_LINE = "#FORMAT=WebAnno TSV 3.3"
NO_SPAN, NO_VALUE = "_", "*"

_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_SIGNS = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b", "\\": "\\"}
_IN_TEXT = re.compile("[\x00-\x08\x09\x0a\x0c\x0d\x0e-\x1f\\\\]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Layer(NamedTuple):
    """A layer of spans.

    Attributes:
        name: Its type: "webanno.custom.Quote".
        features: The names of its features; each is a text.
    """

    name: str
    features: tuple[str, ...]


class Mark(NamedTuple):
    """A span of a layer, over some words.

    Attributes:
        layer: The layer.
        words: The numbers of the words, of which there is one at least.
        values: What its features have; an empty text where there is nothing.
    """

    layer: Layer
    words: range
    values: tuple[str, ...]


class Utf16:
    """Places in a text as Java counts them: characters beyond U+FFFF are two."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def __call__(self, place: int) -> int:
        """Return a place that is given in code points."""
        return place + bisect_left(self._astral, place)


def escaped_text(line: str) -> str:
    """Return a line of a text."""
    return _IN_TEXT.sub(lambda match: "\\" + _SIGNS.get(match[0], match[0]), line)


def escaped_value(value: str) -> str:
    """Return a feature's value; a carriage return would end the line, and there is no escape."""
    if value.isalnum():  # as most are
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return _RESERVED.sub(lambda match: "\\" + _SIGNS.get(match[0], match[0]), value)


def header(layers: Iterable[Layer]) -> str:
    """Return what a file begins with."""
    lines = [FORMAT_LINE, *(f"#T_SP={'|'.join((one.name, *one.features))}" for one in layers)]
    return "\n".join((*lines, "", "", ""))


def sentences(
    text: str, words: Words, layers: Sequence[Layer], marks: Iterable[Mark]
) -> Iterator[str]:
    """Yield a text's sentences, with a row a word.

    The text is made of the sentences again: each reaches to the next one's first word, as what
    stands between two is not kept. A line's end alone is, and so belongs to none.
    """
    utf16 = Utf16(text) if _ASTRAL.search(text) else int
    cells = _cells(len(words), layers, marks)
    ids = [
        f"{number}-{place}"
        for number, sentence in enumerate(words.sentences, 1)
        for place in range(1, len(sentence) + 1)
    ]
    every = zip(ids, words.starts, words.ends, cells, strict=True)
    rows = [f"{i}\t{utf16(s)}-{utf16(e)}\t{text[s:e]}\t{cell}\t\n" for i, s, e, cell in every]
    last = len(words.sentences)
    for number, sentence in enumerate(words.sentences, 1):
        end = len(text) if number == last else words.starts[sentence.stop]
        if number < last and text[words.ends[sentence.stop - 1] : end] == "\n":
            end -= 1
        lines = text[words.starts[sentence.start] : end].split("\n")
        head = "".join(f"#Text={escaped_text(line)}\n" for line in lines)
        yield head + "".join(rows[sentence.start : sentence.stop])


def _cells(count: int, layers: Sequence[Layer], marks: Iterable[Mark]) -> list[str]:
    """Return the cells of each word.

    Each span has a number in brackets: that tells words of one span from two spans side by side.
    """
    begun: dict[int, list[_Told]] = {}
    ended: dict[int, list[_Told]] = {}
    escaped: dict[str, str] = {}  # most values stand in many marks
    for number, mark in enumerate(marks, 1):
        for value in mark.values:
            if value not in escaped:
                escaped[value] = escaped_value(value) or NO_VALUE
        told = _Told(number, mark.layer, [f"{escaped[value]}[{number}]" for value in mark.values])
        begun.setdefault(mark.words.start, []).append(told)
        ended.setdefault(mark.words.stop, []).append(told)
    over: dict[Layer, dict[int, _Told]] = {layer: {} for layer in layers}
    columns = {layer: _columns(layer, []) for layer in layers}
    cells = ["\t".join(columns.values())] * count
    # From where some begin or end to the next such place the cells are the same.
    for first, last in pairwise(sorted({*begun, *ended})):
        gone, new = ended.get(first, []), begun.get(first, [])
        for told in gone:
            del over[told.layer][told.number]
        for told in new:
            over[told.layer][told.number] = told
        for layer in {told.layer for told in (*gone, *new)}:
            columns[layer] = _columns(layer, sorted(over[layer].values()))
        cells[first:last] = ["\t".join(columns.values())] * (last - first)
    return cells


class _Told(NamedTuple):
    """A mark as its words have it: its number, its layer, the cells of its features."""

    number: int
    layer: Layer
    cells: list[str]


def _columns(layer: Layer, found: Sequence[_Told]) -> str:
    """Return the cells of a layer where these marks are."""
    if not found:
        return "\t".join([NO_SPAN] * len(layer.features))
    if len(found) == 1:
        return "\t".join(found[0].cells)
    return "\t".join(map("|".join, zip(*(told.cells for told in found), strict=True)))
