"""Reads the mention of a speaker: a pronoun, a name, a description, or several of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tui.nlp.chunks import Chunk
from tui.nlp.quotes.names.phrases import Phrase, noun_of, phrase_before, read_phrase
from tui.nlp.quotes.names.text import PROPER, NameText

Sort = Literal["pronoun", "name", "unfound name", "description"]
_BREAKS = (",", ";", ":", "(", ")", "—", "–", "--", "-lrb-", "-rrb-", "[", "]")


class Part(NamedTuple):
    """One noun phrase of a mention.

    Attributes:
        sort: Whether it is a pronoun, a name, a name that the model did not find, or none.
        phrase: Its words.
        joiner: What stands before it: a comma, "and"; empty for the first part.
        name: The name that is its head.
    """

    sort: Sort
    phrase: Phrase
    joiner: str = ""
    name: Chunk | None = None


def read_mention(text: NameText, first: int, last: int) -> list[Part]:
    """Return the noun phrases of a mention; none if it has no words."""
    first, last = _without_edges(text, first, last)
    return [_part(text, *span) for span in _cut(text, first, last)]


def _without_edges(text: NameText, first: int, last: int) -> tuple[int, int]:
    """Leave out marks at both ends and the possessive."""
    marks = text.language.possessive_marks
    while first < last and not text.lower[first][:1].isalnum():
        first += 1
    while last - first > 1 and (
        text.lower[last - 1] in marks or not text.lower[last - 1][-1:].isalnum()
    ):
        if text.words[last - 1].text[-1:] == "." and len(text.words[last - 1].text) > 1:
            break  # "Jr.", "U.S."
        last -= 1
    return first, last


def _cut(text: NameText, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Yield the parts between commas, brackets and conjunctions, up to a relative clause."""
    joiner = ""
    start = i = first
    while i < last:
        word = text.lower[i]
        name = text.name_at.get(i)
        if name is not None and name.last > i + 1:
            i = name.last  # "Johnson & Johnson"
            continue
        if i > first and word in text.language.relatives and name is None:
            break
        if word in _BREAKS or word in text.language.conjunctions:
            if start < i:
                yield start, i, joiner
                joiner = ""
            joiner = word if word in text.language.conjunctions else joiner or word
            start = i + 1
        i += 1
    if start < min(i, last):
        yield start, min(i, last), joiner


def _part(text: NameText, first: int, last: int, joiner: str) -> Part:
    language = text.language
    read = read_phrase(text, first, last)
    phrase = _with_person(text, Phrase(read.article, read.first, read.head, last))
    is_short = last - first == 1 or (
        # "he himself", "they all", but not "her lawyer"
        last - first == 2 and text.tags[first + 1].startswith(("PRP", "DT", "RB"))
    )
    # "US" and "WHO" are no pronouns.
    is_short = is_short and text.tags[first] not in PROPER
    is_short = is_short and first not in text.name_at
    if is_short and text.lower[first] in language.pronouns:
        return Part("pronoun", Phrase("", first, first, last), joiner)
    name = text.name_at.get(phrase.head)
    if name is not None:
        is_plain = name.last - name.first == 1 and _is_noun(text, phrase.head)
        if not (is_plain and phrase.article):
            return Part("name", phrase, joiner, name)
        # "the Democrat" and "the Ministry" describe, however they are written.
    elif text.tags[phrase.head] in PROPER and not _is_noun(text, phrase.head):
        return Part("unfound name", phrase, joiner, _run(text, phrase))
    return Part("description", phrase, joiner)


def _with_person(text: NameText, phrase: Phrase) -> Phrase:
    """Make the person at its end the head of a phrase: "Secretary of State Hillary Clinton"."""
    name = text.name_at.get(phrase.last - 1)
    if name is None or name.label != "PERSON" or name.first <= phrase.head:
        return phrase
    title = phrase_before(text, name.first)
    is_title = title.first <= phrase.first and title.last == name.first
    return phrase._replace(head=phrase.last - 1) if is_title else phrase


def _is_noun(text: NameText, i: int) -> bool:
    """Tell whether a word is a common noun for persons or bodies."""
    language = text.language
    low = text.lower[i]
    singular = noun_of(text, i)
    is_several = low in language.plurals and i in text.name_at
    is_known = singular in language.roles or singular in language.bodies
    return (is_known or low in language.changing) and not is_several


def _run(text: NameText, phrase: Phrase) -> Chunk:
    """Return the capitalised words that end with the head: a name that was not found."""
    first = phrase.head
    while (
        first > phrase.first
        and text.tags[first - 1] in PROPER
        and first - 1 not in text.name_at
        and not text.is_title(text.words[first - 1].text)
    ):
        first -= 1
    return Chunk(first, phrase.head + 1, "")
