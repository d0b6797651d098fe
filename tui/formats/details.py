"""What an annotation has beside places and labels, for formats with room for data of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tui.formats.found import FoundLabel, FoundQuote, Piece
from tui.model.analysis import KINDS
from tui.model.annotation import DECISIONS, ORIGINS, Annotation
from tui.model.label import Label, Target, Value
from tui.model.record import RecordReader

_TEXTS = ("id", "note", "detector", "annotator", "created", "updated", "name")
_NUMBERS = ("confidence", "seconds")


def details(annotation: Annotation) -> dict[str, Any]:
    """Return the parts of an annotation that are no place, no label and no decision.

    What is empty is left out: most have no note.
    """
    known = {
        "id": annotation.id,
        "kind": annotation.kind,
        "attitude": annotation.attitude or None,
        "name": (annotation.speaker and annotation.speaker.name) or None,
        "note": annotation.note or None,
        "origin": annotation.origin,
        "confidence": annotation.confidence,
        "detector": annotation.detector,
        "created": annotation.created,
        "updated": annotation.updated,
        "seconds": annotation.seconds or None,
    }
    return {key: value for key, value in known.items() if value is not None}


def detailed(quote: FoundQuote, data: Mapping[str, Any]) -> FoundQuote:
    """Return a quote with what `details` wrote; other keys are left alone.

    Raises:
        ValueError: Something in it is of another form; the message names the key.
    """
    read = RecordReader(data)
    found: dict[str, Any] = {key: read.text(key) for key in _TEXTS if not read.is_absent(key)}
    found |= {key: read.number(key) for key in _NUMBERS if not read.is_absent(key)}
    if not read.is_absent("kind"):
        found["kind"] = read.one_of("kind", KINDS)
    if not read.is_absent("origin"):
        found["origin"] = read.one_of("origin", ORIGINS)
    if not read.is_absent("decision"):
        found["decision"] = read.one_of("decision", DECISIONS)
    if not read.is_absent("attitude"):
        found["attitude"] = read.flag("attitude")
    return replace(quote, **found)


def found_label(data: object) -> FoundLabel:
    """Return the label that `Label.as_json` wrote.

    Raises:
        ValueError: It is no label.
    """
    if not isinstance(data, dict):
        raise ValueError("a label must be an object")
    try:
        label = Label.from_json(data)
    except KeyError as error:
        raise ValueError(f"a label without {error}") from error
    except TypeError as error:
        raise ValueError(str(error)) from error
    return FoundLabel(label.name, tuple((name, _found(value)) for name, value in label.values))


def _found(value: Value) -> Piece | str:
    if not isinstance(value, Target):
        return value
    return Piece(*value.span, value.text) if value.span else value.text
