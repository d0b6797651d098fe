"""Exporting corrected entities: what is in the file, what is left out, what stops it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.services.given import Given
from tests.services.sessions import article
from tests.services.test_entities import (
    FOUND,
    JAPAN,
    JAPAN_2,
    JAPAN_3,
    KISHI,
    TEXT,
    at,
    open_elsewhere,
    opened,
)
from tui.errors import PullquoteError
from tui.formats.exchange.entities import entity_schema
from tui.model.analysis import Entity
from tui.model.article import Article
from tui.model.entity_change import Change
from tui.model.span import Span
from tui.services.exporting.entities import EntityGathering, export_entities
from tui.store.annotations import AnnotationStore


def found_in(one: Article) -> Sequence[Entity] | None:
    return FOUND.entities if one.text == TEXT else None


def gathered(folder: Path, *articles: Article, **options: Any) -> EntityGathering:
    store = AnnotationStore(folder)
    listed = Given(*(articles or (article(TEXT),)))
    return EntityGathering(listed, store, found_in, **options)


def exported(what: EntityGathering) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    export_entities(what, output=None, stream=stream)
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    validator = Draft202012Validator(entity_schema())
    for record in records:
        validator.validate(record)
    return records


def test_by_hand_and_by_rule(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.relabel(JAPAN, "ORG")
    session.corrections.remove(KISHI)
    session.corrections.add(at("Stratton"), "PERSON")
    session.corrections.make_rule(Change("relabel", "Japan", "Japan", label="NORP"))
    session.corrections.make_rule(Change("remove", "New York", "New York"))
    session.save()
    what = gathered(tmp_path)
    records = exported(what)
    for record in records:
        assert TEXT[record["start"] : record["end"]] == record["text"]
    assert [(r["text"], r["start"], r["label"], r["origin"]) for r in records] == [
        ("Japan", JAPAN.start, "ORG", "edited"),
        ("Kishi", KISHI.start, None, "removed"),
        ("Japan", JAPAN_2.start, "NORP", "rule"),
        ("New\nYork", at("New\nYork").start, None, "rule"),
        ("Japan", JAPAN_3.start, "NORP", "rule"),
        ("Stratton", at("Stratton").start, "PERSON", "manual"),
    ]
    assert records[0]["detected"] == {"start": 0, "end": 5, "label": "GPE"}
    assert exported(gathered(tmp_path)) == records, "the same ids each time"
    assert len({record["id"] for record in records}) == len(records)
    assert not what.left_out()
    output = tmp_path / "out.jsonl"
    summary = export_entities(what, output=output, stream=io.BytesIO())
    assert summary == "6 corrected entities from 1 article by 1 annotator"
    assert len(output.read_bytes().splitlines()) == 6


def test_rules_wait_for_the_analysis(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.make_rule(Change("relabel", "Japan", "Japan", label="NORP"))
    session.save()
    what = gathered(tmp_path, article("Japan!", "other"), article(TEXT))
    assert {mark.article for mark in what} == {"seed"}
    assert "not analysed" in what.left_out()[0]


def test_another_text(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.relabel(JAPAN, "ORG")
    session.save()
    changed = article("So " + TEXT)
    with pytest.raises(PullquoteError, match="made on another text"):
        exported(gathered(tmp_path, changed))
    what = gathered(tmp_path, changed, skip_orphans=True)
    assert exported(what) == []
    assert "1 corrected entity made on another text" in what.left_out()[0]


def test_what_was_damaged_stops_it(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.relabel(JAPAN, "ORG")
    session.save()
    path = AnnotationStore(tmp_path).path_of("ada", "seed")
    path.write_bytes(path.read_bytes().replace(b'"start": 0, "end": 5,', b'"start": 1, "end": 6,'))
    with pytest.raises(PullquoteError, match="not what stands at 1-6"):
        exported(gathered(tmp_path))


def test_annotators(tmp_path: Path) -> None:
    open_elsewhere(tmp_path, "Japan.", [Span(0, 5)]).save()
    with pytest.raises(PullquoteError, match="no annotations by 'bob'"):
        gathered(tmp_path, annotators=["bob"])
    assert exported(gathered(tmp_path)) == []


def test_what_lies_beneath_a_later_correction_is_left_out(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session.corrections.add(at("Bank of"), "ORG")
    session.corrections.add(at("of Japan"), "GPE")
    session.save()
    what = gathered(tmp_path)
    assert [record["text"] for record in exported(what)] == ["of Japan"]
    assert what.left_out() == ["left out: 1 corrected entity beneath a later correction"]
