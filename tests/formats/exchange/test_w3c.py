"""Web Annotations: what the model says that they MUST have, and that all of it comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.formats.builders import annotation, article, in_pieces, stance
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
)
from tests.formats.exchange.writing import written
from tui.formats.annotated import Annotated, in_order
from tui.formats.exchange.w3c import FORMAT
from tui.formats.exchange.w3c.terms import hash_of, id_of, iri_of, iri_of_text
from tui.formats.found import Bad, Found, FoundLabel, Piece
from tui.model.annotation import Annotation
from tui.model.article import text_sha256
from tui.model.scheme import DEFAULT_SCHEME

IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
OFFSET = {"type": "integer", "minimum": 0}
PURPOSE = {
    "enum": [
        *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
        *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
        "tagging",
    ]
}
SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"}, "start": OFFSET, "end": OFFSET,
            },
        },
        {
            "required": ["type", "exact"],
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
        },
    ]
}  # fmt: skip
PLACE = {
    "type": "object",
    "required": ["type", "source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "object", "required": ["id"], "properties": {"id": IRI}},
        "selector": {"type": "array", "items": SELECTOR, "minItems": 1},
    },
}
BODY_PLACE = PLACE | {
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": IRI,
        "selector": {"type": "array", "items": SELECTOR, "minItems": 1},
        "purpose": PURPOSE,
    },
}
BODY = {
    "oneOf": [
        {
            "required": ["type", "value", "purpose"],
            "properties": {
                "type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": PURPOSE,
            },
        },
        BODY_PLACE,
    ]
}  # fmt: skip
ANNOTATION = {
    # The MUSTs of the model for what we write: sections 3.1, 3.2.4, 3.2.5, 3.3, 4 and 4.2.
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"type": "array", "contains": {"const": "http://www.w3.org/ns/anno.jsonld"}},
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": PURPOSE,
        "created": TIME,
        "modified": TIME,
        "creator": {"type": "object", "properties": {"name": {"type": "string", "minLength": 1}}},
        "body": {"type": "array", "items": BODY, "minItems": 1},
        "target": {"oneOf": [PLACE, {"type": "array", "items": PLACE, "minItems": 2}]},
    },
}


def made_of(*given: Annotation) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        written(FORMAT, Annotated(article(), in_order(given))).data
    )
    return found


def saved(tmp_path: Path, found: object) -> Path:
    path = tmp_path / "all.jsonld"
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def places_of(data: object) -> list[tuple[int, int, str]]:
    """Return what all selectors in some data say, pairwise."""
    if isinstance(data, list):
        return [place for one in data for place in places_of(one)]
    if not isinstance(data, dict):
        return []
    if isinstance(data.get("selector"), list):
        position, quote = data["selector"]
        return [(position["start"], position["end"], quote["exact"])]
    return [place for one in data.values() for place in places_of(one)]


def test_what_is_hard_is_as_the_model_has_it() -> None:
    made = written(FORMAT, *hard())
    found = json.loads(made.data)
    assert made.tally.count == len(found) == 11
    by_name = {a.id: (one, a) for one in hard() for a in one.annotations}
    for data in found:
        Draft202012Validator(ANNOTATION).validate(data)
        one, a = by_name[id_of(data["id"])]
        places = places_of(data)
        assert all(one.article.text[start:end] == exact for start, end, exact in places)
        assert {(*e.span, e.text) for e in excerpts_of(a)} == set(places)
    assert len(made.data.splitlines()) == 13  # an annotation a line


def test_all_that_is_carried_comes_back(tmp_path: Path) -> None:
    path = on_disk(tmp_path, written(FORMAT, *hard()))
    assert FORMAT.fits
    assert FORMAT.fits(head_of(path))
    found = good(FORMAT, path)
    assert by_id(found) == expected(hard(), FORMAT)
    told = {one.whose.id: one.whose for one in found}
    for each in hard():
        whose = told[each.article.id]
        assert (whose.text, whose.sha256) == (None, each.article.sha256)
        assert (whose.title, whose.date) == (each.article.title, each.article.date)


def test_nothing_is_a_list() -> None:
    assert json.loads(written(FORMAT).data) == []


def test_a_quote_in_fragments_has_a_target_for_each() -> None:
    (found,) = made_of(in_pieces())
    exact = [one["selector"][1]["exact"] for one in found["target"]]
    assert exact == ["The deal  is fair,", "We\nwill see,"]


def test_bodies_have_purposes() -> None:
    (found,) = made_of(annotation(labels=(stance(),), note="so"))
    told = [
        (one["purpose"], one.get("value") or one["selector"][1]["exact"]) for one in found["body"]
    ]
    assert told == [
        ("classifying", "stance"),
        ("linking", "The deal"),
        ("classifying", "FAVOR"),
        ("describing", "said"),
        ("identifying", "a spokesperson"),
        ("identifying", "DSCA spokesperson"),
        ("commenting", "so"),
    ]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.uuids().map(str))
def test_an_id_is_an_iri_and_comes_back(name: str) -> None:
    for one in (name, name.replace("-", "")):
        if one:
            Draft202012Validator(IRI).validate(iri_of(one))
            assert id_of(iri_of(one)) == one


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_named_by_its_hash(text: str) -> None:
    iri = iri_of_text(text_sha256(text))
    Draft202012Validator(IRI).validate(iri)
    assert hash_of(iri) == text_sha256(text)


@pytest.mark.parametrize("iri", ["http://a.example/", "ni:///sha-256;", "ni:///sha-256;é", ""])
def test_another_iri_is_no_hash(iri: str) -> None:
    assert hash_of(iri) is None


def foreign(**changes: Any) -> dict[str, Any]:
    """Return an annotation as others make them."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "creator": "http://example.org/ann",
        "created": "2015-10-13T13:00:00+02:00",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": "claim"},
            {"type": "TextualBody", "purpose": "tagging", "value": "green"},
            {"type": "TextualBody", "value": "I wonder."},
            "http://example.org/post1",
        ],
        "target": {
            "source": "http://example.org/text1",
            "selector": {
                "type": "FragmentSelector", "value": "p1",
                "refinedBy": [{"type": "TextPositionSelector", "start": 4, "end": 7}][0],
            },
        },
    } | changes  # fmt: skip


