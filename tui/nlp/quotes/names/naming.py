"""Whom a speaker's mention stands for: "Trump" and "he" are "Donald Trump". Pure functions.

The article is gone through once, in the order of its text: each name, each description and each
speaker's mention is given its figure, who then is the one mentioned last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from tui.model.analysis import Entity, Quote, Speaker
from tui.model.printable import flat
from tui.model.span import Span
from tui.nlp.chunks import Chunk
from tui.nlp.quotes.detected import Detected
from tui.nlp.quotes.languages.name_words import NameWords
from tui.nlp.quotes.names.descriptions import introduced
from tui.nlp.quotes.names.figures import Figure
from tui.nlp.quotes.names.mentions import Part, read_mention
from tui.nlp.quotes.names.phrases import Phrase
from tui.nlp.quotes.names.pronouns import ACTS, IS_MENTIONED, OWNS, SPEAKS, Scene
from tui.nlp.quotes.names.readings import Readings
from tui.nlp.quotes.names.text import NameText
from tui.nlp.words import Word

_OWN_NAMES = 30
"""So many names in a quote are looked at: who is named there does not say it."""


def name_speakers(
    found: Sequence[Detected],
    words: Sequence[Word],
    entities: Sequence[Entity],
    language: NameWords,
) -> tuple[Quote, ...]:
    """Return the quotes of a whole article in order, each speaker with the name that is meant."""
    ordered = sorted(found, key=lambda d: (d.quote.span.start, -d.quote.span.end))
    text = NameText(words, entities, [d.quote for d in ordered], language)
    walk = _Walk(text, ordered)
    walk.through()
    return tuple(d.quote._replace(speaker=walk.speaker(d)) for d in ordered)


class _Event(IntEnum):
    """What ends at a place; of what ends together the name comes first."""

    NAME = 0
    DESCRIPTION = 1
    SPEAKER = 2
    QUOTE = 3


class _Said(NamedTuple):
    """A speaker's mention: what names it, and the first of the quotes that it is the speaker of."""

    by: Span
    quote: Quote


