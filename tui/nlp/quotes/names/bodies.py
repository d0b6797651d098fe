"""The bodies of an article: acronyms, short forms, and what sort of body a name tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tui.nlp.chunks import Chunk, is_acronym
from tui.nlp.quotes.languages.name_words import NameWords
from tui.nlp.quotes.names.figures import Cast, Figure, Traits
from tui.nlp.quotes.names.people import Parts, folded
from tui.nlp.quotes.names.text import NameText

LOOSE = "?"
"""The role of a body whose name does not tell what it is."""
_LABELS = ("ORG", "FAC")
_LONGEST = 8
"""Parts of a name that a short form is looked for in."""


class Bodies:
    """Who is who among the bodies, the places and the peoples of an article.

    Args:
        text: The article.
        cast: Where the bodies are kept.
    """

    def __init__(self, text: NameText, cast: Cast) -> None:
        self._text = text
        self._cast = cast
        self._figures: dict[Parts, Figure] = {}
        self._others: dict[str, Figure] = {}
        self._articles: dict[Parts, str] = {}
        spellings: dict[Parts, Counter[str]] = defaultdict(Counter)
        for chunk in text.names:
            if chunk.label in _LABELS:
                shown = text.shown(chunk)
                spellings[_parts(shown)][shown] += 1
                if _keeps_article(text, chunk):
                    article = text.words[chunk.first - 1].text
                    self._articles.setdefault(_parts(shown), f"{article} ")
        bracketed = dict(_in_brackets(text))
        for long in bracketed.values():
            spellings[_parts(long)][long] += 1
        self._main = _same_words(spellings, text.language)
        self._main.update(_acronyms(spellings, bracketed, text.language))
        self._add_full(spellings)

    def who(self, chunk: Chunk) -> Figure:
        """Return the body, the place or the people that a name means."""
        if chunk.label in _LABELS:
            return self.called(self._text.shown(chunk))
        return self._other(chunk)

    def called(self, shown: str) -> Figure:
        """Return the body of a name: for a short form the one mentioned last whose it can be."""
        parts = self._full(_parts(shown))
        if parts in self._figures:
            return self._figures[parts]
        key = ("short", parts)
        figure = self._cast.latest(key, _anybody) or self._cast.first(key, _anybody)
        return figure or self._add(parts, Counter([shown]))

    def _full(self, parts: Parts) -> Parts:
        """Return the name that another one is just a form of."""
        parts = self._main.get(parts, parts)
        return self._main.get(parts, parts)

    def _other(self, chunk: Chunk) -> Figure:
        """Return what has a name of another sort; it is itself wherever it is named so."""
        name = self._text.shown(chunk)
        figure = self._others.get(name.casefold())
        if figure is None:
            is_people = chunk.label == "NORP" and self._text.tags[chunk.last - 1] in ("NNPS", "NNS")
            figure = Figure(name, sort="person" if is_people else "body", plural=is_people)
            self._others[name.casefold()] = figure
        return figure

    def _add_full(self, spellings: Mapping[Parts, Counter[str]]) -> None:
        """Add the bodies whose names are short for no other's."""
        same: dict[Parts, Counter[str]] = defaultdict(Counter)
        for parts, counts in spellings.items():
            full = self._full(parts)
            if len(full) == len(parts) or len(parts) > 1:
                same[full].update(counts)
        short = {s for parts in same for s in _short_forms(parts, self._text.language)}
        for parts, counts in same.items():
            if parts not in short:
                self._add(parts, counts)

    def _add(self, parts: Parts, counts: Counter[str]) -> Figure:
        """Add the body of a name, spelled as it is most often."""
        shown = max(counts, key=lambda s: (not s.isupper(), counts[s]))
        figure = Figure(self._articles.get(parts, "") + shown, sort="body")
        self._figures[parts] = figure
        language = self._text.language
        self._cast.learn(figure, _told_by_name(parts, language))
        self._cast.add(figure, (("short", short) for short in _short_forms(parts, language)))
        return figure


def _anybody(_: Figure) -> bool:
    return True


def _parts(shown: str) -> Parts:
    return tuple(map(folded, shown.split()))


