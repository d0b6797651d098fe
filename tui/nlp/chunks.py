"""Entities as ranges of words, and what the passes over them share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.nlp.lexicon import COUNTRIES, NAME_SUFFIXES
from tui.nlp.words import Word

NAME_LABELS = frozenset(
    ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "LAW", "LANGUAGE")
)
PLACES = frozenset(("GPE", "LOC"))
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{0,6}[A-Z0-9]$")


@dataclass(frozen=True, slots=True)
class Chunk:
    """An entity as a half-open range of words."""

    first: int
    last: int
    label: str


def chunk_text(words: Sequence[Word], chunk: Chunk) -> str:
    """Return the words of `chunk` with a space between each two."""
    return " ".join(w.text for w in words[chunk.first : chunk.last])


def labels_by_text(words: Sequence[Word], chunks: list[Chunk]) -> dict[str, Counter[str]]:
    """Count the labels of each name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for chunk in chunks:
        votes[chunk_text(words, chunk)][chunk.label] += 1
    return votes


def put(chunks: list[Chunk], places: Iterable[tuple[int, str]]) -> list[Chunk]:
    """Give the words at `places` their label, where they are not inside a longer name."""
    inside = {i: c for c in chunks for i in range(c.first, c.last)}
    kept = dict.fromkeys(chunks)
    for i, label in places:
        chunk = inside.get(i)
        if chunk is not None and chunk.last - chunk.first > 1:
            continue
        kept.pop(chunk, None) if chunk else None
        kept[Chunk(i, i + 1, label)] = None
    return sorted(kept, key=lambda c: c.first)


def is_name(text: str) -> bool:
    """Tell whether `text` can be a first name or a surname."""
    return len(text) > 2 and text[0].isupper() and not text.isupper() and text.isalpha()


def is_acronym(text: str) -> bool:
    """Tell whether `text` is short and in capitals, and no country."""
    return bool(_ACRONYM.match(text)) and text not in COUNTRIES


def person_names(words: Sequence[Word], chunks: list[Chunk]) -> tuple[Counter[str], Counter[str]]:
    """Count the surnames and the first names of the persons called by both."""
    surnames: Counter[str] = Counter()
    first_names: Counter[str] = Counter()
    for chunk in chunks:
        names = [w.text for w in words[chunk.first : chunk.last] if w.text not in NAME_SUFFIXES]
        if chunk.label == "PERSON" and len(names) > 1 and is_name(names[-1]):
            surnames[names[-1]] += 1
            first_names[names[0]] += 1
    return surnames, first_names