@pytest.mark.parametrize("wrap", ["", "list", "page", "collection", "graph"])
def test_an_annotation_of_others_is_read(tmp_path: Path, wrap: str) -> None:
    one: Any = foreign()
    path = saved(
        tmp_path,
        {
            "": one,
            "list": [one],
            "page": {"@context": one["@context"], "type": "AnnotationPage", "items": [one]},
            "collection": {"@context": one["@context"], "first": {"items": [one]}},
            "graph": {"@context": one["@context"], "@graph": [one]},
        }[wrap],
    )
    assert FORMAT.fits
    assert FORMAT.fits(head_of(path))
    (found,) = good(FORMAT, path)
    (quote,) = found.quotes
    assert (quote.parts, quote.labels) == ((Piece(4, 7),), (FoundLabel("claim"),))
    assert (quote.id, quote.note) == ("http://example.org/anno1", "I wonder.")
    assert (quote.annotator, quote.created) == ("http://example.org/ann", "2015-10-13T11:00:00Z")
    assert found.whose.id == "http://example.org/text1"
    assert found.passed_over == {"body tagging": 1, "body without a text": 1}


def test_that_a_collection_has_more_pages_is_told(tmp_path: Path) -> None:
    page = {"items": [foreign()], "next": "http://example.org/page2"}
    path = saved(tmp_path, {"@context": foreign()["@context"], "total": 9, "first": page})
    assert FORMAT.read
    one, more = FORMAT.read(path, DEFAULT_SCHEME)
    assert isinstance(one, Found)
    assert isinstance(more, Bad)
    assert "only the first page is in it, and not 'http://example.org/page2'" in str(more.problem)


def test_a_body_in_short_is_a_note(tmp_path: Path) -> None:
    (found,) = good(FORMAT, saved(tmp_path, foreign(body=[], bodyValue="I wonder.")))
    assert (found.quotes[0].note, found.passed_over) == ("I wonder.", {})


def test_an_annotation_without_a_label_is_only_marked(tmp_path: Path) -> None:
    (found,) = good(FORMAT, saved(tmp_path, foreign(body=[])))
    assert found.quotes[0].decision is None


def target(**changes: Any) -> dict[str, Any]:
    return foreign(target=foreign()["target"] | changes)


QUOTE = {"type": "TextQuoteSelector", "exact": "x"}
POSITION = {"type": "TextPositionSelector", "start": 1, "end": 2}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (foreign(type="Person"), "not Annotation"),
        (foreign(target=[]), "no target"),
        (foreign(target="http://example.org/"), "there should be an object"),
        (target(selector={"type": "XPathSelector"}), "neither a TextPositionSelector nor"),
        (target(selector=QUOTE | {"exact": " "}), "a TextQuoteSelector is of no words"),
        (target(selector=POSITION | {"end": 1}), "1-1 is no span"),
        (target(source=3), "must be an IRI"),
        (foreign(target=[foreign()["target"], target(source="x:y")["target"]]), "different texts"),
        (foreign(id=3), "id must be a string"),
        (foreign(pullquote={"kind": "loud"}), "kind must be"),
        ({"items": [3]}, "not Annotation"),
    ],
)
def test_a_wrong_annotation_is_named(tmp_path: Path, data: dict[str, Any], said: str) -> None:
    (reason,) = bad(FORMAT, saved(tmp_path, data))
    assert "all.jsonld:1: " in reason
    assert said in reason


TEXT = "He said “it works”.\r\nShe said “it works” too."


def by_words(exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    """Return an annotation as Hypothesis has one of a page."""
    selectors = [
        {"type": "RangeSelector", "startContainer": "/div[1]/p[1]"},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
    ]
    return target(selector=selectors)


def test_words_are_found_in_the_text(tmp_path: Path) -> None:
    (found,) = good(FORMAT, saved(tmp_path, by_words("it\nworks ", "said “", "”. She ")))
    assert found.find
    assert (found.quotes, found.whose.text) == ((), None)
    (quote,) = found.find(TEXT)
    assert quote.parts == (Piece(9, 17, "it works"),)
    assert (quote.labels, quote.note) == ((FoundLabel("claim"),), "I wonder.")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("it works",), "“it works” fits in 2 places of the text: which"),
        (("works", "said “it"), "“works” fits in 2 places of the text with what is told of"),
        (("it works", "they said “"), "“it works” stands in 2 places of the text, but not with"),
        (("it fails", "said “"), "“it fails” stands nowhere in the text"),
    ],
)
def test_words_that_do_not_tell_one_place_are_named(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (found,) = good(FORMAT, saved(tmp_path, by_words(*words)))
    assert found.find
    with pytest.raises(ValueError, match=re.escape(said)):
        found.find(TEXT)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_file_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    made = written(FORMAT, *hard()[1:]).data
    (tmp_path / "export").write_bytes(data.draw(st.one_of(broken(made), st.binary())))
    assert all(isinstance(one, Found | Bad) for one in records(FORMAT, tmp_path / "export"))
