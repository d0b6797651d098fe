"""Whom speakers' mentions stand for, on sentences of our own.

In the sentences, square brackets are around a speaker's mention; what is said is in quote marks, or
in braces when it is indirect. The first mention is the speaker of the first thing said, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from textwrap import dedent
from typing import NamedTuple

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from tui.model.analysis import Entity, Kind, Quote, Speaker
from tui.model.span import Span
from tui.nlp.entities import consistent_entities
from tui.nlp.models import Model
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.languages.english.names import NAMES
from tui.nlp.quotes.names.naming import name_speakers
from tui.nlp.words import Word

Namer = Callable[[str, list[Detected]], list[str]]


@pytest.fixture(scope="module")
def namer(model: Model) -> Namer:
    """Return what names the speakers of quotes, with the model's words and entities."""
    nlp = spacy.load(model.path)

    def name(text: str, found: list[Detected]) -> list[str]:
        doc = nlp(text)
        words = [
            Word(Span(t.idx, t.idx + len(t)), t.text, t.tag_, t.dep_ in ("nsubj", "nsubjpass"))
            for t in doc
            if not t.is_space
        ]
        raw = [Entity(Span(e.start_char, e.end_char), e.label_) for e in doc.ents]
        quotes = name_speakers(found, words, consistent_entities(words, raw), NAMES)
        names = {q.speaker.span: q.speaker.name for q in quotes if q.speaker}
        return [names[d.quote.speaker.span] for d in found if d.quote.speaker]

    return name


def marked(sentences: str) -> tuple[str, list[Detected]]:
    """Return the text without brackets and braces, and the quotes that they tell of."""
    text = ""
    begun: dict[str, int] = {}
    mentions: list[Span] = []
    contents: list[tuple[Span, Kind]] = []
    for c in sentences:
        if c == "]":
            mentions.append(Span(begun["["], len(text)))
        elif c == "}":
            contents.append((Span(begun["{"], len(text)), "indirect"))
        elif c not in "[{":
            if c == "”":
                contents.append((Span(begun["“"], len(text)), "direct"))
            text += c
        begun[c] = len(text)
    return text, [
        Detected(Quote(content, kind, speaker=Speaker(mention, mention.of(text))))
        for mention, (content, kind) in zip(mentions, contents, strict=True)
    ]


class Case(NamedTuple):
    """Sentences and the names in them, which are parted by bars."""

    sentences: str
    names: str


def cases(text: str) -> list[Case]:
    """Return the cases of `text`: each begins a line that is not indented."""
    lines = re.sub(r"\n +", " ", dedent(text).strip()).split("\n")
    return [Case(*line.split(" -> ")) for line in lines]


def check(namer: Namer, case: Case) -> None:
    assert namer(*marked(case.sentences)) == case.names.split(" | ")


