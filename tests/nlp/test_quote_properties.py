"""What is true of the quotes in any text, however strange and however long."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.model.analysis import Quote
from tui.nlp.pipeline import Pipeline

WORDS = (
    "the minister",
    "Ann Lee",
    "NATO",
    "a spokesman for the U.S. Embassy",
    "who",
    "she",
    "that it rains",
    "it will rain",
    "to fight on",
    "the deal",
    "a smart move",
    "according to",
    "and",
    "but",
    "as",
    "not",
    "if",
    "on Monday",
    "the voters’",
    "don't",
    '5"',
    "’90s",
)
CUES = (
    "said",
    "says",
    "told reporters",
    "has repeatedly said",
    "added",
    "saying",
    "called",
    "dismissed",
    "vowed",
    "urged",
    "wants",
    "the claim",
    "was quoted as saying",
    "it was stated",
    "Said",
)
MARKS = ("“", "”", '"', "''", "``", "„", "«", "»", "‹", "›", "‘", "’", "'", "「", "」")
STOPS = (".", ",", "?", "!", ":", ";", "—", "–", "...", "(", ")")
BREAKS = ("\n", "\r\n", "\n\n", "\n\n“", "\t", "\u2028", "\x0b", "  ")
STRANGE = ("\x00", "\x1b[31m", "\x9f", "\ufeff", "\u200b", "😀", "e\u0301", "你好", "\ud800", "-")

SENTENCES = (
    "“It will rain,” the minister said.",
    "“It will rain,” said Ann Lee. “It will rain for days.”",
    "The deal, Ann Lee said, is off.",
    "NATO denied the claim that it had called the deal “a smart move”.",
    '"It will rain," Ann Lee said, adding: "Bring a coat."',
)

pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(CUES),
    st.sampled_from(MARKS),
    st.sampled_from(STOPS),
    st.sampled_from(BREAKS),
    st.sampled_from(STRANGE),
    st.sampled_from(SENTENCES),
    st.text(max_size=4),
)
any_text = st.builds(
    lambda parts, glue: glue.join(parts),
    st.lists(pieces, max_size=30),
    st.sampled_from((" ", " ", "")),
)
no_sentence_ends = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(CUES), st.sampled_from(MARKS)), max_size=40
).map(" ".join)
lines_of_sentences = st.lists(
    st.builds(str.__add__, st.sampled_from(SENTENCES), st.sampled_from((" ", "\n", "\n\n"))),
    max_size=6,
).map("".join)


def check(text: str, quotes: tuple[Quote, ...]) -> None:
    """Check what has to be true of all quotes of a text."""
    for quote in quotes:
        check_quote(text, quote)
    contents = [quote.parts for quote in quotes]
    assert len(set(contents)) == len(contents)
    order = [(quote.span.start, -quote.span.end) for quote in quotes]
    assert order == sorted(order)


def check_quote(text: str, quote: Quote) -> None:
    speaker = quote.speaker.span if quote.speaker else None
    for span in (quote.span, *quote.parts, quote.cue, speaker):
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
    assert quote.parts[0].start == quote.span.start
    assert quote.parts[-1].end == quote.span.end
    assert all(one.end <= two.start for one, two in pairwise(quote.parts))
    assert len(quote.fragments) != 1
    assert 0 <= quote.confidence <= 1
    if quote.cue is not None:
        assert not any(part.overlaps(quote.cue) for part in quote.parts)


@settings(max_examples=250, deadline=None)
@example("“" * 31)
@example('"' * 31)
@example("said " * 31)
@example("The judge called the minister “ a liar “")
@example("“It rains,” said Ann Lee. “It rains,” said Ann Lee.")
@given(text=any_text)
def test_any_text(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse(text).quotes)


@settings(max_examples=150, deadline=None)
@example("who the minister vowed to fight on")
@example("called the minister “ the minister “")
@given(text=no_sentence_ends)
def test_texts_without_sentence_ends(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse(text).quotes)


@settings(max_examples=50, deadline=None)
@given(text=lines_of_sentences)
def test_quotes_upon_quotes(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse(text).quotes)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 8_000,
        '" ' * 15_000,
        "“a ‘b " * 5_000,
        "said that " * 6_000,
        "“We will go on until the end.” " * 1_500,
        "“We will go on until the end.\n\n" * 1_000,
        "“We will go,” said Ann Lee. " * 1_500,
    ],
    ids=[
        "quote marks",
        "quote marks and spaces",
        "marks that never close",
        "said that",
        "only quotes",
        "paragraphs that never close",
        "one speaker",
    ],
)
def test_long_texts_come_to_an_end(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse(text).quotes)