class _Walk:
    """Goes through an article and finds out whom each mention means.

    Args:
        text: The article.
        found: Its quotes in order.
    """

    def __init__(self, text: NameText, found: Sequence[Detected]) -> None:
        self._text = text
        self._found = found
        self._readings = Readings(text)
        self._scene = Scene(text)
        self._figures: dict[Span, Figure] = {}
        self._possessives = sorted(text.language.possessive_marks, key=len, reverse=True)
        self._starts = [text.words[c.first].span.start for c in text.names]
        said: dict[Span, _Said] = {}
        for one in found:
            by = _named_by(one)
            if by is not None:
                said.setdefault(by, _Said(by, one.quote))
        self._said = list(said.values())
        taken = {i for s in self._said for i in range(*text.range_of(s.by))}
        self._phrases = list(introduced(text, taken))

    def through(self) -> None:
        """Go through the article."""
        for _, event, i in sorted(self._events()):
            if event == _Event.NAME:
                self._meet_name(self._text.names[i])
            elif event == _Event.DESCRIPTION:
                self._meet_description(self._phrases[i])
            elif event == _Event.SPEAKER:
                self._meet_speaker(self._said[i])
            else:
                self._leave_quote(self._found[i])
        self._name_first_persons()

    def speaker(self, one: Detected) -> Speaker | None:
        """Return the speaker of a quote under his or her name."""
        speaker, by = one.quote.speaker, _named_by(one)
        if speaker is None or by is None:
            return speaker
        figure = self._figures.get(by)
        name = self._shown(figure.name) if figure else ""
        if not name:
            own_words = (self._text.joined(*self._text.range_of(by)), speaker.name)
            name = next(filter(None, map(self._shown, own_words)), "?")
        return Speaker(speaker.span, name)

    def _shown(self, name: str) -> str:
        """Return a name on one line and without a possessive at its end."""
        name = flat(name)
        for mark in self._possessives:
            name = name.removesuffix(mark).rstrip()
        return name

    def _events(self) -> Iterator[tuple[int, _Event, int]]:
        words = self._text.words
        for i, name in enumerate(self._text.names):
            yield words[name.last - 1].span.end, _Event.NAME, i
        for i, phrase in enumerate(self._phrases):
            yield words[phrase.last - 1].span.end, _Event.DESCRIPTION, i
        for i, said in enumerate(self._said):
            yield _mention_of(said.quote).end, _Event.SPEAKER, i
        for i, one in enumerate(self._found):
            if _named_by(one) and one.quote.span.end > _mention_of(one.quote).end:
                yield one.quote.span.end, _Event.QUOTE, i

    def _meet_name(self, name: Chunk) -> None:
        figure = self._readings.named(name)
        words = self._text.words[name.first : name.last]
        weight = IS_MENTIONED
        if any(word.subject for word in words):
            weight = ACTS
        elif self._text.tags[name.last] == "POS":
            weight = OWNS
        self._meet(figure, words[-1].span.end, weight)

    def _meet_description(self, phrase: Phrase) -> None:
        figure = self._readings.described(phrase)
        weight = ACTS if self._text.words[phrase.head].subject else IS_MENTIONED
        self._meet(figure, self._text.words[phrase.last - 1].span.end, weight)

    def _meet(self, figure: Figure, at: int, weight: float) -> None:
        # Who is spoken of in direct speech is not on the scene.
        if self._text.speech_at(at - 1) is None:
            self._readings.cast.mention(figure, at)
        self._scene.add(figure, at, weight)

    def _meet_speaker(self, said: _Said) -> None:
        parts = read_mention(self._text, *self._text.range_of(said.by))
        if not parts:
            return
        at = _mention_of(said.quote).end
        is_pronoun = parts[0].sort == "pronoun" and len(parts) == 1
        figure = self._meant(parts[0], said) if is_pronoun else self._readings.spoken(parts, at)
        if figure is not None:
            self._figures[said.by] = figure
            self._meet(figure, at, SPEAKS)

    def _leave_quote(self, one: Detected) -> None:
        """Bring the speaker back after a quote, however long it was and whoever is named in it."""
        by = _named_by(one)
        figure = self._figures.get(by) if by else None
        if figure is not None:
            self._scene.add(figure, one.quote.span.end, SPEAKS, aloud=True)

    def _meant(self, part: Part, said: _Said) -> Figure | None:
        """Return whom a pronoun means; None if that cannot be told."""
        at = said.by.start
        pronoun = self._text.language.pronouns[self._text.lower[part.phrase.first]]
        if pronoun in ("i", "we"):
            return None
        if pronoun in ("who", "self"):
            return self._scene.last(since=at - len(", "))
        figure = self._scene.who(pronoun, at, self._named_in(said.quote))
        if figure is not None and not figure.gender and pronoun in ("he", "she"):
            figure.gender = pronoun
        return figure

    def _named_in(self, quote: Quote) -> set[Figure]:
        """Return whom a quote names: they are not its speaker."""
        figures: set[Figure] = set()
        for part in quote.parts:
            first = bisect_left(self._starts, part.start)
            last = min(bisect_left(self._starts, part.end), first + _OWN_NAMES)
            figures.update(self._readings.named(name) for name in self._text.names[first:last])
        return figures

    def _name_first_persons(self) -> None:
        """Give "I" in direct speech to its speaker, who may be told after it only."""
        speakers: dict[int | None, Figure] = {}
        for one in self._found:
            by = _named_by(one)
            figure = self._figures.get(by) if by else None
            if one.quote.kind == "direct" and figure is not None:
                for part in one.quote.parts:
                    speakers.setdefault(self._text.speech_at(part.start), figure)
        for said in self._said:
            first, last = self._text.range_of(said.by)
            pronoun = self._text.language.pronouns.get(self._text.lower[first])
            speech = self._text.speech_at(said.by.start)
            figure = None if speech is None else speakers.get(speech)
            if figure is None or last - first != 1 or said.by in self._figures:
                continue
            if pronoun == "i" or (pronoun == "we" and (figure.plural or figure.sort == "body")):
                self._figures[said.by] = figure


def _mention_of(quote: Quote) -> Span:
    """Return the mention of a quote's speaker, who is known to have one."""
    return (quote.speaker and quote.speaker.span) or quote.span


def _named_by(one: Detected) -> Span | None:
    """Return what names the speaker of a quote: the mention, or what its "who" stands for."""
    if one.quote.speaker is None or one.quote.speaker.span is None:
        return None
    return one.named_by or one.quote.speaker.span