@pytest.mark.parametrize(
    "case",
    cases(
        """
        Donald Trump met reporters. “We won,” [Trump] said. -> Donald Trump
        “We won,” [Lopez] said. Maria Lopez is the mayor of Denver. -> Maria Lopez
        Bill Clinton spoke first. Hillary Clinton came later. “We will win,” [Clinton] said.
            -> Hillary Clinton
        Hillary Clinton spoke first. Bill Clinton came later. “We will win,” [Mrs. Clinton] said.
            “We will,” [Mr. Clinton] said.
            -> Hillary Clinton | Bill Clinton
        Bill Clinton and Hillary Clinton came. “Yes,” [Bill] said. “No,” [Hillary] said.
            -> Bill Clinton | Hillary Clinton
        Former President Bill Clinton and Senator Hillary Clinton came. “Yes,” [Senator Clinton]
            said. “No,” [President Clinton] said.
            -> Hillary Clinton | Bill Clinton
        [Mr. Smith] said {yes}. Jane Smith and Bob Smith met. -> Bob Smith
        Xi Jinping visited Paris. “China is open,” [Xi] said. -> Xi Jinping
        Andrés Manuel López Obrador won. “Yes,” [Lopez Obrador] said.
            -> Andrés Manuel López Obrador
        Donald Trump Jr. defended Donald Trump. “Yes,” [Trump Jr.] said. “No,” [Trump] said.
            -> Donald Trump Jr. | Donald Trump
        Robert Smith Jr. runs the bank. “We are safe,” [Smith] said. -> Robert Smith Jr.
        """
    ),
)
def test_a_part_of_a_name(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    cases(
        """
        Mike Pence spoke in Ohio. “Yes,” said [Michael Pence]. “No,” [Pence] said.
            -> Mike Pence | Mike Pence
        Donald J. Trump won. Donald Trump spoke. “Yes,” said [Mr. Trump]. “No,” said [Donald J.
            Trump]. “So,” said [President Trump].
            -> Donald J. Trump | Donald J. Trump | Donald J. Trump
        Alexandria Ocasio-Cortez came. “Yes,” [Ocasio-Cortez] said. -> Alexandria Ocasio-Cortez
        [Officials] said {yes}. Later, [officials] said {no}. -> Officials | Officials
        """
    ),
)
def test_one_person_has_one_spelling(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    cases(
        """
        Senator Chuck Schumer -> Chuck Schumer
        Republican Senator Lindsey Graham -> Lindsey Graham
        a Moscow-based analyst, Igor Petrov -> Igor Petrov
        Sen. Rob Portman (R-Ohio) -> Rob Portman
        a spokesman for the ministry, John Smith -> John Smith
        former Secretary of State Hillary Clinton -> Hillary Clinton
        Bank of America analyst Jane Roe -> Jane Roe
        Germany’s foreign minister, Heiko Maas -> Heiko Maas
        Maria Lopez, a nurse and mother of two -> Maria Lopez
        the Rev. Al Sharpton -> Al Sharpton
        Trump’s lawyer -> Trump’s lawyer
        a spokesman for Donald Trump -> spokesman for Donald Trump
        """
    ),
)
def test_titles_and_appositions(namer: Namer, case: Case) -> None:
    check(namer, Case(f"“It is fine,” said [{case.sentences}].", case.names))


