"""Those who are described: where "a senior official" comes in, and whom "the official" means."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tui.nlp.quotes.names.bodies import LOOSE
from tui.nlp.quotes.names.figures import Cast, Figure, Traits, fits
from tui.nlp.quotes.names.phrases import Phrase, describe, phrase_before, read_phrase
from tui.nlp.quotes.names.pronouns import REACH
from tui.nlp.quotes.names.text import COMMON, NOUNS, NameText


def introduced(text: NameText, taken: Collection[int]) -> Iterator[Phrase]:
    """Yield the phrases that bring in somebody without a name, outside of direct speech.

    These are "a senior official", "the Clinton campaign", and "protesters" who do something.

    Args:
        text: The article.
        taken: Words that are in a speaker's mention: those are read anyway.
    """
    language = text.language
    singular = {word: language.plurals.get(word, word) for word in set(text.lower)}
    nouns = {w for w, one in singular.items() if one in language.roles or one in language.bodies}
    for i in [number for number, word in enumerate(text.lower) if word in nouns]:
        if i in taken or text.tags[i] not in NOUNS or i in text.name_at:
            continue
        if text.tags[i + 1] in COMMON:
            continue  # "company" in "a company spokesman"
        if text.speech_at(text.words[i].span.start) is not None:
            continue
        phrase = phrase_before(text, i + 1)
        begins = phrase.first - bool(phrase.article)
        phrase = read_phrase(text, begins, len(text.words))
        if phrase.head == i and _stands_alone(text, begins, phrase) and _is_new(text, phrase):
            yield phrase


def _is_new(text: NameText, phrase: Phrase) -> bool:
    """Tell whether a phrase brings somebody in, and does not point back."""
    language = text.language
    if phrase.article in language.introducing:
        return True
    traits = describe(text, phrase)
    if phrase.article:
        return phrase.article in language.articles and bool(traits.places or traits.orgs)
    return traits.plural and text.words[phrase.head].subject


def _stands_alone(text: NameText, begins: int, phrase: Phrase) -> bool:
    """Tell whether a phrase is no apposition to a name and does not say what somebody is."""
    before = text.lower[begins - 1]
    is_after_name = begins - 2 in text.name_at or text.tags[begins - 2] == "NNP"
    if before in text.language.being or (before == "," and is_after_name):
        return False
    after = phrase.last + (text.lower[phrase.last] == ",")
    return not text.is_person(after)


class Descriptions:
    """Whom the descriptions in an article mean.

    Args:
        text: The article.
        cast: The named, to whom the described are added.
    """

    def __init__(self, text: NameText, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._spellings: dict[str, str] = {}

    def who(self, phrase: Phrase, at: int) -> Figure:
        """Return whom a phrase at `at` means: somebody mentioned before if it points back."""
        language = self._text.language
        traits = describe(self._text, phrase)
        if phrase.article in language.pointing or phrase.article in language.possessors:
            figure = self._meant(traits, at)
            if figure is not None:
                return figure
        return self.new(phrase, traits)

    def new(self, phrase: Phrase, traits: Traits) -> Figure:
        """Add one who has no other name than the phrase, without its article."""
        first = phrase.first
        if phrase.article and phrase.article not in self._text.language.articles:
            first -= 1
        name = self._text.joined(first, phrase.last)
        figure = Figure(
            self._spellings.setdefault(name.casefold(), name),
            sort="body" if traits.is_body else "person",
            named=False,
            plural=traits.plural,
        )
        self._cast.learn(figure, traits)
        return figure

    def _meant(self, asked: Traits, at: int) -> Figure | None:
        """Return whom a phrase that points back means; None if that cannot be told."""

        def may_be(figure: Figure) -> bool:
            return fits(asked, figure)

        def is_called_so(figure: Figure) -> bool:
            is_near = figure.at >= at - REACH
            return is_near and asked.role in figure.called and fits(asked, figure)

        def is_from_there(figure: Figure) -> bool:
            return fits(asked, figure) and not asked.places.isdisjoint(figure.places)

        def is_named(figure: Figure) -> bool:
            return figure.named and fits(asked, figure)

        key = ("role", asked.role)
        figure = self._cast.latest(key, is_from_there) if asked.places else None
        # "The official" is an official shortly before rather than a later spokesman.
        figure = figure or self._cast.latest(key, is_called_so) or self._cast.latest(key, may_be)
        if asked.is_body:
            return self._or_loose(figure, asked, at)
        if figure is None and asked.role in self._text.language.offices:
            for role in sorted(asked.roles) if asked.places else ():
                # "the Russian president" is the "Russian leader Vladimir Putin".
                figure = figure or self._cast.latest(("role", role), is_from_there)
            figure = figure or self._cast.only(key, is_named)
        return figure

    def _or_loose(self, figure: Figure | None, asked: Traits, at: int) -> Figure | None:
        """Return a later body whose name does not tell what it is, if it may be one: "Apple"."""
        if asked.role not in self._text.language.loose_bodies:
            return figure

        def is_near(figure: Figure) -> bool:
            return figure.at >= at - REACH and fits(asked, figure)

        loose = self._cast.latest(("role", LOOSE), is_near)
        if loose is None or (figure is not None and figure.seen > loose.seen):
            return figure
        return loose
