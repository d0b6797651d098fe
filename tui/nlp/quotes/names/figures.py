"""The persons and bodies of an article, and who of them is meant by a name or by a role."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

Key = tuple[str, Hashable]
"""By what somebody is looked up: a sort of key ("role") and the key itself."""

_LOOKED_AT = 24
"""So many figures with the same key are looked at: an article has no more senators at a time."""
_KEPT = 60
"""So many keys and traits a figure has at most."""


class Traits(NamedTuple):
    """What a noun phrase tells of somebody.

    Attributes:
        role: The noun in its neutral form, with what makes another role of it ("vice").
        called: That and the noun for a member of the party; of several phrases all.
        roles: All that such a person or body may be called.
        words: All words of the phrase in lower case.
        asked: Those of them that tell one role from another ("finance").
        owners: Nouns for bodies before the role ("company" in "company spokesman").
        places, orgs, parties: The places, the bodies or persons, and the parties named in it.
        gender: `he`, `she` or nothing.
        plural: Whether these are several.
        is_body: Whether the noun is one for a body.
    """

    role: str = ""
    called: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    orgs: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    gender: str = ""
    plural: bool = False
    is_body: bool = False

    def joined(self, other: Traits) -> Traits:
        """Return both together; where there can be one only it is this one's."""
        if self is NO_TRAITS or other is NO_TRAITS:
            return other if self is NO_TRAITS else self
        return self._replace(
            role=self.role or other.role,
            called=self.called | other.called,
            roles=self.roles | other.roles,
            words=self.words | other.words,
            asked=self.asked | other.asked,
            owners=self.owners | other.owners,
            places=self.places | other.places,
            orgs=self.orgs | other.orgs,
            parties=self.parties | other.parties,
            gender=self.gender or other.gender,
        )


NO_TRAITS = Traits()


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody who may be meant: a person, a body, several persons.

    Attributes:
        name: The one spelling of the name.
        sort: A person, or a body; several persons are a `person` too.
        named: Whether that is a name, and no description.
        plural: Whether these are several.
        gender: `he`, `she`, or nothing when it is not known.
        called, roles, words, places, orgs, parties: As in `Traits`, gathered from all mentions.
        seen: When it was mentioned last, as a count of all mentions; 0 is never.
        at: Where that was.
    """

    name: str
    sort: Literal["person", "body"] = "person"
    named: bool = True
    plural: bool = False
    gender: str = ""
    called: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    orgs: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    seen: int = 0
    at: int = 0

    def learn(self, traits: Traits) -> list[str]:
        """Take over what a phrase tells of it; returns the roles that are new."""
        self.gender = self.gender or traits.gender
        new = sorted(traits.roles - self.roles) if len(self.roles) < _KEPT else []
        self.roles.update(new)
        for mine, others in (
            (self.called, traits.called),
            (self.words, traits.words),
            (self.places, traits.places),
            (self.orgs, traits.orgs),
            (self.parties, traits.parties),
        ):
            if len(mine) < _KEPT:
                mine |= others
        return new

    def may_be(self, gender: str) -> bool:
        """Tell whether it can be called he, or she."""
        return not gender or not self.gender or self.gender == gender


class Cast:
    """All figures of an article: by any key the one mentioned last, or the first one to come."""

    def __init__(self) -> None:
        self._all: dict[Key, dict[Figure, None]] = {}
        # A dictionary keeps its order: who is mentioned goes to its end.
        self._recent: dict[Key, dict[Figure, None]] = {}
        self._recent_of: dict[Figure, list[dict[Figure, None]]] = {}
        self._mentions = 0

    def add(self, figure: Figure, keys: Iterable[Key]) -> None:
        """Let a figure be found by `keys`; once it was mentioned by those it gets later, too."""
        own = self._recent_of.setdefault(figure, [])
        for key in islice(keys, _KEPT):
            everybody = self._all.setdefault(key, {})
            if figure in everybody:
                continue
            everybody[figure] = None
            recent = self._recent.setdefault(key, {})
            own.append(recent)
            if figure.seen:
                recent[figure] = None

    def learn(self, figure: Figure, traits: Traits) -> None:
        """Let a figure be found by what a phrase tells of it."""
        if traits is not NO_TRAITS:
            self.add(figure, [("role", role) for role in figure.learn(traits)])

    def mention(self, figure: Figure, at: int) -> None:
        """Make a figure the last one mentioned."""
        self._mentions += 1
        figure.seen, figure.at = self._mentions, at
        for recent in self._recent_of.get(figure, ()):
            recent.pop(figure, None)
            recent[figure] = None

    def latest(self, key: Key, fits: Callable[[Figure], bool]) -> Figure | None:
        """Return the figure mentioned last that has the key and fits."""
        recent = self._recent.get(key)
        return _first(reversed(recent), fits) if recent else None

    def first(self, key: Key, fits: Callable[[Figure], bool]) -> Figure | None:
        """Return the article's first figure that has the key and fits, mentioned or not."""
        return _first(iter(self._all.get(key, ())), fits)

    def only(self, key: Key, fits: Callable[[Figure], bool]) -> Figure | None:
        """Return the figure that has the key and fits if there is but one in the article."""
        fitting = list(islice(filter(fits, islice(self._all.get(key, ()), _LOOKED_AT)), 2))
        return fitting[0] if len(fitting) == 1 else None


def _first(figures: Iterator[Figure], fits: Callable[[Figure], bool]) -> Figure | None:
    return next(filter(fits, islice(figures, _LOOKED_AT)), None)


def fits(asked: Traits, figure: Figure) -> bool:
    """Tell whether a phrase like "the Japanese official" can mean a figure that has its role."""
    return (
        figure.plural == asked.plural
        and figure.may_be(asked.gender)
        and asked.asked <= figure.words
        and (asked.owners <= figure.words or bool(figure.orgs))
        and _agree(asked.places, figure.places, unknown=figure.named)
        and _agree(asked.orgs, figure.orgs, unknown=figure.named)
        and _agree(asked.parties, figure.parties, unknown=figure.named)
    )


def _agree(asked: frozenset[str], known: set[str], *, unknown: bool) -> bool:
    """Tell whether what is asked is known; when nothing is known at all, it is `unknown`."""
    return not asked or (not asked.isdisjoint(known) if known else unknown)
