"""The JSON Schema of the native record, built from the scheme."""

from __future__ import annotations

from typing import Any

from tui.model.analysis import KINDS
from tui.model.annotation import CONTEXT, DECISIONS, ORIGINS, SCHEMA
from tui.model.scheme import Attribute, LabelType, Scheme

_OFFSET = {"type": "integer", "minimum": 0}
_END = {"type": "integer", "minimum": 1}
OFFSETS = _OFFSET, _END
"""What a span's start and its end may be."""
TEXT = {"type": "string", "minLength": 1}
TIME = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$",
}


def record_schema(scheme: Scheme) -> dict[str, Any]:
    """Return the schema (draft 2020-12) that every record written under `scheme` obeys."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pullquote record",
        "description": "One annotator's decision on one quote. Offsets are half-open and count "
        "Unicode code points of the article's unchanged text.",
        **_with_optional(
            {"moved": _moved(), "suggested": _suggested()},
            schema={"const": SCHEMA},
            id=TEXT,
            article=TEXT,
            article_sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            start=_OFFSET,
            end=_END,
            text=TEXT,
            fragments=or_null(_pieces(_excerpt())),
            prefix={"type": "string", "maxLength": CONTEXT},
            suffix={"type": "string", "maxLength": CONTEXT},
            kind={"enum": list(KINDS)},
            attitude={"type": "boolean"},
            cue=or_null(_excerpt()),
            speaker=or_null(_speaker()),
            decision={"enum": list(DECISIONS)},
            labels=_labels(scheme),
            note={"type": "string"},
            origin={"enum": list(ORIGINS)},
            detected=or_null(_detected()),
            confidence=or_null({"type": "number", "minimum": 0, "maximum": 1}),
            detector=or_null(TEXT),
            annotator=TEXT,
            created=TIME,
            updated=TIME,
            seconds={"type": "number", "minimum": 0},
        ),
        "allOf": [
            _when("labelled", {"minItems": 1}),
            _when("neither", {"maxItems": 0}),
        ],
    }


def object_of(**properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _with_optional(optional: dict[str, Any], **properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with these keys, and perhaps the `optional` ones."""
    made = object_of(**properties)
    return made | {"properties": properties | optional}


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what `schema` says, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def _when(decision: str, labels: dict[str, Any]) -> dict[str, Any]:
    return {
        "if": {"properties": {"decision": {"const": decision}}},
        "then": {"properties": {"labels": labels}},
    }


def _excerpt() -> dict[str, Any]:
    return object_of(start=_OFFSET, end=_END, text=TEXT)


def _pieces(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a quote's fragments: where there is one piece only, there are none."""
    return {"type": "array", "items": schema, "minItems": 2}


def _detected() -> dict[str, Any]:
    return object_of(
        start=_OFFSET,
        end=_END,
        fragments=or_null(_pieces(object_of(start=_OFFSET, end=_END))),
        speaker=or_null(_speaker()),
    )


def _moved() -> dict[str, Any]:
    """Return the schema of where an annotation was before its article changed."""
    parts = {"type": "array", "items": {"type": "string"}}
    schema = object_of(
        sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
        start=_OFFSET,
        end=_END,
        text=TEXT,
        lost=parts,
    )
    what = "Where it stood before its article changed; there until somebody confirms the move."
    return _described(schema, what)


def _suggested() -> dict[str, Any]:
    """Return the schema of what somebody else's file says of a quote.

    Its labels need not be the scheme's: then nobody can accept it, but it was suggested.
    """
    value = {"oneOf": [{"type": "string"}, _target()]}
    label = {
        "type": "object",
        "properties": {"label": {"type": "string"}},
        "required": ["label"],
        "additionalProperties": value,
    }
    labels = {"type": "array", "items": label}
    schema = object_of(source={"type": "string"}, decision={"enum": list(DECISIONS)}, labels=labels)
    return _described(schema, "What an imported file suggested, be it decided since or not.")


def _speaker() -> dict[str, Any]:
    name = {"type": "string"}
    nothing = {"type": "null"}
    return {
        "oneOf": [
            object_of(start=_OFFSET, end=_END, text=TEXT, name=name),
            object_of(start=nothing, end=nothing, text=nothing, name=name),
        ]
    }


def _labels(scheme: Scheme) -> dict[str, Any]:
    schema = {"type": "array", "items": {"oneOf": [_label(label) for label in scheme.labels]}}
    at_most_once = [
        {
            "contains": {"properties": {"label": {"const": label.name}}},
            "minContains": 0,
            "maxContains": 1,
        }
        for label in scheme.labels
        if not label.multiple
    ]
    return schema | ({"allOf": at_most_once} if at_most_once else {})


def _label(label: LabelType) -> dict[str, Any]:
    attributes = {attribute.name: _attribute(attribute) for attribute in label.attributes}
    schema = object_of(label={"const": label.name}, **attributes)
    return _described(schema, label.description)


def _attribute(attribute: Attribute) -> dict[str, Any]:
    if attribute.kind == "target":
        schema = _target()
    else:
        schema = {"enum": [choice.value for choice in attribute.choices]}
    return _described(schema, attribute.prompt)


def _target() -> dict[str, Any]:
    """Return the schema of a target: its span is whole or null."""
    nothing = {"type": "null"}
    return {
        "oneOf": [
            object_of(text=TEXT, start=_OFFSET, end=_END),
            object_of(text=TEXT, start=nothing, end=nothing),
        ]
    }


def _described(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return ({"description": description} if description else {}) | schema