def _keeps_article(text: NameText, chunk: Chunk) -> bool:
    """Tell whether "The" before a name is a part of it: big in mid-sentence, or a newspaper's."""
    before = chunk.first - 1
    if before < 0 or text.lower[before] not in text.language.articles:
        return False
    if not text.words[before].text[:1].isupper():
        return False
    is_kept = text.lower[chunk.last - 1] in text.language.keeping_article
    return is_kept or not text.begins_sentence(before)


def _same_words(names: Iterable[Parts], language: NameWords) -> dict[Parts, Parts]:
    """Return which names are others with their words turned: "Department of Justice"."""
    first: dict[frozenset[str], Parts] = {}
    return {
        parts: first.setdefault(frozenset(parts) - language.small, parts)
        for parts in names
        if len(parts) > 1
    }


def _short_forms(parts: Parts, language: NameWords) -> Iterator[Parts]:
    """Yield what else a body of this name may be called: "the Times", "Apple" for Apple Inc."""
    if not 1 < len(parts) <= _LONGEST or any(part.endswith((",", ";")) for part in parts):
        return
    for i in range(1, len(parts)):
        rest = parts[i:]
        is_name = rest[0] not in language.small and rest[0] not in language.company_forms
        if is_name and not (len(rest) == 1 and rest[0] in language.no_short_forms):
            yield rest
    tail = len(parts)
    while tail > 1 and (
        parts[tail - 1] in language.company_forms or parts[tail - 1] in language.body_tails
    ):
        tail -= 1
    if tail < len(parts):
        yield parts[:tail]


def _told_by_name(parts: Parts, language: NameWords) -> Traits:
    """Return what a body's name tells of it."""
    nouns = [part for part in parts if part in language.bodies]
    if not nouns and any(part in language.company_forms for part in parts[1:]):
        nouns = ["company"]
    known = language.known_bodies.get(" ".join(parts))
    known = known or language.body_endings.get(parts[-1] if parts else "")
    if not nouns and known:
        nouns = [known]
    roles = {role for noun in nouns for role in language.bodies[noun]} or {LOOSE}
    places = (" ".join(parts[i:j]) for i in range(len(parts)) for j in (i + 1, i + 2))
    return Traits(
        roles=frozenset(roles),
        words=frozenset(parts),
        places=frozenset(language.places[p] for p in places if p in language.places),
        is_body=True,
    )


def _acronyms(
    names: Iterable[Parts], bracketed: Mapping[str, str], language: NameWords
) -> dict[Parts, Parts]:
    """Return the full names of acronyms: those in brackets, else those with their initials."""
    by_initials: dict[str, Parts] = {}
    for parts in names:
        for initials in _initials(parts, language):
            by_initials.setdefault(initials, parts)
    full: dict[Parts, Parts] = {
        p: by_initials[p[0]] for p in names if len(p) == 1 and p[0] in by_initials
    }
    full.update({_parts(short): _parts(long) for short, long in bracketed.items()})
    return full


def _initials(parts: Parts, language: NameWords) -> Iterator[str]:
    """Yield the initials of a name in lower case, with the small words and without."""
    split = [piece for part in parts for piece in part.split("-") if piece]
    for pieces in (split, [piece for piece in split if piece not in language.small]):
        if len(pieces) > 1:
            yield "".join(piece[0] for piece in pieces)


def _in_brackets(text: NameText) -> Iterator[tuple[str, str]]:
    """Yield the acronyms in brackets with the names they follow."""
    for i, word in enumerate(text.lower):
        if word == "(" and text.lower[i + 2] == ")" and is_acronym(text.words[i + 1].text):
            acronym = text.words[i + 1].text
            long = _long_form(text, i, acronym.lower())
            if long:
                yield acronym, long


def _long_form(text: NameText, end: int, acronym: str) -> str:
    """Return the name before word `end` that an acronym is short for; nothing if there is none.

    That is a body's name as the model found it, whatever its initials, or the capitalised words
    with these initials.
    """
    name = text.name_at.get(end - 1)
    is_body = name is not None and name.label in _LABELS and name.last == end
    first = name.first if name is not None and is_body else end
    start = end
    while start > max(0, end - 2 * len(acronym)) and (
        text.words[start - 1].text[:1].isupper() or text.lower[start - 1] in text.language.small
    ):
        start -= 1
        spelled = text.joined(start, end)
        if acronym in _initials(_parts(spelled), text.language):
            first = min(first, start)
            break
    return text.joined(first, end)
