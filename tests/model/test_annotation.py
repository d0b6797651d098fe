"""The record: what is written can be read, and what is wrong is named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from tests.builders import annotation, any_annotation
from tui.model.annotation import SCHEMA, Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.span import Span

KEYS = [
    *("schema", "id", "article", "article_sha256", "start", "end", "text", "fragments", "prefix"),
    *("suffix", "kind", "attitude", "cue", "speaker", "decision", "labels", "note", "origin"),
    *("detected", "confidence", "detector", "annotator", "created", "updated", "seconds"),
]
LATER = {"fragments", "attitude", "confidence", "detector"}
"""The keys that the first records did not have."""

YES = Excerpt(Span(10, 14), "Yes,")
NO = Excerpt(Span(20, 30), "no, never.")
IN_PIECES = annotation(
    content=Excerpt(Span(10, 30), "Yes,” he said, “no, never."),
    fragments=(YES, NO),
    detected=Detected(Span(10, 30), (YES.span, NO.span), SpeakerExcerpt(None, "Ada")),
)


@given(any_annotation)
def test_record_round_trip(one: Annotation) -> None:
    assert Annotation.from_record(one.as_record()) == one


@given(any_annotation)
def test_record_survives_json(one: Annotation) -> None:
    assert Annotation.from_record(json.loads(json.dumps(one.as_record()))) == one


@given(any_annotation)
def test_keys_are_always_there_and_in_order(one: Annotation) -> None:
    record = one.as_record()
    last = [key for key in ("moved", "suggested") if getattr(one, key)]
    assert list(record) == [*KEYS, *last]
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
    assert record["detected"] == {
        "start": 10,
        "end": 30,
        "fragments": None,
        "speaker": record["speaker"],
    }
    assert record["fragments"] is None
    assert (record["attitude"], record["confidence"], record["detector"]) == (
        *(False, 0.75, "rules-1"),
    )


def test_a_record_of_a_quote_in_pieces() -> None:
    record = IN_PIECES.as_record()
    assert record["fragments"] == [
        {"start": 10, "end": 14, "text": "Yes,"},
        {"start": 20, "end": 30, "text": "no, never."},
    ]
    assert record["detected"] == {
        "start": 10,
        "end": 30,
        "fragments": [{"start": 10, "end": 14}, {"start": 20, "end": 30}],
        "speaker": {"start": None, "end": None, "text": None, "name": "Ada"},
    }
    assert IN_PIECES.parts == (YES, NO)
    assert annotation().parts == (annotation().content,)


def test_a_record_of_the_first_version_is_read_with_defaults() -> None:
    made = annotation()
    record = {key: value for key, value in made.as_record().items() if key not in LATER}
    record["detected"] = {"start": 12, "end": 30}
    read = Annotation.from_record(record)
    assert (read.fragments, read.attitude, read.confidence, read.detector) == (
        *((), False, None, None),
    )
    assert read.detected == Detected(Span(12, 30), (), made.speaker), "none could be edited then"
    assert read == replace(made, confidence=None, detector=None, detected=read.detected)
    assert list(read.as_record()) == KEYS


@pytest.mark.parametrize("key", [key for key in KEYS if key not in LATER])
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
        ("detected", {"start": 1, "end": 5, "fragments": {}}),
        ("detected", {"start": 1, "end": 5, "speaker": "she"}),
        ("detected", {"start": 1, "end": 5, "speaker": {"start": 1, "end": 5, "text": "she"}}),
        ("fragments", {}),
        ("fragments", []),
        ("fragments", [{"start": 1, "end": 5, "text": "said"}]),
        ("fragments", [{"start": 1, "end": 5, "text": "said"}, "said"]),
        ("fragments", [{"start": 1, "end": 5, "text": "said"}, {"start": 1, "end": 5}]),
        ("fragments", [{"start": 1, "end": 5, "text": "said"}, {"start": 5, "end": 5, "text": ""}]),
        ("attitude", None),
        ("attitude", 0),
        ("confidence", "high"),
        ("confidence", True),
        ("detector", 1),
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
