"""The columns of the data set: their types, for Parquet and for the card.

The types are told in full, so that all splits have one schema, also where a column is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.model.scheme import LabelType, Scheme

if TYPE_CHECKING:
    import pyarrow as pa

Plain = Literal["string", "int64", "float64", "bool"]


class ListOf(NamedTuple):
    """A list of things of one type."""

    of: Type


class Struct(NamedTuple):
    """Named parts."""

    parts: Mapping[str, Type]


Type = Plain | ListOf | Struct

_EXCERPT = Struct({"start": "int64", "end": "int64", "text": "string"})
_BEFORE: Mapping[str, Type] = {
    "id": "string",
    "article": "string",
    "article_sha256": "string",
    "title": "string",
    "date": "string",
    "source": "string",
    "url": "string",
    "start": "int64",
    "end": "int64",
    "text": "string",
    "fragments": ListOf(_EXCERPT),
    "prefix": "string",
    "suffix": "string",
    "context_start": "int64",
    "context": "string",
    "kind": "string",
    "attitude": "bool",
    "cue": _EXCERPT,
    "speaker": "string",
    "mention": _EXCERPT,
    "decision": "string",
    "labels": ListOf("string"),
}
_AFTER: Mapping[str, Type] = {
    "note": "string",
    "origin": "string",
    "confidence": "float64",
    "detector": "string",
    "annotator": "string",
    "created": "string",
    "updated": "string",
    "seconds": "float64",
}


def features(scheme: Scheme) -> dict[str, Type]:
    """Return the columns, in order, with their types."""
    columns = label_columns(scheme)
    labels = {name: _label_type(label) for name, label in columns.items()}
    return {**_BEFORE, **labels, **_AFTER}


def label_columns(scheme: Scheme) -> dict[str, LabelType]:
    """Return the column of each label that has attributes: called as the label, where that is free.

    A label without attributes has no more to say than that it is among `labels`.
    """
    columns: dict[str, LabelType] = {}
    names = {label.name for label in scheme.labels}
    for label in scheme.labels:
        name = label.name
        while name in _BEFORE or name in _AFTER or (name != label.name and name in names):
            name += "_label"
        if label.attributes:
            columns[name] = label
    return columns


def _label_type(label: LabelType) -> Type:
    parts: dict[str, Type] = {}
    for attribute in label.attributes:
        parts[attribute.name] = _EXCERPT if attribute.kind == "target" else "string"
    return ListOf(Struct(parts))


def arrow_schema(columns: Mapping[str, Type]) -> pa.Schema:
    """Return the schema of the Parquet files."""
    import pyarrow as pa

    return pa.schema([pa.field(name, _arrow(kind)) for name, kind in columns.items()])


def _arrow(kind: Type) -> pa.DataType:
    import pyarrow as pa

    if isinstance(kind, ListOf):
        return pa.list_(_arrow(kind.of))
    if isinstance(kind, Struct):
        return pa.struct([pa.field(name, _arrow(part)) for name, part in kind.parts.items()])
    plain: dict[Plain, pa.DataType] = {
        "string": pa.string(),
        "int64": pa.int64(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
    }
    return plain[kind]


def yaml_lines(columns: Mapping[str, Type], indent: str) -> Iterator[str]:
    """Yield the columns as the `features` of a card's header."""
    for name, kind in columns.items():
        yield f"{indent}- name: {yaml_text(name)}"
        yield from _yaml(kind, f"{indent}  ")


def _yaml(kind: Type, indent: str) -> Iterator[str]:
    if isinstance(kind, Struct):
        yield f"{indent}struct:"
        yield from yaml_lines(kind.parts, indent)
    elif not isinstance(kind, ListOf):
        yield f"{indent}dtype: {kind}"
    elif isinstance(kind.of, Struct):
        yield f"{indent}list:"
        yield from yaml_lines(kind.of.parts, indent)
    else:
        yield f"{indent}list: {kind.of}"


def yaml_text(text: str) -> str:
    """Return a text from outside as YAML has it in double quotes, whatever is in it."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted) + '"'
