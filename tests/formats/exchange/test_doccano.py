"""doccano's examples: the shape that its importer takes, and that all of it comes back."""

from __future__ import annotations

import json
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
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.doccano import FORMAT
from tui.formats.found import Bad, Found, FoundLabel
from tui.model.annotation import Annotation

ID = {"type": "integer"}
OFFSET = {"type": "integer", "minimum": 0}
NAME = {"type": "string", "minLength": 1}
EXAMPLE = {
    # What doccano 1.8 takes: the text, the spans as `SpanLabel`, the relations as `RelationLabel`.
    # (test_doccano_itself.py has its code take it.)
    "type": "object",
    "required": ["text", "entities", "relations"],
    "properties": {
        "text": NAME,
        "entities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "label", "start_offset", "end_offset"],
                "properties": {
                    "id": ID, "label": NAME, "start_offset": OFFSET, "end_offset": OFFSET,
                },
                "additionalProperties": False,
            },
        },
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "from_id", "to_id", "type"],
                "properties": {"id": ID, "from_id": ID, "to_id": ID, "type": NAME},
                "additionalProperties": False,
            },
        },
    },
}  # fmt: skip


def examples(*annotations: Annotation) -> list[dict[str, Any]]:
    made = written(FORMAT, Annotated(article(), in_order(annotations)))
    return [json.loads(line) for line in made.data.splitlines()]


def spans_of(example: dict[str, Any]) -> dict[int, tuple[str, str]]:
    text = example["text"]
    return {
        one["id"]: (one["label"], text[one["start_offset"] : one["end_offset"]])
        for one in example["entities"]
    }


def relations_of(example: dict[str, Any]) -> list[tuple[str, str, str]]:
    spans = spans_of(example)
    return [
        (spans[one["from_id"]][0], one["type"], spans[one["to_id"]][1])
        for one in example["relations"]
    ]


def test_what_is_hard_is_as_doccano_takes_it() -> None:
    made = written(FORMAT, *hard())
    lines = [json.loads(line) for line in made.data.splitlines()]
    assert made.tally.count == len(lines) == 7
    by_text = {one.article.text: one for one in hard()}
    seen = set()
    for example in lines:
        Draft202012Validator(EXAMPLE).validate(example)
        ids = [one["id"] for one in example["entities"]]
        assert len(set(ids)) == len(ids)
        found = {
            (one["start_offset"], one["end_offset"]): spans_of(example)[one["id"]][1]
            for one in example["entities"]
        }
        name = example["pullquote"]["annotator"]
        for one in by_text[example["text"]].annotations:
            if one.annotator == name:
                seen.add(one.id)
                assert {e.span: e.text for e in excerpts_of(one)}.items() <= found.items()
    assert len(seen) == 11


def test_all_that_is_carried_comes_back(tmp_path: Path) -> None:
    path = on_disk(tmp_path, written(FORMAT, *hard()))
    found = good(FORMAT, path)
    assert by_id(found) == expected(hard(), FORMAT)
    told = {one.whose.id: one.whose for one in found}
    for each in hard():
        assert told[each.article.id].text == each.article.text
        assert told[each.article.id].sha256 == each.article.sha256
        assert told[each.article.id].title == each.article.title
    assert not any(one.entities for one in found)


def test_a_quote_is_joined_to_its_speaker_its_cue_and_its_targets() -> None:
    (example,) = examples(annotation(labels=(claim(), stance())))
    assert relations_of(example) == [
        ("claim", "cue", "said"),
        ("claim", "speaker", "a spokesperson"),
        ("stance", "target", "The deal"),
    ]


def test_fragments_are_joined() -> None:
    (example,) = examples(in_pieces(labels=(), decision="neither", cue=None, speaker=None))
    assert relations_of(example) == [("neither", "next", "We\nwill see,")]


def test_doccano_numbers_anew_and_puts_ours_elsewhere(tmp_path: Path) -> None:
    made = [in_pieces(labels=(claim(), stance()), note="so")]
    (example,) = examples(*made)
    for one in example["entities"]:
        one["id"] += 1000
    for one in example["relations"]:
        one |= {"from_id": one["from_id"] + 1000, "to_id": one["to_id"] + 1000}
    example |= {"meta": {"pullquote": example.pop("pullquote")}, "Comments": ["hm"]}
    example["entities"].reverse()
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps([example]), encoding="utf-8")
    found = good(FORMAT, path)
    assert by_id(found) == expected([Annotated(article(), (made[0],))], FORMAT)


