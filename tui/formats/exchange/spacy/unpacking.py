"""Reading spaCy's DocBin from anywhere: within bounds, and never by code that trusts the file."""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from tui.formats.exchange.spacy.docbin import (
    BEGIN,
    COLUMNS,
    INSIDE,
    SPAN,
    attribute_numbers,
    string_number,
)
from tui.formats.exchange.spacy.document import Document, TokenSpan

LARGEST = 256 * 2**20
"""Bytes of a file's content that are read at most: one of ours has 20 million at most."""
_EACH = ("span_groups", "cats", "user_data", "flags")
_LONGEST_LIST = 2_000_000
_MOST_ITEMS = 8_000_000
"""In all lists and mappings of one piece of msgpack: a byte of it may become a hundred."""


class Documents:
    """The documents of a file, each by itself.

    Args:
        data: All of the file.

    Raises:
        ValueError: It is none of spaCy's, or does not tell its documents apart.
    """

    def __init__(self, data: bytes) -> None:
        self._told = _mapping(_unpacked(_unzipped(data)), "the file")
        self._table = _Table(self._told)
        count = self._table.count
        self._groups = _each(self._told, "span_groups", count, b"")
        self._cats = _each(self._told, "cats", count, {})
        self._user_data = _each(self._told, "user_data", count, None)

    def __len__(self) -> int:
        return self._table.count

    def read(self, number: int) -> Document:
        """Return a document; they are counted from 0 on.

        Raises:
            ValueError: What the file says of it cannot be.
        """
        table = self._table
        words, spaces = table.words(number)
        places = [0, *accumulate(map(len, _with_spaces(words, spaces)))]
        return Document(
            words,
            spaces,
            entities=table.entities(number, words, places),
            spans=table.spans(self._groups[number], words, places),
            cats=_cats(self._cats[number]),
            user_data=_user_data(self._user_data[number]),
        )

    def alone(self, number: int) -> bytes:
        """Return a file with one of the documents only, just as it is told of here.

        Raises:
            ValueError: There is something in it that cannot be written.
        """
        from srsly import msgpack

        told = {key: [self._told[key][number]] for key in _EACH if key in self._told}
        group = told.get("span_groups", [b""])[0]
        group = group if isinstance(group, bytes) else b""
        kept = {key: self._told[key] for key in ("version", "attrs") if key in self._told}
        made = kept | self._table.alone(number, group) | told
        try:
            return zlib.compress(msgpack.packb(made, use_bin_type=True))
        except (TypeError, OverflowError) as error:
            raise ValueError(str(error)) from error


class _Table:
    """The table of tokens, with the strings for its numbers."""

    def __init__(self, told: Mapping[Any, Any]) -> None:
        attrs = _listed(told.get("attrs"), "attrs")
        self._width = len(attrs)
        self._columns = {
            name: attrs.index(number)
            for number, name in attribute_numbers(*COLUMNS).items()
            if number in attrs
        }
        if "ORTH" not in self._columns:
            raise ValueError("there are no words in it")
        lengths = _array(told.get("lengths"), "i", "lengths")
        if any(length < 0 for length in lengths):
            raise ValueError("a document has fewer than no tokens")
        self._borders = list(pairwise([0, *accumulate(lengths)]))
        self._tokens = _array(told.get("tokens"), "Q", "tokens")
        self._spaces = _bytes(told.get("spaces"), "spaces")
        count = self._borders[-1][1] if self._borders else 0
        if len(self._tokens) != count * self._width or len(self._spaces) != count:
            raise ValueError("its documents have more or fewer tokens than the file")
        self._strings = {0: ""}
        for string in _listed(told.get("strings"), "strings"):
            if not isinstance(string, str):
                raise ValueError("its strings are none")
            self._strings[string_number(string)] = string
        flags = _each(told, "flags", self.count, {})
        self._unknown = [
            isinstance(one, dict) and bool(one.get("has_unknown_spaces")) for one in flags
        ]

    def alone(self, number: int, group: bytes) -> dict[str, object]:
        """Return the table of one document, with the strings of it and of its spans.

        Those are looked for in the bytes of the spans, which need not be right.
        """
        start, end = self._borders[number]
        tokens = self._tokens[start * self._width : end * self._width]
        known = set(tokens)
        in_group = {group[at : at + 8] for at in range(len(group) - 7)}
        strings = [
            string
            for own, string in self._strings.items()
            if own in known or own.to_bytes(8, "big") in in_group
        ]
        return {
            "tokens": tokens.tobytes(),
            "spaces": self._spaces[start:end],
            "lengths": array("i", [end - start]).tobytes(),
            "strings": sorted(strings),
        }

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self._borders)

    def words(self, number: int) -> tuple[list[str], list[bool]]:
        """Return a document's words, and whether a blank follows each."""
        words = [self._string(one) for one in self._column(number, "ORTH")]
        start, end = self._borders[number]
        spaces = [space != 0 for space in self._spaces[start:end]]
        if self._unknown[number]:  # spaCy sets one after each
            spaces = [True] * len(words)
        return words, spaces

    def entities(
        self, number: int, words: Sequence[str], places: Sequence[int]
    ) -> list[TokenSpan] | None:
        """Return a document's entities; None where it has none because nobody looked."""
        if not {"ENT_IOB", "ENT_TYPE"} <= self._columns.keys():
            return None
        marks = self._column(number, "ENT_IOB")
        if not any(marks):
            return None
        found: list[tuple[int, int, str]] = []
        for at, (mark, kind) in enumerate(
            zip(marks, self._column(number, "ENT_TYPE"), strict=True)
        ):
            label = self._string(kind) if kind else ""
            if mark == BEGIN and label:
                found.append((at, at + 1, label))
            elif mark == INSIDE and label:
                if found and found[-1][1:] == (at, label):
                    found[-1] = (found[-1][0], at + 1, label)
                else:
                    found.append((at, at + 1, label))
        return [_token_span(first, last, words, places, label) for first, last, label in found]

    def spans(
        self, data: object, words: Sequence[str], places: Sequence[int]
    ) -> dict[str, list[TokenSpan]]:
        """Return a document's groups of spans."""
        packed = _unpacked(_bytes(data, "span_groups")) if data else []
        if isinstance(packed, dict):
            named = [(keys, group) for group, keys in packed.items()]
        else:  # as spaCy wrote them before 3.4
            named = [(None, group) for group in _listed(packed, "span_groups")]
        found: dict[str, list[TokenSpan]] = {}
        for keys, group in named:
            told = _mapping(_unpacked(_bytes(group, "a group of spans")), "a group of spans")
            spans = [self._span(one, words, places) for one in _listed(told.get("spans"), "spans")]
            for key in [told.get("name")] if keys is None else _listed(keys, "names of groups"):
                if not isinstance(key, str):
                    raise ValueError("a group of spans has no name")
                found[key] = spans
        return found

    def _span(self, data: object, words: Sequence[str], places: Sequence[int]) -> TokenSpan:
        try:
            own, _, label, first, last, _, _ = SPAN.unpack(_bytes(data, "a span"))
        except struct.error as error:
            raise ValueError(f"a span is none: {error}") from error
        if not 0 <= first < last <= len(words):
            raise ValueError(f"a span from token {first} to {last} is none of {len(words)} tokens")
        return _token_span(first, last, words, places, self._string(label), self._strings.get(own))

    def _column(self, number: int, name: str) -> array[int]:
        start, end = self._borders[number]
        column = self._columns[name]
        return self._tokens[start * self._width + column : end * self._width : self._width]

    def _string(self, number: int) -> str:
        try:
            return self._strings[number]
        except KeyError:
            raise ValueError(f"there is no string for {number}") from None


