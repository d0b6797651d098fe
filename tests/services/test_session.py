"""Deciding on quotes, marking them and moving their borders, in a session on a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.sessions import (
    ANALYSIS,
    CHECKED,
    COST,
    FAIR,
    NO,
    TEXT,
    UNIMPORTANT,
    article,
    item_at,
    labels_at,
    open_session,
    span_of,
    stance,
    state,
)
from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Quote
from tui.model.annotation import Annotation, Decision, Detected, Excerpt
from tui.model.label import Label, Target
from tui.model.scheme import Attribute, Choice, LabelType, Scheme
from tui.model.span import Span
from tui.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path)


def made(session: Session, span: Span) -> Annotation:
    annotation = item_at(session, span).annotation
    assert annotation is not None
    return annotation


# Deciding


def test_a_fresh_article_has_its_quotes_open(session: Session) -> None:
    assert [item.span for item in session.items] == [FAIR, COST, NO]
    assert all(item.is_open for item in session.items)
    assert (session.decided, session.unsaved, session.edits) == (0, 0, ())
    assert (session.set_aside, session.moved, session.orphans, session.save_error) == (
        *("", (), (), ""),
    )


@pytest.mark.parametrize("decision", ["neither", "unsure"])
def test_a_decision_without_a_label(session: Session, decision: Decision) -> None:
    item = session.decide(item_at(session, COST), decision, 2.5)
    assert item == item_at(session, COST)
    assert item.is_decided
    annotation = made(session, COST)
    assert (annotation.decision, annotation.labels, annotation.seconds) == (decision, (), 2.5)
    assert (session.decided, session.unsaved) == (1, 1)


def test_an_annotation_proves_itself_and_keeps_what_the_detector_found(session: Session) -> None:
    session.decide(item_at(session, FAIR), "neither")
    annotation = made(session, FAIR)
    assert annotation.content == Excerpt(FAIR, "The deal is fair.")
    assert annotation.prefix + annotation.content.text + annotation.suffix in TEXT
    assert annotation.article_sha256 == article().sha256
    assert (annotation.article, annotation.annotator) == ("seed", "ada")
    assert (annotation.origin, annotation.kind) == ("auto", "direct")
    assert annotation.detected == Detected(FAIR, (), annotation.speaker)
    assert annotation.cue == Excerpt(span_of("said"), "said")
    assert annotation.speaker is not None
    assert annotation.speaker.name == "Ada"
    assert annotation.speaker.mention == Excerpt(span_of("She"), "She")


def test_both_labels_may_stand_on_a_quote(session: Session) -> None:
    session.add_label(item_at(session, FAIR), CHECKED)
    session.add_label(item_at(session, FAIR), stance("the deal"))
    assert labels_at(session, FAIR) == (CHECKED, stance("the deal"))
    assert made(session, FAIR).decision == "labelled"


def test_a_second_claim_takes_the_firsts_place(session: Session) -> None:
    session.add_label(item_at(session, FAIR), CHECKED)
    session.add_label(item_at(session, FAIR), stance("the deal"))
    session.add_label(item_at(session, FAIR), UNIMPORTANT)
    assert labels_at(session, FAIR) == (stance("the deal"), UNIMPORTANT)


def test_a_second_stance_is_added_unless_it_is_on_the_same_target(session: Session) -> None:
    one, other = stance("the deal"), stance("the board", "AGAINST")
    session.add_label(item_at(session, FAIR), one)
    session.add_label(item_at(session, FAIR), other)
    assert labels_at(session, FAIR) == (one, other)
    corrected = stance(Target("the deal", span_of("The deal")), "NONE")
    session.add_label(item_at(session, FAIR), corrected)
    assert labels_at(session, FAIR) == (other, corrected)


def test_a_target_over_a_line_break_is_the_same_target(session: Session) -> None:
    session.add_label(item_at(session, FAIR), stance("State\nDepartment"))
    session.add_label(item_at(session, FAIR), stance("State Department", "AGAINST"))
    assert labels_at(session, FAIR) == (stance("State Department", "AGAINST"),)


def test_several_of_a_label_without_a_target_differ_in_their_values(tmp_path: Path) -> None:
    tone = Attribute("tone", "choice", (Choice("GOOD", "g"), Choice("BAD", "b")))
    scheme = Scheme((LabelType("frame", "f", "F", attributes=(tone,), multiple=True),))
    session = open_session(tmp_path, scheme=scheme)
    good, bad = (Label("frame", (("tone", tone),)) for tone in ("GOOD", "BAD"))
    for label in (good, bad, good):
        session.add_label(item_at(session, NO), label)
    assert labels_at(session, NO) == (bad, good)


@pytest.mark.parametrize(
    "label", [Label("frame"), stance(" "), stance("x", "PRO"), Label("claim"), Label("stance")]
)
def test_what_does_not_fit_the_scheme_changes_nothing(session: Session, label: Label) -> None:
    with pytest.raises(PullquoteError, match=r"stance|claim|frame"):
        session.add_label(item_at(session, FAIR), label)
    assert (session.edits, session.decided) == ((), 0)


def test_neither_takes_the_labels_away_and_a_label_takes_neither_away(session: Session) -> None:
    session.add_label(item_at(session, FAIR), CHECKED)
    session.decide(item_at(session, FAIR), "neither")
    assert labels_at(session, FAIR) == ()
    session.add_label(item_at(session, FAIR), UNIMPORTANT)
    assert (made(session, FAIR).decision, labels_at(session, FAIR)) == ("labelled", (UNIMPORTANT,))


def test_the_seconds_of_all_decisions_on_a_quote_add_up(session: Session) -> None:
    session.decide(item_at(session, FAIR), "unsure", 1.2)
    session.add_label(item_at(session, FAIR), CHECKED, 3.1)
    assert made(session, FAIR).seconds == 4.3
    assert [edit.seconds for edit in session.edits] == [1.2, 3.1]


def test_times_are_kept(session: Session) -> None:
    session.decide(item_at(session, FAIR), "unsure")
    first = made(session, FAIR)
    session.decide(item_at(session, FAIR), "neither")
    second = made(session, FAIR)
    assert second.created == first.created <= first.updated < second.updated
    assert second.id == first.id


def test_an_old_item_decides_on_the_quote_as_it_is_now(session: Session) -> None:
    """A panel asks about an item while the quote gets a note by another way."""
    old = item_at(session, FAIR)
    session.set_note(old, "look again")
    session.add_label(old, CHECKED)
    assert (made(session, FAIR).note, labels_at(session, FAIR)) == ("look again", (CHECKED,))
    assert len(session.items) == 3


# Notes


def test_a_note_does_not_decide(session: Session) -> None:
    item = session.set_note(item_at(session, FAIR), "who says so?")
    assert item == item_at(session, FAIR)
    assert item is not None
    assert item.is_open
    assert made(session, FAIR).note == "who says so?"


def test_a_note_and_a_decision_do_not_disturb_each_other(session: Session) -> None:
    session.set_note(item_at(session, FAIR), "why?")
    session.add_label(item_at(session, FAIR), CHECKED)
    session.set_note(item_at(session, FAIR), "why not?")
    assert state(session)[0] == (FAIR, "labelled", (CHECKED,), "why not?")
    session.drop(item_at(session, FAIR))
    assert state(session)[0] == (FAIR, None, (), "why not?")


def test_an_empty_note_takes_the_note_away(session: Session) -> None:
    session.set_note(item_at(session, FAIR), "why?")
    session.set_note(item_at(session, FAIR), "")
    assert item_at(session, FAIR).annotation is None
    session.decide(item_at(session, FAIR), "neither")
    session.set_note(item_at(session, FAIR), "why?")
    session.set_note(item_at(session, FAIR), "")
    assert state(session)[0] == (FAIR, "neither", (), "")


def test_the_same_note_again_is_no_edit(session: Session) -> None:
    assert session.set_note(item_at(session, FAIR), "") == item_at(session, FAIR)
    session.set_note(item_at(session, FAIR), "why?")
    session.set_note(item_at(session, FAIR), "why?")
    assert len(session.edits) == 1


# Dropping


def test_drop_takes_a_decision_back(session: Session) -> None:
    session.add_label(item_at(session, FAIR), CHECKED)
    assert session.drop(item_at(session, FAIR)) == item_at(session, FAIR)
    assert item_at(session, FAIR).annotation is None
    assert session.decided == 0


def test_there_may_be_nothing_to_drop(session: Session) -> None:
    assert session.drop(item_at(session, FAIR)) is None
    assert session.edits == ()


def test_drop_goes_in_stages(session: Session) -> None:
    shorter = Span(FAIR.start, FAIR.end - 1)
    session.move_borders(item_at(session, FAIR), shorter)
    session.decide(item_at(session, shorter), "neither")
    undecided = session.drop(item_at(session, shorter))
    assert undecided is not None
    assert (undecided.span, undecided.is_open) == (shorter, True)
    as_found = session.drop(undecided)
    assert as_found is not None
    assert (as_found.span, as_found.annotation) == (FAIR, None)
    assert session.drop(as_found) is None


def test_drop_takes_a_mark_by_hand_away_last(session: Session) -> None:
    paris = span_of("Paris")
    session.decide(session.mark(paris), "neither")
    item = session.drop(item_at(session, paris))
    assert item is not None
    assert item.span == paris
    assert session.drop(item) is None
    assert [one.span for one in session.items] == [FAIR, COST, NO]


# Marking by hand


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nobody spoke.", "indirect"),
        ("deal is fair", "indirect"),
        ("“The deal is fair.”", "direct"),
        ("The deal is fair", "direct"),
        ("She said: “The deal is fair.”", "mixed"),
        ("Ada", "indirect"),
    ],
)
def test_a_quote_marked_by_hand(session: Session, words: str, kind: str) -> None:
    item = session.mark(span_of(words))
    assert item == item_at(session, span_of(words))
    assert item.is_open
    annotation = made(session, span_of(words))
    assert (annotation.origin, annotation.detected, annotation.kind) == ("manual", None, kind)
    assert annotation.content.text == words
    order = [one.span.start for one in session.items]
    assert order == sorted(order)


def test_marking_a_quote_that_is_there_makes_no_second(session: Session) -> None:
    assert session.mark(FAIR) == item_at(session, FAIR)
    assert session.edits == ()
    first = session.mark(span_of("Paris"))
    assert session.mark(span_of("Paris")) == first
    assert len(session.items) == 4


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 4), Span(-1, 4), Span(0, len(TEXT) + 1)])
def test_what_is_no_part_of_the_text_cannot_be_marked(session: Session, span: Span) -> None:
    with pytest.raises(ValueError, match="no part of a text"):
        session.mark(span)
    with pytest.raises(ValueError, match="no part of a text"):
        session.move_borders(item_at(session, FAIR), span)
    assert session.edits == ()


# Borders


def test_moved_borders_keep_the_detectors(session: Session) -> None:
    for words in ("The deal is", "deal is", "deal is fair.” Nobody"):
        item = session.move_borders(session.items[0], span_of(words))
        assert item == item_at(session, span_of(words))
        annotation = made(session, span_of(words))
        assert annotation.origin == "edited"
        assert annotation.detected == Detected(FAIR, (), annotation.speaker)
        assert annotation.content.text == words
        assert TEXT[: annotation.span.start].endswith(annotation.prefix)
        assert TEXT[annotation.span.end :].startswith(annotation.suffix)
    assert len(session.items) == 3


def test_borders_moved_back_are_the_detectors_again(session: Session) -> None:
    session.move_borders(session.items[0], span_of("The deal"))
    assert session.move_borders(session.items[0], FAIR) == item_at(session, FAIR)
    assert item_at(session, FAIR).annotation is None
    session.decide(session.items[0], "neither")
    session.move_borders(session.items[0], span_of("The deal"))
    session.move_borders(session.items[0], FAIR)
    annotation = made(session, FAIR)
    assert (annotation.origin, annotation.decision) == ("auto", "neither")


def test_a_manual_quote_stays_manual(session: Session) -> None:
    session.mark(span_of("Paris"))
    session.move_borders(item_at(session, span_of("Paris")), span_of("Paris on"))
    annotation = made(session, span_of("Paris on"))
    assert (annotation.origin, annotation.detected) == ("manual", None)


def test_borders_that_stay_are_no_edit(session: Session) -> None:
    assert session.move_borders(session.items[0], FAIR) == session.items[0]
    moved = session.move_borders(session.items[0], span_of("The deal"))
    assert moved is not None
    assert session.move_borders(moved, span_of("The deal")) == moved
    assert len(session.edits) == 1


def test_of_two_quotes_with_the_same_borders_the_changed_one_is_returned(session: Session) -> None:
    session.mark(span_of("Paris"))
    mine = session.move_borders(session.mark(span_of("Paris on")), span_of("Paris"))
    assert mine is not None
    noted = session.set_note(mine, "the second")
    assert noted is not None
    assert noted.annotation is not None
    assert noted.annotation.note == "the second"


# The analysis comes late, and comes again


def test_decisions_are_there_before_the_analysis(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(item_at(session, FAIR), "neither")
    session.save()
    again = open_session(tmp_path, analysis=Analysis())
    assert [item.span for item in again.items] == [FAIR]
    again.set_analysis(ANALYSIS)
    assert state(again) == state(session)


def test_another_detector_does_not_double_what_is_decided(session: Session) -> None:
    session.decide(item_at(session, FAIR), "neither")
    wider = Quote(Span(FAIR.start - 1, FAIR.end + 1), "direct")
    session.set_analysis(Analysis(quotes=(wider, *ANALYSIS.quotes[1:])))
    assert [item.span for item in session.items] == [FAIR, COST, NO]


def test_find_gives_the_nearest_quote(session: Session) -> None:
    assert session.find(COST) == 1
    assert session.find(Span(0, 0)) == 0
    assert session.find(Span(len(TEXT), len(TEXT))) == 2


def test_find_without_quotes_finds_none(tmp_path: Path) -> None:
    assert open_session(tmp_path, analysis=Analysis()).find(FAIR) is None