@pytest.mark.parametrize(
    "case",
    cases(
        """
        The Defense Security Cooperation Agency (DSCA) approved the sale. [The DSCA] said {it was
            good}. “Good,” said [a DSCA spokesperson].
            -> Defense Security Cooperation Agency | DSCA spokesperson
        The FBI searched it. [The Federal Bureau of Investigation] said {it found nothing}. [The
            FBI] said {it was late}.
            -> Federal Bureau of Investigation | Federal Bureau of Investigation
        The World Health Organization (WHO) met in Geneva. [The WHO] said {all was well}.
            -> World Health Organization
        Reporters of The New York Times saw it. [The Times] said {it was real}.
            -> The New York Times
        A report in the New York Times came. [The Times] said {yes}. -> New York Times
        The Clinton Foundation paid. [The foundation] said {yes}. -> Clinton Foundation
        Apple Inc. opened a plant in Ohio. “We grow,” [Apple] said. -> Apple Inc.
        The Justice Department sued. [The Department of Justice] said {yes}. -> Justice Department
        [The Pentagon] said {yes}. -> Pentagon
        """
    ),
)
def test_bodies(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    cases(
        """
        “Late,” said [a senior Japanese defense official]. [The official] said {more}.
            -> senior Japanese defense official | senior Japanese defense official
        Senator Chuck Schumer and Governor Kate Brown met. “Good,” [the senator] said. “Bad,” [the
            governor] said.
            -> Chuck Schumer | Kate Brown
        Chuck Schumer, a Democrat from New York, was there. Lindsey Graham (R-S.C.) was not.
            “Good,” [the Democrat] said. “Bad,” [the South Carolina Republican] said.
            -> Chuck Schumer | Lindsey Graham
        President Donald Trump met Russian President Vladimir Putin. “Good,” [the U.S. president]
            said. “Very good,” [the Russian leader] said.
            -> Donald Trump | Vladimir Putin
        President Barack Obama met former President Bill Clinton. “Good,” [the president] said.
            “Bad,” [the former president] said.
            -> Barack Obama | Bill Clinton
        Vice President Mike Pence and President-elect Donald Trump met. “Good,” [the vice
            president] said. “Bad,” [the president-elect] said.
            -> Mike Pence | Donald Trump
        Finance Minister Ann Lee met Foreign Minister Bob Ross. “Good,” [the finance minister]
            said. “Bad,” [the foreign minister] said. “So,” [the health minister] said.
            -> Ann Lee | Bob Ross | health minister
        Boeing lost an order. “We are sad,” [the company] said. -> Boeing
        TASS reported a fire. [The agency] said {it was out}. -> TASS
        The Russian Defense Ministry denied it. The Clinton Foundation paid. [The ministry] said
            {it was false}.
            -> Russian Defense Ministry
        The Clinton campaign paid. [The campaign] said {yes}. -> Clinton campaign
        A Ukrainian official came. “We hold,” [the official] said. -> Ukrainian official
        Spokeswoman Jane Roe and spokesman John Doe came. “Good,” [the spokeswoman] said. “Bad,”
            [the spokesman] said.
            -> Jane Roe | John Doe
        “Late,” [the prime minister] said. Theresa May, the prime minister, left. -> Theresa May
        Angela Merkel met Emmanuel Macron. “Late,” [the chancellor] said. -> chancellor
        """
    ),
)
def test_a_title_is_the_last_one_that_fits(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    cases(
        """
        “We won,” [Maria Lopez] said. “Yes,” [she] added. -> Maria Lopez | Maria Lopez
        Michael Brown met Sarah Jones. “We are close,” [Brown] said. Jones was less sure. “There
            is a lot to do,” [she] said. “We need time,” [he] said.
            -> Michael Brown | Sarah Jones | Michael Brown
        “The plan is bad,” [John Smith] said of Peter Miller. “It will fail,” [he] said.
            -> John Smith | John Smith
        Harry Reid criticised Donald Trump. {Trump would lose}, [he] said. -> Harry Reid
        Mr. Zhang and Ms. Wu run it. “Good,” [she] said. “Bad,” [he] said. -> Wu | Zhang
        “Bad,” said [a senior official]. [He] said {no}. -> senior official | senior official
        John Smith dismissed the plan, which [he] called {dead}. -> John Smith
        [Japanese officials] said {no}. “We go,” [they] said.
            -> Japanese officials | Japanese officials
        [Boeing] said {no}. “We go,” [it] said. “Soon,” [they] said. -> Boeing | Boeing | Boeing
        [John Smith], [who] said {no}, said {yes}. -> John Smith | John Smith
        “[I] told them that {it was late},” said [Maria Lopez]. -> Maria Lopez | Maria Lopez
        """
    ),
)
def test_pronouns(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    cases(
        """
        “It is late,” [he] said. -> he
        Maria Lopez spoke. “It is late,” [he] said. -> he
        “Donald Trump is a liar,” [he] said. -> he
        John Smith was there. [I] think {it is late}. [We] believe {so}. -> I | We
        """
    ),
)
def test_a_pronoun_that_cannot_be_told_keeps_its_word(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    cases(
        """
        “Bad,” said [officials]. “Good,” said [the analysts]. -> officials | analysts
        “Bad,” said [a person familiar with the matter]. -> person familiar with the matter
        [One of the officials] said {no}. [Some] said {yes}. -> One of the officials | Some
        [Both Republicans and Democrats] said {no}. -> Republicans and Democrats
        [Doctors, nurses and teachers] said {no}. -> Doctors, nurses and teachers
        [Schumer and Graham] said {no}. Chuck Schumer and Lindsey Graham met.
            -> Chuck Schumer and Lindsey Graham
        [His lawyer] said {no}. [Trump campaign officials] said {no}.
            -> His lawyer | Trump campaign officials
        """
    ),
)
def test_those_who_are_not_named_stay_what_they_are_called(namer: Namer, case: Case) -> None:
    check(namer, case)


@pytest.mark.parametrize(
    "case",
    [
        Case(f"Maria Lopez left. {'It rained in the town. ' * 80}“Late,” [she] said.", "she"),
        Case("[A senior\r\n   official] said {no}.", "senior official"),
        Case("[The\nPentagon’s] claim that {all is well} is old.", "Pentagon"),
    ],
)
def test_reach_and_line_breaks(namer: Namer, case: Case) -> None:
    check(namer, case)


def test_a_possessive_is_the_person(namer: Namer) -> None:
    check(namer, Case("Donald Trump spoke. [Trump’s] claim that {he won} hurt.", "Donald Trump"))


