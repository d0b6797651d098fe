"""Records as text and as values that nobody can change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NoReturn

Tables = dict[str, dict[str, Any]]
Record = Mapping[str, Any]
"""One that nobody can change."""
Order = Callable[[str, Mapping[str, Any]], tuple[Any, ...]]


class BrokenFileError(ValueError):
    """A file is there and can be read, but it is not a database of ours."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table stands in the file.

    Attributes:
        spread: Whether a record takes a line for each key, or one line in all.
        order: What the records are sorted by, unique for each; None keeps the order of insertion.
        optional: Whether the table stands in the file only when there is something in it.
    """

    spread: bool = False
    order: Order | None = None
    optional: bool = False


def freeze_record(record: Mapping[str, Any]) -> Record:
    """Return a copy of `record` so that neither it nor anything in it can be changed."""
    return MappingProxyType({key: _frozen(value) for key, value in record.items()})


def thaw_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of `record`, of plain dicts and lists that are the caller's own."""
    return {key: _thawed(value) for key, value in record.items()}


def parse(data: bytes) -> Any:  # noqa: ANN401 - that is what JSON is
    """Read strict JSON in UTF-8.

    Raises:
        ValueError: It is not that.
    """
    try:
        return _decode(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def tables_in(data: object) -> Tables:
    """Return `data` as the tables that it has to be.

    Raises:
        ValueError: It is something else.
    """
    if not isinstance(data, dict):
        raise ValueError("not a JSON object of tables")
    for name, table in data.items():
        if not isinstance(table, dict):
            raise ValueError(f"table {name!r} is not an object")
        for doc_id, record in table.items():
            if not isinstance(record, dict):
                raise ValueError(f"record {doc_id!r} of table {name!r} is not an object")
    return data


def key_text(key: str) -> bytes:
    """Return `key` as JSON."""
    return _utf8(_encode(key))


def compact_text(doc_id: str, record: Mapping[str, Any]) -> bytes:
    """Return the record as a member of its table, on one line."""
    return _utf8(f"    {_encode(doc_id)}: {_encode(record)}")


def spread_text(doc_id: str, record: Mapping[str, Any]) -> bytes:
    """Return the record as a member of its table, a line for each of its keys."""
    lines = ",\n".join(f"      {_encode(key)}: {_encode(value)}" for key, value in record.items())
    return _utf8(f"    {_encode(doc_id)}: {{\n{lines}\n    }}")


def _frozen(value: Any) -> Any:  # noqa: ANN401
    if type(value) is str:  # most are
        return value
    if isinstance(value, dict | MappingProxyType):
        return freeze_record(value)
    if isinstance(value, list | tuple):
        return tuple([_frozen(one) for one in value])
    return value


def _thawed(value: Any) -> Any:  # noqa: ANN401
    kind = type(value)
    if kind is MappingProxyType or kind is dict:
        return thaw_record(value)
    if kind is tuple or kind is list:
        return [_thawed(one) for one in value]
    return value


def _plain(value: object) -> object:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


# Made once: `json.loads` makes one for each of 10,000 records.
_decode = json.JSONDecoder(parse_constant=_refuse).decode
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_plain).encode


def _utf8(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate, from a "\ud800" in somebody's JSON line, exists only as an escape.
        return "".join(
            f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text
        ).encode()