def _token_span(
    first: int,
    last: int,
    words: Sequence[str],
    places: Sequence[int],
    label: str,
    own_id: str | None = "",
) -> TokenSpan:
    end = places[last - 1] + len(words[last - 1])
    return TokenSpan(first, last, places[first], end, label, own_id or "")


def _with_spaces(words: Sequence[str], spaces: Sequence[bool]) -> Iterator[str]:
    for word, space in zip(words, spaces, strict=True):
        yield word + " " if space else word


def _unzipped(data: bytes) -> bytes:
    unzip = zlib.decompressobj()
    try:
        content = unzip.decompress(data, LARGEST)
    except zlib.error as error:
        raise ValueError(f"it is not compressed as spaCy does it: {error}") from error
    if unzip.unconsumed_tail:
        raise ValueError(f"there are more than {LARGEST // 2**20} million bytes in it")
    if not unzip.eof:
        raise ValueError("its end is missing")
    return content


class _Counting:
    """Makes lists and mappings, until there is more in them than may be."""

    def __init__(self) -> None:
        self._count = 0

    def listed(self, items: list[object]) -> list[object]:
        self._add(len(items))
        return items

    def mapping(self, pairs: Iterable[tuple[object, object]]) -> dict[object, object]:
        made = dict(pairs)
        self._add(len(made))
        return made

    def _add(self, items: int) -> None:
        self._count += items + 1  # an empty one is something too
        if self._count > _MOST_ITEMS:
            raise ValueError(f"there are more than {_MOST_ITEMS:,} things in it")


def _unpacked(data: bytes) -> object:
    from srsly import msgpack

    counting = _Counting()
    try:
        # With a hook for pairs srsly lets its hook for numpy arrays be, which trusts the file.
        return msgpack.unpackb(
            data,
            raw=False,
            strict_map_key=False,
            object_pairs_hook=counting.mapping,
            list_hook=counting.listed,
            max_array_len=min(len(data), _LONGEST_LIST),
            max_map_len=min(len(data), _LONGEST_LIST),
        )
    except (ValueError, TypeError, RecursionError, MemoryError, msgpack.UnpackException) as error:
        raise ValueError(f"it is no msgpack: {error}") from error


def _mapping(value: object, what: str) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is not as spaCy has it")
    return value


def _listed(value: object, what: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{what} is no list")
    return value


def _bytes(value: object, what: str) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError(f"{what} is not as spaCy has it")
    return value


def _array(value: object, kind: str, what: str) -> array[int]:
    made: array[int] = array(kind)
    try:
        made.frombytes(_bytes(value, what))
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from error
    return made


def _each(told: Mapping[Any, Any], key: str, count: int, empty: object) -> Sequence[Any]:
    """Return what there is for each document; older files may have nothing."""
    if key not in told:
        return [empty] * count
    found = _listed(told[key], key)
    if len(found) != count:
        raise ValueError(f"there are {len(found)} {key} for {count} documents")
    return found


def _cats(value: object) -> dict[str, float]:
    return {
        str(key): float(number)
        for key, number in _mapping(value, "cats").items()
        if isinstance(number, int | float) and abs(number) <= 1
    }


def _user_data(value: object) -> dict[Any, Any]:
    return {} if value is None else _mapping(_unpacked(_bytes(value, "user_data")), "user_data")