def test_the_seed(namer: Namer, seed_text: str) -> None:
    said = [
        ("The Pentagon", "that the proposed sale", "indirect", "Pentagon"),
        ("a DSCA spokesperson", "This agreement", "direct", "DSCA spokesperson"),
        ("The spokesperson", "that the contract includes", "indirect", "DSCA spokesperson"),
        ("The U.S. leader", "the significance", "indirect", "Donald Trump"),
        ("Trump said during", "This deal is", "direct", "Donald Trump"),
        ("a Moscow-based analyst, Igor Petrov", "acquisition", "direct", "Igor Petrov"),
        ("Japanese officials", "the Russian claims", "indirect", "Japanese officials"),
        ("The official", "that Japan remains", "indirect", "senior Japanese defense official"),
        ("Senator Chuck Schumer", "a necessary", "direct", "Chuck Schumer"),
        ("Republican Senator Lindsey Graham", "a smart", "direct", "Lindsey Graham"),
        ("Analysts", "that the sale reflects", "indirect", "Analysts"),
    ]
    official = "A senior Japanese defense official"
    said.insert(7, (official, "defense policies are", "direct", official[2:]))
    found = []
    for mention, words, kind, _ in said:
        at = seed_text.index(mention)
        span = Span(at, at + len(mention.removesuffix(" said during")))
        content = Span(seed_text.index(words), seed_text.index(words) + len(words))
        quote_kind: Kind = "direct" if kind == "direct" else "indirect"
        found.append(Detected(Quote(content, quote_kind, speaker=Speaker(span, mention))))
    assert namer(seed_text, found) == [name for *_, name in said]


def test_a_relative_pronoun_is_named_by_its_phrase() -> None:
    words = [Word(Span(4 * i, 4 * i + 3), w, "NN") for i, w in enumerate(["two", "men", "who"])]
    quote = Quote(Span(20, 30), "indirect", speaker=Speaker(words[2].span, "who"))
    found = [Detected(quote, named_by=Span(0, 7))]
    (named,) = name_speakers(found, words, [], NAMES)
    assert named.speaker == Speaker(words[2].span, "two men")


def one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split(" "))


_texts = one_of("""
    The the a Mrs. President senator official Trump Clinton Bill Hillary Jr. said he she They it
    I who and , . ( ) ’s “ ” R - Ohio DSCA Defense Agency of \x00 \u2028 É company Ltd. 34
""")
_tags = one_of("NN NNS NNP NNPS JJ DT IN VBD PRP POS HYPH CC CD WP , . -LRB- ``")
_labels = one_of("PERSON ORG GPE NORP DATE FAC")


@st.composite
def articles(draw: st.DrawFn) -> tuple[list[Detected], list[Word], list[Entity]]:
    """Return words as no text has them, with entities and quotes anywhere among them."""
    drawn = draw(st.lists(st.tuples(_texts, _tags, st.booleans(), st.booleans()), max_size=40))
    words = []
    at = 0
    for text, tag, subject, gap in drawn:
        at += gap
        words.append(Word(Span(at, at + max(1, len(text))), text, tag, subject))
        at += max(1, len(text))
    places = st.integers(0, at + 2)
    spans = st.builds(lambda s, n: Span(s, s + n), places, st.integers(1, 25))
    speakers = st.none() | st.builds(
        Speaker, st.none() | spans, st.sampled_from(["", "x\ny", "he"])
    )
    kinds: st.SearchStrategy[Kind] = st.sampled_from(["direct", "indirect", "mixed"])
    quotes = st.builds(Quote, spans, kinds, st.none(), speakers)
    found = draw(st.lists(st.builds(Detected, quotes, st.none() | spans), max_size=8))
    return found, words, sorted(draw(st.lists(st.builds(Entity, spans, _labels), max_size=12)))


@given(articles())
def test_whatever_the_words_the_rest_of_the_quotes_is_kept(
    article: tuple[list[Detected], list[Word], list[Entity]],
) -> None:
    found, words, entities = article
    quotes = name_speakers(found, words, entities, NAMES)
    assert quotes == name_speakers(found, words, entities, NAMES)
    assert all(
        (one.span.start, -one.span.end) <= (two.span.start, -two.span.end)
        for one, two in pairwise(quotes)
    )
    ordered = sorted((d.quote for d in found), key=lambda q: (q.span.start, -q.span.end))
    for before, after in zip(ordered, quotes, strict=True):
        assert after._replace(speaker=before.speaker) == before
        assert (after.speaker is None) == (before.speaker is None)
        if after.speaker and before.speaker:
            assert after.speaker.span == before.speaker.span
            if after.speaker.span:
                assert after.speaker.name == " ".join(after.speaker.name.split()) != ""
                assert not after.speaker.name.endswith(("’s", "'s"))
