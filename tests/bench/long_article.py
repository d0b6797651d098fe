"""A hearing's transcript as long as a book, and what NLP would find in it: made, not parsed.

The text is varied as news are: paragraphs, a sentence a line and several to a line, curly quotes,
Chinese and Japanese, emoji, combining marks. The same seed makes the same article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tui.model.analysis import Analysis, Entity, Kind, Quote, Speaker
from tui.model.annotation import Decision
from tui.model.article import Article, text_sha256
from tui.model.cue_words import CueWords
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.model.worklist import ALL
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.store.annotations import AnnotationStore
from tui.store.cache import AnalysisCache

WORDS, ENTITIES, QUOTES = 500_000, 25_000, 5_000
FIRST_WORDS = "The hearing of the long transcript began at nine."
"""The article's first sentence: what a terminal shows when it is there."""
LAST_WORDS = "The hearing of the long transcript ended at last."

_COMMON = """
the a of and to in that it was for on with as by at from they this had not are but what all
were when we there can an their which do how if will each about many then them these so some
would make like into time has look two more write see number way could people than first water
been call who now find long down day did get come made may part over new sound take only little
work know place year live committee budget measure question answer minister report figure
witness chair counsel record session agreement defence spending hospital railway harbour
inspection contract evidence statement procedure nevertheless approximately responsibility
infrastructure counterproposal re-election well-being
"""
_RARE = (
    "naïve", "café", "résumé", "Z\u0301ofia", "cafe\u0301s", "会議", "東京都", "預算案", "한국어",
    "👍", "👩‍👩‍👧", "❤️", "≈", "№", "½", "fi\u0301ance", "n\u0303andu\u0301", "co\u00adoperation",
)  # fmt: skip
_FIRST = "Ada Maria John Robert Zoe Tom Lena Omar Priya Wei Ines Jonas Aiko Femi Lars Nora"
_LAST = """
Lopez Smith Brown Cole Nakamura Okafor Lindqvist Haddad Petrov Kowalska Silva Moreau Schneider
Ivanova Castillo Murphy Andersen Rossi Novak Farah Tanaka Dubois Weber Costa
"""
_BODIES = """
Treasury Senate Pentagon Assembly Reuters NATO UNESCO Eurostat Admiralty Ombudsman Parliament
Commission Council Tribunal
"""
_PLACES = "Boston Oslo Paris Tokyo Nairobi Lima Cairo Lagos Seoul Warsaw 北京 München Kyiv"
_KINDS: tuple[Kind, ...] = ("direct", "direct", "direct", "mixed", "indirect")
_CUES = ("said", "added", "replied", "told the committee", "argued", "noted")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class LongArticle(NamedTuple):
    """A text and its analysis."""

    text: str
    analysis: Analysis


def long_article(
    words: int = WORDS, entities: int = ENTITIES, quotes: int = QUOTES, *, seed: int = 4
) -> LongArticle:
    """Return an article with about so many words and exactly so many entities and quotes."""
    writer = _Writer(random.Random(seed))
    writer.sentence(FIRST_WORDS)
    while writer.words < words:
        done = writer.words / words
        names = min(3, max(0, round(entities * done) - len(writer.entities)))
        writer.write(quote=len(writer.quotes) < round(quotes * done), names=names)
    while len(writer.quotes) < quotes or len(writer.entities) < entities:
        names = min(3, entities - len(writer.entities))
        writer.write(quote=len(writer.quotes) < quotes, names=names)
    writer.sentence(LAST_WORDS)
    text = writer.text()
    tokens = tuple(Span(*found.span()) for found in _TOKEN.finditer(text))
    found = Analysis(tuple(writer.sentences), tokens, tuple(writer.entities), tuple(writer.quotes))
    return LongArticle(text, found)


def put_prepared(folder: Path, env: Mapping[str, str], article: LongArticle) -> Path:
    """Write the article into `folder`, and its analysis into the cache that `env` names."""
    path = folder / "long.txt"
    path.write_text(article.text, encoding="utf-8")
    cache = AnalysisCache(Path(env["PULLQUOTE_CACHE"]) / "analyses.sqlite")
    sha256 = text_sha256(article.text)
    cache.put(sha256, find_model().key, detector_version(CueWords()), article.analysis)
    cache.close()
    assert not cache.problem
    return path


def decide_all(env: Mapping[str, str], path: Path, article: LongArticle) -> None:
    """Decide on every quote, twice, as the annotator that `env` names."""
    annotator = env["PULLQUOTE_ANNOTATOR"]
    store = AnnotationStore(Path(env["PULLQUOTE_ANNOTATIONS"]))
    whole = Article(path.stem, article.text, "long")
    rulebook = Rulebook(store.open_corpus(annotator))
    session = Session(whole, annotator, DEFAULT_SCHEME, store.open(annotator, path.stem), rulebook)
    session.set_shown(ALL)
    session.set_analysis(article.analysis)
    decisions: tuple[Decision, ...] = ("unsure", "neither")
    for decision in decisions:
        for number in range(len(session.items)):
            session.decide(session.items[number], decision, 1.0)
    session.save()


