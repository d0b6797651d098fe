"""Cues, speakers and kinds, on sentences of our own."""

from __future__ import annotations

import pytest

from tui.model.analysis import Quote
from tui.nlp.pipeline import Pipeline
from tui.nlp.quotes.english import CUE_VERBS

Told = tuple[str, str, str | None, str | None]


def told(pipeline: Pipeline, text: str) -> list[Told]:
    """Return content, kind, cue and mention of each quote."""

    def tell(q: Quote) -> Told:
        cue = q.cue.of(text) if q.cue else None
        mention = q.speaker.span if q.speaker else None
        return q.span.of(text), q.kind, cue, mention.of(text) if mention else None

    return [tell(q) for q in pipeline.analyse(text).quotes]


def names(pipeline: Pipeline, text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in pipeline.analyse(text).quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will win the vote,” the prime minister said on Monday.",
            [("We will win the vote,", "direct", "said", "the prime minister")],
        ),
        (
            "A spokesman for the ministry, who asked not to be named, said: “We will not pay.”",
            [("We will not pay.", "direct", "said", "A spokesman for the ministry")],
        ),
        (
            "“The plan,” Maria Lopez said, “will hurt the poor.”",
            [
                ("The plan,", "direct", "said", "Maria Lopez"),
                ("will hurt the poor.", "direct", "said", "Maria Lopez"),
            ],
        ),
        (
            "“The plan is bad,” said Maria Lopez. “It will hurt the poor.”",
            [
                ("The plan is bad,", "direct", "said", "Maria Lopez"),
                ("It will hurt the poor.", "direct", "said", "Maria Lopez"),
            ],
        ),
        (
            "Senator Jane Roe, a Democrat from Ohio, described the bill as “a gift to the rich.”",
            [("a gift to the rich.", "mixed", "described", "Senator Jane Roe")],
        ),
        (
            "“Taxes are too high,” according to the finance minister.",
            [("Taxes are too high,", "direct", "according to", "the finance minister")],
        ),
        (
            "“Why should we pay for this?” asked John Smith.",
            [("Why should we pay for this?", "direct", "asked", "John Smith")],
        ),
        (
            "“I will not resign under any pressure.” — John Smith",
            [("I will not resign under any pressure.", "direct", None, "John Smith")],
        ),
    ],
)
def test_attribution(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “experts” met in Paris on Monday.",
        "She read “The Art of War” on the flight to Boston.",
        "The “green” bonds sold well.",
    ],
)
def test_irony_and_titles_are_no_quotes(pipeline: Pipeline, text: str) -> None:
    assert told(pipeline, text) == []


def test_the_inner_of_two_quotes_is_none_of_its_own(pipeline: Pipeline) -> None:
    found = told(pipeline, "“He told me ‘never again’ last year,” said Maria Lopez.")
    assert [t[0] for t in found] == ["He told me ‘never again’ last year,"]


def test_the_next_line_does_not_inherit(pipeline: Pipeline) -> None:
    text = "“We won the vote,” said Maria Lopez.\n\n“They have lost all of it.”\n\nThe end."
    assert names(pipeline, text) == ["Maria Lopez", None]


def test_a_quote_over_two_paragraphs_keeps_its_speaker(pipeline: Pipeline) -> None:
    text = "Maria Lopez said: “We won the vote.\n\n“They have lost all of it.”\n\nThe end."
    assert names(pipeline, text) == ["Maria Lopez", "Maria Lopez"]


def test_surnames_and_pronouns_are_named(pipeline: Pipeline) -> None:
    text = (
        "Michael Brown met Sarah Jones in Berlin on Monday. “We are close to a deal,” Brown said.\n"
        "Jones was less sure. “There is a lot to do,” she said. “We need more time,” he said."
    )
    assert names(pipeline, text) == ["Michael Brown", "Sarah Jones", "Michael Brown"]


def test_a_description_is_named_by_the_fuller_one_before(pipeline: Pipeline) -> None:
    text = (
        "“We are ready,” said a NATO spokesperson on Monday.\n\n"
        "“We have been for years,” the spokesperson said."
    )
    assert names(pipeline, text) == ["NATO spokesperson", "NATO spokesperson"]


def test_the_cue_table_has_the_forms_of_its_verbs() -> None:
    for form, lemma in {
        "said": "say",
        "replies": "reply",
        "admitted": "admit",
        "stating": "state",
        "stresses": "stress",
        "told": "tell",
    }.items():
        assert CUE_VERBS[form] == lemma
