"""What a language knows about names: its words for persons and bodies, and what they tell.

All words are in lower case and without a full stop at their end, unless it is said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class NameWords(NamedTuple):
    """The words of one language by which speakers are called.

    Attributes:
        pronouns: Pronoun -> whom it may stand for: `he`, `she`, `they` or `it`; `i` and `we` are
            those who speak, `who` and `self` stand for the name right before them.
        articles: Words that begin a phrase and are no part of a name.
        pointing: The articles that point back to somebody already mentioned.
        introducing: The words that bring in somebody new.
        possessors: Pronouns that stand before what somebody has ("his").
        possessive_marks: Endings of a possessor that are tokens of their own.
        titles: What stands before a person's name and is no part of it.
        abbreviations: Title, abbreviated -> in full.
        genders: Title or noun -> `he` or `she`.
        first_names: First name (as it is written) -> `he` or `she`, where it is nearly always so.
        short_first_names: First name in lower case -> the one it is short for.
        name_suffixes: What follows a person's name and is a part of it.
        roles: Noun for a person -> what one who is called so may also be called, itself or its
            neutral form first.
        offices: The roles that one person at a time has: they may be named before the person is.
        bodies: Noun for a body -> what one that is called so may also be called, itself first.
        loose_bodies: The nouns for bodies that fit a name that does not tell what it is.
        known_bodies: Name -> the noun for the body, where the name does not tell it.
        body_endings: Last word of a name -> the noun for the body.
        plurals: Noun for persons or bodies in the plural -> in the singular.
        collectives: Nouns in the singular that are several persons.
        changing: Word that makes another role of a role -> one word for all that do the same
            ("ex" and "former").
        former: The word for those that make a role of the past.
        defining: Adjectives that tell one role from another ("foreign").
        parties: Word for a party or its members, or its letter -> the noun for a member. The
            letter is a capital.
        places: Word for a place or its people -> one word for both.
        company_forms: Endings of companies' names.
        body_tails: Endings that a body's name can do without.
        no_short_forms: Words that are no body's short form, though its name ends so.
        keeping_article: Last words of names that an article is a part of.
        small: Words in a name that its acronym may leave out.
        linking: What joins a noun phrase to the one that it belongs to ("of").
        genitive: The words of `linking` after which stands what tells one role from another.
        conjunctions: What joins two names.
        being: What stands between a name and what its bearer is.
        relatives: What begins a clause that is no part of a name.
    """

    pronouns: Mapping[str, str]
    articles: frozenset[str]
    pointing: frozenset[str]
    introducing: frozenset[str]
    possessors: frozenset[str]
    possessive_marks: frozenset[str]
    titles: frozenset[str]
    abbreviations: Mapping[str, str]
    genders: Mapping[str, str]
    first_names: Mapping[str, str]
    short_first_names: Mapping[str, str]
    name_suffixes: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    offices: frozenset[str]
    bodies: Mapping[str, tuple[str, ...]]
    loose_bodies: frozenset[str]
    known_bodies: Mapping[str, str]
    body_endings: Mapping[str, str]
    plurals: Mapping[str, str]
    collectives: frozenset[str]
    changing: Mapping[str, str]
    former: str
    defining: frozenset[str]
    parties: Mapping[str, str]
    places: Mapping[str, str]
    company_forms: frozenset[str]
    body_tails: frozenset[str]
    no_short_forms: frozenset[str]
    keeping_article: frozenset[str]
    small: frozenset[str]
    linking: frozenset[str]
    genitive: frozenset[str]
    conjunctions: frozenset[str]
    being: frozenset[str]
    relatives: frozenset[str]
