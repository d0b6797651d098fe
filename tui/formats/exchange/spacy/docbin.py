"""spaCy's DocBin as it lies in a file, without a `Doc`.

A file is msgpack in zlib: a table of tokens with a number for each word, the strings those numbers
stand for, and groups of spans. To make a `Doc` of each article and take it apart again would take
five times as long; and what a file from elsewhere says must not reach spaCy's C code, which trusts
it. So the table is made here and read in `unpacking`; tests hold both to spaCy's reader and writer.

The numbers of strings and attributes are spaCy's: that is why this module, alone outside of `nlp`,
imports it. Documented at https://spacy.io/api/docbin and https://spacy.io/api/spangroup.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence

from tui.formats.exchange.spacy.document import Document, TokenSpan

COLUMNS = ("ORTH", "ENT_IOB", "ENT_TYPE", "SENT_START")
"""Of the table, as spaCy calls them."""
SPAN = struct.Struct(">QQQllll")
"""id, kb_id, label, first token, the token after the last, start, end."""
INSIDE, OUTSIDE, BEGIN = 1, 2, 3
_VERSION = "0.1"
_WIDTH = len(COLUMNS)
_START, _NO_START = 1, 2**64 - 1  # -1 as the table has it
_FASTEST = 1
"""Of zlib: a third of the time for a tenth more bytes."""


def string_number(string: str) -> int:
    """Return spaCy's number of a string."""
    from spacy.strings import get_string_id

    return int(get_string_id(string))


def attribute_numbers(*names: str) -> dict[int, str]:
    """Return the names of attributes by spaCy's numbers for them, in the order of a table."""
    from spacy.tokens import DocBin

    # Words come first in every table, whatever it is asked for.
    known = {int(DocBin(attrs=[name]).attrs[-1]): name for name in names}
    return {number: known[number] for number in map(int, DocBin(attrs=names).attrs)}


class _Ids(dict[str, int]):
    """The numbers of strings, as spaCy has them."""

    def __missing__(self, string: str) -> int:
        self[string] = number = string_number(string)
        return number


class Bin:
    """Documents on their way into one file.

    Attributes:
        tokens: How many tokens they have.
    """

    def __init__(self) -> None:
        from srsly.msgpack import Packer

        # Made once: srsly looks for plugins each time it is to pack something, for a millisecond.
        self._pack: Callable[[object], bytes] = Packer(use_bin_type=True).pack
        self.tokens = 0
        self._ids = _Ids({"": 0})
        self._table = array("Q")
        self._spaces = bytearray()
        self._lengths = array("i")
        self._cats: list[dict[str, float]] = []
        self._groups: list[bytes] = []
        self._user_data: list[bytes] = []

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, doc: Document) -> None:
        """Add a document."""
        count = len(doc.words)
        ids = self._ids
        rows = array("Q", bytes(8 * _WIDTH * count))
        rows[0::_WIDTH] = array("Q", [ids[word] for word in doc.words])
        if doc.entities is not None:
            rows[1::_WIDTH] = array("Q", [OUTSIDE]) * count
            for entity in doc.entities:
                for number in range(entity.first, entity.last):
                    rows[_WIDTH * number + 1] = BEGIN if number == entity.first else INSIDE
                    rows[_WIDTH * number + 2] = ids[entity.label]
        if doc.starts:
            rows[3::_WIDTH] = array("Q", [_NO_START]) * count
            for number in doc.starts:
                rows[_WIDTH * number + 3] = _START
        self._table += rows
        self._spaces += bytes(doc.spaces)
        self._lengths.append(count)
        self.tokens += count
        self._cats.append(dict(doc.cats))
        self._groups.append(self._spans(doc.spans))
        self._user_data.append(self._pack(dict(doc.user_data)))

    def to_bytes(self) -> bytes:
        """Return the file."""
        told = {
            "version": _VERSION,
            "attrs": list(attribute_numbers(*COLUMNS)),
            "tokens": self._table.tobytes(),
            "spaces": bytes(self._spaces),
            "lengths": self._lengths.tobytes(),
            "strings": sorted(self._ids),
            "cats": self._cats,
            "flags": [{"has_unknown_spaces": False}] * len(self),
            "span_groups": self._groups,
            "user_data": self._user_data,
        }
        return zlib.compress(self._pack(told), _FASTEST)

    def _spans(self, groups: Mapping[str, Sequence[TokenSpan]]) -> bytes:
        told: dict[bytes, list[str]] = {}
        ids = self._ids
        for name, group in groups.items():
            spans = [SPAN.pack(ids[one.id], 0, ids[one.label], *one[:4]) for one in group]
            told[self._pack({"name": name, "attrs": {}, "spans": spans})] = [name]
        return self._pack(told or [])
