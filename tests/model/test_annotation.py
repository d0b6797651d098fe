"""The record: what is written can be read, and what is wrong is named."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.builders import annotation, any_annotation
from tui.model.annotation import SCHEMA, Annotation

KEYS = [
    *("schema", "id", "article", "article_sha256", "start", "end", "text", "prefix", "suffix"),
    *("kind", "cue", "speaker", "decision", "labels", "note", "origin", "detected"),
    *("annotator", "created", "updated", "seconds"),
]


@given(any_annotation)
def test_record_round_trip(one: Annotation) -> None:
    assert Annotation.from_record(one.as_record()) == one


@given(any_annotation)
def test_record_survives_json(one: Annotation) -> None:
    assert Annotation.from_record(json.loads(json.dumps(one.as_record()))) == one


@given(any_annotation)
def test_keys_are_always_there_and_in_order(one: Annotation) -> None:
    record = one.as_record()
    assert list(record) == KEYS
    assert record["schema"] == SCHEMA


def test_record_is_the_documented_one() -> None:
    record = annotation().as_record()
    assert record["speaker"] == {"start": 0, "end": 3, "text": "she", "name": "Ada Lovelace"}
    assert record["cue"] == {"start": 4, "end": 8, "text": "said"}
    assert record["labels"] == [
        {
            "label": "stance",
            "target": {"text": "the deal", "start": 8, "end": 16},
            "polarity": "FAVOR",
        },
        {"label": "claim", "check_worthiness": "CFS"},
    ]
    assert record["detected"] == {"start": 10, "end": 30}


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key_is_named(key: str) -> None:
    record = annotation().as_record()
    del record[key]
    with pytest.raises(ValueError, match=f"key '{key}' is missing"):
        Annotation.from_record(record)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", "pullquote/2"),
        ("id", 7),
        ("text", None),
        ("kind", "shouted"),
        ("decision", "maybe"),
        ("origin", []),
        ("seconds", True),
        ("seconds", "1"),
        ("labels", {}),
        ("labels", ["stance"]),
        ("labels", [{"polarity": "FAVOR"}]),
        ("labels", [{"label": "stance", "target": {"start": 1}}]),
        ("labels", [{"label": "stance", "target": {"text": "x", "start": 1, "end": None}}]),
        ("cue", "said"),
        ("cue", {"start": 5, "end": 5, "text": "said"}),
        ("cue", {"start": 1, "end": 5}),
        ("speaker", {"start": 1, "end": 5, "text": "she"}),
        ("detected", {"start": -1, "end": 5}),
    ],
)
def test_a_wrong_value_is_named(key: str, value: Any) -> None:
    record = annotation().as_record() | {key: value}
    with pytest.raises(ValueError, match=key):
        Annotation.from_record(record)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5), (True, 5), (1.0, 5), ("1", 5)])
def test_a_span_that_is_none_is_refused(start: Any, end: Any) -> None:
    with pytest.raises(ValueError, match="is no span"):
        Annotation.from_record(annotation().as_record() | {"start": start, "end": end})
