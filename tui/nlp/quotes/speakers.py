"""Whom a speaker's mention stands for: "Trump" and "he" -> "Donald Trump". Pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tui.model.analysis import Entity, Quote, Speaker
from tui.model.span import Span
from tui.nlp.lexicon import DETERMINERS, TITLES
from tui.nlp.quotes.english import FIRST_NAMES, GENDERED_TITLES, HE_OR_SHE
from tui.nlp.words import Word, word_range

_REACH = 1500
"""Code points before a pronoun in which its person is looked for."""


def name_speakers(
    quotes: Sequence[Quote], words: Sequence[Word], entities: Sequence[Entity]
) -> tuple[Quote, ...]:
    """Return the quotes of a whole article, each speaker with the name that is meant."""
    naming = _Naming(quotes, words, entities)
    return tuple(
        q._replace(speaker=Speaker(q.speaker.span, naming.name(q.speaker.span)))
        if q.speaker and q.speaker.span
        else q
        for q in sorted(quotes, key=lambda q: (q.span.start, -q.span.end))
    )


class _Naming:
    """Names mentions in the order of the text: later ones lean on earlier ones."""

    def __init__(
        self, quotes: Sequence[Quote], words: Sequence[Word], entities: Sequence[Entity]
    ) -> None:
        self._words = words
        self._quoted = sorted(q.span for q in quotes)
        self._quoted_starts = [q.start for q in self._quoted]
        self._persons = [e for e in entities if e.label == "PERSON"]
        self._starts = [e.span.start for e in self._persons]
        self._full: dict[str, str] = {}
        for entity in self._persons:
            parts = self._texts(entity.span)
            if len(parts) > 1:
                self._full.setdefault(parts[-1], self._joined(entity.span, skip=0))
        self._described: dict[str, str] = {}

    def name(self, mention: Span) -> str:
        """Return the name for `mention`."""
        texts = self._texts(mention)
        person = self._person_in(mention)
        if person is not None:
            name = self._full_name(person)
            self._remember(texts, name)
            return name
        if len(texts) == 1 and texts[0].lower() in HE_OR_SHE:
            before = self._person_before(mention, HE_OR_SHE[texts[0].lower()])
            return self._full_name(before) if before else texts[0]
        bare = texts[1:] if len(texts) > 1 and texts[0].lower() in DETERMINERS else texts
        name = self._joined(mention, skip=len(texts) - len(bare))
        if texts[0].lower() == "the":
            name = self._described.get(bare[-1].lower(), name)
        self._remember(texts, name)
        return name

    def _texts(self, span: Span) -> list[str]:
        first, last = word_range(self._words, span)
        return [w.text for w in self._words[first:last]]

    def _joined(self, span: Span, skip: int) -> str:
        """Return the words of `span` but the first `skip`, with single spaces for its gaps."""
        first, last = word_range(self._words, span)
        kept = self._words[first + skip : last]
        name = ""
        for i, word in enumerate(kept):
            gap = " " if i and word.span.start > kept[i - 1].span.end else ""
            name += gap + word.text
        return name

    def _remember(self, texts: list[str], name: str) -> None:
        """Let "the official" later stand for "a senior Japanese defense official"."""
        common = [t for t in texts if t.islower() and t.isalpha()]
        if common and texts[0].lower() in (*DETERMINERS, "one"):
            head = texts[-1] if texts[-1].islower() else common[-1]
            self._described[head] = name

    def _person_in(self, mention: Span) -> Entity | None:
        at = bisect_left(self._starts, mention.start)
        person = self._persons[at] if at < len(self._persons) else None
        return person if person is not None and mention.contains(person.span) else None

    def _full_name(self, person: Entity) -> str:
        parts = self._texts(person.span)
        skip = 0
        while skip < len(parts) - 1 and parts[skip].lower().rstrip(".") in TITLES:
            skip += 1
        name = self._joined(person.span, skip)
        return self._full.get(name, name)

    def _pronoun(self, person: Entity) -> str | None:
        """Return "he" or "she" as far as title and first name tell."""
        first, _ = word_range(self._words, person.span)
        title = self._words[first - 1].text.lower().rstrip(".") if first else ""
        first_name = self._full_name(person).split()[0]
        return GENDERED_TITLES.get(title) or FIRST_NAMES.get(first_name)

    def _person_before(self, mention: Span, pronoun: str) -> Entity | None:
        """Return the last person before a pronoun, one who was a subject if there is one."""
        since = bisect_left(self._starts, mention.start - _REACH)
        until = bisect_left(self._starts, mention.start)
        near = [
            e
            for e in self._persons[since:until]
            if self._pronoun(e) in (pronoun, None) and not self._is_quoted(e.span)
        ]
        subjects = [e for e in near if self._is_subject(e)]
        found = subjects or near
        return found[-1] if found else None

    def _is_quoted(self, span: Span) -> bool:
        i = bisect_left(self._quoted_starts, span.start + 1) - 1
        return i >= 0 and self._quoted[i].contains(span)

    def _is_subject(self, entity: Entity) -> bool:
        first, last = word_range(self._words, entity.span)
        return any(w.subject for w in self._words[first:last])
