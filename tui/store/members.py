"""A file that is written as we write it, cut into its records without reading them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any

from tui.model.printable import brief
from tui.store.records import key_text, parse

_ID = re.compile(rb' *("(?:[^"\\]|\\.)*"): ')


class StoredRecord(Mapping[str, Any]):
    """A record that is its text in the file, and is read anew whenever it is looked at.

    Of an article with thousands of decisions the log is 25 MB as text and 150 MB as dictionaries.

    Args:
        member: Its text, with its id before it.
    """

    __slots__ = ("_member",)

    def __init__(self, member: bytes) -> None:
        self._member = member

    def read(self) -> dict[str, Any]:
        """Return the record, the caller's own.

        Raises:
            ValueError: There is none in the text.
        """
        return record_in(self._member)[1]

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - that is what JSON is
        return self.read()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read())

    def __len__(self) -> int:
        return len(self.read())


def members_of(data: bytes) -> dict[str, list[bytes]] | None:
    """Return the text of each record, by table; None when the file has another form.

    A record is a member of its table: on a line of its own, indented by four, or on several, of
    which the others are indented further but for the last.
    """
    tables: dict[str, list[bytes]] = {}
    members: list[bytes] = []
    open_member: list[bytes] = []
    for line in BytesIO(data):
        if open_member:
            open_member.append(line)
            if not line.startswith(b"      "):
                members.append(_ended(b"".join(open_member)))
                open_member = []
        elif line.startswith(b'    "'):
            if line.endswith(b"{\n"):
                open_member = [line]
            else:
                members.append(_ended(line))
        elif line.startswith(b'  "'):
            name = _name_in(line)
            if name is None or name in tables:
                return None
            members = tables[name] = []
    return tables if file_of(tables) == data else None


def file_of(tables: Mapping[str, Collection[bytes]]) -> bytes:
    """Return the file that has these records: joined once, as to copy it is half of a save."""
    pieces = [b"{"]
    for name, members in tables.items():
        pieces.append(b"%b\n  %b: {" % (b"," if len(pieces) > 1 else b"", key_text(name)))
        for number, member in enumerate(members):
            pieces += (b",\n" if number else b"\n", member)
        pieces.append(b"\n  }" if len(members) else b"}")
    pieces.append(b"\n}\n")
    return b"".join(pieces)


def record_in(member: bytes) -> tuple[str, dict[str, Any]]:
    """Return the id and the record that a member is.

    Raises:
        ValueError: It is none.
    """
    found = parse(b"{%b}" % member)
    if not isinstance(found, dict) or len(found) != 1:
        raise ValueError("not one record")
    ((record_id, record),) = found.items()
    if not isinstance(record, dict):
        raise ValueError(f"record {brief(record_id)} is not an object")
    return record_id, record


def id_of(member: bytes) -> str:
    """Return the id of the record that a member is, without reading the record.

    Raises:
        ValueError: It has none.
    """
    found = _ID.match(member)
    record_id = parse(found[1]) if found else None
    if not isinstance(record_id, str):
        raise ValueError("no record")
    return record_id


def _ended(member: bytes) -> bytes:
    return member.removesuffix(b"\n").removesuffix(b",")


def _name_in(line: bytes) -> str | None:
    try:
        name = parse(line[2 : line.rindex(b": {")])
    except ValueError:
        return None
    return name if isinstance(name, str) else None
