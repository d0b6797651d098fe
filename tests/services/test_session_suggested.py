"""What an imported file suggests, in a session on a real store: accepted, or not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from tests.builders import any_annotation
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
    open_session,
    span_of,
    stance,
)
from tui.errors import PullquoteError
from tui.model.analysis import Quote
from tui.model.annotation import Annotation, Suggested
from tui.model.label import Label, Target
from tui.model.span import Span
from tui.services.making import new_annotation, new_edit
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

NOW, SOURCE = "2026-01-01T00:00:00Z", "bob in tasks.jsonl"
WIDER = Span(FAIR.start, FAIR.end + 1)
DEAL = stance(Target("The deal", span_of("The deal")), "AGAINST")
SUGGESTIONS = {
    FAIR: Suggested(SOURCE, "labelled", (DEAL, CHECKED)),
    COST: Suggested(SOURCE, "neither"),
}


def suggest(
    folder: Path,
    said: dict[Span, Suggested] = SUGGESTIONS,
    *,
    text: str = TEXT,
    article_id: str = "seed",
) -> None:
    """Write suggestions into ada's store as an import does."""
    of = article(text, article_id)
    made = [
        replace(
            new_annotation(of, quote, annotator="ada", origin="auto", now=NOW),
            suggested=said[quote.span],
        )
        for quote in ANALYSIS.quotes
        if quote.span in said
    ]
    edits = [new_edit("ada", NOW, "import", None, one, group="one") for one in made]
    AnnotationStore(folder).open("ada", article_id).append(edits)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    suggest(tmp_path)
    return open_session(tmp_path)


def made(session: Session, span: Span) -> Annotation:
    annotation = item_at(session, span).annotation
    assert annotation is not None
    return annotation


def test_a_suggestion_is_no_decision(session: Session) -> None:
    assert (session.decided, session.suggested) == (0, 2)
    assert [item.is_suggested for item in session.items] == [True, True, False]
    assert all(item.is_open for item in session.items)


def test_it_is_accepted_taken_back_and_accepted_again(session: Session, tmp_path: Path) -> None:
    item = session.accept(item_at(session, FAIR), 2.5)
    assert item == item_at(session, FAIR)
    one = made(session, FAIR)
    assert (one.decision, one.labels, one.seconds) == ("labelled", (DEAL, CHECKED), 2.5)
    assert one.suggested == SUGGESTIONS[FAIR]
    assert (session.decided, session.suggested) == (1, 1)
    session.undo()
    assert (session.decided, session.suggested) == (0, 2)
    session.redo()
    session.save()
    again = open_session(tmp_path)
    assert made(again, FAIR) == one
    assert again.suggested == 1


def test_what_is_decided_or_not_suggested_is_not_accepted(session: Session) -> None:
    assert session.accept(item_at(session, NO)) is None
    session.decide(item_at(session, FAIR), "unsure")
    assert session.accept(item_at(session, FAIR)) is None
    assert len(session.edits) == 3
    assert made(session, FAIR).decision == "unsure"


def test_a_dropped_decision_leaves_the_suggestion(session: Session) -> None:
    session.decide(item_at(session, COST), "unsure")
    session.drop(item_at(session, COST))
    assert session.suggested == 2
    assert session.accept(item_at(session, COST)) is not None
    assert made(session, COST).decision == "neither"


def test_all_are_accepted_and_taken_back_at_once(session: Session) -> None:
    assert session.accept_all(session.items) == 2
    assert (session.decided, session.suggested) == (2, 0)
    session.undo()
    assert (session.decided, session.suggested) == (0, 2)
    session.redo()
    assert (session.decided, session.suggested) == (2, 0)
    assert session.accept_all(session.items) == 0


