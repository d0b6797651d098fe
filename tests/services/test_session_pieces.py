"""Quotes in pieces, quotes in one another, and quotes that are not shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.sessions import (
    ANALYSIS,
    CHECKED,
    COST,
    FAIR,
    NO,
    TEXT,
    article,
    open_session,
    span_of,
)
from tests.services.suggesting import suggested_targets
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.annotation import Annotation, Detected
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.model.worklist import ALL, Item, Shown
from tui.services.making import new_annotation, with_borders
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

ADA, BOARD = Speaker(span_of("She"), "Ada"), Speaker(span_of("the board"), "the board")
NAMED = Speaker(None, "Grace Hopper")

# “It will cost a million,” Abe answered. “No.” as one quote in two pieces, and as a whole; in it,
# and sharing more than half of it, one more.
WHOLE = Span(COST.start, NO.end)
PIECES = (COST, NO)
INSIDE = Span(COST.start + 3, NO.end)
NESTED = Analysis(
    quotes=(
        ANALYSIS.quotes[0],
        Quote(WHOLE, "direct", speaker=Speaker(span_of("Abe"), "Abe")),
        Quote(WHOLE, "direct", fragments=PIECES, confidence=0.5),
        Quote(INSIDE, "indirect", attitude=True),
    )
)


@pytest.fixture
def nested(tmp_path: Path) -> Session:
    session = open_session(tmp_path, analysis=NESTED)
    session.set_shown(ALL)
    return session


def made(item: Item | None) -> Annotation:
    assert item is not None
    assert item.annotation is not None
    return item.annotation


def spans_of(session: Session) -> list[tuple[Span, int]]:
    return [(item.span, len(item.quote.parts)) for item in session.items]


# Quotes in pieces


def test_pieces_are_decided_together(nested: Session) -> None:
    item = nested.items[2]
    assert item.quote.fragments == PIECES
    annotation = made(nested.add_label(item, CHECKED))
    assert [one.span for one in annotation.fragments] == list(PIECES)
    assert [one.text for one in annotation.fragments] == [one.of(TEXT) for one in PIECES]
    assert annotation.detected == Detected(WHOLE, PIECES, None)
    assert (nested.decided, len(nested.items)) == (1, 4)


def test_borders_of_pieces_move_outside_only(nested: Session) -> None:
    item = nested.move_borders(nested.items[2], Span(WHOLE.start + 3, WHOLE.end - 1))
    moved = Span(COST.start + 3, COST.end), Span(NO.start, NO.end - 1)
    assert item is not None
    assert item.quote.fragments == moved
    assert [one.text for one in made(item).fragments] == [one.of(TEXT) for one in moved]
    assert made(item).origin == "edited"


def test_a_border_that_comes_back_brings_back_its_piece(nested: Session) -> None:
    item = nested.move_borders(nested.items[2], span_of("It will"))
    assert item is not None
    assert (item.quote.fragments, len(item.quote.parts)) == ((), 1)
    back = nested.move_borders(item, WHOLE)
    assert back == Item(NESTED.quotes[2])


def test_drop_gives_the_pieces_back(nested: Session) -> None:
    item = nested.move_borders(nested.items[2], span_of("It will"))
    assert item is not None
    assert nested.drop(item) == Item(NESTED.quotes[2])


def test_pieces_outlive_the_program(tmp_path: Path, nested: Session) -> None:
    nested.decide(nested.items[2], "neither")
    nested.move_borders(nested.items[2], Span(WHOLE.start, WHOLE.end - 1))
    nested.save()
    again = open_session(tmp_path, analysis=NESTED)
    again.set_shown(ALL)
    assert again.items == nested.items
    again.undo()
    assert again.items[2].quote.fragments == PIECES


pieces_of_text = (
    st.lists(st.integers(0, len(TEXT)), min_size=4, max_size=10, unique=True)
    .map(lambda borders: sorted(borders[: len(borders) // 2 * 2]))
    .map(lambda borders: tuple(map(Span, borders[::2], borders[1::2])))
)
spans_of_text = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(
    lambda pair: pair[0] < pair[1]
)


@given(pieces_of_text, st.lists(spans_of_text.map(lambda pair: Span(*pair)), max_size=6))
def test_wherever_borders_go_pieces_prove_themselves(
    pieces: tuple[Span, ...], steps: list[Span]
) -> None:
    whole = Span(pieces[0].start, pieces[-1].end)
    quote = Quote(whole, "direct", fragments=pieces)
    first = new_annotation(article(), quote, annotator="ada", origin="auto", now="")
    gaps = {(one.end, other.start) for one, other in pairwise(pieces)}
    now = first
    for step in steps:
        now = with_borders(TEXT, now, step)
        assert now.span == step
        assert all(one.text == one.span.of(TEXT) for one in now.parts)
        assert (now.parts[0].span.start, now.parts[-1].span.end) == step
        assert {(one.span.end, two.span.start) for one, two in pairwise(now.parts)} <= gaps
        assert now.origin == ("auto" if step == whole else "edited")
    assert replace(with_borders(TEXT, now, whole), origin="auto") == first


def test_what_stands_between_two_pieces_is_no_target_in_the_quote() -> None:
    names = Analysis(entities=(Entity(span_of("Abe"), "PERSON"), Entity(NO, "ORG")))
    offered = [
        [target.text for target in suggested_targets(TEXT, names, Item(quote), {})]
        for quote in (Quote(WHOLE, "direct"), Quote(WHOLE, "direct", fragments=PIECES))
    ]
    assert offered == [["Abe", "No."], ["No.", "Abe"]]


# Quotes in one another


def test_each_quote_is_decided_for_itself(nested: Session) -> None:
    everything = spans_of(nested)
    assert everything == [(FAIR, 1), (WHOLE, 1), (WHOLE, 2), (INSIDE, 1)]
    for number in (2, 3, 1):
        item = nested.decide(nested.items[number], "neither")
        assert nested.items[number] == item
        assert spans_of(nested) == everything
    assert [item.is_decided for item in nested.items] == [False, True, True, True]
    assert nested.items[1].quote.speaker == Speaker(span_of("Abe"), "Abe")


def test_an_old_item_is_the_quote_it_was(nested: Session) -> None:
    """A panel is open on a quote while another with the same ends is decided."""
    asked = nested.items[2]
    nested.set_note(nested.items[1], "the whole")
    nested.set_note(asked, "the pieces")
    nested.add_label(asked, CHECKED)
    notes = [item.annotation.note if item.annotation else "" for item in nested.items]
    assert notes == ["", "the whole", "the pieces", ""]
    assert made(nested.items[2]).labels == (CHECKED,)
    assert nested.items[1].is_open


def test_an_old_item_of_a_quote_that_moved_onto_another(nested: Session) -> None:
    asked_whole, asked_inside = nested.items[1], nested.items[3]
    nested.move_borders(asked_whole, INSIDE)
    assert [item.annotation is None for item in nested.items] == [True, True, False, True]
    nested.set_note(asked_inside, "inside")
    nested.set_note(asked_whole, "whole")
    notes = {made(item).note: made(item).detected for item in nested.items[2:]}
    assert notes["inside"] == Detected(INSIDE)
    assert notes["whole"] is not None
    assert notes["whole"].span == WHOLE


def test_find_tells_quotes_with_the_same_ends_apart(nested: Session) -> None:
    before = nested.items
    assert [nested.find(item) for item in before] == [0, 1, 2, 3]
    nested.decide(before[2], "neither")
    nested.move_borders(before[3], span_of("No."))
    assert [nested.find(item) for item in before] == [0, 1, 2, 3]
    changed = made(nested.items[2])
    nested.undo()
    nested.undo()
    assert nested.find(changed) == 2
    assert nested.find(WHOLE) == 1


def test_find_gives_the_nearest_of_what_is_gone(nested: Session) -> None:
    gone = nested.mark(span_of("That was"))
    nested.undo()
    assert nested.find(gone) == nested.find(gone.span) == 3
    assert nested.find(made(gone)) == 3


def test_marking_where_two_quotes_are_is_the_one_in_a_single_piece(nested: Session) -> None:
    assert nested.mark(WHOLE) == nested.items[1]
    nested.set_analysis(Analysis(quotes=NESTED.quotes[2:]))
    assert nested.mark(WHOLE) == nested.items[0] == Item(NESTED.quotes[2])
    assert nested.edits == ()


# What is shown


def test_attitudes_are_hidden_and_counted_at_first(tmp_path: Path) -> None:
    session = open_session(tmp_path, analysis=NESTED)
    assert (spans_of(session), session.hidden) == ([(FAIR, 1), (WHOLE, 1), (WHOLE, 2)], 1)


def test_another_choice_lists_anew_and_keeps_what_was_touched(nested: Session) -> None:
    assert (len(nested.items), nested.hidden) == (4, 0)
    nested.set_note(nested.items[3], "an attitude")
    nested.set_shown(Shown(min_confidence=0.6))
    assert (spans_of(nested), nested.hidden) == ([(FAIR, 1), (WHOLE, 1), (INSIDE, 1)], 1)
    assert nested.shown == Shown(min_confidence=0.6)
    nested.set_analysis(ANALYSIS)
    assert [item.span for item in nested.items] == [FAIR, COST, INSIDE, NO]


def test_what_is_given_back_to_the_detector_may_be_hidden_then(nested: Session) -> None:
    nested.set_speaker(nested.items[3], NAMED)
    nested.set_shown(Shown())
    assert (len(nested.items), nested.hidden) == (4, 0)
    assert nested.set_speaker(nested.items[3], None) is None
    assert (len(nested.items), nested.hidden) == (3, 1)
    nested.undo()
    nested.decide(nested.items[3], "neither")
    undecided = nested.drop(nested.items[3])
    assert made(undecided).decision is None
    assert nested.drop(nested.items[3]) is None
    assert nested.hidden == 1


def test_marking_what_is_hidden_takes_its_place_and_its_speaker(tmp_path: Path) -> None:
    quote = Quote(FAIR, "indirect", span_of("said"), ADA, confidence=0.1)
    session = open_session(tmp_path, analysis=Analysis(quotes=(quote,)))
    session.set_shown(Shown(min_confidence=0.5))
    assert (session.items, session.hidden) == ((), 1)
    item = session.mark(FAIR)
    annotation = made(item)
    assert (annotation.origin, annotation.detected, annotation.confidence) == ("manual", None, None)
    assert (item.quote.speaker, item.quote.cue) == (ADA, span_of("said"))
    assert (session.items, session.hidden) == ((item,), 0)
    assert session.drop(item) is None
    assert (session.items, session.hidden) == ((), 1)


def test_a_session_of_any_scheme_begins_with_reported_speech(tmp_path: Path) -> None:
    store = AnnotationStore(tmp_path)
    rulebook = Rulebook(store.open_corpus("ada"))
    session = Session(article(), "ada", DEFAULT_SCHEME, store.open("ada", "seed"), rulebook)
    assert (session.shown, session.hidden, session.detector) == (Shown(), 0, "")
