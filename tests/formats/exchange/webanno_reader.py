"""A strict reader of WebAnno TSV 3.3, by the user guide and by the order in which INCEpTION reads.

It works on UTF-16 units, as Java does, and refuses whatever INCEpTION would refuse.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGNS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b", "\\": "\\"}


class Read(NamedTuple):
    """A span: its layer, where it is in the text, the text there, its features."""

    layer: str
    start: int
    end: int
    text: str
    values: dict[str, str | None]


class Document(NamedTuple):
    """A file: its text, its words, its spans. All places count code points."""

    text: str
    words: list[tuple[int, int]]
    spans: list[Read]


def read_tsv(data: bytes) -> Document:
    """Read a file.

    Raises:
        AssertionError: It is not as the format has it.
    """
    lines = re.split("\r\n|\r|\n", data.decode("utf-8"))  # as LineNumberReader does
    assert lines.pop() == "", "the last line has no end"
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    blank = lines.index("")
    layers = [_layer(line) for line in lines[1:blank]]
    assert lines[blank : blank + 2] == ["", ""]
    units = b""
    rows: list[tuple[int, int, list[str]]] = []
    for number, block in enumerate(_blocks(lines[blank + 2 :]), 1):
        units = _sentence(number, block, units, rows, sum(len(names) for _, names in layers))
    text = units.decode("utf-16-le")
    words = [(_points(units, start), _points(units, end)) for start, end, _ in rows]
    return Document(text, words, _spans(layers, rows, units))


def _layer(line: str) -> tuple[str, list[str]]:
    kind, _, rest = line.partition("=")
    assert kind == "#T_SP"
    name, *features = rest.split("|")
    assert re.fullmatch(r"[A-Za-z]\w*(\.[A-Za-z]\w*)*", name)
    assert features
    assert len(set(features)) == len(features)
    assert all(re.fullmatch(r"[A-Za-z_]\w*", feature) for feature in features)
    return name, features


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    assert all(blocks), "two blank lines between sentences"
    return blocks


def _sentence(
    number: int,
    block: list[str],
    units: bytes,
    rows: list[tuple[int, int, list[str]]],
    columns: int,
) -> bytes:
    """Read a sentence; return the text so far."""
    heads = [line for line in block if line.startswith("#Text=")]
    assert heads == block[: len(heads)]
    assert heads
    assert len(block) > len(heads)
    text = "".join(_text(line.removeprefix("#Text=")) + "\n" for line in heads)
    for place, line in enumerate(block[len(heads) :], 1):
        name, where, word, *cells, last = line.split("\t")
        assert last == ""
        assert len(cells) == columns
        assert name == f"{number}-{place}"
        start, end = map(int, re.fullmatch(r"(\d+)-(\d+)", where).groups())  # type: ignore[union-attr]
        if place == 1:
            units = _joined(units, start) + text.encode("utf-16-le")
        assert units[2 * start : 2 * end].decode("utf-16-le") == word
        assert not rows or rows[-1][1] <= start
        rows.append((start, end, cells))
    return units


def _joined(units: bytes, start: int) -> bytes:
    """Return the text up to a sentence's first word."""
    if len(units) > 2 * start:  # the sentences touch each other
        assert len(units) == 2 * start + 2
        assert units.endswith("\n".encode("utf-16-le"))
        return units[:-2]
    return units + " ".encode("utf-16-le") * (start - len(units) // 2)


def _spans(
    layers: list[tuple[str, list[str]]], rows: list[tuple[int, int, list[str]]], units: bytes
) -> list[Read]:
    order: dict[str, tuple[str, int, int, dict[str, str | None]]] = {}
    for start, end, cells in rows:
        rest = iter(cells)
        for name, features in layers:
            stacks = {feature: _stack(next(rest)) for feature in features}
            ids = [[number for number, _ in stack] for stack in stacks.values()]
            assert all(one == ids[0] for one in ids), "columns of a layer differ"
            for at, number in enumerate(ids[0]):
                values = {feature: stack[at][1] for feature, stack in stacks.items()}
                known = order.get(number)
                if known:
                    assert (known[0], known[3]) == (name, values)
                order[number] = (name, known[1] if known else start, end, values)
    found = []
    for name, first, last, values in order.values():
        start, end = _points(units, first), _points(units, last)
        text = units[2 * first : 2 * last].decode("utf-16-le")
        found.append(Read(name, start, end, text, values))
    return found


def _stack(cell: str) -> list[tuple[str, str | None]]:
    if cell == "_":
        return []
    found = []
    for value in re.split(r"(?<!\\)\|", cell):
        match = re.fullmatch(r"(.*)\[(\d+)\]", value, re.DOTALL)
        assert match, value
        found.append((match[2], None if match[1] == "*" else _value(match[1])))
    return found


def _value(escaped: str) -> str:
    plain = re.sub(r"\\(?:->|.)", "", escaped, flags=re.DOTALL)
    assert not re.search(r"->|[\[\]|_;*]", plain), escaped
    return re.sub(r"\\(->|.)", lambda m: _SIGNS.get(m[1], m[1]), escaped, flags=re.DOTALL)


def _text(escaped: str) -> str:
    assert not re.search(r"[\x00-\x09\x0c\x0e-\x1f]", re.sub(r"\\.", "", escaped))
    return re.sub(r"\\(.)", lambda m: _SIGNS.get(m[1], m[1]), escaped, flags=re.DOTALL)


def _points(units: bytes, place: int) -> int:
    return len(units[: 2 * place].decode("utf-16-le"))
