"""Typed values out of a record of ours, as it came from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from tui.model.printable import brief
from tui.model.span import Span

T = TypeVar("T")

_LARGEST = 2**53
"""What a float holds as well as a whole number does; no text and no person gets near it."""


class RecordReader:
    """Takes typed values out of a record; every error is a ValueError that names the key.

    What is of the right type, as nearly all is, is told by that first: an export reads a million.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._record = record

    def value(self, key: str) -> object:
        """Return what stands at `key`, whatever it is."""
        if key not in self._record:
            raise ValueError(f"key {key!r} is missing")
        return self._record[key]

    def text(self, key: str) -> str:
        """Return a string."""
        value = self._record.get(key)
        if isinstance(value, str):
            return value
        raise ValueError(f"{key} must be a string, not {brief(self.value(key))}")

    def text_or_null(self, key: str) -> str | None:
        """Return a string, or None for null."""
        return None if self.value(key) is None else self.text(key)

    def number(self, key: str) -> float:
        """Return a number; true and false are none, nor is what only a whole number can hold."""
        value = self._record.get(key)
        # Neither infinity nor what is no number is at most anything.
        if (type(value) is float or type(value) is int) and abs(value) <= _LARGEST:
            return value
        raise ValueError(f"{key} must be a number, not {brief(self.value(key))}")

    def whole(self, key: str) -> int:
        """Return a whole number, below zero too."""
        value = self.value(key)
        if type(value) is not int or abs(value) > _LARGEST:
            raise ValueError(f"{key} must be a whole number, not {brief(value)}")
        return value

    def is_absent(self, key: str) -> bool:
        """Tell whether there is nothing at `key`; a record of before may have no such key."""
        return self._record.get(key) is None

    def flag(self, key: str) -> bool:
        """Return true or false; false where a record of before has no such key."""
        value = self._record.get(key, False)
        if not isinstance(value, bool):
            raise ValueError(f"{key} must be true or false, not {brief(value)}")
        return value

    def span(self) -> Span:
        """Return the span at `start` and `end`."""
        return _checked_span(self.value("start"), self.value("end"))

    def one_of(self, key: str, known: tuple[T, ...]) -> T:
        """Return one of the known values."""
        value = self.value(key)
        for one in known:
            if one == value:
                return one
        raise ValueError(f"{key} must be one of {', '.join(map(str, known))}, not {brief(value)}")

    def maybe(self, key: str, read: Callable[[Mapping[str, Any]], T]) -> T | None:
        """Return what `read` makes of the object at `key`, or None for null."""
        value = self.value(key)
        if value is None:
            return None
        if type(value) is not dict and not isinstance(value, Mapping):
            raise ValueError(f"{key} must be an object or null, not {brief(value)}")
        try:
            return read(value)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{key}: {error}") from error

    def listed(self, key: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        """Return what `read` makes of each in the list at `key`."""
        value = self.value(key)
        if not isinstance(value, list | tuple):
            raise ValueError(f"{key} must be a list, not {brief(value)}")
        try:
            return tuple(read(one) for one in value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{key}: {error}") from error


def span_json(span: Span) -> dict[str, int]:
    """Return a span as records have it."""
    return {"start": span.start, "end": span.end}


def span_from(data: Mapping[str, Any]) -> Span:
    """Read what `span_json` wrote.

    Raises:
        KeyError, ValueError: It is no span.
    """
    return _checked_span(data["start"], data["end"])


def _checked_span(start: object, end: object) -> Span:
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= _LARGEST:
        raise ValueError(f"{brief(start)}-{brief(end)} is no span")
    return Span(start, end)
