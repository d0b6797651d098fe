"""A store held against the articles that its records were made on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import annotation, edit, mark
from tests.services.checking import checked, found, reasons
from tui.model.annotation import Annotation, Suggested
from tui.model.article import Article, text_sha256
from tui.model.label import Label, Target
from tui.model.span import Span
from tui.store.annotations import AnnotationStore

TEXT = "she said: “" + "q" * 20 + "”\nThen"
MISMATCHED = ["text", "prefix", "suffix"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def true_annotation(**changes: object) -> Annotation:
    """Return an annotation that is true to TEXT."""
    whole = annotation(
        "a1", start=11, length=20, article="seed", article_sha256=text_sha256(TEXT), speaker=None,
        cue=None, detected=Span(11, 31), labels=(), decision="neither",
    )  # fmt: skip
    whole = Annotation.from_record(whole.as_record() | {"detected": None, "origin": "manual"})
    record = whole.as_record() | {"confidence": None, "detector": None} | changes
    return Annotation.from_record(record)


def keep(root: Path, one: Annotation) -> None:
    AnnotationStore(root).open("ada", "seed").append([edit("e1", after=one)])


def seed(text: str = TEXT) -> list[Article]:
    return [Article("seed", text, "Seed", "seed.txt")]


def test_a_record_that_is_true(root: Path) -> None:
    keep(root, true_annotation())
    assert not found(root, articles=seed())


@pytest.mark.parametrize("key", MISMATCHED)
def test_a_record_that_is_not_what_stands_in_its_article(root: Path, key: str) -> None:
    keep(root, true_annotation(**{key: "z" * 20}))
    (one,) = found(root, articles=seed())
    assert (one.severity, one.line) == ("error", 6)
    assert "not what stands" in one.reason


def test_a_record_outside_of_its_article(root: Path) -> None:
    keep(root, true_annotation(start=110, end=130))
    (one,) = found(root, articles=seed())
    assert one.severity == "error"


SAID = Suggested("bob in x.jsonl", "labelled", (Label("claim", (("check_worthiness", "CFS"),)),))


def suggested(**changes: Any) -> Annotation:
    """Return an open annotation that is true to TEXT, with a suggestion."""
    return replace(true_annotation(), decision=None, suggested=SAID._replace(**changes))


def test_a_suggestion_that_is_true(root: Path) -> None:
    keep(root, suggested())
    assert not found(root, articles=seed())
    assert not found(root)


def test_a_suggested_target_that_is_not_what_stands_in_the_article(root: Path) -> None:
    target = Target("deal", Span(0, 3))
    values = (("target", target), ("polarity", "FAVOR"))
    keep(root, suggested(labels=(Label("stance", values),)))
    (one,) = found(root, articles=seed())
    assert one.severity == "error"
    assert "target of stance is not what stands at 0-3" in one.reason


def test_a_suggestion_that_cannot_be_accepted(root: Path) -> None:
    keep(root, suggested(labels=(Label("frame"),)))
    for articles in (None, seed()):
        (one,) = found(root, articles=articles)
        assert one.severity == "warning"
        assert "cannot be accepted as suggested: the scheme has no label 'frame'" in one.reason


def test_a_suggestion_that_was_decided_otherwise_need_not_fit(root: Path) -> None:
    keep(root, replace(suggested(labels=(Label("frame"),)), decision="neither"))
    assert not found(root, articles=seed())


def test_an_article_that_changed(root: Path) -> None:
    keep(root, true_annotation())
    assert "found again at 15-35" in reasons(root, articles=seed("Now " + TEXT))
    assert "not found again" in reasons(root, articles=seed("Something else"))


def test_what_is_found_again_is_moved_along_and_can_be_undone(root: Path) -> None:
    keep(root, true_annotation())
    changed = seed("Now " + TEXT)
    check = checked(root, repair=True, articles=changed)
    assert check.checked.is_well
    contents = AnnotationStore(root).read("ada", "seed")
    assert contents.annotations[0].span == Span(15, 35)
    assert contents.edits[-1].action == "reanchor"
    assert not found(root, articles=changed)
    assert not checked(root, repair=True, articles=seed("Else")).checked.is_well


def test_an_article_that_is_not_there(root: Path) -> None:
    keep(root, true_annotation())
    (one,) = found(root, articles=[])
    assert one.severity == "note"
    assert "article 'seed' is not among those" in one.reason


def test_a_label_that_the_scheme_has_not(root: Path) -> None:
    record = annotation("a1", article="seed", labels=(Label("rumour"),))
    keep(root, record)
    assert "the scheme has no label 'rumour'" in reasons(root)


def test_a_corrected_entity_that_is_not_what_stands_there(root: Path) -> None:
    one = mark("m1", article="seed", article_sha256=text_sha256(TEXT))
    database = AnnotationStore(root).open("ada", "seed")
    database.append([edit("e1", after=one, action="entity-label")])
    assert "entity 'm1': its text is not what stands at 10-15" in reasons(root, articles=seed())
