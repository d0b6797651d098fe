"""Records as text and as values that nobody can change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType
from typing import Any, NoReturn

from tui.model.printable import brief

Tables = dict[str, dict[str, Any]]
Record = Mapping[str, Any]
"""One that nobody can change."""
_DEEPEST = 32
"""Levels within a record; ours have six. Python itself gives up at some hundreds."""
Order = Callable[[str, Mapping[str, Any]], tuple[Any, ...]]


class BrokenFileError(ValueError):
    """A file is there and can be read, but it is not a database of ours.

    Args:
        reason: What is wrong with it.
        record: The table and the id of the record that is wrong, where it is one.
    """

    def __init__(self, reason: str, record: tuple[str, str] | None = None) -> None:
        super().__init__(reason)
        self.record = record


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
    """Return a copy of `record` so that neither it nor anything in it can be changed.

    Raises:
        ValueError: It is nested deeper than any record of ours, or has a number beyond all floats.
    """
    return MappingProxyType({key: _frozen(value, _DEEPEST) for key, value in record.items()})


def thaw_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of `record`, of plain dicts and lists that are the caller's own.

    Raises:
        ValueError: It is nested deeper than any record of ours, or has a number beyond all floats.
    """
    return {key: _thawed(value, _DEEPEST) for key, value in record.items()}


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
            raise ValueError(f"table {brief(name)} is not an object")
        for doc_id, record in table.items():
            if not isinstance(record, dict):
                raise ValueError(f"record {brief(doc_id)} of table {brief(name)} is no object")
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


def _frozen(value: Any, levels: int) -> Any:  # noqa: ANN401
    if type(value) is str:  # most are
        return value
    if type(value) is float and not isfinite(value):  # 1e999 is one
        raise ValueError("a number is too large")
    if isinstance(value, dict | MappingProxyType):
        below = _below(levels)
        return MappingProxyType({key: _frozen(one, below) for key, one in value.items()})
    if isinstance(value, list | tuple):
        below = _below(levels)
        return tuple([_frozen(one, below) for one in value])
    return value


def _thawed(value: Any, levels: int) -> Any:  # noqa: ANN401
    kind = type(value)
    if kind is float and not isfinite(value):
        raise ValueError("a number is too large")
    if kind is MappingProxyType or kind is dict:
        below = _below(levels)
        return {key: _thawed(one, below) for key, one in value.items()}
    if kind is tuple or kind is list:
        below = _below(levels)
        return [_thawed(one, below) for one in value]
    return value


def _below(levels: int) -> int:
    if not levels:
        raise ValueError("nested too deeply")
    return levels - 1


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
