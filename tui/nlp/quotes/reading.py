"""A parse, the quote marks in it and the language: what every rule looks at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tui.model.span import Span
from tui.nlp.marks import Mark
from tui.nlp.quotes.languages.language import Cue, QuoteLanguage
from tui.nlp.quotes.parse import Parse, Range

END = frozenset(".!?…")
DASHES = frozenset(("—", "–", "―", "-", "--"))
_SPEAKERS = frozenset(("PERSON", "ORG", "NORP", "GPE"))
QUOTE_MARKS = frozenset("“”\"‘’'«»‹›„‟`「」『』") | {"``", "''"}
PUNCTUATION = frozenset(",;:()[]") | DASHES | END | {"...", "!?", "?!"}


class Region(NamedTuple):
    """What stands in quote marks: `outer` with them, `inner` without; both in tokens."""

    number: int
    outer: Range
    inner: Range
    mark: Mark


class Reading:
    """One text as the rules see it.

    Attributes:
        parse: The model's words and relations.
        language: The words that attribute.
        regions: The outermost runs in quote marks, in order.
        region_of: The region's number for each token, marks included; -1 outside.
        cue_forms: Tokens outside of quote marks whose form may be a cue's, or begin one: the rules
            look at these, and not each at every token.
    """

    def __init__(self, parse: Parse, marks: Sequence[Mark], language: QuoteLanguage) -> None:
        self.parse = parse
        self.language = language
        self.regions: list[Region] = []
        self.region_of = [-1] * len(parse)
        for mark in marks:
            if not mark.nested:
                self._add_region(mark)
        wanted = {form for form in set(parse.lower) if language.may_be_cue(form)}
        self.cue_forms = [
            (token, form)
            for token, form in enumerate(parse.lower)
            if form in wanted and self.region_of[token] < 0
        ]

    def _add_region(self, mark: Mark) -> None:
        outer, inner = self.tokens(mark.outer), self.tokens(mark.content)
        if self.regions:  # a token may hold the end of one and the start of the next
            outer = max(outer[0], self.regions[-1].outer[1]), outer[1]
        if outer[0] >= outer[1]:
            return
        number = len(self.regions)
        self.regions.append(Region(number, outer, inner, mark))
        self.region_of[outer[0] : outer[1]] = [number] * (outer[1] - outer[0])

    def tokens(self, span: Span) -> Range:
        """Return the range of the tokens that `span` touches."""
        starts = self.parse.starts
        first = max(0, bisect_right(starts, span.start) - 1)
        if first < len(starts) and self.parse.ends[first] <= span.start:
            first += 1
        return first, max(first, bisect_left(starts, span.end))

    def region_at(self, token: int) -> Region | None:
        """Return the region that `token` is in, or None."""
        number = self.region_of[token]
        return self.regions[number] if number >= 0 else None

    def is_quoted(self, token: int) -> bool:
        """Tell whether `token` is in quote marks, or is one."""
        return self.region_of[token] >= 0

    def verb_cue(self, token: int) -> Cue | None:
        """Return the cue that the token is as a verb, or None."""
        parse, language = self.parse, self.language
        form = parse.lower[token]
        cue = language.verbs.get(form)
        particle = parse.child(token, language.relations.particle)
        if particle is not None:
            cue = language.phrasal.get(f"{form}_{parse.lower[particle]}", cue)
        if cue is None or form in language.always_cues:
            return cue
        is_verb = parse.tags[token].startswith(language.tags.verb)
        return cue if is_verb and parse.deps[token] not in language.relations.nominal else None

    def is_noun(self, token: int) -> bool:
        """Tell whether the token is a noun, a name or a pronoun."""
        tags = self.language.tags
        return self.parse.tags[token].startswith(tags.noun + tags.pronoun)

    def is_beside(self, token: int, other: int) -> bool:
        """Tell whether both are in the same quote marks, or both in none."""
        return self.region_of[token] == self.region_of[other]

    def may_speak(self, token: int) -> bool:
        """Tell whether the token is a name, a pronoun or a noun for persons or a body."""
        names, form = self.language.names, self.parse.lower[token]
        if self.parse.entities[token] in _SPEAKERS or form in names.pronouns:
            return True
        return any(
            form in words for words in (names.roles, names.bodies, names.plurals, names.collectives)
        )

    def is_infinitive(self, verb: int) -> bool:
        """Tell whether the verb has its "to"."""
        words, relations = self.language.infinitive, self.language.relations
        helpers = self.parse.children_as(verb, relations.auxiliary)
        return any(self.parse.lower[helper] in words for helper in helpers)

    def is_time(self, token: int) -> bool:
        """Tell whether the token is in a date or a time of day."""
        return self.parse.entities[token] in ("DATE", "TIME")

    def is_occasion(self, preposition: int) -> bool:
        """Tell whether a preposition leads to where something was said: "in a statement"."""
        thing = self.parse.child(preposition, self.language.relations.prepositional_object)
        return thing is not None and self.parse.lower[thing] in self.language.occasions

    def count_words(self, tokens: Range) -> int:
        """Return how many tokens are words, not punctuation."""
        return sum(word[0].isalnum() for word in self.parse.words[slice(*tokens)])

    def ends_sentence(self, token: int) -> bool:
        """Tell whether a sentence outside of quote marks ends at the token, or marks begin."""
        parse = self.parse
        return parse.is_break[token] or parse.words[token] in END or self.is_quoted(token)
