"""From what is read to who is meant: a name, a description, or several of them together."""

from __future__ import annotations

from collections.abc import Sequence

from tui.nlp.chunks import Chunk, is_name
from tui.nlp.quotes.names.bodies import Bodies
from tui.nlp.quotes.names.descriptions import Descriptions
from tui.nlp.quotes.names.figures import Cast, Figure, Traits
from tui.nlp.quotes.names.mentions import Part
from tui.nlp.quotes.names.people import People
from tui.nlp.quotes.names.phrases import Phrase, describe
from tui.nlp.quotes.names.text import NameText
from tui.nlp.quotes.names.titles import traits_of


class Readings:
    """Who is meant in an article. Those with full names are known from the start.

    Args:
        text: The article.

    Attributes:
        cast: All figures.
    """

    def __init__(self, text: NameText) -> None:
        self.cast = Cast()
        self._text = text
        self._people = People(text, self.cast)
        self._bodies = Bodies(text, self.cast)
        self._descriptions = Descriptions(text, self.cast)
        self._by_first_word: dict[int, Figure] = {}
        self._groups: dict[str, Figure] = {}
        self._traits: dict[int, Traits] = {}
        for name in text.names:
            if name.label == "PERSON":
                # The president may be called so before the article names him.
                traits = self._traits[name.first] = traits_of(text, name)
                shown = text.shown(name)
                figure = self._people.full_named(self._people.name_of(shown))
                if figure is not None:
                    self.cast.learn(figure, traits)

    def named(self, name: Chunk) -> Figure:
        """Return who is meant by one of the article's names, the same at each call."""
        figure = self._by_first_word.get(name.first)
        if figure is None:
            figure = self._by_first_word[name.first] = self._read_name(name)
        return figure

    def _read_name(self, name: Chunk) -> Figure:
        traits = self._traits.get(name.first) or traits_of(self._text, name)
        shown = self._text.shown(name)
        is_unusual = name.label == "ORG" and not is_name(shown)
        if name.label == "PERSON" or (is_unusual and self._people.has_surname(shown)):
            figure = self._people.who(self._people.name_of(shown), traits)
        else:
            figure = self._bodies.who(name)
        self.cast.learn(figure, traits)
        return figure

    def described(self, phrase: Phrase) -> Figure:
        """Return the one whom a phrase brings in."""
        return self._descriptions.new(phrase, describe(self._text, phrase))

    def spoken(self, parts: Sequence[Part], at: int) -> Figure:
        """Return who is meant by a speaker's mention that ends at `at`."""
        several = self._several(parts)
        if several:
            return self._group(several)
        head = parts[0]
        if head.sort == "description":
            return self._apposition(parts) or self._descriptions.who(head.phrase, at)
        return self._figure(head, at)

    def _several(self, parts: Sequence[Part]) -> Sequence[Part]:
        """Return those who speak together: "Schumer and Graham"; nothing when it is one."""
        conjunctions = self._text.language.conjunctions
        if all(part.joiner not in conjunctions for part in parts[1:]):
            return ()
        persons = [part for part in parts if part.name and part.name.label == "PERSON"]
        if parts[1].joiner in conjunctions or all(part.name for part in parts):
            return parts
        if len(persons) > 1:
            return persons
        # "doctors, nurses and teachers", but not "Ann Lee, a nurse and mother of two"
        is_list = parts[0].name is None and not parts[1].phrase.article
        return parts if is_list else ()

    def _group(self, parts: Sequence[Part]) -> Figure:
        name = ""
        for i, part in enumerate(parts):
            if i:
                name += f" {part.joiner} " if part.joiner.isalpha() else f"{part.joiner} "
            name += self._called(part, is_first=not i)
        return self._groups.setdefault(name.casefold(), Figure(name, named=False, plural=True))

    def _called(self, part: Part, *, is_first: bool) -> str:
        """Return a part of a group by its name, or by its words if it has none."""
        phrase = part.phrase
        if part.name is not None:
            return self._figure(part, 0).name
        first = phrase.first
        if phrase.article and (not is_first or phrase.article not in self._text.language.articles):
            first -= 1
        return self._text.joined(first, phrase.last)

    def _apposition(self, parts: Sequence[Part]) -> Figure | None:
        """Return the name put beside a description: "a Moscow-based analyst, Igor Petrov"."""
        if len(parts) < 2 or parts[1].name is None:
            return None
        traits = describe(self._text, parts[0].phrase)
        label = parts[1].name.label
        if traits.plural or (label == "PERSON" and traits.is_body):
            return None
        if label not in ("PERSON", "") and not traits.is_body:
            return None
        figure = self._figure(parts[1], 0)
        self.cast.learn(figure, traits)
        return figure

    def _figure(self, part: Part, at: int) -> Figure:
        """Return whom one part of a mention means."""
        if part.name is None:
            return self._descriptions.who(part.phrase, at)
        return self.named(part.name) if part.sort == "name" else self._unfound(part.name)

    def _unfound(self, run: Chunk) -> Figure:
        """Return who has a name that the model did not find."""
        shown = self._text.joined(run.first, run.last)
        name = self._people.name_of(shown)
        traits = traits_of(self._text, run)
        is_first_name = shown.split(" ")[0] in self._text.language.first_names
        is_person = bool(traits.roles or traits.gender) and not traits.is_body
        if is_person or self._people.knows(name) or (is_first_name and len(name.parts) > 1):
            figure = self._people.who(name, traits)
        else:
            figure = self._bodies.called(shown)
        self.cast.learn(figure, traits)
        return figure
