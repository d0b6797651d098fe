"""After an article has changed: what moved is confirmed, orphans are put somewhere or discarded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.services.sessions import (
    CHECKED,
    FAIR,
    NO,
    TEXT,
    article,
    item_at,
    labels_at,
    open_session,
    span_of,
    stance,
    state,
)
from tui.model.analysis import Analysis
from tui.model.label import Target
from tui.model.span import Span
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

NO_ANALYSIS = Analysis()
NEW = "A new first line.\n" + TEXT
CHANGED = NEW.replace("deal is fair", "deal was fair")
GONE = NEW.replace("The deal is fair.", "It was not.")


def decided_and_saved(folder: Path) -> None:
    session = open_session(folder)
    deal = Target("The deal", span_of("The deal"))
    session.add_label(session.items[0], stance(deal))
    session.set_note(session.items[0], "see below")
    session.decide(session.items[2], "neither")
    session.save()


def opened(folder: Path, text: str) -> Session:
    return open_session(folder, text, analysis=NO_ANALYSIS)


def moved_of(session: Session) -> list[str]:
    """Return the texts that quotes had before they moved, of those not confirmed."""
    there = [item.annotation for item in session.items]
    return [one.moved.content.text for one in there if one and one.moved]


def test_what_moved_says_so_after_a_restart_too(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    opened(tmp_path, CHANGED).save()
    session = opened(tmp_path, CHANGED)
    assert moved_of(session) == ["The deal is fair.", "No."]
    assert session.to_confirm == 2


def test_a_confirmed_move_is_one_no_more(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, CHANGED)
    before = state(session)
    confirmed = session.confirm(session.items[0])
    assert confirmed == session.items[0]
    assert moved_of(session) == ["No."]
    assert session.to_confirm == 1
    assert state(session) == before
    session.undo()
    assert session.to_confirm == 2
    session.redo()
    session.save()
    again = opened(tmp_path, CHANGED)
    assert (moved_of(again), again.edits[-1].action) == (["No."], "redo")


def test_what_did_not_move_has_nothing_to_confirm(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    assert session.confirm(session.items[0]) == session.items[0]
    session.decide(session.items[0], "neither")
    session.confirm(session.items[0])
    assert session.confirm_unchanged() == 0
    assert len(session.edits) == 1


def test_to_decide_anew_confirms(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, CHANGED)
    session.add_label(session.items[0], CHECKED)
    assert moved_of(session) == ["No."]
    session.decide(session.items[1], "unsure")
    assert session.to_confirm == 0
    session.undo()
    assert moved_of(session) == ["No."]


def test_all_with_the_same_words_are_confirmed_and_taken_back_at_once(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, NEW.replace("\n", "\r\n"))
    assert session.confirm_unchanged() == 2
    assert session.to_confirm == 0
    session.undo()
    assert session.to_confirm == 2
    session.redo()
    assert session.to_confirm == 0


def test_what_has_other_words_is_confirmed_only_by_itself(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, CHANGED)
    assert session.confirm_unchanged() == 1
    assert moved_of(session) == ["The deal is fair."]


def test_an_orphan_is_put_where_a_person_says(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, GONE)
    (orphan,) = session.orphans
    span = span_of("It was not.", GONE)
    item = session.place_orphan(orphan, span)
    assert item is not None
    assert item.annotation is not None
    assert (item.span, item.annotation.note, item.annotation.moved) == (span, "see below", None)
    assert labels_at(session, span) == (stance("The deal"),)
    assert not session.orphans
    assert session.place_orphan(orphan, span) is None, "it is none any more"
    session.undo()
    assert list(session.orphans) == [orphan]
    session.save()
    assert opened(tmp_path, NEW).orphans == (orphan,), "it was taken back: not to be moved again"


def test_an_orphan_is_not_put_outside_the_text(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, GONE)
    with pytest.raises(ValueError, match="no part"):
        session.place_orphan(session.orphans[0], Span(5, 5000))
    assert len(session.orphans) == 1


def test_an_orphan_that_is_discarded_comes_back_by_undo(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = opened(tmp_path, GONE)
    (orphan,) = session.orphans
    assert session.discard_orphan(orphan)
    assert not session.discard_orphan(orphan)
    session.save()
    gone = opened(tmp_path, GONE)
    assert not gone.orphans
    gone.undo()
    assert list(gone.orphans) == [orphan]
    gone.save()
    back = opened(tmp_path, TEXT)
    assert labels_at(back, FAIR)


def test_the_old_text_come_back_leaves_nothing_to_confirm(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    before = [a.content for a in open_session(tmp_path).annotations.values()]
    opened(tmp_path, CHANGED).save()
    session = open_session(tmp_path)
    assert session.to_confirm == 0
    assert [a.content for a in session.annotations.values()] == before
    assert item_at(session, NO).is_decided


def test_a_file_with_moves_is_for_newer_programs_only(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    file = next((tmp_path / "ada").glob("*.json"))
    assert json.loads(file.read_bytes())["meta"]["database"]["schema"] == "pullquote-store/1"
    assert b'"moved"' not in file.read_bytes()
    opened(tmp_path, NEW).save()
    assert json.loads(file.read_bytes())["meta"]["database"]["schema"] == "pullquote-store/3"
    session = opened(tmp_path, NEW)
    session.corrections.add(span_of("Monday", NEW), "DATE")
    session.save()
    assert json.loads(file.read_bytes())["meta"]["database"]["schema"] == "pullquote-store/3"
    kept = AnnotationStore(tmp_path).read("ada", "seed").annotations
    assert {one.article_sha256 for one in kept} == {article(NEW).sha256}


@pytest.mark.parametrize("old", ["\n", " "])
def test_corrected_entities_follow_other_line_ends_and_white_space(
    tmp_path: Path, old: str
) -> None:
    before = "\n".join(f"{n}: Ada met the board in New York, and Ada left." for n in range(50))
    session = open_session(tmp_path, before, analysis=NO_ANALYSIS)
    for start in range(0, len(before), 60):
        at = before.find("Ada", start)
        if at >= 0:
            session.corrections.add(Span(at, at + 3), "ORG")
    session.corrections.add(span_of("New York", before), "GPE")
    count = len(session.corrections.entities)
    session.save()
    text = before.replace(old, "\r\n")
    after = opened(tmp_path, text)
    entities = after.corrections.entities
    assert (len(entities), after.corrections.orphans) == (count, ())
    assert {" ".join(one.span.of(text).split()) for one in entities} == {"Ada", "New York"}
    assert all(one.span.of(text) == "Ada" for one in entities if one.label == "ORG")
