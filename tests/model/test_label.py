"""A label and its part of the record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from tests.builders import CLAIM, STANCE, any_annotation
from tui.model.annotation import Annotation
from tui.model.label import Label, Target
from tui.model.span import Span


def test_its_part_of_the_record() -> None:
    assert STANCE.as_json() == {
        "label": "stance",
        "target": {"text": "the deal", "start": 8, "end": 16},
        "polarity": "FAVOR",
    }
    assert list(STANCE.as_json()) == ["label", "target", "polarity"]
    assert CLAIM.as_json() == {"label": "claim", "check_worthiness": "CFS"}


def test_a_target_that_was_typed_has_no_place() -> None:
    label = Label("stance", (("target", Target("peace")),))
    assert label.as_json()["target"] == {"text": "peace", "start": None, "end": None}
    assert Label.from_json(label.as_json()) == label


def test_values_are_found_by_the_attributes_name() -> None:
    assert STANCE.get("target") == Target("the deal", Span(8, 16))
    assert STANCE.get("polarity") == "FAVOR"
    assert STANCE.get("tone") is None


@given(any_annotation)
def test_any_label_survives_the_record(annotation: Annotation) -> None:
    for label in annotation.labels:
        assert Label.from_json(json.loads(json.dumps(label.as_json()))) == label


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"label": None},
        {"label": 3},
        {"label": "stance", "target": None},
        {"label": "stance", "target": 7},
        {"label": "stance", "target": ["Japan"]},
        {"label": "stance", "target": {"start": 1, "end": 2}},
        {"label": "stance", "target": {"text": 1}},
        {"label": "stance", "target": {"text": "a", "start": 1}},
        {"label": "stance", "target": {"text": "a", "start": 1, "end": None}},
        {"label": "stance", "target": {"text": "a", "start": 1.0, "end": 2}},
        {"label": "stance", "target": {"text": "a", "start": True, "end": 2}},
        {"label": "stance", "target": {"text": "a", "start": 2, "end": 2}},
        {"label": "stance", "target": {"text": "a", "start": -1, "end": 2}},
    ],
)
def test_what_is_no_label_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Label.from_json(data)