def test_what_was_changed_in_doccano_holds(tmp_path: Path) -> None:
    (example,) = examples(annotation(labels=(claim(),), note="kept"))
    (quote,) = [one for one in example["entities"] if one["label"] == "claim"]
    quote["label"] = "stance"
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(example), encoding="utf-8")
    (found,) = good(FORMAT, path)
    assert found.quotes[0].labels == (FoundLabel("stance"),)
    assert found.quotes[0].note == "kept"


@pytest.mark.parametrize("key", ["label", "labels"])
def test_the_older_form_is_read(tmp_path: Path, key: str) -> None:
    path = tmp_path / "old.jsonl"
    old = {"id": 3, "text": "Ann says 🇯🇵 it works.", key: [[0, 3, "PERSON"], [12, 20, "claim"]]}
    path.write_text(json.dumps(old), encoding="utf-8")
    assert FORMAT.fits
    assert FORMAT.fits(head_of(path))
    (found,) = good(FORMAT, path)
    assert [(words_at(found, e.piece), e.label) for e in found.entities] == [("Ann", "PERSON")]
    assert [words_at(found, q.parts[0]) for q in found.quotes] == ["it works"]


def test_what_belongs_to_no_quote_is_told(tmp_path: Path) -> None:
    labels = ["claim", "speaker", "speaker", "ORG", "GPE"]
    relations = [(1, 2, "speaker"), (1, 2, "doubts"), (4, 5, "in")]
    example = {
        "text": "Text",
        "entities": [entity(number, label) for number, label in enumerate(labels, 1)],
        "relations": [
            {"id": 9, "from_id": one, "to_id": other, "type": kind}
            for one, other, kind in relations
        ],
        "cats": ["news"],
        "Comments": [],
    }
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(example), encoding="utf-8")
    (found,) = good(FORMAT, path)
    assert [one.label for one in found.entities] == ["ORG"]
    assert found.passed_over == {
        "span speaker": 1, "span GPE": 1, "relation doubts": 1, "relation in": 1, "category": 1,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_example_without_a_text_is_left_out(tmp_path: Path, text: str) -> None:
    """doccano has one for each empty line of what was imported there."""
    example = {"id": 3, "text": text, "label": [], "Comments": []}
    path = tmp_path / "all.jsonl"
    path.write_text(json.dumps(example) + "\n", encoding="utf-8")
    (found,) = good(FORMAT, path)
    assert found.left_out == "example without a text"
    path.write_text(json.dumps(example | {"label": [[0, 1, "claim"]]}) + "\n", encoding="utf-8")
    (found,) = good(FORMAT, path)
    assert not found.left_out, "what is marked there belongs to some text"


def entity(number: int, label: str = "claim", start: int = 0) -> dict[str, Any]:
    return {"id": number, "label": label, "start_offset": start, "end_offset": start + 1}


def after(one: int, other: int) -> dict[str, Any]:
    return {"id": 9, "from_id": one, "to_id": other, "type": "next"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"text": None}, "text must be a string"),
        ({"entities": None}, "entities must be a list"),
        ({"entities": [3]}, "entities"),
        ({"entities": [entity(1), entity(1)]}, "two of its entities have the id 1"),
        ({"entities": [entity(1) | {"end_offset": 0}]}, "0-0 is no span"),
        ({"relations": [after(1, 7)]}, "from 1 to 7: there is no such entity"),
        ({"relations": [after(1, 2), after(2, 1)]}, "round in a circle"),
        ({"relations": [after(1, 2), after(1, 2)]}, "two that come next"),
        ({"entities": [entity(1), entity(2), entity(3, "neither")]}, "is neither, and claim too"),
        ({"pullquote": {"quotes": [{"spans": 3}]}}, "spans of a quote must be a list"),
        ({"pullquote": {"quotes": [{"spans": [[0, 1]], "kind": "loud"}]}}, "kind must be"),
    ],
)
def test_a_wrong_example_is_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    example = {"text": "It works.", "entities": [entity(1), entity(2, start=3)], "relations": []}
    path = tmp_path / "all.jsonl"
    path.write_text("\n" + json.dumps(example | changes), encoding="utf-8")
    (reason,) = bad(FORMAT, path)
    assert "all.jsonl:2: " in reason
    assert said in reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_file_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    made = written(FORMAT, *hard()[1:]).data
    (tmp_path / "export").write_bytes(data.draw(st.one_of(broken(made), st.binary())))
    assert all(isinstance(one, Found | Bad) for one in records(FORMAT, tmp_path / "export"))
