"""Joining whole stores: by annotator and article, and what cannot be read is left alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.services.sessions import CHECKED, UNIMPORTANT, open_session, span_of
from tui.errors import PullquoteError
from tui.model.dealing import Terms
from tui.model.entity_change import Change
from tui.services.merge import MergeReport, merge_stores
from tui.services.session import Session
from tui.store.annotations import AnnotationStore
from tui.store.assignments import AssignmentFile, Dealt


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "here"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "there"


def decided(folder: Path, number: int, annotator: str = "ada", article: str = "seed") -> Session:
    session = open_session(folder, annotator=annotator, article_id=article)
    session.decide(session.items[number], "neither")
    session.save()
    return session


def join(here: Path, *there: Path, dry_run: bool = False) -> MergeReport:
    return merge_stores(AnnotationStore(here), there, dry_run=dry_run)


def files(folder: Path) -> dict[str, bytes]:
    """Return all that is in a store, but locks."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_annotators_and_articles_come_together(here: Path, there: Path) -> None:
    decided(here, 0)
    decided(there, 1, annotator="bob")
    decided(there, 1, article="of another/path")
    decided(there, 2)
    theirs = files(there)
    report = join(here, there)
    assert (report.databases, report.added, report.problems) == (3, 3, [])
    store = AnnotationStore(here)
    assert store.annotators() == ["ada", "bob"]
    assert store.articles("ada") == ["of another/path", "seed"]
    assert len(store.read("ada", "seed").annotations) == 2
    assert files(there) == theirs, "the others stay as they are"
    # It is a store like any other: it opens, and can be undone.
    session = open_session(here)
    assert session.decided == 2
    assert session.undo() is not None


def test_twice_changes_nothing(here: Path, there: Path) -> None:
    decided(here, 0)
    decided(there, 1)
    join(here, there)
    once = files(here)
    again = join(here, there)
    assert (again.added, again.changed) == (0, 0)
    assert files(here) == once


def test_a_dry_run_writes_nothing(here: Path, there: Path) -> None:
    decided(there, 1)
    report = join(here, there, dry_run=True)
    assert report.added == 1
    assert not here.exists()


def test_what_both_changed_is_named_and_the_later_holds(here: Path, there: Path) -> None:
    decided(here, 0)
    shutil.copytree(here, there)
    one, other = open_session(here), open_session(there)
    one.set_note(one.items[0], "one")
    one.save()
    other.set_note(other.items[0], "an earlier one")
    other.set_note(other.items[0], "the last")
    other.save()
    report = join(here, there)
    (note,) = report.notes
    assert "“The deal is fair.” was changed in both" in note
    session = open_session(here)
    assert session.items[0].annotation is not None
    assert session.items[0].annotation.note == "the last"
    assert "one" in [getattr(e.after, "note", "") for e in session.edits]


def test_what_was_decided_apart_is_kept_twice_and_named(here: Path, there: Path) -> None:
    for folder, label in ((here, CHECKED), (there, UNIMPORTANT)):
        session = open_session(folder)
        session.add_label(session.items[0], label)
        session.save()
    report = join(here, there)
    assert ["is there twice" in note for note in report.notes] == [True]
    assert len(AnnotationStore(here).read("ada", "seed").annotations) == 2


def test_entities_and_rules_come_too(here: Path, there: Path) -> None:
    decided(here, 0)
    session = open_session(there)
    session.corrections.relabel(span_of("Ada"), "ORG")
    session.corrections.make_rule(Change("relabel", "Paris", "Paris", label="ORG"))
    session.save()
    report = join(here, there)
    assert report.problems == []
    opened = open_session(here)
    assert [one.label for one in opened.entities] == ["ORG", "ORG"]
    text = AnnotationStore(here).path_of("ada", "seed").read_text()
    assert "pullquote-store/2" in text, "older programs leave it alone"


def test_a_store_of_rules_alone(here: Path, there: Path) -> None:
    session = open_session(there)
    session.corrections.make_rule(Change("relabel", "Paris", "Paris", label="ORG"))
    session.save()
    AnnotationStore(there).path_of("ada", "seed").unlink()
    join(here, there)
    assert len(AnnotationStore(here).read_corpus("ada").rules) == 1


@pytest.mark.parametrize("bad", ["here", "there"])
def test_what_cannot_be_read_is_named_and_left(here: Path, there: Path, bad: str) -> None:
    for folder in (here, there):
        decided(folder, 0)
        decided(folder, 1, article="good")
    broken = AnnotationStore(here if bad == "here" else there).path_of("ada", "seed")
    broken.write_text("{ half")
    before = files(here)
    report = join(here, there)
    (problem,) = report.problems
    assert str(broken) in problem
    after = files(here)
    assert after["ada/seed.json"] == before["ada/seed.json"]
    assert after["ada/good.json"] != before["ada/good.json"]


def test_the_store_itself_and_no_folder(here: Path, there: Path) -> None:
    decided(here, 0)
    with pytest.raises(PullquoteError, match="store itself"):
        join(here, here)
    with pytest.raises(PullquoteError, match="no folder"):
        join(here, there)


def deal(folder: Path, **readers: tuple[str, ...]) -> None:
    AssignmentFile(folder).change(lambda _: Dealt(readers, Terms(("ada", "bob"))))


def test_who_reads_what_comes_together(here: Path, there: Path) -> None:
    deal(here, a1=("ada",), a2=("ada",))
    deal(there, a2=("bob",), a3=("bob",))
    report = join(here, there)
    (note,) = report.notes
    assert "1 article dealt otherwise in both, such as a2" in note
    dealt = json.loads((here / "assignments.json").read_text())["assignments"]
    assert {name: one["annotators"] for name, one in dealt.items()} == {
        "a1": ["ada"],
        "a2": ["ada", "bob"],
        "a3": ["bob"],
    }
    once = files(here)
    join(here, there)
    assert files(here) == once


def test_assignments_that_cannot_be_read(here: Path, there: Path) -> None:
    deal(here, a1=("ada",))
    there.mkdir()
    (there / "assignments.json").write_text("[]")
    decided(there, 0)
    report = join(here, there)
    assert len(report.problems) == 1
    assert report.added == 1
