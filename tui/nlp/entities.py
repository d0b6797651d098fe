"""Makes the entities of one article consistent: what is a person once is one everywhere.

Pure functions over words and raw entities. The model sees a sentence at a time and calls "Trump’s"
an organisation after it called "Donald Trump" a person; an article does not do that. Each step
takes all entities of the article and returns them changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tui.model.analysis import Entity
from tui.model.span import Span
from tui.nlp.acronyms import label_acronyms
from tui.nlp.borders import split_compounds, trim_all
from tui.nlp.chunks import NAME_LABELS, Chunk, chunk_text, is_acronym, labels_by_text
from tui.nlp.persons import label_companies, label_full_names, label_persons
from tui.nlp.words import Word


def consistent_entities(words: Sequence[Word], raw: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities of a whole article, made consistent, in order and without overlap."""
    chunks = trim_all(words, raw)
    chunks = split_compounds(words, chunks)
    chunks = label_acronyms(words, chunks)
    # Long names first: what they are decides what a part of them is.
    chunks = _follow_majority(words, chunks, at_least=2)
    chunks = label_companies(words, chunks)
    chunks = label_full_names(words, chunks)
    chunks = label_persons(words, chunks)
    chunks = _follow_majority(words, chunks)
    return tuple(
        Entity(Span(words[c.first].span.start, words[c.last - 1].span.end), c.label)
        for c in sorted(chunks, key=lambda c: c.first)
    )


def _follow_majority(
    words: Sequence[Word], chunks: list[Chunk], *, at_least: int = 1
) -> list[Chunk]:
    """Give a name the label that most of its places have, and mark the places that were missed.

    Only names of `at_least` so many words are touched.
    """
    votes = labels_by_text(words, chunks)
    winners = {}
    for text, labels in votes.items():
        label, count = labels.most_common(1)[0]
        is_long = text.count(" ") + 1 >= at_least
        if is_long and label in NAME_LABELS and count * 3 >= labels.total() * 2:
            winners[text] = label
    kept = [
        Chunk(c.first, c.last, winners.get(chunk_text(words, c), c.label))
        if c.label in NAME_LABELS
        else c
        for c in chunks
    ]
    return sorted([*kept, *_missed(words, kept, winners)], key=lambda c: c.first)


def _missed(words: Sequence[Word], chunks: list[Chunk], winners: dict[str, str]) -> Iterator[Chunk]:
    taken = {i for c in chunks for i in range(c.first, c.last)}
    by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for name in {tuple(w.text for w in words[c.first : c.last]) for c in chunks}:
        label = winners.get(" ".join(name))
        if label and (len(name) > 1 or is_acronym(name[0])) and name[0][:1].isupper():
            by_first_word[name[0]].append((name, label))
    for i, word in enumerate(words):
        for name, label in sorted(by_first_word.get(word.text, ()), key=lambda n: -len(n[0])):
            found = tuple(w.text for w in words[i : i + len(name)])
            if found == name and taken.isdisjoint(range(i, i + len(name))):
                taken.update(range(i, i + len(name)))
                yield Chunk(i, i + len(name), label)
