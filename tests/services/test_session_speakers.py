"""Other speakers than the detector's, and what the detector said of itself."""

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
    item_at,
    open_session,
    span_of,
)
from tui.model.analysis import Analysis, Quote, Speaker
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.span import Span
from tui.model.worklist import ALL, Item
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

ADA, BOARD = Speaker(span_of("She"), "Ada"), Speaker(span_of("the board"), "the board")
NAMED = Speaker(None, "Grace Hopper")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path)


def made(item: Item | None) -> Annotation:
    assert item is not None
    assert item.annotation is not None
    return item.annotation


# Speakers


@pytest.mark.parametrize("speaker", [BOARD, NAMED, None, Speaker(span_of("She"), "Grace Hopper")])
def test_another_speaker_is_kept_beside_the_detectors(
    session: Session, speaker: Speaker | None
) -> None:
    item = session.set_speaker(item_at(session, FAIR), speaker)
    assert item == item_at(session, FAIR)
    annotation = made(item)
    assert item_at(session, FAIR).quote.speaker == speaker
    assert item_at(session, FAIR).is_open
    assert annotation.origin == "edited"
    she = SpeakerExcerpt(Excerpt(span_of("She"), "She"), "Ada")
    assert annotation.detected == Detected(FAIR, (), she)
    assert [edit.action for edit in session.edits] == ["speaker"]


def test_a_mention_keeps_its_words_and_a_name_has_none(session: Session) -> None:
    board = made(session.set_speaker(item_at(session, FAIR), BOARD)).speaker
    assert board == SpeakerExcerpt(Excerpt(span_of("the board"), "the board"), "the board")
    named = made(session.set_speaker(item_at(session, FAIR), NAMED)).speaker
    assert named == SpeakerExcerpt(None, "Grace Hopper")


def test_the_detectors_speaker_again_is_as_if_nothing_was(session: Session) -> None:
    session.set_speaker(item_at(session, FAIR), BOARD)
    assert session.set_speaker(item_at(session, FAIR), ADA) == item_at(session, FAIR)
    assert item_at(session, FAIR).annotation is None
    session.decide(item_at(session, FAIR), "neither")
    session.set_speaker(item_at(session, FAIR), None)
    session.set_speaker(item_at(session, FAIR), ADA)
    annotation = made(item_at(session, FAIR))
    assert (annotation.origin, annotation.decision) == ("auto", "neither")


def test_the_same_speaker_is_no_edit(session: Session) -> None:
    assert session.set_speaker(item_at(session, FAIR), ADA) == item_at(session, FAIR)
    assert session.set_speaker(item_at(session, NO), None) == item_at(session, NO)
    assert session.edits == ()


def test_a_speaker_for_a_quote_marked_by_hand(session: Session) -> None:
    session.mark(span_of("Paris"))
    for speaker in (BOARD, None):
        annotation = made(session.set_speaker(item_at(session, span_of("Paris")), speaker))
        assert (annotation.origin, annotation.detected) == ("manual", None)


def test_it_is_auto_only_when_borders_and_speaker_are_the_detectors(session: Session) -> None:
    shorter = span_of("The deal")
    session.set_speaker(item_at(session, FAIR), BOARD)
    session.move_borders(item_at(session, FAIR), shorter)
    session.set_speaker(item_at(session, shorter), ADA)
    assert made(item_at(session, shorter)).origin == "edited"
    session.set_speaker(item_at(session, shorter), NAMED)
    session.move_borders(item_at(session, shorter), FAIR)
    assert made(item_at(session, FAIR)).origin == "edited"
    session.set_speaker(item_at(session, FAIR), ADA)
    assert item_at(session, FAIR).annotation is None


