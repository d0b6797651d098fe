"""What English knows about names, written from general knowledge of the language."""

from __future__ import annotations

from tui.nlp.lexicon import (
    COMPANY_FORMS,
    DETERMINERS,
    NAME_SUFFIXES,
    POSSESSIVES,
    SMALL_WORDS,
    TITLES,
    word_set,
)
from tui.nlp.quotes.languages.english.names_first import FIRST_NAMES, SHORT_FIRST_NAMES
from tui.nlp.quotes.languages.english.names_places import PLACES
from tui.nlp.quotes.languages.english.names_roles import (
    ABBREVIATIONS,
    ALL_BODIES,
    BODY_ENDINGS,
    GENDERS,
    KNOWN_BODIES,
    OFFICES,
    PLURALS,
    ROLES,
    split_words,
)
from tui.nlp.quotes.languages.name_words import NameWords

_TITLE_WORDS = TITLES | word_set("""
    rev hon fr sgt det insp cpl pvt miss madam sheikh sultan ayatollah archbishop attorney supreme
    majority minority prime vice deputy acting former ex first chief presidential crown
""")

NAMES = NameWords(
    pronouns={
        **dict.fromkeys(split_words("he him his"), "he"),
        **dict.fromkeys(split_words("she her hers"), "she"),
        **dict.fromkeys(split_words("they them their theirs"), "they"),
        **dict.fromkeys(split_words("it its"), "it"),
        **dict.fromkeys(split_words("i me my mine"), "i"),
        **dict.fromkeys(split_words("we us our ours"), "we"),
        **dict.fromkeys(split_words("who whom whose which that"), "who"),
        **dict.fromkeys(split_words("himself herself itself themselves"), "self"),
    },
    articles=DETERMINERS,
    pointing=word_set("the this that these those"),
    introducing=word_set("a an one another some several many two three four five"),
    possessors=word_set("his her its their my our your"),
    possessive_marks=POSSESSIVES,
    titles=_TITLE_WORDS,
    abbreviations=ABBREVIATIONS,
    genders=GENDERS,
    first_names=FIRST_NAMES,
    short_first_names=SHORT_FIRST_NAMES,
    name_suffixes=NAME_SUFFIXES,
    roles=ROLES,
    offices=OFFICES,
    bodies=ALL_BODIES,
    loose_bodies=word_set("company organization group agency outlet network body"),
    known_bodies=KNOWN_BODIES,
    body_endings=BODY_ENDINGS,
    plurals=PLURALS,
    collectives=word_set("police staff family people public clergy crew media"),
    changing={
        **dict.fromkeys(split_words("former ex onetime"), "former"),
        **{word: word for word in split_words("vice deputy assistant associate elect")},
    },
    former="former",
    defining=word_set("""
        foreign prime interior chief national federal general first second third other latter
    """),
    parties={
        **dict.fromkeys(split_words("republican republicans gop R"), "republican"),
        **dict.fromkeys(split_words("democrat democrats democratic D"), "democrat"),
        **dict.fromkeys(split_words("independent independents I"), "independent"),
        **dict.fromkeys(split_words("conservative conservatives tory tories"), "conservative"),
        **dict.fromkeys(split_words("liberal liberals"), "liberal"),
        **dict.fromkeys(split_words("socialist socialists"), "socialist"),
    },
    places=PLACES,
    company_forms=frozenset(form.lower().rstrip(".") for form in COMPANY_FORMS),
    body_tails=word_set("international news industries motors airlines technologies platforms"),
    no_short_forms=word_set("""
        house congress street america europe state states nations north south east west news center
    """),
    keeping_article=word_set("""
        times post guardian economist independent telegraph sun atlantic intercept hill journal
        yorker globe observer nation spectator
    """),
    small=SMALL_WORDS | word_set("at"),
    linking=word_set("of for at from with in"),
    genitive=word_set("of"),
    conjunctions=word_set("and & or"),
    being=word_set("is was are were be been being became becomes become as"),
    relatives=word_set("who whom whose which"),
)
"""What English knows about names."""
