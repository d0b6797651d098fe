"""What stands around a name and tells who its bearer is: titles, appositions, a party."""

from __future__ import annotations

import re

from tui.nlp.chunks import Chunk
from tui.nlp.quotes.names.figures import NO_TRAITS, Traits
from tui.nlp.quotes.names.phrases import Phrase, describe, noun_of, phrase_before, read_phrase
from tui.nlp.quotes.names.text import ADJECTIVES, NOUNS, NameText

_TITLE_TAGS = NOUNS | ADJECTIVES
_CLOSING = (",", ".", ";", ")", "—", "–")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PARTY = re.compile(r"([A-Z])[-–](\w[\w. ]*)")
"""A member's party and home: "R-Ohio"."""
_REACH = 40


def traits_of(text: NameText, name: Chunk) -> Traits:
    """Return what stands before and after a name and tells who bears it."""
    found = _title_of(text, name)
    follower = text.lower[name.last]
    if follower in (",", "(") or follower in text.language.being:
        found = found.joined(_party_after(text, name.last))
        found = found.joined(_apposition_after(text, name))
    if text.lower[name.first - 1] == ",":
        found = found.joined(_apposition_before(text, name))
    return found


def _title_of(text: NameText, name: Chunk) -> Traits:
    """Return what the words right before a name tell: "Republican Senator Lindsey Graham"."""
    first = name.first
    if text.lower[first - 1] in text.language.conjunctions and text.is_person(first - 2):
        shared = text.name_at.get(first - 2)
        # "Senators Chuck Schumer and Lindsey Graham"
        if shared is not None and text.lower[shared.first - 1] in text.language.plurals:
            first = shared.first
    if text.tags[first - 1] not in _TITLE_TAGS or text.is_person(first - 1):
        return NO_TRAITS
    phrase = phrase_before(text, first)
    if phrase.head < phrase.first or phrase.last < first:
        return NO_TRAITS
    return _of_one(text, phrase) if _is_role(text, phrase) else NO_TRAITS


def _is_role(text: NameText, phrase: Phrase) -> bool:
    """Tell whether a phrase says what somebody is, and is not just another name beside."""
    noun = noun_of(text, phrase.head)
    language = text.language
    is_known = noun in language.roles or noun in language.bodies or noun in language.titles
    if is_known or noun in language.changing:
        return True
    return text.tags[phrase.head] == "NN" and phrase.head not in text.name_at


def _of_one(text: NameText, phrase: Phrase) -> Traits:
    """Return the traits of one of those whom a phrase may describe together."""
    traits = describe(text, phrase)
    return traits._replace(plural=False) if traits.plural else traits


def _apposition_after(text: NameText, name: Chunk) -> Traits:
    """Return what an apposition or a predicate tells: ", a Democrat from New York,"."""
    first = name.last + 1
    if text.tags[first] == "CD" and text.lower[first + 1] == ",":
        first += 2  # "John Smith, 34, a nurse,"
    end = min(len(text.words), first + _REACH)
    if first >= end:
        return NO_TRAITS
    phrase = read_phrase(text, first, end)
    if text.is_person(phrase.head) or not _is_role(text, phrase):
        return NO_TRAITS
    following = text.lower[phrase.last]
    is_closed = following in _CLOSING or phrase.last >= len(text.words)
    is_closed = is_closed or text.tags[phrase.last][:1] == "W"  # "who"
    if phrase.article in text.language.introducing:
        is_closed = is_closed or text.tags[phrase.last] not in _FINITE
    elif not phrase.article:
        is_closed = is_closed and noun_of(text, phrase.head) in text.language.roles
    return _of_one(text, phrase) if is_closed else NO_TRAITS


def _apposition_before(text: NameText, name: Chunk) -> Traits:
    """Return what an apposition tells that the name follows: "The French president, X,"."""
    phrase = phrase_before(text, name.first - 1)
    begins = phrase.first - bool(phrase.article)
    if text.lower[begins - 1] in text.language.linking:
        # "A spokesman for the ministry, John Smith,"
        phrase = phrase_before(text, begins - 1)
        begins = phrase.first - bool(phrase.article)
    is_apposition = text.lower[name.last] in _CLOSING or text.begins_sentence(begins)
    if not phrase.article or phrase.head < phrase.first or not is_apposition:
        return NO_TRAITS
    if phrase.head in text.name_at or not _is_role(text, phrase):
        return NO_TRAITS
    traits = describe(text, phrase)
    return NO_TRAITS if traits.plural else traits


def _party_after(text: NameText, first: int) -> Traits:
    """Return what "(R-Ohio)" or ", D-N.Y.," tells."""
    last = first + 1
    while last < first + 8 and (text.tags[last] in NOUNS or text.tags[last] == "HYPH"):
        last += 1
    match = _PARTY.fullmatch(text.joined(first + 1, last))
    if match is None or match[1] not in text.language.parties:
        return NO_TRAITS
    party = text.language.parties[match[1]]
    place = match[2].lower().rstrip(".")
    return Traits(
        role=party,
        called=frozenset((party,)),
        roles=frozenset(text.language.roles.get(party, (party,))),
        parties=frozenset((party,)),
        places=frozenset((text.language.places.get(place, place),)),
    )
