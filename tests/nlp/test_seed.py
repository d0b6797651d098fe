"""What has to be right on the sample article."""

from __future__ import annotations

import re

import pytest

from tui.model.analysis import Analysis, Quote
from tui.model.span import Span


def labels_at(analysis: Analysis, text: str, name: str) -> list[str | None]:
    """Return the label of each place of `name` in `text`, None where it is no entity."""
    by_start = {e.span.start: e for e in analysis.entities}
    found: list[str | None] = []
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        entity = by_start.get(match.start())
        found.append(entity.label if entity and entity.span == Span(*match.span()) else None)
    return found


def quote_with(analysis: Analysis, text: str, words: str) -> Quote:
    return next(q for q in analysis.quotes if words in q.span.of(text))


@pytest.mark.parametrize(
    ("name", "label", "count"), [("DSCA", "ORG", 2), ("RT", "ORG", 1), ("Japan", "GPE", 12)]
)
def test_a_name_has_one_label(
    seed: Analysis, seed_text: str, name: str, label: str, count: int
) -> None:
    assert labels_at(seed, seed_text, name) == [label] * count


def test_trump_is_a_person_everywhere(seed: Analysis, seed_text: str) -> None:
    at = [e for e in seed.entities if e.span.of(seed_text).endswith("Trump")]
    assert [(e.span.of(seed_text), e.label) for e in at] == [
        ("Donald Trump", "PERSON"),
        ("Trump", "PERSON"),
        ("Trump", "PERSON"),
        ("Trump", "PERSON"),
    ]
    assert [seed_text[e.span.end :][:9] for e in at[2:]] == ["’s foreig", "’s admini"]


def test_no_entity_has_an_article_a_possessive_or_a_participle(
    seed: Analysis, seed_text: str
) -> None:
    for entity in seed.entities:
        name = entity.span.of(seed_text)
        assert not re.match(r"(?i)(the|a|an|modernizing)\s", name), name
        assert not name.endswith(("’s", "'s")), name
    assert "U.S.\nState Department" in [e.span.of(seed_text) for e in seed.entities]


def test_sentences_begin_where_they_should(seed: Analysis, seed_text: str) -> None:
    sentences = [s.of(seed_text) for s in seed.sentences]
    assert len(sentences) == 28
    assert sentences[0].startswith("The U.S.\nState Department has")
    assert "Our cooperation" in [s[:15] for s in sentences]
    assert all(s[0].isupper() or s[0] == "“" for s in sentences)


def test_quotes_and_their_speakers(seed: Analysis, seed_text: str) -> None:
    told = [
        (
            q.span.of(seed_text).split()[0],
            q.kind,
            q.cue.of(seed_text) if q.cue else None,
            q.speaker.name if q.speaker else None,
        )
        for q in seed.quotes
    ]
    assert told == [
        ("This", "direct", "said", "DSCA spokesperson"),
        ("Modernizing", "direct", "said", "DSCA spokesperson"),
        ("This", "direct", "said", "Donald Trump"),
        ("We", "direct", "said", "Donald Trump"),
        ("Japan’s", "direct", "said", "Igor Petrov"),
        ("While", "direct", "said", "Igor Petrov"),
        ("Japan’s", "direct", "stated", "senior Japanese defense official"),
        ("a", "mixed", "praised", "Chuck Schumer"),
        ("a", "mixed", "called", "Lindsey Graham"),
    ]


@pytest.mark.parametrize(
    ("words", "mention"),
    [
        ("testament", "a DSCA spokesperson"),
        ("American jobs", "Trump"),
        ("clear signal", "a Moscow-based analyst, Igor Petrov"),
        ("strictly defensive", "A senior Japanese defense official"),
        ("a necessary investment", "Senator Chuck Schumer"),
        ("a smart move", "Republican Senator Lindsey Graham"),
    ],
)
def test_the_mention_is_the_whole_noun_phrase(
    seed: Analysis, seed_text: str, words: str, mention: str
) -> None:
    quote = quote_with(seed, seed_text, words)
    assert quote.speaker is not None
    assert quote.speaker.span is not None
    assert quote.speaker.span.of(seed_text) == mention


def test_a_quote_over_a_line_break_is_one(seed: Analysis, seed_text: str) -> None:
    quote = quote_with(seed, seed_text, "strictly defensive")
    assert quote.span.of(seed_text).startswith("Japan’s defense policies")
    assert quote.span.of(seed_text).endswith(
        "in nature.\nOur cooperation with the U.S. is about mutual security, not expansionism."
    )