def test_of_some_the_others_stay_open(session: Session) -> None:
    assert session.accept_all(session.items[1:]) == 1
    assert [item.is_decided for item in session.items] == [False, True, False]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Suggested("x", "labelled", (Label("frame"),)), "no label 'frame'"),
        (Suggested("x", "labelled"), "labelled without a label"),
        (Suggested("x", "neither", (CHECKED,)), "neither, with a label"),
        (Suggested("x", "labelled", (CHECKED, UNIMPORTANT)), "claim stands on it more than once"),
        (Suggested("x", "labelled", (stance("a", "MAYBE"),)), "must be one of"),
    ],
)
def test_what_does_not_fit_the_scheme_stays_open(tmp_path: Path, said: Suggested, why: str) -> None:
    suggest(tmp_path, {**SUGGESTIONS, FAIR: said})
    session = open_session(tmp_path)
    with pytest.raises(PullquoteError, match=why):
        session.accept(session.items[0])
    assert session.accept_all(session.items) == 1
    assert (session.decided, session.suggested) == (1, 1)


def test_it_moves_along_with_its_text(tmp_path: Path) -> None:
    suggest(tmp_path)
    text = "A new first line.\n" + TEXT
    session = open_session(tmp_path, text, analysis=ANALYSIS._replace(quotes=()))
    assert (session.suggested, session.to_confirm) == (2, 2)
    session.accept(session.items[0])
    (deal, _) = session.items[0].annotation.labels  # type: ignore[union-attr]
    assert deal.get("target") == Target("The deal", span_of("The deal", text))
    assert session.to_confirm == 1, "to decide on it confirms that it moved"
    session.save()
    assert open_session(tmp_path, text).suggested == 1


def test_what_has_other_words_is_accepted_only_by_itself(tmp_path: Path) -> None:
    suggest(tmp_path)
    text = TEXT.replace("deal is fair", "deal was fair")
    session = open_session(tmp_path, text, analysis=ANALYSIS._replace(quotes=()))
    assert session.accept_all(session.items) == 1
    (left,) = (item for item in session.items if item.is_suggested)
    assert left.span.of(text) == "The deal was fair."
    assert session.accept(left) is not None


