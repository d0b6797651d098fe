"""The persons of an article: which names are one person's, and whom a part of a name means."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.nlp.quotes.languages.name_words import NameWords
from tui.nlp.quotes.names.figures import Cast, Figure, Key, Traits
from tui.nlp.quotes.names.text import NameText

Parts = tuple[str, ...]
_LONGEST = 6
"""Parts of a name whose middle is looked at; what is longer was not read well."""


class PersonName(NamedTuple):
    """A person's name in parts that can be compared.

    Attributes:
        shown: The name as it is written.
        parts: Its parts without accents, full stops and capitals.
        suffix: Its suffix ("jr") or nothing.
    """

    shown: str
    parts: Parts
    suffix: str


def folded(part: str) -> str:
    """Return a part of a name without what may be written in one place and not in another."""
    plain = part
    if not part.isascii():
        parted = unicodedata.normalize("NFKD", part.replace("’", "'"))
        plain = "".join(c for c in parted if not unicodedata.combining(c))
    return plain.casefold().replace(".", "") or part


def person_name(shown: str, language: NameWords) -> PersonName:
    """Read a person's name."""
    words = shown.split() or [shown]
    suffix = ""
    if len(words) > 1 and words[-1] in language.name_suffixes:
        suffix = folded(words.pop())
    # "Robert “Bob” Smith"
    plain = [w.strip(",") for w in words if w[:1].isalnum() and w[-1] not in "\"”’'"] or words
    return PersonName(shown, tuple(map(folded, plain)), suffix)


class People:
    """Who is who among the persons of an article.

    Args:
        text: The article.
        cast: Where the persons are kept.
    """

    def __init__(self, text: NameText, cast: Cast) -> None:
        self._language = text.language
        self._cast = cast
        self._figures: dict[PersonName, Figure] = {}
        self._names: dict[str, PersonName] = {}
        persons = (c for c in text.names if c.label == "PERSON")
        self._join(self.name_of(text.shown(c)) for c in persons)

    def name_of(self, shown: str) -> PersonName:
        """Read a name; names come again and again."""
        name = self._names.get(shown)
        if name is None:
            name = self._names[shown] = person_name(shown, self._language)
        return name

    def full_named(self, name: PersonName) -> Figure | None:
        """Return the person of a full name; None for a part of a name."""
        return self._figures.get(name)

    def knows(self, name: PersonName) -> bool:
        """Tell whether a name is that of a person, or a part of one's."""
        return any(self._cast.first(key, _anybody) for key in _asked_keys(name))

    def has_surname(self, shown: str) -> bool:
        """Tell whether a word of unusual form is a person's surname: "TRUMP", "Ocasio-Cortez"."""
        name = self.name_of(shown)
        return self._cast.first(("end", (name.parts, "")), _anybody) is not None

    def who(self, name: PersonName, traits: Traits) -> Figure:
        """Return the person meant by a name with the title it has at this place.

        For a part of a name that is the one mentioned last who fits: by the title if it tells,
        else by the gender. Before those are mentioned, it is the first to come.
        """

        def has_gender(figure: Figure) -> bool:
            return figure.may_be(traits.gender)

        def has_title(figure: Figure) -> bool:
            # Who was president once is called so for ever.
            titles = (traits.role, f"{self._language.former} {traits.role}")
            return figure.may_be(traits.gender) and not figure.roles.isdisjoint(titles)

        known = self._figures.get(name)
        if known is not None:
            return known
        tests = (has_title, has_gender) if traits.role else (has_gender,)
        for ask in (self._cast.latest, self._cast.first):
            for key in _asked_keys(name):
                for test in tests:
                    figure = ask(key, test)
                    if figure is not None:
                        return figure
        return self._add([name], Counter())

    def _join(self, names: Iterable[PersonName]) -> None:
        """Make a figure of each person who is called by a full name somewhere."""
        counts = Counter(names)
        partial = _partial_names(counts)
        same: dict[tuple[str, str, str], list[PersonName]] = defaultdict(list)
        for name in counts:
            is_partial = name.parts in partial and not self._first_name_gender(name)
            if len(name.parts) > 1 and not is_partial:
                first = self._language.short_first_names.get(name.parts[0], name.parts[0])
                same[first, name.parts[-1], name.suffix].append(name)
        _join_initials(same)
        for group in same.values():
            for one in _by_middle(group):
                self._add(one, counts)

    def _add(self, names: Sequence[PersonName], counts: Counter[PersonName]) -> Figure:
        """Add the person who is called by `names`, most often by the one that is shown."""
        shown = max(names, key=lambda n: (len(n.parts[0]) > 1, not n.shown.isupper(), counts[n]))
        gender = next(filter(None, map(self._first_name_gender, names)), "")
        figure = Figure(shown.shown, gender=gender, roles={"person"})
        self._cast.add(figure, [("role", "person")])
        for name in names:
            self._cast.add(figure, _keys_of(name))
            if len(name.parts) > 1:
                self._figures[name] = figure
        return figure

    def _first_name_gender(self, name: PersonName) -> str:
        if len(name.parts) < 2:
            return ""
        return self._language.first_names.get(name.shown.split(" ")[0], "")


def _anybody(_: Figure) -> bool:
    return True


def _partial_names(names: Iterable[PersonName]) -> set[Parts]:
    """Return the beginnings and ends of longer names that have two parts or more."""
    partial = set()
    for name in names:
        if len(name.parts) <= _LONGEST:
            for i in range(2, len(name.parts)):
                partial |= {name.parts[:i], name.parts[-i:]}
    return partial


def _join_initials(same: dict[tuple[str, str, str], list[PersonName]]) -> None:
    """Give "J. Smith" to John Smith if there is no other Smith whose name begins so."""
    full = defaultdict(list)
    for first, last, suffix in same:
        if len(first) > 1:
            full[first[0], last, suffix].append(first)
    for key in [key for key in same if len(key[0]) == 1]:
        firsts = full.get(key, [])
        if len(firsts) == 1:
            same[firsts[0], key[1], key[2]] += same.pop(key)


def _by_middle(names: Sequence[PersonName]) -> Iterator[list[PersonName]]:
    """Part those with one first name and surname whose middle initials differ.

    Who has none is the first of them.
    """
    parted: dict[tuple[str, ...], list[PersonName]] = {}
    for name in names:
        initials = tuple(part[0] for part in name.parts[1:-1])
        if initials:
            parted.setdefault(initials, []).append(name)
    bare = [name for name in names if len(name.parts) == 2]
    groups = list(parted.values()) or [[]]
    groups[0] = [name for name in names if name in bare or name in groups[0]]
    yield from groups


def _keys_of(name: PersonName) -> Iterator[Key]:
    """Yield by which keys a person of this name is found."""
    parts, suffix = name.parts, name.suffix
    yield "full", (parts, suffix)
    for i in range(1, min(len(parts), _LONGEST)):
        yield "end", (parts[-i:], suffix)
        yield "begin", (parts[:i], suffix)
        if suffix:
            yield "junior", (parts[-i:], "")
    if suffix:
        yield "junior", (parts, "")
    for part in parts[1:-1][:_LONGEST]:
        yield "middle", ((part,), suffix)


def _asked_keys(name: PersonName) -> Iterator[Key]:
    """Yield by which keys those are found whose name this may be a part of, likeliest first."""
    for sort in ("full", "end", "begin", "junior", "middle"):
        yield sort, (name.parts, name.suffix)
