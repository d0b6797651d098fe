"""Where a name begins and ends: no article, no participle, no possessive, no loose bracket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.model.analysis import Entity
from tui.nlp.chunks import NAME_LABELS, Chunk, chunk_text, labels_by_text
from tui.nlp.lexicon import DETERMINERS, POSSESSIVES, TITLES
from tui.nlp.words import Word, word_range

_TITLED = frozenset(("WORK_OF_ART", "EVENT", "LAW"))
_PEOPLES = ("an", "ish", "ese")
"""Endings of the adjectives to a country."""


def trim_all(words: Sequence[Word], raw: Sequence[Entity]) -> list[Chunk]:
    """Return the raw entities as chunks, each cut to its name; those that are none are left out."""
    trimmed = [_trim(words, Chunk(*word_range(words, e.span), e.label)) for e in raw]
    known = labels_by_text(words, [c for c, _ in trimmed if c])
    chunks: list[Chunk] = []
    taken = 0
    for chunk, was_clipped in trimmed:
        if chunk is None or chunk.first < taken:
            continue
        label = _relabel(chunk, known[chunk_text(words, chunk)]) if was_clipped else None
        chunk = Chunk(chunk.first, chunk.last, label or _adjective_label(words, chunk))
        if was_clipped and chunk.label in _TITLED and chunk.last - chunk.first == 1:
            continue
        chunks.append(chunk)
        taken = chunk.last
    return chunks


def _relabel(chunk: Chunk, votes: Counter[str]) -> str:
    """Return what the rest of a clipped name is called elsewhere; the title it was in is gone."""
    others = Counter({label: n for label, n in votes.items() if label not in _TITLED})
    return others.most_common(1)[0][0] if others else chunk.label


def _adjective_label(words: Sequence[Word], chunk: Chunk) -> str:
    """Return NORP for "Ukrainian" as an adjective, else the label that is there."""
    word = words[chunk.first]
    is_adjective = chunk.last - chunk.first == 1 and word.tag == "JJ"
    if is_adjective and chunk.label in ("GPE", "ORG", "LANGUAGE") and word.text.endswith(_PEOPLES):
        return "NORP"
    return chunk.label


def _trim(words: Sequence[Word], chunk: Chunk) -> tuple[Chunk | None, bool]:
    """Return the chunk without what is no part of a name, and whether a participle was cut off."""
    first, last, label = chunk.first, chunk.last, chunk.label
    last = _before_loose_bracket(words, first, last)
    while first < last and not _is_wordlike(words[first].text):
        first += 1
    if label in NAME_LABELS:
        while last - first > 1 and words[first].text.lower() in DETERMINERS:
            first += 1
    clipped = first
    if label in NAME_LABELS or label in _TITLED:
        while last - first > 1 and _is_participle(words, first, last):
            first += 1
        while first < last and words[last - 1].text in POSSESSIVES:
            last -= 1
    was_clipped = first > clipped
    if label == "PERSON":
        first = _person_start(words, first, last)
    while first < last and not _is_wordlike(words[last - 1].text):
        last -= 1
    return (Chunk(first, last, label) if first < last else None), was_clipped


def _before_loose_bracket(words: Sequence[Word], first: int, last: int) -> int:
    """Return where a bracket begins that the name does not close, as in "World Bank (WB"."""
    texts = [w.text for w in words[first:last]]
    if "(" in texts and ")" not in texts:
        return max(first + 1, first + texts.index("("))
    return last


def _person_start(words: Sequence[Word], first: int, last: int) -> int:
    """Return where a person's own name begins, after "Sen." and after "Greenpeace’s"."""
    for i in range(first, last - 1):
        if words[i].tag == "POS":
            first = i + 1
    while last - first > 1 and words[first].text.lower().rstrip(".") in TITLES:
        first += 1
    return first


def _is_wordlike(text: str) -> bool:
    return any(c.isalnum() or c in "$€£¥%" for c in text)


def _is_participle(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell whether the word is a participle before a name: "Modernizing Japan’s", "led by NATO"."""
    word, following = words[first], words[first + 1]
    if word.text.islower() and word.tag in ("VBG", "VBN"):
        return True
    ends_as_possessive = last < len(words) and words[last].text in POSSESSIVES
    ends_as_possessive = ends_as_possessive or words[last - 1].text in POSSESSIVES
    starts_sentence = first == 0 or words[first - 1].text in '“"‘.!?:”'
    return (
        word.text.endswith("ing")
        and len(word.text) > 5
        and following.text[:1].isupper()
        and (word.tag == "VBG" or (ends_as_possessive and starts_sentence))
    )


def split_compounds(words: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Part a name from another one that begins a compound: "Japanese Navy | Aegis-equipped"."""
    alone = {
        words[c.first].text: c.label
        for c in chunks
        if c.last - c.first == 1 and c.label in NAME_LABELS
    }
    parted: list[Chunk] = []
    for chunk in chunks:
        tail = words[chunk.last - 1].text
        hyphen = chunk.last < len(words) and words[chunk.last].text == "-"
        if chunk.label == "ORG" and chunk.last - chunk.first > 2 and hyphen and tail in alone:
            parted.append(Chunk(chunk.first, chunk.last - 1, chunk.label))
            parted.append(Chunk(chunk.last - 1, chunk.last, alone[tail]))
        else:
            parted.append(chunk)
    return parted
