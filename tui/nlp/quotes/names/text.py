"""An article as the naming of speakers sees it: words, names, sentences, direct speech."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tui.model.analysis import Entity, Quote
from tui.model.span import Span
from tui.nlp.chunks import NAME_LABELS, Chunk
from tui.nlp.quotes.languages.name_words import NameWords
from tui.nlp.words import Word

PROPER = frozenset(("NNP", "NNPS"))
COMMON = frozenset(("NN", "NNS"))
NOUNS = PROPER | COMMON | {"FW", "ADD"}
ADJECTIVES = frozenset(("JJ", "JJR", "JJS"))
PARTICIPLES = frozenset(("VBN", "VBG"))
_BEYOND = [""] * 4
"""What is beyond both ends: a list's index -1 is its last element."""
_FULL_STOP = "."
"""The tag of what ends a sentence."""


class NameText:
    """The words of an article with the names in it.

    Attributes:
        words: All words of the article.
        lower, tags: Their characters in lower case, and their tags. Both may be asked for a few
            words before the first and after the last one, which are empty.
        names: The names as ranges of words, in order.
        name_at: Word -> the name that it is in.
        language: What the language knows about names.
        determiners: All that may begin a noun phrase.
    """

    def __init__(
        self,
        words: Sequence[Word],
        entities: Sequence[Entity],
        quotes: Sequence[Quote],
        language: NameWords,
    ) -> None:
        self.words = words
        self.lower = [w.text.lower() for w in words] + _BEYOND
        self.tags = [w.tag for w in words] + _BEYOND
        self.language = language
        self._shown: dict[int, str] = {}
        self._starts = [w.span.start for w in words]
        self._ends = [w.span.end for w in words]
        self.determiners = language.articles | language.introducing | language.possessors
        self.names = self._names(list(self._chunks(sorted(entities))))
        self.name_at = {i: c for c in self.names for i in range(c.first, c.last)}
        self._speech = _merged(p for q in quotes if q.kind == "direct" for p in q.parts)
        self._speech_starts = [s.start for s in self._speech]
        stops = (w.span.start for w in words if w.tag == _FULL_STOP)
        # A quote counts as one sentence, however many it has: its speaker does not go away.
        self._stops = [at for at in stops if self.speech_at(at) is None]

    def _own_name(self, chunk: Chunk) -> Chunk:
        """Return a name without the article or title before it and the possessive after it."""
        first, last = chunk.first, chunk.last
        while last - first > 1 and self.lower[first] in self.language.articles:
            first += 1
        while last - first > 1 and self.lower[last - 1] in self.language.possessive_marks:
            last -= 1
        if chunk.label == "PERSON":
            while last - first > 1 and self.is_title(self.words[first].text):
                # "Star Jones" and "Coach Carter" may be names.
                if last - first == 2 and not self._is_mere_title(first):
                    break
                first += 1
        return Chunk(first, last, chunk.label)

    def _chunks(self, entities: Iterable[Entity]) -> Iterator[Chunk]:
        """Yield the entities as ranges of words; what two of them share is the first one's."""
        free = 0
        for entity in entities:
            first, last = self.range_of(entity.span)
            if max(first, free) < last:
                yield Chunk(max(first, free), last, entity.label)
                free = last

    def _names(self, chunks: list[Chunk]) -> list[Chunk]:
        """Return the names among the entities; persons in full that the model found in part.

        That is the first name before a surname, and both together where they were missed.
        """
        names = {c.first: self._own_name(c) for c in chunks if c.label in NAME_LABELS}
        single = {i for i, c in names.items() if c.label == "PERSON" and c.last - c.first == 1}
        known = {self.words[i].text for i in single}
        taken = {i for c in chunks for i in range(c.first, c.last)}
        for i, word in enumerate(self.words[:-1]):
            if word.text not in self.language.first_names or i in taken:
                continue
            following = self.words[i + 1]
            is_free = i + 1 in single or i + 1 not in taken
            is_known = word.text in known or following.text in known
            if following.tag == "NNP" and is_free and is_known:
                names.pop(i + 1, None)
                names[i] = Chunk(i, i + 2, "PERSON")
                taken |= {i, i + 1}
        return sorted(names.values(), key=lambda c: c.first)

    def _is_mere_title(self, word: int) -> bool:
        return self.lower[word].rstrip(".") in self.language.titles

    def is_title(self, word: str) -> bool:
        """Tell whether a word before a person's name is no part of it."""
        low = word.lower().rstrip(".")
        language = self.language
        is_known = low in language.titles or low in language.roles or low in language.parties
        return is_known and word not in language.first_names

    def range_of(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of the words that `span` touches."""
        first = bisect_right(self._ends, span.start)
        return first, max(first, bisect_left(self._starts, span.end))

    def shown(self, name: Chunk) -> str:
        """Return a name as it is written."""
        shown = self._shown.get(name.first)
        if shown is None:
            shown = self._shown[name.first] = self.joined(name.first, name.last)
        return shown

    def joined(self, first: int, last: int) -> str:
        """Return the words of a range on one line, with single spaces for its gaps."""
        if last - first == 1:
            return " ".join(self.words[first].text.split())
        kept = self.words[first:last]
        text = ""
        end = kept[0].span.start if kept else 0
        for word in kept:
            text += " " + word.text if word.span.start > end else word.text
            end = word.span.end
        return " ".join(text.split())

    def is_person(self, word: int) -> bool:
        """Tell whether the word is in a person's name."""
        name = self.name_at.get(word)
        return name is not None and name.label == "PERSON"

    def begins_sentence(self, word: int) -> bool:
        """Tell whether a word is the first of a sentence, as far as marks tell."""
        return word == 0 or self.tags[word - 1] in (_FULL_STOP, "``", "''", ":")

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset is in."""
        return bisect_left(self._stops, offset)

    def speech_at(self, offset: int) -> int | None:
        """Return the number of the direct speech that an offset is in; None outside of all."""
        i = bisect_right(self._speech_starts, offset) - 1
        return i if i >= 0 and offset < self._speech[i].end else None


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
