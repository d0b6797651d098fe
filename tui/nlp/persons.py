"""Persons and what is called like them: surnames that stand alone, companies by their founder."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tui.nlp.chunks import NAME_LABELS, PLACES, Chunk, is_name, person_names, put
from tui.nlp.lexicon import COMPANY_FORMS, PLACE_PREPOSITIONS, POSSESSIVES
from tui.nlp.words import Word


def label_companies(words: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Make "Meta" the company that is called "Meta Platforms Inc." in full."""
    firsts = {
        words[c.first].text
        for c in chunks
        if c.label == "ORG" and c.last - c.first > 1 and words[c.last - 1].text in COMPANY_FORMS
    }
    surnames, _ = person_names(words, chunks)
    return [
        Chunk(c.first, c.last, "ORG")
        if c.last - c.first == 1
        and c.label in NAME_LABELS
        and words[c.first].text in firsts
        and words[c.first].text not in surnames
        else c
        for c in chunks
    ]


def label_full_names(words: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Make "Margrethe Vestager" a person, whatever it was called, when "Vestager" is one."""
    alone = {words[c.first].text for c in chunks if c.label == "PERSON" and c.last - c.first == 1}
    return [
        Chunk(c.first, c.last, "PERSON")
        if c.last - c.first == 2
        and c.label in ("ORG", "PRODUCT", "WORK_OF_ART", "EVENT")
        and words[c.last - 1].text in alone
        and all(w.tag == "NNP" and is_name(w.text) for w in words[c.first : c.last])
        else c
        for c in chunks
    ]


def label_persons(words: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Make a known person's surname a person wherever it stands alone."""
    surnames, first_names = person_names(words, chunks)
    votes = _votes_for_single(words, chunks)
    inside = {i: c for c in chunks for i in range(c.first, c.last)}
    places: list[tuple[int, str]] = []
    for i, word in enumerate(words):
        chunk = inside.get(i)
        if word.text in surnames:
            if _may_be_surname(words, i, chunk, votes[word.text], surnames[word.text]):
                places.append((i, "PERSON"))
        elif (
            word.text in first_names and chunk and chunk.label in ("ORG", "PRODUCT", "WORK_OF_ART")
        ):
            places.append((i, "PERSON"))
    return _join_names(words, put(chunks, places), set(surnames))


def _join_names(words: Sequence[Word], chunks: list[Chunk], surnames: set[str]) -> list[Chunk]:
    """Make one name of a first name and a surname that were found apart."""
    joined: list[Chunk] = []
    for chunk in chunks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.last == chunk.first
            and before.label == chunk.label == "PERSON"
            and before.last - before.first == chunk.last - chunk.first == 1
            and words[chunk.first].text in surnames
            and is_name(words[before.first].text)
        ):
            joined[-1] = Chunk(before.first, chunk.last, "PERSON")
        else:
            joined.append(chunk)
    return joined


def _votes_for_single(words: Sequence[Word], chunks: list[Chunk]) -> dict[str, Counter[str]]:
    """Count the labels of one-word names; a possessive is no vote, it misleads the model."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for chunk in chunks:
        possessive = chunk.last < len(words) and words[chunk.last].text in POSSESSIVES
        if chunk.last - chunk.first == 1 and not possessive:
            votes[words[chunk.first].text][chunk.label] += 1
    return votes


def _may_be_surname(
    words: Sequence[Word], i: int, chunk: Chunk | None, votes: Counter[str], full: int
) -> bool:
    persons = full + votes["PERSON"]
    if chunk is None:
        is_proper = words[i].tag in ("NNP", "NNPS") or _acts(words, i)
        longer = i + 1 < len(words) and words[i + 1].tag == "NNP" and _is_joined(words, i)
        return is_proper and not longer and votes["GPE"] + votes["LOC"] < persons
    if chunk.last - chunk.first > 1 or chunk.label == "PERSON":
        return False
    if chunk.label in PLACES:
        in_place = i > 0 and words[i - 1].text.lower() in PLACE_PREPOSITIONS
        return not in_place and votes["GPE"] + votes["LOC"] <= persons
    return votes[chunk.label] <= 3 * persons


def _acts(words: Sequence[Word], i: int) -> bool:
    """Tell whether a capitalised word that was not taken for a name does something or owns it."""
    return i + 1 < len(words) and words[i + 1].tag in ("VBZ", "VBD", "MD", "POS")


def _is_joined(words: Sequence[Word], i: int) -> bool:
    """Tell whether word `i + 1` follows word `i` as in "Trump Tower"."""
    return words[i + 1].text[:1].isupper() and words[i + 1].span.start - words[i].span.end == 1
