"""Moving through a text, and what is selected on the way."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import nasty_text
from tui.model import motion as by_motion
from tui.model.motion import Caret, Motion, Motions
from tui.model.reflow import reflow, sentence_starts
from tui.model.span import Span

BACK: tuple[Motion, ...] = ("left", "back", "sentence-back", "paragraph-back")
FORWARD: tuple[Motion, ...] = tuple(m for m in get_args(Motion) if m not in BACK)
TEXT = "Mr. Abe said “it’s done.”\nWe don't know.\n\nThe well-known U.S. firm left."


def motions(text: str) -> Motions:
    starts = sorted({0, *sentence_starts(text), len(text)})
    sentences = [Span(a, b) for a, b in pairwise(starts)]
    return Motions(text, sentences, reflow(text).blocks)


def route(text: str, motion: Motion, start: int = 0) -> list[int]:
    """Return where a motion leads, again and again, until it stays."""
    there = motions(text)
    places = [start]
    while (to := there.move(places[-1], motion)) != places[-1]:
        places.append(to)
    return places


@given(nasty_text.filter(bool), st.sampled_from(FORWARD), st.data())
def test_forward_leads_on_and_stays_at_the_end(
    text: str, motion: Motion, data: st.DataObject
) -> None:
    last = len(text) - 1
    at = data.draw(st.integers(0, last))
    to = motions(text).move(at, motion)
    assert at < to <= last or at == to == last


@given(nasty_text.filter(bool), st.sampled_from(BACK), st.data())
def test_back_leads_back_and_stays_at_the_top(
    text: str, motion: Motion, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    to = motions(text).move(at, motion)
    assert 0 <= to < at or at == to == 0


@given(st.sampled_from(get_args(Motion)))
def test_an_empty_text_has_one_place(motion: Motion) -> None:
    assert Motions("", (), ()).move(0, motion) == 0


@given(nasty_text, st.booleans(), st.booleans(), st.data())
def test_a_border_stays_in_the_text_and_moves_its_way(
    text: str, end: bool, forward: bool, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    to = motions(text).border(at, end=end, forward=forward)
    assert 0 <= to <= len(text)
    assert to >= at if forward else to <= at
    if to != at:
        beside = text[to - 1] if end else text[to]
        assert not beside.isspace(), "a border never comes to stand on white space"


@given(nasty_text, st.integers(0, 50), st.integers(0, 50))
def test_a_selection_holds_both_its_ends(text: str, anchor: int, at: int) -> None:
    caret = Caret(anchor, anchor).moved(at)
    assert caret.span.start <= min(anchor, at) < max(anchor, at) + 1 == caret.span.end
    assert caret.swapped().span == caret.span
    assert caret.swapped().moved(at).span == Span(at, at + 1)


@given(nasty_text.map(lambda text: text * 3), st.data())
def test_words_are_the_same_from_wherever_they_are_looked_up(
    text: str, data: st.DataObject
) -> None:
    there = motions(text)
    at = data.draw(st.integers(0, len(text)))
    words = [match.span() for match in by_motion._word_pattern(text).finditer(text)]
    last = max(0, len(text) - 1)
    assert there.move(at, "word") == next((a for a, _ in words if a > at), last)
    assert there.move(at, "back") == max((a for a, _ in words if a < at), default=0)
    assert there.move(at, "word-end") == next((b - 1 for _, b in words if b - 1 > at), last)
    assert there.border(at, end=True, forward=False) == max(
        (b for _, b in words if b < at), default=at
    )


def test_words() -> None:
    starts = route(TEXT, "word")
    words = [TEXT[a:b].strip() for a, b in pairwise([*starts, len(TEXT)])]
    assert words == [
        *("Mr", ".", "Abe", "said", "“", "it’s", "done", ".”", "We", "don't", "know", "."),
        *("The", "well-known", "U.S", ".", "firm", "left", "."),
    ]


def test_back_by_words_comes_through_the_same_places() -> None:
    there = route(TEXT, "word")
    assert route(TEXT, "back", there[-1]) == there[::-1]


def test_word_ends() -> None:
    ends = route("One two-three. End", "word-end")[1:]
    assert ["One two-three. End"[: end + 1] for end in ends] == [
        "One",
        "One two-three",
        "One two-three.",
        "One two-three. End",
    ]


@pytest.mark.parametrize("word", ["cafe\u0301s", "हिन्दी", "ไม่ได้", "می\u200cخواهم", "שָׁלוֹם"])
def test_marks_are_part_of_their_word(word: str) -> None:
    text = f"the {word} here"
    assert route(text, "word") == [0, 4, 5 + len(word), len(text) - 1]
    there = motions(text)
    assert there.border(3, end=True, forward=True) == 4 + len(word)
    assert there.border(5 + len(word), end=False, forward=False) == 4


def test_sentences_and_paragraphs() -> None:
    sentences = (Span(0, 25), Span(26, 40), Span(42, len(TEXT)))
    there = Motions(TEXT, sentences, reflow(TEXT).blocks)
    assert there.move(3, "sentence") == 24
    assert there.move(24, "sentence") == 39
    assert there.move(30, "sentence-back") == 26
    assert there.move(26, "sentence-back") == 0
    assert there.move(30, "paragraph") == 39
    assert there.move(42, "paragraph") == len(TEXT) - 1
    assert there.move(50, "paragraph-back") == 42


def test_without_sentences_paragraphs_serve() -> None:
    there = Motions(TEXT, (), reflow(TEXT).blocks)
    for motion, other in (("sentence", "paragraph"), ("sentence-back", "paragraph-back")):
        for at in range(len(TEXT)):
            assert there.move(at, motion) == there.move(at, other)  # type: ignore[arg-type]


def test_borders_move_by_whole_words() -> None:
    there = motions("One two three four")
    assert there.border(7, end=True, forward=True) == 13
    assert there.border(7, end=True, forward=False) == 3
    assert there.border(4, end=False, forward=True) == 8
    assert there.border(4, end=False, forward=False) == 0
    assert there.border(0, end=False, forward=False) == 0
    assert there.border(18, end=True, forward=True) == 18


def test_a_border_within_a_word_goes_to_the_words_own() -> None:
    there = motions("One two three")
    assert there.border(5, end=True, forward=True) == 7
    assert there.border(5, end=False, forward=False) == 4