class _Writer:
    """Writes sentence after sentence, and notes where everything stands."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._pieces: list[str] = []
        self._at = 0
        self._left = 0
        self.words = 0
        self.sentences: list[Span] = []
        self.entities: list[Entity] = []
        self.quotes: list[Quote] = []
        self._common = _COMMON.split()
        surnames, cities = _LAST.split(), _PLACES.split()
        self._people = [f"{first} {last}" for first in _FIRST.split() for last in surnames]
        places = [f"{size} {city}" for size in ("New", "Greater", "Old") for city in cities]
        bodies = [f"{city} {body}" for city in cities for body in _BODIES.split()]
        days = [f"{n} {month}" for n in range(1, 29) for month in ("May", "June", "October")]
        self._names: list[tuple[str, Callable[[], str]]] = [
            ("PERSON", lambda: chance.choice(self._people)),
            ("PERSON", lambda: chance.choice(surnames)),
            ("ORG", lambda: chance.choice(bodies)),
            ("GPE", lambda: chance.choice(places)),
            ("DATE", lambda: chance.choice(days)),
            ("MONEY", lambda: f"${chance.randrange(1, 999)} million"),
        ]

    def text(self) -> str:
        return "".join(self._pieces)

    def sentence(self, words: str) -> None:
        """Write one plain sentence."""
        self.sentences.append(self._add(words))
        self._end_sentence()

    def write(self, *, quote: bool, names: int) -> None:
        """Write a sentence: with a quote in it, or without, and with so many names."""
        begin = self._at
        if quote:
            self._quote(names)
        else:
            self._run(self._chance.randrange(8, 26), names)
            self._add(".")
        self.sentences.append(Span(begin, self._at))
        self._end_sentence()

    def _quote(self, names: int) -> None:
        """Write “A B C,” said Maria Lopez. or Maria Lopez said “A B C.”, or without marks."""
        kind = self._chance.choice(_KINDS)
        marks = kind == "direct"
        cue: Span | None = None
        speaker: Speaker | None = None
        is_first = self._chance.random() < 0.5
        if not is_first:
            speaker, cue = self._attribution(names, before=True)
            self._add(" that " if kind == "indirect" else " ")
        self._add("“" if marks else "")
        pieces = [self._run(self._chance.randrange(6, 40), max(0, names - 1))]
        self._add(",”" if marks and is_first else "”" if marks else "," if is_first else "")
        if is_first:
            self._add(" ")
            speaker, cue = self._attribution(names, before=False)
            if marks and self._chance.random() < 0.1:
                self._add(": “")
                pieces.append(self._run(self._chance.randrange(6, 20), 0))
                self._add("”")
        self._add(".")
        whole = Span(pieces[0].start, pieces[-1].end)
        fragments = tuple(pieces) if len(pieces) > 1 else ()
        confidence = self._chance.choice((1.0, 0.9, 0.75, 0.5))
        self.quotes.append(Quote(whole, kind, cue, speaker, fragments, confidence))

    def _attribution(self, names: int, *, before: bool) -> tuple[Speaker | None, Span]:
        """Write who spoke, where a name is wanted, and the cue."""
        says = self._chance.choice(_CUES)
        if not names:
            return None, self._add(f"he {says}" if before else f"{says} he")
        if before:
            speaker = self._speaker()
            self._add(" ")
            return speaker, self._add(says)
        cue = self._add(says)
        self._add(" ")
        return self._speaker(), cue

    def _speaker(self) -> Speaker:
        name = self._chance.choice(self._people)
        span = self._add(name if self._chance.random() < 0.6 else name.split()[1])
        self.entities.append(Entity(span, "PERSON"))
        return Speaker(span, name)

    def _run(self, count: int, names: int) -> Span:
        """Write so many words, with names among them."""
        begin = self._at
        before = sorted(self._chance.sample(range(1, count), min(names, count - 1)))
        at = 0
        for place in (*before, count):
            words = self._chance.choices(self._common, k=place - at)
            if self._chance.random() < 0.1:
                words[-1] = self._chance.choice(_RARE)
            self._add((" " if at else "") + " ".join(words))
            at = place
            if place < count:
                self._add(" ")
                label, name = self._chance.choice(self._names)
                self.entities.append(Entity(self._add(name()), label))
        self.words += count + 2 * names
        return Span(begin, self._at)

    def _add(self, text: str) -> Span:
        begin = self._at
        self._pieces.append(text)
        self._at += len(text)
        return Span(begin, self._at)

    def _end_sentence(self) -> None:
        """Go on in the same line, on the next one, or with a new paragraph."""
        self._left -= 1
        if self._left > 0:
            self._add("\n" if self._chance.random() < 0.8 else " ")
        else:
            self._add("\n\n")
            self._left = self._chance.randrange(1, 9)
