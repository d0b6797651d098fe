"""Annotations on an article that changed: found again where that is certain, else orphans."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import annotation
from tests.services.sessions import CHECKED, FAIR, TEXT, article, span_of, stance
from tui.model.anchor import context
from tui.model.anchoring import SIMILAR
from tui.model.annotation import Annotation, Detected, Excerpt, Move, SpeakerExcerpt
from tui.model.approximate import similarity
from tui.model.folded import fold
from tui.model.label import Target
from tui.model.span import Span
from tui.services.reanchor import Reanchored, placed, reanchor
from tui.services.standing import stands


def on(text: str, span: Span, **changes: object) -> Annotation:
    """Return an annotation that was made on `text` at `span`."""
    prefix, suffix = context(text, span)
    plain = annotation(
        article_sha256=article(text).sha256,
        content=Excerpt(span, span.of(text)),
        prefix=prefix,
        suffix=suffix,
        cue=None,
        speaker=None,
        labels=(CHECKED,),
        detected=Detected(span),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def found_in(text: str, old: Annotation) -> Annotation | None:
    """Return what became of `old` in a changed `text`; None when it is an orphan."""
    found = reanchor(article(text), [old])
    assert len(found.moved) + len(found.orphans) == 1
    if found.orphans:
        assert found.orphans == (old,)
        return None
    assert found.moved[0].before == old
    return found.moved[0].after


MADE = on(
    TEXT,
    FAIR,
    cue=Excerpt(span_of("said"), "said"),
    speaker=SpeakerExcerpt(Excerpt(span_of("She"), "She"), "Ada"),
    labels=(stance(Target("The deal", span_of("The deal"))), stance("peace"), CHECKED),
    note="kept",
    detected=Detected(FAIR, (), SpeakerExcerpt(Excerpt(span_of("She"), "She"), "Ada")),
)

WHOLE = span_of("It will cost\na million,” Abe answered.\n“No.")
PIECES = span_of("It will cost\na million,"), span_of("No.")
IN_PIECES = on(
    TEXT,
    WHOLE,
    fragments=tuple(Excerpt.of(TEXT, one) for one in PIECES),
    detected=Detected(WHOLE, PIECES),
)


def test_what_stands_is_left_alone() -> None:
    assert reanchor(article(), [MADE]) == Reanchored((), ())
    assert stands(article(), MADE)
    assert not stands(article(TEXT + " "), MADE)


def test_all_that_is_kept_moves_along() -> None:
    text = "Two new\nlines.\n" + TEXT
    after = found_in(text, MADE)
    assert after is not None
    by = len(text) - len(TEXT)
    assert after.span == FAIR.shifted(by)
    assert after.detected == Detected(FAIR.shifted(by), (), after.speaker)
    assert after.cue == Excerpt(span_of("said", text), "said")
    assert after.speaker == SpeakerExcerpt(Excerpt(span_of("She", text), "She"), "Ada")
    deal = stance(Target("The deal", span_of("The deal", text)))
    assert after.labels == (deal, stance("peace"), CHECKED)
    assert (after.note, after.id, after.decision) == ("kept", MADE.id, MADE.decision)
    assert stands(article(text), after)
    assert (after.prefix, after.suffix) == context(text, after.span)


def test_a_change_after_it_moves_nothing_but_is_followed() -> None:
    after = found_in(TEXT + "\nMore.", MADE)
    assert after is not None
    assert after.span == FAIR
    assert after.article_sha256 == article(TEXT + "\nMore.").sha256


def test_what_stood_near_and_is_gone_is_left_out() -> None:
    text = TEXT.replace("She said: “", "Said: “")
    after = found_in(text, MADE)
    assert after is not None
    assert after.cue is None
    assert after.speaker == SpeakerExcerpt(None, "Ada")


def test_a_target_elsewhere_stays_where_it_is() -> None:
    ada = Target("Ada", span_of("Ada"))
    text = TEXT.replace("board", "whole board")
    after = found_in(text, on(TEXT, FAIR, labels=(stance(ada),)))
    assert after is not None
    assert after.labels == (stance(ada),)


def test_a_target_that_is_gone_keeps_its_text() -> None:
    ada = Target("Ada", span_of("Ada"))
    after = found_in(TEXT.replace("Ada met", "They met"), on(TEXT, FAIR, labels=(stance(ada),)))
    assert after is not None
    assert after.labels == (stance("Ada"),)


def test_a_speaker_that_was_picked_far_away_is_found_there() -> None:
    board = SpeakerExcerpt(Excerpt(span_of("the board"), "the board"), "the board")
    text = TEXT.replace("Nobody", "Not a soul")
    after = found_in(text, on(TEXT, span_of("No."), speaker=board))
    assert after is not None
    assert after.speaker == board
    twice = text.replace("That was all.", "That was all of the board.")
    after = found_in(twice, on(TEXT, span_of("No."), speaker=board))
    assert after is not None
    assert after.speaker == board
    twice = "So, the board! " + text.replace("Abe", "He")
    after = found_in(twice, on(TEXT, span_of("No."), speaker=board))
    assert after is not None
    assert after.speaker == SpeakerExcerpt(None, "the board")


def test_fragments_move_along() -> None:
    text = "Two new\nlines.\n" + TEXT
    after = found_in(text, IN_PIECES)
    assert after is not None
    by = len(text) - len(TEXT)
    assert [one.span for one in after.fragments] == [one.shifted(by) for one in PIECES]
    assert all(one.span.of(text) == one.text for one in after.fragments)
    assert after.detected == Detected(WHOLE.shifted(by), tuple(one.shifted(by) for one in PIECES))
    assert stands(article(text), after)


def test_a_change_between_two_fragments_moves_them_apart() -> None:
    text = TEXT.replace("Abe answered", "Abe said")
    after = found_in(text, IN_PIECES)
    assert after is not None
    assert [one.text for one in after.fragments] == ["It will cost\na million,", "No."]
    assert stands(article(text), after)
    assert after.moved is not None
    assert not after.moved.lost


def test_a_change_in_a_fragment_leaves_the_whole() -> None:
    text = TEXT.replace("cost\na million", "cost\na billion")
    after = found_in(text, IN_PIECES)
    assert after is not None
    assert after.fragments == ()
    assert after.moved is not None
    assert after.moved.lost == ("pieces",)


def test_fragments_that_do_not_prove_themselves_are_left_out() -> None:
    one, two = IN_PIECES.fragments
    for wrong in ((two, one), (one, one), (one, Excerpt(two.span, "No!")), (one,)):
        damaged = replace(IN_PIECES, fragments=wrong)
        assert not stands(article(), damaged)
        after = found_in(TEXT, damaged)
        assert after is not None
        assert (after.span, after.fragments) == (WHOLE, ())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Another article.",
        TEXT.replace("The deal is fair.", "The deal costs a million."),
        "“The deal is fair.” “The deal is fair.”",
    ],
)
def test_what_is_another_gone_or_doubled_is_an_orphan(text: str) -> None:
    assert found_in(text, MADE) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace("fair", "unfair"), "The deal is unfair."),
        ("New.\n" + TEXT.replace("deal is fair", "deal was fair"), "The deal was fair."),
        (TEXT.replace("deal is fair", "deal is not fair"), "The deal is not fair."),
    ],
)
def test_what_changed_a_little_is_found_with_whole_words(text: str, words: str) -> None:
    after = found_in(text, MADE)
    assert after is not None
    assert (after.content.text, after.span) == (words, span_of(words, text))
    assert after.moved is not None
    assert after.moved.content == MADE.content
    assert after.moved.sha256 == MADE.article_sha256
    assert not after.moved.is_exact(after.content.text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace("deal is", "deal\nis"),
        lambda text: "é " + text,
    ],
)
def test_other_white_space_and_line_ends_are_the_same_words(change: Callable[[str], str]) -> None:
    text = change(TEXT)
    for old in (MADE, IN_PIECES):
        after = found_in(text, old)
        assert after is not None
        assert stands(article(text), after)
        assert after.moved is not None
        assert after.moved.is_exact(after.content.text)
        assert len(after.fragments) == len(old.fragments)
        assert not after.moved.lost


def test_composed_letters_are_the_same_words() -> None:
    text = TEXT.replace("fair", "f\u00e1ir")
    old = on(text, Span(FAIR.start, FAIR.end))
    now = unicodedata.normalize("NFD", text)
    after = found_in(now, old)
    assert after is not None
    assert unicodedata.normalize("NFC", after.content.text) == old.content.text
    assert after.moved is not None
    assert after.moved.is_exact(after.content.text)


def test_where_it_stood_with_all_around_it_it_still_stands() -> None:
    after = found_in(TEXT + TEXT, MADE)
    assert after is not None
    assert after.span == FAIR


def test_what_it_stood_at_first_is_kept_through_a_second_change() -> None:
    once = found_in("One.\n" + TEXT, MADE)
    assert once is not None
    twice = found_in("One.\nTwo.\n" + TEXT, once)
    assert twice is not None
    assert twice.moved == Move(MADE.article_sha256, MADE.content)


def test_back_in_the_text_that_it_was_made_on_nothing_is_left_to_confirm() -> None:
    there = found_in("One.\n" + TEXT, MADE)
    assert there is not None
    assert found_in(TEXT, there) == MADE


def test_what_was_left_out_is_told() -> None:
    after = found_in(TEXT.replace("She said: “", "Said: “"), MADE)
    assert after is not None
    assert after.moved is not None
    assert after.moved.lost == ("cue", "speaker")


def test_put_by_hand_it_has_nothing_to_confirm() -> None:
    text = "All of it is new, and the deal is fine."
    span = span_of("the deal is fine", text)
    put = placed(article(text), MADE, span)
    assert stands(article(text), put)
    assert (put.content.text, put.moved, put.id) == ("the deal is fine", None, MADE.id)
    assert put.labels == (stance("The deal"), stance("peace"), CHECKED)


def test_of_two_places_the_one_with_its_surroundings_is_taken() -> None:
    text = "“The deal is fair.” they wrote.\n" + TEXT
    after = found_in(text, MADE)
    assert after is not None
    assert after.span == FAIR.shifted(len(text) - len(TEXT))


def test_each_annotation_has_its_own_fate() -> None:
    no = on(TEXT, span_of("No."), id="a2")
    text = "New. " + TEXT.replace("The deal is fair.", "It was not.")
    found = reanchor(article(text), [MADE, no])
    assert found.orphans == (MADE,)
    assert [moved.after.id for moved in found.moved] == ["a2"]


def test_borders_of_the_detector_outside_the_text_are_left_out() -> None:
    old = on(TEXT, FAIR, detected=Detected(Span(0, len(TEXT))))
    after = found_in(TEXT[5:], old)
    assert after is not None
    assert after.detected is None


@given(st.text(max_size=30), st.text("abc“” \n", max_size=60), st.text(max_size=30), st.data())
def test_nothing_ever_stands_on_other_words(
    before: str, middle: str, new: str, data: st.DataObject
) -> None:
    old_text = before + middle
    assume(len(old_text) > 1)
    start = data.draw(st.integers(0, len(old_text) - 2))
    span = Span(start, data.draw(st.integers(start + 1, len(old_text))))
    at = data.draw(st.integers(0, len(old_text)))
    text = old_text[:at] + new + old_text[at:]
    old = on(old_text, span)
    found = reanchor(article(text), [old])
    for moved in found.moved:
        assert stands(article(text), moved.after)
        was, now = (fold(one).strip() for one in (span.of(old_text), moved.after.content.text))
        assert similarity(was, now) >= SIMILAR
    if text == old_text:
        assert not found.moved
    else:
        assert len(found.moved) + len(found.orphans) == 1
