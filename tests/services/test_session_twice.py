"""Two programs of one annotator on one article: one quote, one annotation, and no wrong undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.sessions import (
    ANALYSIS,
    CHECKED,
    FAIR,
    NO,
    TEXT,
    UNIMPORTANT,
    labels_at,
    open_session,
    span_of,
    state,
)
from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Entity
from tui.model.annotation import Annotation
from tui.services.session import Session
from tui.store.annotations import AnnotationStore, Contents

PARIS = span_of("Paris")


def both(folder: Path) -> tuple[Session, Session]:
    return open_session(folder), open_session(folder)


def saved(session: Session) -> None:
    """Save as the program does: what came in is taken over, then the rest is saved."""
    while session.save():
        session.absorb()


def looked(session: Session) -> None:
    if session.look():
        session.absorb()


def on_disk(folder: Path) -> Contents:
    return AnnotationStore(folder).read("ada", "seed")


def check_log(folder: Path) -> None:
    """Check that each edit changes what the one before it has left, and the last what there is."""
    contents = on_disk(folder)
    there: dict[str, object] = {}
    for edit in contents.edits:
        assert edit.before == there.get(edit.annotation_id)
        there[edit.annotation_id] = edit.after
    assert {key: one for key, one in there.items() if one} == {
        one.id: one for one in contents.records
    }


def test_one_quote_decided_by_two_programs_has_one_annotation(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    one.add_label(one.items[0], CHECKED)
    two.add_label(two.items[0], UNIMPORTANT)
    saved(one)
    saved(two)
    assert labels_at(two, FAIR) == (UNIMPORTANT,), "the later wins"
    assert len(on_disk(tmp_path).annotations) == 1
    assert [edit.action for edit in on_disk(tmp_path).edits] == ["decide", "decide"]
    assert two.overridden == 1
    looked(one)
    assert state(one) == state(two)
    two.undo()
    assert labels_at(two, FAIR) == (CHECKED,), "undo brings the other's back"
    saved(two)
    assert [a.labels for a in on_disk(tmp_path).annotations] == [(CHECKED,)]
    check_log(tmp_path)


def test_what_was_done_to_it_before_it_was_joined_goes_along(tmp_path: Path) -> None:
    """A note, written between the save and the taking over, is on the annotation that is left."""
    one, two = both(tmp_path)
    one.add_label(one.items[0], CHECKED)
    saved(one)
    item = two.add_label(two.items[0], UNIMPORTANT)
    assert two.save() is True
    two.set_note(item, "look again")
    two.absorb()
    saved(two)
    (kept,) = on_disk(tmp_path).annotations
    assert (kept.labels, kept.note) == ((UNIMPORTANT,), "look again")
    two.set_note(item, "from a panel that was open on it all the time")
    saved(two)
    assert len(on_disk(tmp_path).annotations) == 1
    for _ in range(3):
        two.undo()
    assert labels_at(two, FAIR) == (CHECKED,)
    saved(two)
    check_log(tmp_path)


def test_an_undo_that_was_quicker_than_the_taking_over(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    one.add_label(one.items[0], CHECKED)
    saved(one)
    two.add_label(two.items[0], UNIMPORTANT)
    assert two.save() is True
    two.undo()
    assert labels_at(two, FAIR) == ()
    two.absorb()
    assert labels_at(two, FAIR) == (CHECKED,)
    saved(two)
    two.redo()
    assert labels_at(two, FAIR) == (UNIMPORTANT,)
    saved(two)
    check_log(tmp_path)


def test_a_record_that_both_changed_has_the_later_state(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    first.add_label(first.items[0], CHECKED)
    saved(first)
    one, two = both(tmp_path)
    one.set_note(one.items[0], "one")
    two.decide(two.items[0], "neither")
    saved(one)
    saved(two)
    check_log(tmp_path)
    assert state(two)[0] == (FAIR, "neither", (), "")
    two.undo()
    assert state(two)[0] == (FAIR, "labelled", (CHECKED,), "one")


def test_an_entity_that_both_corrected_has_one_mark(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    one.corrections.relabel(PARIS, "ORG")
    two.corrections.relabel(PARIS, "PERSON")
    saved(one)
    saved(two)
    assert two.corrections.at(PARIS) == Entity(PARIS, "PERSON")
    assert [mark.label for mark in on_disk(tmp_path).entities] == ["PERSON"]
    two.undo()
    assert two.corrections.at(PARIS) == Entity(PARIS, "ORG")
    saved(two)
    check_log(tmp_path)


def test_both_dropped_it(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    first.decide(first.items[0], "neither")
    saved(first)
    one, two = both(tmp_path)
    one.drop(one.items[0])
    two.drop(two.items[0])
    saved(one)
    saved(two)
    assert on_disk(tmp_path).annotations == ()
    check_log(tmp_path)


def test_one_dropped_what_the_other_decides(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    first.decide(first.items[0], "neither")
    saved(first)
    one, two = both(tmp_path)
    one.drop(one.items[0])
    two.decide(two.items[0], "unsure")
    saved(one)
    saved(two)
    assert [a.decision for a in on_disk(tmp_path).annotations] == ["unsure"]
    check_log(tmp_path)
    two.undo()
    assert two.decided == 0


def test_an_idle_program_sees_what_the_other_decides(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    assert two.look() is False
    one.decide(one.items[0], "neither")
    saved(one)
    looked(two)
    assert state(two) == state(one)
    assert (two.takeovers, two.overridden, two.unsaved) == (1, 0, 0)
    assert two.look() is False


def test_what_is_decided_while_it_looks_is_kept(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    one.add_label(one.items[0], CHECKED)
    saved(one)
    assert two.look() is True
    two.decide(two.items[0], "neither")
    two.decide(two.items[2], "unsure")
    two.absorb()
    assert (two.decided, two.overridden, two.unsaved) == (2, 1, 2)
    saved(two)
    assert [a.decision for a in on_disk(tmp_path).annotations] == ["neither", "unsure"]
    check_log(tmp_path)


def test_undo_takes_back_what_was_done_here(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    two.decide(two.items[2], "neither")
    saved(two)
    looked(one)
    one.decide(one.items[0], "neither")
    saved(one)
    looked(two)
    undone = two.undo()
    assert undone is not None
    assert isinstance(undone.changed, Annotation)
    assert undone.changed.span == NO, "not what the other window did since"
    assert [item.is_decided for item in two.items] == [True, False, False]
    saved(two)
    check_log(tmp_path)


def test_what_another_changed_since_is_not_undone(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    two.decide(two.items[1], "unsure")
    two.decide(two.items[0], "neither")
    saved(two)
    looked(one)
    one.set_note(one.items[0], "mine")
    saved(one)
    looked(two)
    before = state(two)
    with pytest.raises(PullquoteError, match="changed this since"):
        two.undo()
    assert state(two) == before
    assert two.undo() is not None, "the change before can be undone"
    assert state(two)[0] == before[0]
    assert two.decided == 1
    saved(two)
    check_log(tmp_path)


def test_an_undo_that_comes_too_late_is_not_done(tmp_path: Path) -> None:
    """The other's change is on the disk, but not known here when the key is pressed."""
    one, two = both(tmp_path)
    two.decide(two.items[0], "neither")
    saved(two)
    looked(one)
    one.set_note(one.items[0], "mine")
    saved(one)
    assert two.undo() is not None
    saved(two)
    assert state(two) == state(one)
    assert two.refused == 1
    assert [edit.action for edit in on_disk(tmp_path).edits] == ["decide", "note"]
    check_log(tmp_path)


