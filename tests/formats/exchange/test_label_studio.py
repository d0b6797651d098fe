"""Label Studio's tasks: the shape that it documents, and that all of it comes back."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.formats.builders import annotation, article, claim, in_pieces, stance
from tests.formats.exchange.hard import excerpts_of, hard
from tests.formats.exchange.reading import (
    bad,
    broken,
    by_id,
    expected,
    good,
    head_of,
    on_disk,
    records,
    words_at,
)
from tests.formats.exchange.writing import written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.label_studio import FORMAT
from tui.formats.format import Options
from tui.formats.found import Bad, Found, FoundLabel
from tui.model.annotation import Annotation
from tui.model.scheme import Attribute, Choice, LabelType, Scheme

NAME = {"type": "string", "minLength": 1}
OFFSET = {"type": "integer", "minimum": 0}
PLACE = {"start": OFFSET, "end": OFFSET}


def result_of(kind: str, **value: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["id", "from_name", "to_name", "type", "value"],
        "properties": {
            "id": NAME,
            "from_name": NAME,
            "to_name": {"const": "text"},
            "type": {"const": kind},
            "value": {
                "type": "object",
                "required": ["start", "end", *value],
                "properties": PLACE | value,
            },
            "origin": {"enum": ["manual", "prediction", "prediction-changed"]},
            "meta": {"properties": {"text": {"type": "array", "items": NAME}}},
        },
        "additionalProperties": False,
    }


ONE = {"type": "array", "items": NAME, "minItems": 1, "maxItems": 1}
RELATION = {
    "type": "object",
    "required": ["type", "from_id", "to_id", "direction"],
    "properties": {
        "type": {"const": "relation"},
        "from_id": NAME,
        "to_id": NAME,
        "direction": {"enum": ["left", "right", "bi"]},
        "labels": ONE,
    },
    "additionalProperties": False,
}
TASKS = {
    # What the guide calls the JSON format of annotated tasks.
    "type": "array",
    "items": {
        "type": "object",
        "required": ["data", "annotations"],
        "properties": {
            "data": {"type": "object", "required": ["text"], "properties": {"text": NAME}},
            "annotations": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["result"],
                    "properties": {
                        "result": {
                            "type": "array",
                            "items": {
                                "oneOf": [
                                    result_of("labels", text=NAME, labels=ONE),
                                    result_of("choices", choices=ONE),
                                    result_of("textarea", text=ONE),
                                    RELATION,
                                ]
                            },
                        },
                        "lead_time": {"type": "number", "minimum": 0},
                    },
                },
            },
        },
    },
}


def tasks(*annotations: Annotation) -> list[dict[str, Any]]:
    made = written(FORMAT, Annotated(article(), in_order(annotations)))
    found: list[dict[str, Any]] = json.loads(made.files["tasks.json"])
    return found


def saved(tmp_path: Path, found: object) -> Path:
    path = tmp_path / "all.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def regions_of(annotation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in annotation["result"] if one["type"] == "labels"}


def test_what_is_hard_is_as_label_studio_has_it() -> None:
    made = written(FORMAT, *hard())
    found = json.loads(made.files["tasks.json"])
    Draft202012Validator(TASKS).validate(found)
    assert made.tally.count == len(found) == 4
    by_text = {one.article.text: one for one in hard()}
    for task in found:
        text = task["data"]["text"]
        places = {}
        for one in task["annotations"]:
            regions = regions_of(one)
            assert len(regions) == sum(r["type"] == "labels" for r in one["result"])
            for region in regions.values():
                value = region["value"]
                assert text[value["start"] : value["end"]] == value["text"]
                places[value["start"], value["end"]] = value["text"]
            for each in one["result"]:
                ends = (each.get("id"), each.get("from_id"), each.get("to_id"))
                assert all(end in regions for end in ends if end)
        wanted = {e.span: e.text for a in by_text[text].annotations for e in excerpts_of(a)}
        assert wanted.items() <= places.items()


@pytest.mark.parametrize("parts", [False, True])
def test_all_that_is_carried_comes_back(tmp_path: Path, parts: bool) -> None:
    split = {"train": hard()[:2], "dev": hard()[2:]}
    path = on_disk(tmp_path, written(FORMAT, parts=split if parts else {"": hard()}))
    (path / "pullquote-export.json").write_text("{}", encoding="utf-8")
    assert FORMAT.fits
    assert FORMAT.fits(head_of(path))
    assert all(FORMAT.fits(head_of(one)) for one in path.glob("[dt]*.json"))
    found = good(FORMAT, path)
    assert by_id(found) == expected(hard(), FORMAT)
    told = {one.whose.id: one.whose for one in found}
    for each in hard():
        assert told[each.article.id].text == each.article.text
        assert told[each.article.id].sha256 == each.article.sha256
        assert told[each.article.id].source == each.article.source
    assert not any(one.entities for one in found)


def test_a_split_without_annotations_is_a_list() -> None:
    assert json.loads(written(FORMAT).files["tasks.json"]) == []


def test_the_config_has_what_the_tasks_use() -> None:
    tone = Attribute("how it <sounds>", "choice", (Choice('"good" & so', "g"), Choice("b", "b")))
    label = LabelType('fr"a&me', "f", "F", colour="x; y", attributes=(tone,))
    for scheme in (Options().scheme, Scheme((label,))):
        made = written(FORMAT, options=Options(scheme))
        root = ET.fromstring(made.files["label-studio.xml"])  # our own
        values = [one.get("value") for one in root.iter("Label")]
        assert values[: len(scheme.labels)] == [one.name for one in scheme.labels]
        assert {"neither", "unsure", "speaker", "cue"} <= set(values)
        choices = [one.get("value") for one in root.iter("Choice")]
        assert choices == [
            c.value for one in scheme.labels for a in one.attributes for c in a.choices
        ]
        names = [one.get("name") for one in root.iter() if one.get("name")]
        assert len(names) == len(set(names))


def test_two_stances_are_two_regions_with_choices_of_their_own(tmp_path: Path) -> None:
    made = annotation(labels=(stance(), stance(target="NATO", polarity="AGAINST")))
    (task,) = tasks(made)
    (one,) = task["annotations"]
    said = [(r["id"], r["from_name"], r["value"].get("choices", r["value"].get("text")))
            for r in one["result"] if r["type"] in ("choices", "textarea")]  # fmt: skip
    assert said == [
        ("r1", "stance.polarity", ["FAVOR"]),
        ("r2", "stance.target", ["NATO"]),
        ("r2", "stance.polarity", ["AGAINST"]),
    ]
    assert one["result"][0]["origin"] == "prediction"
    found = good(FORMAT, saved(tmp_path, [task]))
    assert by_id(found) == expected([Annotated(article(), (made,))], FORMAT)


def an_export(**changes: Any) -> dict[str, Any]:
    """Return a task as Label Studio exports it."""
    text = "Ann 🇯🇵 says\nit works."
    start = text.index("it works")
    return {
        "id": 7,
        "data": {"article": "a1", "text": text},
        "file_upload": "x.json",
        "annotations": [
            {
                "id": 1,
                "completed_by": {"id": 3, "email": "ann@news.example"},
                "result": [
                    {"id": "a", "from_name": "label", "to_name": "text", "type": "labels",
                     "value": {"start": start - 5, "end": start + 8, "labels": ["claim"],
                               "text": "says\\nit works"}, "meta": {"text": ["hm", "so"]}},
                    {"id": "a", "from_name": "check_worthiness", "to_name": "text",
                     "type": "choices", "value": {"start": 0, "end": 1, "choices": ["UFS"]}},
                    {"id": "b", "from_name": "label", "to_name": "text", "type": "labels",
                     "value": {"start": 0, "end": 3, "labels": ["PERSON"], "text": "Ann"}},
                    {"id": "whole", "from_name": "topic", "to_name": "text", "type": "choices",
                     "value": {"choices": ["war"]}},
                    {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right",
                     "labels": ["speaker"]},
                ],
            },
            {"completed_by": 4, "was_cancelled": True, "result": []},
        ],
        "predictions": [],
    } | changes  # fmt: skip


def test_an_export_of_label_studio_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, [an_export()])
    assert FORMAT.fits
    assert FORMAT.fits(head_of(path))
    (found,) = good(FORMAT, path)
    (quote,) = found.quotes
    assert [part.text for part in quote.parts] == ["says\nit works"]
    assert quote.speaker
    assert words_at(found, quote.speaker) == "Ann"
    assert quote.labels == (FoundLabel("claim", (("check_worthiness", "UFS"),)),)
    assert (quote.annotator, quote.note) == ("ann@news.example", "hm\nso")
    assert not found.entities
    assert found.passed_over == {"cancelled annotation": 1, "result choices": 1}


@pytest.mark.parametrize(
    ("by", "name"),
    [
        ({"id": 3, "email": "ann@news.example", "first_name": "Ann"}, "ann@news.example"),
        ({"id": 3, "email": "", "first_name": "Ann", "last_name": "Low"}, "Ann Low"),
        ({"id": 3, "username": "ann"}, "ann"),
        ({"id": 3}, "user-3"),
        ("ann@news.example", "ann@news.example"),
        (3, "user-3"),
        (None, None),
    ],
)
def test_who_completed_it_decided_and_marked_its_entities(
    tmp_path: Path, by: object, name: str | None
) -> None:
    task = an_export()
    value = {"start": 0, "end": 3, "labels": ["ORG"]}
    one = task["annotations"][0]
    one["completed_by"] = by
    one["result"].append({"id": "c", "from_name": "label", "type": "labels", "value": value})
    (found,) = good(FORMAT, saved(tmp_path, [task]))
    assert [quote.annotator for quote in found.quotes] == [name]
    assert [entity.annotator for entity in found.entities] == [name]


def test_what_was_added_to_an_annotation_of_ours_is_of_whom_it_is(tmp_path: Path) -> None:
    """Label Studio takes whoever brought the tasks in for the one who completed them."""
    (task,) = tasks(annotation(labels=(claim(),), cue=None, speaker=None))
    text = task["data"]["text"]
    one = task["annotations"][0]
    one["completed_by"] = {"id": 1, "email": "admin@news.example"}
    for name, label, words in (("new", "claim", "We\nwill see"), ("who", "PERSON", "The deal")):
        start = text.index(words)
        value = {"start": start, "end": start + len(words), "labels": [label], "text": words}
        one["result"].append({"id": name, "from_name": "label", "type": "labels", "value": value})
    (found,) = good(FORMAT, saved(tmp_path, [task]))
    assert [quote.annotator for quote in found.quotes] == ["ada", "ada"]
    assert [entity.annotator for entity in found.entities] == ["ada"]


def test_what_belongs_to_no_quote_is_told(tmp_path: Path) -> None:
    task = an_export(predictions=[{"result": []}])
    place = {"start": 0, "end": 3}
    task["annotations"][0]["result"] += [
        {"id": name, "type": "labels", "value": place | {"labels": [label]}}
        for name, label in (("c", "speaker"), ("d", "ORG"), ("e", "GPE"))
    ] + [
        {"id": "d", "from_name": "sure", "type": "choices", "value": {"choices": ["no"]}},
        {"type": "relation", "from_id": "d", "to_id": "e", "labels": ["in"]},
        {"id": "f", "type": "rating", "value": {"rating": 3}},
        {"id": "g", "type": "labels", "value": place | {"labels": []}},
    ]
    (found,) = good(FORMAT, saved(tmp_path, [task]))
    assert [one.label for one in found.entities] == ["ORG"]
    assert found.passed_over == {
        "cancelled annotation": 1, "prediction": 1, "result choices": 1, "result rating": 1,
        "region speaker": 1, "region GPE": 1, "region without a label": 1, "result sure": 1,
        "relation in": 1,
    }  # fmt: skip


def test_predictions_are_read_where_nobody_annotated(tmp_path: Path) -> None:
    task = an_export()
    guess = {"model_version": "m1", "result": task["annotations"][0]["result"]}
    (found,) = good(FORMAT, saved(tmp_path, [task | {"annotations": [], "predictions": [guess]}]))
    assert [quote.annotator for quote in found.quotes] == ["m1"]


def test_places_of_utf_16_keep_their_words(tmp_path: Path) -> None:
    """Such are told from others by whoever compares them with the text."""
    task = an_export()
    value = task["annotations"][0]["result"][0]["value"]
    value |= {"start": value["start"] + 2, "end": value["end"] + 2, "text": "says\nit works"}
    (found,) = good(FORMAT, saved(tmp_path, [task]))
    assert found.quotes[0].parts[0].text == "says\nit works"


def first(changes: dict[str, Any]) -> dict[str, Any]:
    task = an_export()
    task["annotations"][0]["result"][0] |= changes
    return task


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ({}, "'data' is missing"),
        ({"data": {"a": "x", "b": "y"}}, "call that text"),
        (an_export(annotations=3), "annotations must be a list"),
        (an_export(annotations=[{}]), "'result' is missing"),
        (first({"value": 3}), "there should be an object"),
        (first({"value": {"start": 3, "end": 3, "labels": []}}), "3-3 is no span"),
        (first({"value": {"start": 3, "end": 4, "labels": [3]}}), "labels of a region"),
        (first({"id": "b"}), "two of its regions have the id 'b'"),
        (first({"id": "c"}), "from 'a' to 'b': there is no such region"),
        (first({"meta": {"pullquote": {"kind": "loud"}}}), "kind must be"),
    ],
)
def test_a_wrong_task_is_named(tmp_path: Path, task: dict[str, Any], said: str) -> None:
    path = tmp_path / "all.json"
    path.write_text("[\n" + json.dumps(task) + "]", encoding="utf-8")
    (reason,) = bad(FORMAT, path)
    assert "all.json:2: " in reason
    assert said in reason


def test_fragments_that_go_round_are_named(tmp_path: Path) -> None:
    (task,) = tasks(in_pieces(labels=(claim(),), cue=None, speaker=None))
    result = task["annotations"][0]["result"]
    (one,) = [r for r in result if r["type"] == "relation"]
    result.append(one | {"from_id": one["to_id"], "to_id": one["from_id"]})
    assert "round in a circle" in bad(FORMAT, saved(tmp_path, [task]))[0]


def test_a_folder_without_tasks_is_told(tmp_path: Path) -> None:
    with pytest.raises(PullquoteError, match=r"no \.json"):
        records(FORMAT, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_file_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    made = written(FORMAT, *hard()[1:]).files["tasks.json"]
    (tmp_path / "export").write_bytes(data.draw(st.one_of(broken(made), st.binary())))
    assert all(isinstance(one, Found | Bad) for one in records(FORMAT, tmp_path / "export"))