def test_who_decides_while_it_is_imported_keeps_both(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.decide(item_at(session, FAIR), "unsure")
    suggest(tmp_path)
    while session.save():
        session.absorb()
    one = made(session, FAIR)
    assert (one.decision, one.suggested) == ("unsure", SUGGESTIONS[FAIR])
    assert (session.decided, session.suggested) == (1, 1)
    assert len(session.items) == 3


def test_what_is_imported_comes_in_while_one_reads(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    suggest(tmp_path)
    assert session.look()
    session.absorb()
    assert session.suggested == 2


def test_the_database_says_that_older_programs_cannot_read_it(tmp_path: Path) -> None:
    plain = open_session(tmp_path, article_id="plain")
    plain.decide(plain.items[0], "neither")
    plain.save()
    suggest(tmp_path)
    session = open_session(tmp_path)

    def schema(article_id: str) -> str:
        path = AnnotationStore(tmp_path).path_of("ada", article_id)
        return str(json.loads(path.read_bytes())["meta"]["database"]["schema"])

    assert schema("plain") == "pullquote-store/1"
    assert schema("seed") == "pullquote-store/4"
    session.accept_all(session.items)
    session.save()
    assert schema("seed") == "pullquote-store/4", "what was suggested is still in it"


@given(any_annotation)
def test_what_was_accepted_follows_what_was_suggested(one: Annotation) -> None:
    suggested = one.suggested or Suggested("x", "labelled", one.labels)
    assert suggested.is_followed_by(suggested.decision, suggested.labels)
    assert suggested.is_followed_by(suggested.decision, suggested.labels[::-1])
    assert not suggested.is_followed_by(None, suggested.labels)
    assert not suggested.is_followed_by(suggested.decision, (*suggested.labels, CHECKED))


def test_the_words_of_a_target_count_and_not_its_place() -> None:
    suggested = Suggested("x", "labelled", (DEAL,))
    assert suggested.is_followed_by("labelled", (stance("The\ndeal", "AGAINST"),))
    assert not suggested.is_followed_by("labelled", (stance("The deal", "FAVOR"),))
    assert not suggested.is_followed_by("neither", (DEAL,))


def test_a_suggestion_is_turned_down_and_taken_back(session: Session, tmp_path: Path) -> None:
    item = session.drop(item_at(session, FAIR))
    assert item is not None
    assert item.annotation is None, "as if nothing had been suggested"
    assert (session.decided, session.suggested) == (0, 1)
    assert session.accept(item_at(session, FAIR)) is None
    session.save()
    again = open_session(tmp_path)
    assert again.suggested == 1
    assert again.edits[-1].action == "turn-down"
    again.undo()
    assert made(again, FAIR).suggested == SUGGESTIONS[FAIR]
    again.redo()
    assert again.suggested == 1


def test_the_decision_goes_first_then_the_suggestion_then_the_borders(session: Session) -> None:
    session.move_borders(item_at(session, FAIR), WIDER)
    session.decide(item_at(session, WIDER), "unsure")
    session.drop(item_at(session, WIDER))
    assert made(session, WIDER).suggested == SUGGESTIONS[FAIR]
    session.drop(item_at(session, WIDER))
    assert (made(session, WIDER).suggested, made(session, WIDER).origin) == (None, "edited")
    session.drop(item_at(session, WIDER))
    assert item_at(session, FAIR).annotation is None


def test_all_are_turned_down_and_taken_back_at_once(session: Session) -> None:
    assert session.turn_down_all(session.items) == 2
    assert (session.suggested, len(session.items)) == (0, 3)
    assert all(item.annotation is None for item in session.items)
    assert session.turn_down_all(session.items) == 0
    session.undo()
    assert session.suggested == 2


def test_what_came_with_the_suggestion_goes_with_it(tmp_path: Path) -> None:
    of = article(TEXT, "seed")
    quote = Quote(span_of("The deal"), "direct")
    one = new_annotation(of, quote, annotator="ada", origin="manual", now=NOW)
    came = replace(one, suggested=SUGGESTIONS[FAIR], note="bob's note")
    edit = new_edit("ada", NOW, "import", None, came)
    AnnotationStore(tmp_path).open("ada", "seed").append([edit])
    session = open_session(tmp_path)
    item = next(item for item in session.items if item.is_suggested)
    assert session.drop(item) is None
    assert len(session.items) == 3
    session.undo()
    session.set_note(item, "mine")
    left = session.drop(item)
    assert left is not None, "what one has written oneself stays"
    assert left.annotation is not None
    assert (left.annotation.note, left.annotation.suggested) == ("mine", None)


def test_what_was_marked_by_hand_stays_marked(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    before = session.mark(span_of("The deal")).annotation
    assert before is not None
    session.save()
    after = replace(before, suggested=SUGGESTIONS[FAIR])
    edit = new_edit("ada", NOW, "import", before, after)
    AnnotationStore(tmp_path).open("ada", "seed").append([edit])
    again = open_session(tmp_path)
    again.drop(next(item for item in again.items if item.is_suggested))
    one = made(again, span_of("The deal"))
    assert (one.suggested, one.origin) == (None, "manual")


def test_who_decides_while_another_program_turns_it_down_keeps_the_decision(
    tmp_path: Path,
) -> None:
    suggest(tmp_path)
    one, two = open_session(tmp_path), open_session(tmp_path)
    one.drop(item_at(one, FAIR))
    two.decide(item_at(two, FAIR), "unsure")
    two.save()
    while one.save():
        one.absorb()
    assert (made(one, FAIR).decision, made(one, FAIR).suggested) == ("unsure", None)
    one.undo()
    assert made(one, FAIR).suggested == SUGGESTIONS[FAIR]


def test_another_suggestion_that_came_meanwhile_is_not_turned_down(tmp_path: Path) -> None:
    suggest(tmp_path)
    one = open_session(tmp_path)
    before = made(one, FAIR)
    one.drop(item_at(one, FAIR))
    other = Suggested("eve.jsonl", "neither")
    edit = new_edit("ada", NOW, "import", before, replace(before, suggested=other))
    AnnotationStore(tmp_path).open("ada", "seed").append([edit])
    while one.save():
        one.absorb()
    assert made(one, FAIR).suggested == other
