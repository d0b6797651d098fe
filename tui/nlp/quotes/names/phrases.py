"""Reads noun phrases: where one ends, what its head is, and what it tells of who is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tui.nlp.chunks import PLACES, Chunk
from tui.nlp.quotes.languages.name_words import NameWords
from tui.nlp.quotes.names.figures import Traits
from tui.nlp.quotes.names.text import ADJECTIVES, NOUNS, PARTICIPLES, NameText

_INNER = NOUNS | ADJECTIVES | PARTICIPLES | {"CD", "HYPH", "POS", "$"}
"""What may stand between an article and the head of its phrase."""
_NEVER_INSIDE = frozenset(
    ("VBD", "VBZ", "VBP", "MD", "IN", "TO", "WP", "WDT", "WP$", "WRB")
) | frozenset((",", ":", ".", "-LRB-", "-RRB-"))
_GOING_ON = ADJECTIVES | {"VBN", "CD", "HYPH"}
_LONGEST = 12
"""Words in a phrase before its head, and after it."""


class Phrase(NamedTuple):
    """A noun phrase as ranges of words.

    Attributes:
        article: Its article or what stands in its place, in lower case; empty if it has none.
        first: The first word after that.
        head: The last word of the noun, or of the name, that the phrase is about.
        last: Where the phrase ends, with what a preposition adds to it.
    """

    article: str
    first: int
    head: int
    last: int


def read_phrase(text: NameText, first: int, end: int) -> Phrase:
    """Read the noun phrase that begins at word `first`, up to `end` at most."""
    article = ""
    if end - first > 1 and text.lower[first] in text.determiners:
        article = text.lower[first]
        first += 1
    head = None
    i = first
    while i < min(end, first + 2 * _LONGEST):
        name = text.name_at.get(i)
        tag = text.tags[i]
        if name is not None:
            head = i = min(name.last, end) - 1
        elif tag in NOUNS or tag == "PRP":
            head = i
        elif tag in ("HYPH", "POS") and i + 1 < end:
            # "Moscow-based" and "Trump's" go before the head, however long they are.
            head = None
        elif head is None:
            # "at least 50 officials" begins with a preposition, too.
            if tag in _NEVER_INSIDE and text.tags[i + 1] != "CD":
                break
        elif not _goes_on(text, i, end):
            break
        i += 1
    if head is None:
        head = max(first, i - 1)
    return Phrase(article, first, head, _end_of_tail(text, max(i, head + 1), end))


def _goes_on(text: NameText, i: int, end: int) -> bool:
    """Tell whether adjectives after a noun lead to another noun: "U.S. foreign minister"."""
    start = i
    while i < min(end, start + 4) and text.tags[i] in _GOING_ON:
        i += 1
    return start < i < end and (text.tags[i] in NOUNS or i in text.name_at)


def _end_of_tail(text: NameText, first: int, end: int) -> int:
    """Return where what prepositions add to a phrase ends: "for the ministry"."""
    end = min(end, first + _LONGEST)
    i = first
    while i < end and text.lower[i] in text.language.linking:
        following = i + 1
        while following < end and _is_inner(text, following):
            following += 1
        if following == i + 1:
            break
        i = following
    return i


def _is_inner(text: NameText, i: int) -> bool:
    tag = text.tags[i]
    return tag in _INNER or text.lower[i] in text.language.articles or i in text.name_at


def phrase_before(text: NameText, end: int) -> Phrase:
    """Read the noun phrase that ends before word `end`: "U.S. Secretary of State"."""
    first = end
    for _ in range(_LONGEST):
        if first == 0 or text.tags[first - 1] == "DT" or not _is_before(text, first - 1):
            break
        first -= 1
    if first and text.lower[first - 1] in text.determiners:
        first -= 1
    return read_phrase(text, first, end)


def _is_before(text: NameText, i: int) -> bool:
    """Tell whether word `i` may stand in a phrase that goes on after it."""
    tag = text.tags[i]
    if tag in PARTICIPLES:
        return text.tags[i - 1] == "HYPH"
    if text.lower[i] in text.language.genitive:
        return noun_of(text, i - 1) in text.language.roles
    return tag in _INNER or i in text.name_at


def noun_of(text: NameText, i: int) -> str:
    """Return a noun in full and in the singular."""
    word = text.lower[i].rstrip(".")
    language = text.language
    return language.abbreviations.get(word) or language.plurals.get(word, word)


def is_plural(text: NameText, i: int) -> bool:
    """Tell whether a noun stands for several."""
    word = text.lower[i]
    is_known = word in text.language.roles or word in text.language.bodies
    if word in text.language.collectives or word in text.language.plurals:
        return True
    return text.tags[i] in ("NNS", "NNPS") and not is_known


def describe(text: NameText, phrase: Phrase) -> Traits:
    """Return what a phrase tells of the one it describes."""
    found = _Modifiers()
    head = _read_head(text, phrase)
    i = phrase.first
    while i < phrase.last:
        name = text.name_at.get(i)
        after = min(name.last, phrase.last) if name else i + 1
        if name is None or i <= phrase.head < after:
            if i not in head.words:
                found.add_word(text, i, after)
        else:
            found.add_name(text, name)
        i = after
    return head.traits(text.language, found)


@dataclass(slots=True)
class _Modifiers:
    """What stands around the head of a phrase."""

    words: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    orgs: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)

    def add_name(self, text: NameText, name: Chunk) -> None:
        language = text.language
        words = text.shown(name).lower().rstrip(".")
        if words in language.parties:
            self.parties.add(language.parties[words])
        elif name.label in PLACES or words in language.places:
            self.places.add(language.places.get(words, words))
        else:
            # "Trump's lawyer" is "the Donald Trump lawyer".
            self.orgs.add(words.split(" ")[-1] if name.label == "PERSON" else words)

    def add_word(self, text: NameText, i: int, after: int) -> None:
        language = text.language
        for at in range(i, after):
            word = text.lower[at].rstrip(".")
            if word in language.changing or word in language.articles:
                continue
            self.words.add(word)
            if word in language.parties:
                self.parties.add(language.parties[word])
            elif word in language.places and text.words[at].text[:1].isupper():
                self.places.add(language.places[word])
            elif noun_of(text, at) in language.bodies:
                self.owners.add(word)
            elif text.tags[at + 1] == "HYPH":
                continue  # "year" in "the 34-year-old" is a part of a word
            elif word in language.defining or text.tags[at] in NOUNS:
                self.asked.add(word)


class _Head(NamedTuple):
    """The noun of a phrase: which words it has, and what its bearer is called."""

    words: range
    noun: str
    changes: tuple[str, ...]
    gender: str
    plural: bool

    def traits(self, language: NameWords, around: _Modifiers) -> Traits:
        is_body = self.noun in language.bodies and self.noun not in language.roles
        own = (language.bodies if is_body else language.roles).get(self.noun, (self.noun,))
        called = [" ".join((*self.changes, role)) for role in own]
        for party in sorted(around.parties):
            called += language.roles.get(party, (party,))
        own_party = language.parties.get(self.noun)
        is_title = self.noun in language.titles and self.noun not in language.roles
        return Traits(
            role="" if is_title else called[0],
            called=frozenset() if is_title else frozenset((called[0], *around.parties)),
            roles=frozenset() if is_title else frozenset(called),
            words=frozenset((*around.words, *self.noun.split())),
            asked=frozenset(around.asked),
            owners=frozenset(around.owners),
            places=frozenset(around.places),
            orgs=frozenset(around.orgs),
            parties=frozenset({*around.parties, own_party} if own_party else around.parties),
            gender=self.gender,
            plural=self.plural,
            is_body=is_body,
        )


def _read_head(text: NameText, phrase: Phrase) -> _Head:
    language = text.language
    head = phrase.head
    if text.lower[head] in language.changing and head > phrase.first:
        # "the president-elect"
        head -= 2 if text.tags[head - 1] == "HYPH" and head - 2 >= phrase.first else 1
    first, noun = _longest_noun(text, phrase.first, head)
    before = (
        text.lower[i] for i in (*range(phrase.first, first), *range(head + 1, phrase.head + 1))
    )
    changes = tuple(dict.fromkeys(language.changing[w] for w in before if w in language.changing))
    word = text.lower[head].rstrip(".")
    gender = language.genders.get(word) or language.genders.get(noun, "")
    return _Head(range(first, phrase.head + 1), noun, changes, gender, is_plural(text, head))


def _longest_noun(text: NameText, first: int, head: int) -> tuple[int, str]:
    """Return where the noun begins, and the noun: "prime minister" is one."""
    noun = noun_of(text, head)
    before = head - 2 if text.tags[head - 1] == "HYPH" else head - 1
    if before >= first:
        longer = f"{text.lower[before]} {noun}"
        if longer in text.language.roles:
            return before, longer
    return head, noun