def test_one_undo_in_two_programs_is_one(tmp_path: Path) -> None:
    first = open_session(tmp_path)
    first.decide(first.items[0], "neither")
    first.decide(first.items[1], "neither")
    saved(first)
    one, two = both(tmp_path)
    one.undo()
    two.undo()
    saved(one)
    saved(two)
    assert [item.is_decided for item in two.items] == [True, False, False]
    check_log(tmp_path)


def test_all_entities_like_it_but_those_that_another_corrected(tmp_path: Path) -> None:
    one, two = both(tmp_path)
    for session in (one, two):
        session.set_analysis(ANALYSIS)
    two.corrections.relabel(PARIS, "ORG")
    change = two.corrections.change_at(PARIS)
    assert change is not None
    two.corrections.make_rule(change)
    saved(two)
    looked(one)
    assert one.corrections.at(PARIS) == Entity(PARIS, "ORG")
    one.corrections.relabel(PARIS, "PERSON")
    saved(one)
    looked(two)
    two.undo()  # the rule
    with pytest.raises(PullquoteError):
        two.undo()
    assert two.corrections.at(PARIS) == Entity(PARIS, "PERSON")
    saved(two)
    check_log(tmp_path)


def test_an_older_file_in_its_place_loses_nothing(tmp_path: Path) -> None:
    """As when the folder was removed, and the other window has written it anew first."""
    one = open_session(tmp_path)
    one.decide(one.items[0], "neither")
    saved(one)
    path = AnnotationStore(tmp_path).path_of("ada", "seed")
    older = path.read_bytes()
    one.set_note(one.items[0], "later")
    one.decide(one.items[1], "unsure")
    one.undo()
    saved(one)
    before = state(one)
    path.write_bytes(older)
    looked(one)
    assert (state(one), one.restored, one.unsaved) == (before, 3, 3)
    saved(one)
    assert state(open_session(tmp_path)) == before
    check_log(tmp_path)


