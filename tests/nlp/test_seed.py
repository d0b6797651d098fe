"""What has to be right on the sample article."""

from __future__ import annotations

import re

import pytest

from tests.nlp.told import Told, direct, in_words, indirect, mixed
from tui.model.analysis import Analysis
from tui.model.span import Span


def labels_at(analysis: Analysis, text: str, name: str) -> list[str | None]:
    """Return the label of each place of `name` in `text`, None where it is no entity."""
    by_start = {e.span.start: e for e in analysis.entities}
    found: list[str | None] = []
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        entity = by_start.get(match.start())
        found.append(entity.label if entity and entity.span == Span(*match.span()) else None)
    return found


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


QUOTES: list[tuple[Told, str | None]] = [
    (
        indirect(
            "Washington to maintain Aegis-equipped destroyers, including updating their software"
            " and testing various systems",
            cue="had earlier requested",
            by="Tokyo",
        ),
        "Tokyo",
    ),
    (
        indirect(
            "that the proposed sale would align with U.S. foreign policy objectives and national"
            " security goals by enhancing the defense capabilities of a key ally",
            cue="emphasized",
            by="The Pentagon",
        ),
        "Pentagon",
    ),
    (
        direct(
            "This agreement is a testament to the enduring partnership between the United States"
            " and Japan,",
            "Modernizing Japan’s naval systems ensures regional stability and reinforces our"
            " collective deterrence against emerging threats.",
            cue="said",
            by="a DSCA spokesperson",
        ),
        "DSCA spokesperson",
    ),
    (
        indirect(
            "that the contract includes upgrades to radar systems, cybersecurity protocols, and"
            " training programs for Japanese personnel",
            cue="added",
            by="The spokesperson",
        ),
        "DSCA spokesperson",
    ),
    (
        indirect(
            "that Japan had placed a significant order for American weapons",
            cue="disclosed",
            by="U.S.\nPresident Donald Trump",
        ),
        "Donald Trump",
    ),
    (
        indirect(
            "the significance of the trade agreement between the two nations",
            cue="emphasized",
            by="The U.S. leader",
        ),
        "Donald Trump",
    ),
    (
        indirect(
            "it as fair and beneficial to both parties", cue="describing", by="The U.S. leader"
        ),
        "Donald Trump",
    ),
    (
        direct(
            "This deal is a win for American jobs and a win for Japan’s security,",
            "We are making sure that our allies are protected, and our manufacturers are thriving.",
            cue="said",
            by="Trump",
        ),
        "Donald Trump",
    ),
    (indirect("that Japan could quickly develop nuclear weapons", cue="was stated"), None),
    (
        indirect(
            "that Japan’s growing military capabilities, bolstered by U.S. support, could lead to a"
            " nuclear arms race in the region",
            cue="suggesting",
            by="A Russian state media outlet, RT",
        ),
        "RT",
    ),
    (
        direct(
            "Japan’s acquisition of advanced defense systems is a clear signal of its ambitions,",
            "While the U.S. frames this as a security measure, it risks destabilizing the balance"
            " of power in East Asia.",
            cue="said",
            by="a Moscow-based analyst, Igor Petrov",
        ),
        "Igor Petrov",
    ),
    (
        indirect("the Russian claims as unfounded", cue="have dismissed", by="Japanese officials"),
        "Japanese officials",
    ),
    (
        direct(
            "Japan’s defense policies are strictly defensive in nature.\n"
            "Our cooperation with the U.S. is about mutual security, not expansionism.",
            cue="stated",
            by="A senior Japanese defense official",
        ),
        "senior Japanese defense official",
    ),
    (
        indirect(
            "that Japan remains committed to its pacifist constitution, which prohibits the"
            " maintenance of a standing army",
            cue="added",
            by="The official",
        ),
        "senior Japanese defense official",
    ),
    (
        indirect(
            "the strategic importance of strengthening Japan’s military",
            cue="acknowledging",
            by="both Republicans and Democrats",
        ),
        "Republicans and Democrats",
    ),
    (
        mixed(
            "the deal as “a necessary investment in our alliances.”",
            cue="praised",
            by="Senator Chuck Schumer",
        ),
        "Chuck Schumer",
    ),
    (
        mixed(
            "it “a smart move to counter China’s growing influence in the Pacific.”",
            cue="called",
            by="Republican Senator Lindsey Graham",
        ),
        "Lindsey Graham",
    ),
    (
        indirect(
            "that the sale reflects a broader effort to counterbalance China’s assertiveness in the"
            " region, even as Trump’s administration faces scrutiny over its handling of global"
            " conflicts",
            cue="suggest",
            by="Analysts",
        ),
        "Analysts",
    ),
]
"""Every quote of the article, as a person reads it, and whom its speaker's mention stands for."""


def test_every_quote(seed: Analysis, seed_text: str) -> None:
    assert [in_words(quote, seed_text) for quote in seed.quotes] == [told for told, _ in QUOTES]


def test_every_speaker_has_the_right_name(seed: Analysis, seed_text: str) -> None:
    names = {
        beginning(in_words(quote, seed_text)): quote.speaker.name if quote.speaker else None
        for quote in seed.quotes
    }
    assert names == {beginning(told): name for told, name in QUOTES}


def beginning(told: Told) -> str:
    return " ".join(told.parts[0].split()[:3])


def test_no_quote_of_it_is_in_doubt(seed: Analysis) -> None:
    assert all(quote.confidence >= 0.5 for quote in seed.quotes)
