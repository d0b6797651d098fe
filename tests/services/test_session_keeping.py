"""Undo and redo, saving, two programs on one file, and an article that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.services.sessions import (
    CHECKED,
    COST,
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
from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Speaker
from tui.model.annotation import Detected, Excerpt
from tui.model.label import Target
from tui.model.span import Span
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

NO_ANALYSIS = Analysis()
DECIDE: list[Callable[[Session], object]] = [
    lambda s: s.add_label(s.items[0], CHECKED),
    lambda s: s.add_label(s.items[0], stance("the deal")),
    lambda s: s.set_note(s.items[0], "look again"),
    lambda s: s.decide(s.items[1], "unsure"),
    lambda s: s.decide(s.items[2], "neither"),
    lambda s: s.drop(s.items[0]),
    lambda s: s.mark(span_of("Paris")),
    lambda s: s.move_borders(s.items[1], span_of("The deal")),
    lambda s: s.drop(s.items[1]),
    lambda s: s.drop(item_at(s, span_of("Paris"))),
    lambda s: s.set_speaker(s.items[1], Speaker(None, "A board")),
    lambda s: s.set_speaker(s.items[1], None),
    lambda s: s.drop(s.items[1]),
]


def saved(folder: Path) -> list[tuple[Span, str | None]]:
    """Return what another program finds on the disk."""
    contents = AnnotationStore(folder).read("ada", "seed")
    return [(a.span, a.decision) for a in contents.annotations]


def seen(session: Session) -> list[object]:
    """Return what a reader is shown of each quote, with its speaker."""
    return [(*one, item.quote) for one, item in zip(state(session), session.items, strict=True)]


# Undo and redo


def test_every_change_can_be_undone_and_done_again(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    states = [seen(session)]
    for change in DECIDE:
        change(session)
        states.append(seen(session))
    assert all(one != two for one, two in pairwise(states))
    for before in reversed(states[:-1]):
        assert session.undo() is not None
        assert seen(session) == before
    assert session.undo() is None
    for after in states[1:]:
        assert session.redo() is not None
        assert seen(session) == after
    assert session.redo() is None


def test_undo_and_redo_outlive_the_program(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    states = [seen(session)]
    for change in DECIDE:
        change(session)
        states.append(seen(session))
    session.save()
    for before in reversed(states[:-1]):
        session = open_session(tmp_path)
        assert session.undo() is not None
        assert seen(session) == before
        session.save()
    for after in states[1:]:
        session = open_session(tmp_path)
        assert session.redo() is not None
        assert seen(session) == after
        session.save()
    assert seen(open_session(tmp_path)) == states[-1]


def test_a_new_edit_clears_what_could_be_done_again(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(session.items[0], "neither")
    session.decide(session.items[1], "neither")
    session.undo()
    session.set_note(session.items[2], "new")
    assert session.redo() is None
    session.undo()
    session.undo()
    assert session.decided == 0


def test_the_log_only_grows_and_says_what_was_reverted(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(session.items[0], "neither", 1.5)
    session.undo()
    session.redo()
    first, undone, redone = session.edits
    assert [e.action for e in session.edits] == ["decide", "undo", "redo"]
    assert undone.reverts == redone.reverts == first.id
    assert (undone.before, undone.after) == (first.after, None)
    assert redone.after == first.after
    assert {e.annotator for e in session.edits} == {"ada"}
    session.save()
    assert AnnotationStore(tmp_path).read("ada", "seed").edits == session.edits


# Saving


def test_nothing_is_on_the_disk_before_save(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    item = session.decide(session.items[0], "neither")
    assert (session.unsaved, session.is_unsaved(item), saved(tmp_path)) == (1, True, [])
    assert session.save() is False
    assert (session.unsaved, session.is_unsaved(item)) == (0, False)
    assert saved(tmp_path) == [(FAIR, "neither")]


def test_only_what_is_not_saved_is_unsaved(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(session.items[0], "neither")
    session.save()
    session.decide(session.items[1], "neither")
    assert [session.is_unsaved(item) for item in session.items] == [False, True, False]


def test_a_save_that_fails_keeps_all_and_a_later_one_works(tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    folder.write_text("in the way")
    session = open_session(folder)
    session.decide(session.items[0], "neither")
    for _ in range(2):
        with pytest.raises(PullquoteError):
            session.save()
        assert session.unsaved == 1
        assert "a file stands where a folder should be" in session.save_error
    session.add_label(session.items[1], CHECKED)
    folder.unlink()
    session.save()
    assert (session.unsaved, session.save_error) == (0, "")
    assert saved(folder) == [(FAIR, "neither"), (COST, "labelled")]
    assert len(session.edits) == 2


def test_a_broken_file_is_set_aside_and_told(tmp_path: Path) -> None:
    path = AnnotationStore(tmp_path).path_of("ada", "seed")
    path.parent.mkdir(parents=True)
    path.write_text("{ no database")
    session = open_session(tmp_path)
    assert session.set_aside
    assert path.with_name(session.set_aside).read_text() == "{ no database"
    session.decide(session.items[0], "neither")
    session.save()
    assert saved(tmp_path) == [(FAIR, "neither")]


def test_a_file_that_breaks_meanwhile_is_told_too(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(session.items[0], "neither")
    session.save()
    path = AnnotationStore(tmp_path).path_of("ada", "seed")
    path.write_text("{ no database")
    session.decide(session.items[1], "neither")
    assert session.save() is True
    session.absorb()
    assert path.with_name(session.set_aside).read_text() == "{ no database"
    assert session.decided == 2
    assert saved(tmp_path) == [(FAIR, "neither"), (COST, "neither")]


# Two programs on one file


def test_two_programs_keep_both_decisions(tmp_path: Path) -> None:
    one, two = open_session(tmp_path), open_session(tmp_path)
    one.decide(one.items[0], "neither")
    one.save()
    two.add_label(two.items[2], CHECKED)
    assert two.save() is True
    two.absorb()
    assert [(span, decision) for span, decision, *_ in state(two)] == [
        (FAIR, "neither"),
        (COST, None),
        (NO, "labelled"),
    ]
    assert saved(tmp_path) == [(FAIR, "neither"), (NO, "labelled")]
    assert state(open_session(tmp_path)) == state(two)


def test_what_is_decided_while_it_is_saved_stays(tmp_path: Path) -> None:
    one, two = open_session(tmp_path), open_session(tmp_path)
    one.decide(one.items[0], "neither")
    one.save()
    two.add_label(two.items[2], CHECKED)
    assert two.save() is True
    two.decide(two.items[1], "unsure")  # before what the other wrote is taken over
    two.absorb()
    assert (two.decided, two.unsaved) == (3, 1)
    assert two.save() is False
    assert len(saved(tmp_path)) == 3


def test_a_second_save_before_the_others_work_is_taken_over(tmp_path: Path) -> None:
    one, two = open_session(tmp_path), open_session(tmp_path)
    one.decide(one.items[0], "neither")
    one.save()
    two.add_label(two.items[2], CHECKED)
    assert two.save() is True
    two.decide(two.items[1], "unsure")
    assert two.save() is True, "there is still something to take over"
    two.absorb()
    assert (two.decided, two.unsaved) == (3, 1)
    assert two.save() is False
    assert len(two.edits) == 3
    assert state(two) == state(open_session(tmp_path))
    assert two.undo() is not None
    assert two.decided == 2
    assert two.save() is False


def test_absorb_without_anything_to_take_over_changes_nothing(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(session.items[0], "neither")
    before = (state(session), session.edits)
    session.absorb()
    assert (state(session), session.edits) == before


def test_a_decision_on_what_the_other_has_changed_keeps_the_others_part(tmp_path: Path) -> None:
    one, two = open_session(tmp_path), open_session(tmp_path)
    one.decide(one.items[0], "unsure")
    one.save()
    two = open_session(tmp_path)
    asked = two.items[0]  # a panel is open on it
    one.set_note(one.items[0], "from the other window")
    one.save()
    two.decide(two.items[2], "neither")
    assert two.save() is True
    two.absorb()
    two.add_label(asked, CHECKED)
    assert state(two)[0] == (FAIR, "labelled", (CHECKED,), "from the other window")


def test_both_logs_are_one_and_can_be_undone(tmp_path: Path) -> None:
    one, two = open_session(tmp_path), open_session(tmp_path)
    one.decide(one.items[0], "neither")
    one.save()
    two.decide(two.items[1], "neither")
    two.save()
    two.absorb()
    assert two.undo() is not None
    assert two.undo() is not None
    assert two.undo() is None
    assert two.decided == 0


def test_each_annotator_has_decisions_of_their_own(tmp_path: Path) -> None:
    ada, grace = open_session(tmp_path), open_session(tmp_path, annotator="grace")
    ada.decide(ada.items[0], "neither")
    ada.save()
    grace.add_label(grace.items[0], CHECKED)
    assert grace.save() is False
    assert (ada.decided, open_session(tmp_path, annotator="grace").decided) == (1, 1)
    assert labels_at(open_session(tmp_path), FAIR) == ()


# The article changed


def decided_and_saved(folder: Path) -> Session:
    session = open_session(folder)
    deal = Target("The deal", span_of("The deal"))
    session.add_label(session.items[0], stance(deal))
    session.decide(session.items[2], "neither")
    session.save()
    return session


def test_annotations_move_along_with_their_text_and_say_so(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    text = "A new first line.\n" + TEXT
    session = open_session(tmp_path, text, analysis=NO_ANALYSIS)
    assert [moved.before.span for moved in session.moved] == [FAIR, NO]
    assert session.orphans == ()
    assert [item.span.of(text) for item in session.items] == ["The deal is fair.", "No."]
    fair = session.items[0].annotation
    assert fair is not None
    assert fair.article_sha256 == article(text).sha256
    assert fair.detected == Detected(fair.span, (), fair.speaker)
    assert fair.labels == (stance(Target("The deal", span_of("The deal", text))),)
    assert fair.speaker is not None
    assert fair.speaker.mention is not None
    assert fair.speaker.mention.span.of(text) == "She"
    assert [edit.action for edit in session.edits[-2:]] == ["reanchor"] * 2
    session.save()
    again = open_session(tmp_path, text, analysis=NO_ANALYSIS)
    assert (again.moved, state(again)) == ((), state(session))


def test_what_is_not_found_is_an_orphan_and_kept(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    text = TEXT.replace("The deal is fair.", "It was not.")
    session = open_session(tmp_path, text, analysis=NO_ANALYSIS)
    assert [orphan.span for orphan in session.orphans] == [FAIR]
    assert [item.span.of(text) for item in session.items] == ["No."]
    session.decide(session.items[0], "unsure")
    session.save()
    assert [orphan.span for orphan in session.orphans] == [FAIR]
    assert [orphan.span for orphan in open_session(tmp_path, text).orphans] == [FAIR]
    back = open_session(tmp_path)
    assert labels_at(back, FAIR)
    assert back.orphans == ()


def test_what_is_there_twice_is_an_orphan(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    session = open_session(tmp_path, "New.\n" + TEXT + TEXT, analysis=NO_ANALYSIS)
    assert {orphan.span for orphan in session.orphans} >= {FAIR}


def test_a_move_that_is_undone_is_an_orphan_not_a_quote_somewhere_else(tmp_path: Path) -> None:
    decided_and_saved(tmp_path)
    text = "A new first line.\n" + TEXT
    session = open_session(tmp_path, text, analysis=NO_ANALYSIS)
    session.undo()
    session.undo()
    assert (len(session.items), len(session.orphans)) == (0, 2)
    session.redo()
    session.redo()
    assert [item.span.of(text) for item in session.items] == ["The deal is fair.", "No."]
    assert len(session.orphans) == 0


def test_a_program_still_at_the_old_text_puts_nothing_in_a_wrong_place(tmp_path: Path) -> None:
    old = open_session(tmp_path)
    text = "A new first line.\n" + TEXT
    new = open_session(tmp_path, text, analysis=NO_ANALYSIS)
    new.mark(span_of("Paris", text))
    new.save()
    old.decide(old.items[0], "neither")
    old.save()
    new.mark(span_of("Monday", text))
    assert new.save() is True
    new.absorb()
    for item in new.items:
        assert item.annotation is not None
        assert item.span.of(text) == item.annotation.content.text
    assert "The deal is fair." in [item.span.of(text) for item in new.items]
    assert len(new.moved) == 1
    assert new.unsaved == 1, "the move is an edit, to be saved and to be undone"


def test_a_record_that_does_not_prove_itself_is_not_shown_as_it_is(tmp_path: Path) -> None:
    session = decided_and_saved(tmp_path)
    wrong = replace(session.annotations[session.edits[0].annotation_id], id="wrong")
    shifted = replace(wrong, content=Excerpt(FAIR.shifted(3), wrong.content.text), detected=None)
    database = AnnotationStore(tmp_path).open("ada", "seed")
    database.append([replace(session.edits[0].with_records(None, shifted), id="e")])
    again = open_session(tmp_path)
    assert [moved.after.span for moved in again.moved] == [FAIR]
    assert all(
        item.span.of(TEXT) == item.annotation.content.text
        for item in again.items
        if item.annotation
    )