def test_both_move_along_with_a_changed_text_and_that_is_done_once(tmp_path: Path) -> None:
    before = open_session(tmp_path)
    for item in before.items:
        before.decide(item, "neither")
    saved(before)
    changed = f"A new line.\n{TEXT}"
    one, two = open_session(tmp_path, changed), open_session(tmp_path, changed)
    assert len(one.moved) == len(two.moved) == 3
    saved(one)
    saved(two)
    looked(one)
    looked(two)
    assert (two.overridden, two.refused, two.restored, two.unsaved) == (0, 0, 0, 0)
    assert len(on_disk(tmp_path).edits) == 6
    check_log(tmp_path)
    one.confirm(next(item for item in one.items if item.annotation))
    saved(one)
    looked(two)
    assert [a.moved is None for a in two.annotations.values()].count(True) == 1
    saved(two)
    check_log(tmp_path)


def test_two_that_have_different_texts_do_not_move_an_annotation_to_and_fro(tmp_path: Path) -> None:
    newer = "Corrected on Tuesday.\n" + TEXT
    one = open_session(tmp_path)
    one.decide(one.items[0], "neither")
    saved(one)
    two = open_session(tmp_path, newer, analysis=Analysis())
    saved(two)
    for _ in range(3):
        for session in (one, two):
            looked(session)
            saved(session)
    assert [edit.action for edit in on_disk(tmp_path).edits] == ["decide", "reanchor"]
    assert [a.content.text for a in one.orphans] == ["The deal is fair."], "it has left this text"
    assert [item.span for item in two.items] == [span_of("The deal is fair.", newer)]
    check_log(tmp_path)


def test_what_is_decided_on_the_older_text_comes_along(tmp_path: Path) -> None:
    newer = "Corrected on Tuesday.\n" + TEXT
    one = open_session(tmp_path)
    one.decide(one.items[0], "neither")
    saved(one)
    two = open_session(tmp_path, newer, analysis=Analysis())
    saved(two)
    one.decide(one.items[0], "unsure")  # before it has looked
    one.decide(one.items[1], "neither")
    for _ in range(3):
        for session in (one, two):
            saved(session)
            looked(session)
    assert [(a.decision, a.article_sha256) for a in on_disk(tmp_path).annotations] == [
        ("unsure", two.article.sha256),
        ("neither", two.article.sha256),
    ]
    assert two.decided == 2
    assert not two.unsaved
    check_log(tmp_path)


def test_a_text_that_is_again_what_it_was_has_its_annotations_back(tmp_path: Path) -> None:
    one = open_session(tmp_path)
    one.decide(one.items[0], "neither")
    saved(one)
    saved(open_session(tmp_path, "Corrected on Tuesday.\n" + TEXT, analysis=Analysis()))
    again = open_session(tmp_path)
    assert again.decided == 1
    assert not again.orphans


def test_undo_comes_to_what_was_decided_here_once_the_others_change_is_undone(
    tmp_path: Path,
) -> None:
    one, two = both(tmp_path)
    one.decide(one.items[0], "neither")
    saved(one)
    looked(two)
    two.decide(two.items[0], "unsure")
    saved(two)
    looked(one)
    with pytest.raises(PullquoteError, match="Another pullquote has changed this since"):
        one.undo()
    for left in ("neither", None):
        assert one.undo()
        assert [a.decision for a in one.annotations.values()] == ([left] if left else [])
    assert one.undo() is None
    saved(one)
    check_log(tmp_path)
