"""What is chosen of the decisions, and that all that is left out is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.formats.builders import annotation, article, claim, stance
from tests.services.given import Given
from tests.services.test_export import MemoryStore, lines
from tui.errors import PullquoteError
from tui.formats.schema import record_schema
from tui.model.annotation import Annotation, Suggested
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.exporting.choosing import Choices, Choosing, narrowed, numbered
from tui.services.exporting.gathering import Gathering

ONE = article("one")
PART = "We\nwill see,"


def chosen(
    *kept: Annotation,
    annotators: tuple[str, ...] = (),
    skip_orphans: bool = False,
    **choices: Any,
) -> tuple[list[dict[str, Any]], Gathering]:
    """Return the records of an export, and what gathered them."""
    store = MemoryStore(*kept)
    choosing = Choosing(Choices(**choices), DEFAULT_SCHEME, store.annotators())
    found = Gathering(
        Given(ONE),
        store,
        DEFAULT_SCHEME,
        annotators=annotators,
        skip_orphans=skip_orphans,
        choose=choosing,
    )
    records: list[dict[str, Any]] = lines(found)
    for record in records:
        Draft202012Validator(record_schema(DEFAULT_SCHEME)).validate(record)
        assert ONE.text[record["start"] : record["end"]] == record["text"]
    return records, found


def by(name: str, part: str = "The deal  is fair,", **changes: Any) -> Annotation:
    return annotation(ONE, part, annotator=name, id=f"{name}-{len(part)}", **changes)


BOTH = by("ada", labels=(stance(), claim()))
NEITHER = by("bob", decision="neither", labels=())
UNSURE = by("eve", decision="unsure", labels=())
CLAIM = by("ada", PART)


def test_only_some_labels() -> None:
    records, found = chosen(BOTH, NEITHER, UNSURE, CLAIM, only=("stance",))
    assert [[label["label"] for label in r["labels"]] for r in records] == [["stance"]]
    assert found.left_out() == [
        "left out: 3 annotations without stance",
        "left out: 1 label not asked for, on what has others: claim 1",
    ]


@pytest.mark.parametrize(
    ("only", "decisions"),
    [
        (("neither",), ["neither"]),
        (("unsure",), ["unsure"]),
        (("claim", "neither"), ["labelled", "neither", "labelled"]),
        (("unsure", "unsure", "stance"), ["labelled", "unsure"]),
        ((), ["labelled", "neither", "unsure", "labelled"]),
    ],
)
def test_only_some_decisions(only: tuple[str, ...], decisions: list[str]) -> None:
    records, _ = chosen(BOTH, NEITHER, UNSURE, CLAIM, only=only)
    assert [record["decision"] for record in records] == decisions


def test_a_doubtful_label_is_none() -> None:
    doubtful = replace(UNSURE, labels=(claim(),))
    _, found = chosen(CLAIM, only=("stance", "neither"))
    assert found.left_out() == [
        "left out: 1 annotation without stance and not decided to be neither"
    ]
    _, found = chosen(CLAIM, only=("unsure",))
    assert found.left_out() == ["left out: 1 annotation not decided to be unsure"]
    assert chosen(doubtful, only=("claim",))[0] == []
    (record,) = chosen(doubtful, only=("unsure",))[0]
    assert record["labels"] == []


def test_quotes_that_the_detector_was_unsure_of_are_left_out() -> None:
    by_hand = by("bob", origin="manual", detected=None, confidence=None, detector=None)
    records, found = chosen(
        replace(CLAIM, confidence=0.4), by_hand, replace(BOTH, confidence=0.5), min_confidence=0.5
    )
    assert [record["confidence"] for record in records] == [0.5, None]
    assert found.left_out() == [
        "left out: 1 annotation detected with a confidence below 0.5",
    ]


def test_people_are_numbers_the_same_in_each_export() -> None:
    kept = BOTH, NEITHER, replace(UNSURE, note="Ask Bob"), CLAIM
    records, found = chosen(*kept, anonymise=True)
    names = {record["id"]: record["annotator"] for record in records}
    assert sorted(set(names.values())) == ["annotator-1", "annotator-2", "annotator-3"]
    assert not any(name in json.dumps(list(names.values())) for name in ("ada", "bob", "eve"))
    assert found.left_out() == [
        "not anonymised: 1 note, and whom the texts name: look through them"
    ]
    assert found.annotators == {"annotator-1", "annotator-2", "annotator-3"}
    (some,), _ = chosen(*kept, annotators=("eve",), anonymise=True)
    assert some["annotator"] == names[some["id"]] == "annotator-3"


def test_who_suggested_it_is_not_told() -> None:
    suggested = Suggested("bob in bobs.jsonl", "neither")
    (record,), _ = chosen(replace(by("ada"), suggested=suggested), anonymise=True)
    assert "bob" not in json.dumps(record)
    assert record["suggested"]["decision"] == "neither"


def test_whose_orphans_are_left_out_is_not_told() -> None:
    orphan = replace(by("bob"), article_sha256="0" * 64)
    _, found = chosen(by("ada", PART), orphan, anonymise=True, skip_orphans=True)
    assert "by annotator-2: " in "".join(found.left_out())
    assert "bob" not in "".join(found.left_out())


def test_numbers_do_not_depend_on_the_order() -> None:
    assert numbered(["eve", "ada"]) == {"ada": "annotator-1", "eve": "annotator-2"}


def test_merged_ones_are_counted_with_their_people() -> None:
    kept = by("ada"), by("bob"), by("eve", labels=(stance(),)), CLAIM
    records, found = chosen(*kept, merge="majority")
    assert [(r["annotator"], r["decision"]) for r in records] == [
        ("ada+bob+eve", "labelled"),
        ("ada", "labelled"),
    ]
    assert [label["label"] for label in records[0]["labels"]] == ["claim"]
    assert found.annotators == {"ada", "bob", "eve"}
    assert found.left_out() == [
        "left out: 1 label that no majority gave",
        "merged: 3 annotations by several people into 1",
    ]
    again, _ = chosen(*kept, merge="majority", anonymise=True)
    assert again[0]["annotator"] == "annotator-1+annotator-2+annotator-3"
    assert again[0]["id"] == records[0]["id"]


def test_the_majority_is_asked_before_labels_are_chosen() -> None:
    kept = by("ada"), by("bob", labels=(stance(),)), by("eve", labels=(stance(),))
    assert chosen(*kept, merge="majority", only=("claim",))[0] == [], "two of three gave none"


def test_what_nobody_agrees_on_is_told() -> None:
    records, found = chosen(by("ada"), NEITHER, merge="majority")
    assert records == []
    assert found.left_out() == ["left out: 1 quote on which people do not agree"]
    records, found = chosen(by("ada"), NEITHER, by("eve"), merge="adjudicated", adjudicator="bob")
    assert [record["annotator"] for record in records] == ["bob"]
    assert found.left_out() == [
        "left out: 2 annotations that the adjudicator decided on too",
    ]
    tied = by("ada", labels=(claim("CFS"), stance())), by("bob", labels=(claim("UFS"), stance()))
    _, found = chosen(*tied, merge="majority")
    assert found.left_out()[0] == (
        "left out: 1 label with an attribute on which no majority agrees"
    )
    _, found = chosen(*tied, merge="union")
    assert found.left_out()[-1] == (
        "among them: 1 label with an attribute on which people differ: as the first by name has it"
    )


def test_what_is_gone_through_twice_is_counted_once() -> None:
    _, found = chosen(BOTH, NEITHER, UNSURE, only=("stance",), merge="majority", anonymise=True)
    told = found.left_out()
    lines(found)
    assert found.left_out() == told


def test_a_damaged_record_stops_what_is_merged_too() -> None:
    damaged = replace(by("bob"), article_sha256="0" * 64)
    with pytest.raises(PullquoteError, match="made on another text"):
        chosen(by("ada"), damaged, merge="majority")


@pytest.mark.parametrize(
    ("choices", "said", "hint"),
    [
        (Choices(only=("frame",)), "no label 'frame'", "stance, claim, neither, unsure"),
        (Choices(min_confidence=1.5), "1.5 is not from 0 to 1", "--min-confidence 0.5"),
        (Choices(min_confidence=float("nan")), "nan is not from 0 to 1", ""),
        (Choices(merge="adjudicated"), "nobody is named", "there are ada, bob"),
        (Choices(merge="adjudicated", adjudicator="x"), "no annotations by 'x'", "ada, bob"),
        (Choices(adjudicator="ada"), "nothing to decide", "--merge adjudicated"),
    ],
)
def test_what_makes_no_sense_is_told(choices: Choices, said: str, hint: str) -> None:
    with pytest.raises(PullquoteError, match=said) as caught:
        choices.checked(DEFAULT_SCHEME, ["ada", "bob"])
    assert hint in caught.value.hint


def test_formats_are_told_of_the_labels_that_are_asked_for() -> None:
    assert [one.name for one in narrowed(DEFAULT_SCHEME, ("claim", "neither")).labels] == ["claim"]
    assert narrowed(DEFAULT_SCHEME, ("neither",)) == DEFAULT_SCHEME
    assert narrowed(DEFAULT_SCHEME, ()) == DEFAULT_SCHEME
