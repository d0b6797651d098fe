"""A label on a quote, with the values of its attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tui.model.printable import flat
from tui.model.record import span_from
from tui.model.span import Span


class Target(NamedTuple):
    """What a stance is about: its text, and its span where it was picked from the article."""

    text: str
    span: Span | None = None


Value = Target | str


class Label(NamedTuple):
    """A label's name and its attributes' values, in the scheme's order."""

    name: str
    values: tuple[tuple[str, Value], ...] = ()

    def get(self, attribute: str) -> Value | None:
        """Return the value of `attribute`, or None when the label does not carry it."""
        for name, value in self.values:
            if name == attribute:
                return value
        return None

    def as_json(self) -> dict[str, Any]:
        """Return the label's part of the record."""
        return {"label": self.name} | {name: _value_json(value) for name, value in self.values}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Label:
        """Read a label's part of the record.

        Raises:
            KeyError, TypeError, ValueError: It is not such a part.
        """
        values = tuple((k, _value_from(v)) for k, v in data.items() if k != "label")
        name = data["label"]
        if not isinstance(name, str):
            raise TypeError("a label's name must be a string")
        return cls(name, values)


def said_of(labels: Iterable[Label]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what labels say, to be compared: in one order, targets by their words on one line."""
    return sorted(
        (one.name, sorted((name, _words_of(value)) for name, value in one.values)) for one in labels
    )


def _words_of(value: Value) -> str:
    return flat(value.text) if isinstance(value, Target) else value


def _value_json(value: Value) -> object:
    if isinstance(value, str):
        return value
    start, end = value.span or (None, None)
    return {"text": value.text, "start": start, "end": end}


def _value_from(data: object) -> Value:
    if isinstance(data, str):
        return data
    # Asked for what it is first: to ask for any mapping takes longer than all else here.
    if type(data) is not dict and not isinstance(data, Mapping):
        raise TypeError("an attribute must be a string or a target")
    if not isinstance(data.get("text"), str):
        raise TypeError("an attribute must be a string or a target")
    start, end = data.get("start"), data.get("end")
    if start is None and end is None:
        return Target(data["text"])
    return Target(data["text"], span_from({"start": start, "end": end}))
