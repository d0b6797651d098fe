"""Hits in their context."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.model.passages import Passage, beginning, most_telling, passages
from tui.model.span import Span

TEXT = "One bridge is old.\n\nThe other bridge, a new bridge, is far away from here.\nNo more."


def hits(text: str, word: str) -> list[Span]:
    return [Span(*found.span()) for found in re.finditer(re.escape(word), text)]


def told(found: Passage) -> str:
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in found.pieces)


def test_hits_stand_between_words_and_in_their_paragraph() -> None:
    found = list(passages(TEXT, hits(TEXT, "bridge"), 21))
    assert [told(one) for one in found] == [
        "One [bridge] is old.",
        "The other [bridge], a new [bridge], is",
    ]


def test_what_is_far_apart_is_in_two_passages() -> None:
    found = list(passages(TEXT, hits(TEXT, "bridge"), 8))
    assert [told(one) for one in found] == [
        "One [bridge] is old.",
        "other [bridge], a new",
        "a new [bridge], is far",
    ]


def test_a_text_begins_with_its_first_word() -> None:
    assert told(beginning("\n\n  It rained all day long.", 9)) == "It rained"
    assert told(beginning(" \n", 9)) == ""


def test_the_passages_that_tell_most_are_chosen() -> None:
    text = "the a. " * 10 + "x y z. the rare one. x y z. the last"
    found = tuple(passages(text, sorted([*hits(text, "the"), *hits(text, "rare")]), 9))
    assert [told(one) for one in most_telling(found, 1)] == ["x y z. [the] [rare]"]
    assert len(most_telling(found, 3)) == 3
    assert most_telling(found, 99) == found


@given(
    st.text("ab \n", max_size=200),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=10),
    st.integers(0, 30),
)
def test_each_hit_is_in_one_passage_and_all_are_pieces_of_the_text(
    text: str, steps: list[tuple[int, int]], context: int
) -> None:
    spans, at = [], 0
    for gap, length in steps:
        at += gap
        if at + length <= len(text):
            spans.append(Span(at, at + length))
        at += length
    found = list(passages(text, spans, context))
    assert [hit for one in found for hit in one.hits] == spans
    last = 0
    for one in found:
        assert last <= one.span.start <= one.hits[0].start
        assert one.hits[-1].end <= one.span.end <= len(text)
        last = one.hits[-1].end
        assert one.text == text[one.span.start : one.span.end]
        assert "".join(piece for piece, _ in one.pieces) == one.text
        marked = [piece for piece, is_hit in one.pieces if is_hit]
        assert marked == [hit.of(text) for hit in one.hits]
