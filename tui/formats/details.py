"""What is known of a quote beside its places, for formats that have a tool's own way to tell those.

It goes along as plain data: text, numbers, lists and dictionaries. What is empty is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from tui.formats.found import FoundLabel, FoundQuote, Piece
from tui.model.analysis import KINDS, Kind
from tui.model.annotation import DECISIONS, ORIGINS, Annotation, Decision, Origin
from tui.model.printable import brief

T = TypeVar("T", bound=str)

_TEXTS = ("note", "detector", "annotator", "created", "updated")
_NUMBERS = ("confidence", "seconds")
_LARGEST = 2**53
"""What a record holds; neither infinity nor what is no number is at most that."""


def details_of(annotation: Annotation) -> dict[str, Any]:
    """Return all of an annotation but its places; of its speaker, the name."""
    told: dict[str, Any] = {
        "id": annotation.id,
        "decision": annotation.decision,
        "labels": [label.as_json() for label in annotation.labels],
        "kind": annotation.kind,
        "attitude": annotation.attitude,
        "name": annotation.speaker.name if annotation.speaker else "",
        "note": annotation.note,
        "origin": annotation.origin,
        "confidence": annotation.confidence,
        "detector": annotation.detector,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "updated": annotation.updated,
        "seconds": annotation.seconds,
    }
    return {key: value for key, value in told.items() if not _is_empty(value)}


def quote_of(
    details: Mapping[str, Any],
    parts: tuple[Piece, ...],
    *,
    cue: Piece | None = None,
    speaker: Piece | None = None,
    place: str = "",
) -> FoundQuote:
    """Return the quote of what `details_of` gave, at the places that a file tells.

    Raises:
        ValueError: It is nothing that `details_of` gives.
    """
    texts: dict[str, Any] = {key: _text(details, key) for key in _TEXTS}
    numbers: dict[str, Any] = {key: _number(details, key) for key in _NUMBERS}
    texts["note"] = texts["note"] or ""
    return FoundQuote(
        parts,
        cast("Decision", _one_of(details, "decision", DECISIONS) or "labelled"),
        labels_from(details.get("labels", [])),
        cue,
        speaker,
        _text(details, "name") or "",
        kind=cast("Kind | None", _one_of(details, "kind", KINDS)),
        attitude=details.get("attitude") is True,
        id=_text(details, "id"),
        origin=cast("Origin | None", _one_of(details, "origin", ORIGINS)),
        place=place,
        **texts,
        **numbers,
    )


def _is_empty(value: object) -> bool:
    return value is None or value is False or value in ("", [])


def labels_from(data: object) -> tuple[FoundLabel, ...]:
    """Return labels from what `Label.as_json` gave of each.

    Raises:
        ValueError: It is something else.
    """
    if not isinstance(data, list | tuple):
        raise ValueError(f"labels must be a list, not {brief(data)}")
    return tuple(_label_from(one) for one in data)


def _label_from(data: object) -> FoundLabel:
    if not isinstance(data, dict) or not isinstance(data.get("label"), str):
        raise ValueError(f"a label must be an object with its name as label, not {brief(data)}")
    values = tuple((str(key), _value(value)) for key, value in data.items() if key != "label")
    return FoundLabel(data["label"], values)


def _value(data: object) -> Piece | str:
    if isinstance(data, str):
        return data
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError(f"an attribute must be a text or a target, not {brief(data)}")
    start, end = data.get("start"), data.get("end")
    if start is None and end is None:
        return str(data["text"])
    if type(start) is not int or type(end) is not int:
        raise ValueError(f"a target's place must be two numbers, not {brief((start, end))}")
    return Piece(start, end, data["text"])


def _text(details: Mapping[str, Any], key: str) -> str | None:
    value = details.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} must be a text, not {brief(value)}")
    return value


def _number(details: Mapping[str, Any], key: str) -> float | None:
    value = details.get(key)
    if value is None:
        return None
    if type(value) not in (int, float) or not abs(value) <= _LARGEST:
        raise ValueError(f"{key} must be a number, not {brief(value)}")
    return float(value)


def _one_of(details: Mapping[str, Any], key: str, known: tuple[T, ...]) -> str | None:
    value = _text(details, key)
    if value is not None and value not in known:
        raise ValueError(f"{key} must be one of {', '.join(known)}, not {brief(value)}")
    return value