@pytest.mark.parametrize("shorter", [FAIR, span_of("The deal")])
def test_drop_gives_back_the_detectors_borders_and_speaker(session: Session, shorter: Span) -> None:
    session.move_borders(session.items[0], shorter)
    session.set_speaker(session.items[0], NAMED)
    session.decide(session.items[0], "neither")
    session.drop(session.items[0])
    assert session.items[0].quote.speaker == NAMED
    assert session.drop(session.items[0]) == session.items[0] == Item(ANALYSIS.quotes[0])
    assert session.drop(session.items[0]) is None


def test_a_note_outlives_what_is_dropped(session: Session) -> None:
    session.set_note(session.items[0], "who?")
    session.set_speaker(session.items[0], NAMED)
    annotation = made(session.drop(session.items[0]))
    assert (annotation.origin, annotation.note) == ("auto", "who?")


def test_speakers_are_undone_and_saved(tmp_path: Path, session: Session) -> None:
    session.set_speaker(session.items[0], BOARD)
    session.set_speaker(session.items[0], NAMED)
    session.save()
    again = open_session(tmp_path)
    seen = [again.items[0].quote.speaker]
    for _ in range(2):
        again.undo()
        seen.append(again.items[0].quote.speaker)
    assert seen == [NAMED, BOARD, ADA]
    again.redo()
    assert again.items[0].quote.speaker == BOARD


def test_a_speaker_moves_along_with_a_text_that_changed(tmp_path: Path, session: Session) -> None:
    session.set_speaker(session.items[0], BOARD)
    session.save()
    text = "A new line.\n" + TEXT
    again = open_session(tmp_path, text, analysis=Analysis())
    speaker = again.items[0].quote.speaker
    assert speaker == Speaker(span_of("the board", text), "the board")
    dropped = again.drop(again.items[0])
    assert dropped is None
    assert [edit.action for edit in again.edits] == ["speaker", "reanchor", "speaker"]


def test_a_mention_outside_the_text_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="no part of a text"):
        session.set_speaker(session.items[0], Speaker(Span(0, len(TEXT) + 1), "x"))
    assert session.edits == ()


# Records of before


def test_what_was_edited_before_speakers_were_kept_can_be_dropped(
    tmp_path: Path, session: Session
) -> None:
    session.move_borders(session.items[0], span_of("The deal"))
    session.save()
    path = AnnotationStore(tmp_path).path_of("ada", "seed")
    she = '"speaker": {"start": 38, "end": 41, "text": "She", "name": "Ada"}'
    kept = path.read_text(encoding="utf-8")
    assert kept.count(f', "fragments": null, {she}}}') == 2
    path.write_text(kept.replace(f', "fragments": null, {she}}}', "}"), encoding="utf-8")
    again = open_session(tmp_path)
    assert not again.set_aside
    assert made(again.items[0]).origin == "edited"
    assert again.drop(again.items[0]) == Item(ANALYSIS.quotes[0])


# What the detector said of itself


def test_an_annotation_says_which_detector_found_it_and_how_sure_it_was(session: Session) -> None:
    quotes = (Quote(FAIR, "indirect", confidence=0.4, attitude=True), *ANALYSIS.quotes[1:])
    session.set_analysis(Analysis(quotes=quotes), detector="rules-7")
    session.set_shown(ALL)
    annotation = made(session.decide(item_at(session, FAIR), "neither"))
    assert (annotation.confidence, annotation.detector, annotation.attitude) == (
        *(0.4, "rules-7", True),
    )
    session.set_analysis(ANALYSIS)
    annotation = made(session.add_label(item_at(session, FAIR), CHECKED))
    assert (annotation.confidence, annotation.detector) == (0.4, "rules-7")
    assert made(session.decide(item_at(session, COST), "unsure")).detector is None


def test_what_is_marked_by_hand_has_no_detector(session: Session) -> None:
    session.set_analysis(ANALYSIS, detector="rules-7")
    annotation = made(session.mark(span_of("Paris")))
    assert (annotation.confidence, annotation.detector, annotation.attitude) == (None, None, False)
