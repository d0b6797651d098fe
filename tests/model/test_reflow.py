"""Reflow: a view of equal length in which a mere wrap is a space."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.model.reflow import Reflow, reflow, sentence_starts
from tui.model.span import Span

BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
SEED = Path(__file__).parents[2] / "seeds" / "000_027f6d915e3f7946.txt"

pieces = st.sampled_from(
    [
        *BREAKS,
        *(
            "\r\n",
            "\n\n",
            "\r\n\r\n",
            " ",
            "  ",
            "\t",
            "\0",
            "\x1b[31m",
            "\x1c",
            "\u200b",
            "\ufeff",
        ),
        *(
            "U.S.",
            "Mr.",
            "State",
            "The",
            "said",
            "over.",
            "“Yes,”",
            "he",
            "ends:",
            "why?”",
            "100.2",
        ),
        *(
            "e\u0301",
            "👩‍👩‍👧",
            "🇯🇵",
            "日本語。",
            "「はい」",
            "שלום.",
            "مرحبا؟",
            "\u202bאב\u202c",
            "ﷺ",
            "𝔘",
        ),
    ]
)
messy = st.lists(pieces, max_size=40).map("".join) | st.text(max_size=80)


def blocks(text: str) -> list[str]:
    view = reflow(text)
    return [block.of(view.text) for block in view.blocks]


def paragraphs(text: str) -> list[str]:
    view = reflow(text)
    return [paragraph.of(view.text) for paragraph in view.paragraphs]


@given(messy)
@example("")
@example("\r")
@example("a\r\nb")
@example("\r\n\r\n")
def test_the_view_is_as_long_and_differs_only_in_breaks(text: str) -> None:
    view = reflow(text)
    assert len(view.text) == len(text)
    for before, after in zip(text, view.text, strict=True):
        assert after == before or (before in BREAKS and after == " ")


@given(messy)
def test_blocks_are_apart_in_order_and_hold_all_that_is_not_white(text: str) -> None:
    view = reflow(text)
    check_cover(view.blocks, text)
    check_cover(view.paragraphs, text)


def check_cover(spans: tuple[Span, ...], text: str) -> None:
    for one, following in pairwise(spans):
        assert one.end <= following.start
    for span in spans:
        assert span.checked(len(text)).of(text).strip()
        assert span.of(text)[0] not in BREAKS
        assert span.of(text)[-1] not in BREAKS
    inside = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in inside for i, c in enumerate(text) if not c.isspace())


@given(messy)
def test_no_break_is_left_inside_a_block(text: str) -> None:
    view = reflow(text)
    for block in view.blocks:
        assert not set(block.of(view.text)) & set(BREAKS)


@given(messy)
def test_each_block_lies_in_one_paragraph(text: str) -> None:
    view = reflow(text)
    for block in view.blocks:
        assert sum(paragraph.contains(block) for paragraph in view.paragraphs) == 1


@given(messy)
def test_sentence_starts_are_starts_of_lines_in_order(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(start == 0 or text[start - 1] in BREAKS for start in starts)


@given(messy)
def test_reflow_of_a_view_changes_nothing_more_in_its_blocks(text: str) -> None:
    view = reflow(text)
    assert all(reflow(block.of(view.text)).text == block.of(view.text) for block in view.blocks)


def test_nothing_gives_nothing() -> None:
    assert reflow("") == Reflow("", (), ())
    assert reflow(" \n\t\r\n").blocks == ()


@pytest.mark.parametrize("wrap", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_hard_wrapped_text_is_one_block_a_paragraph(wrap: str) -> None:
    text = f"The first line goes{wrap}on here and{wrap}ends.{wrap}{wrap}Another one{wrap}follows."
    space = " " * len(wrap)
    assert blocks(text) == [
        f"The first line goes{space}on here and{space}ends.",
        f"Another one{space}follows.",
    ]
    assert paragraphs(text) == blocks(text)


def test_a_sentence_a_line_keeps_its_breaks() -> None:
    text = "One is here.\nTwo is “here.”\nThree: why?\n"
    assert blocks(text) == ["One is here.", "Two is “here.”", "Three: why?"]
    assert len(paragraphs(text)) == 1


def test_a_break_after_an_abbreviation_is_none() -> None:
    text = "The U.S.\nState Department spoke.\nMr.\nAbe answered.\nIt ended.\nAll left.\nDone.\n"
    assert blocks(text)[:3] == [
        "The U.S. State Department spoke.",
        "Mr. Abe answered.",
        "It ended.",
    ]


def test_an_abbreviation_may_end_a_sentence_before_a_word_that_starts_one() -> None:
    text = "It came from the U.S.\nThe deal is done.\nJapan agreed.\n"
    assert blocks(text) == ["It came from the U.S.", "The deal is done.", "Japan agreed."]


def test_a_quote_over_a_line_break_stays_in_one_block() -> None:
    text = "He said it.\nShe called it “a fair\nand good” deal.\nThat was all.\n"
    assert "She called it “a fair and good” deal." in blocks(text)


def test_the_sample_article() -> None:
    text = SEED.read_bytes().decode("utf-8")
    view = reflow(text)
    first = view.blocks[0].of(view.text)
    assert first.startswith("The U.S. State Department has approved")
    assert first.endswith("destroyer squadrons.")
    shown = [block.of(view.text) for block in view.blocks]
    assert "On October 28th, U.S. President Donald Trump disclosed that" in " ".join(shown)
    assert not any(re.search(r"\bU\.S\.$", block) for block in shown)
