"""The figures of a status: what is counted for one person, for all, for the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tui.model.progress import Progress
from tui.model.states import OPEN
from tui.services.found_again import Found


@dataclass(slots=True)
class Tally:
    """What is counted for one person, or for all together.

    Attributes:
        assigned: Articles that were dealt to them.
        states: Articles that were dealt to them or that they began, by state: "new", "started",
            "done", "unsure" (nothing open, but something for later), "no quotes", "unreadable".
        shared: Of those that were dealt to them, what others read too; `shared_done` how many of
            these everybody is done with.
        elsewhere: Articles that they have decisions on and that are not in the corpus.
        quotes: Quotes in these articles; of an article that is not analysed, those decided.
        decisions: Quotes by decision.
        labels: Quotes by label; one with two labels counts for both.
        suggested: Open quotes that an imported file says how to decide on.
        moved: Annotations whose article changed, and that were found again; `orphans` those that
            were not.
        seconds: Decisions by the time they took, in tenths of seconds.
        last: When they did something the last time, as the store has it; an empty string for never.
    """

    assigned: int = 0
    states: Counter[str] = field(default_factory=Counter)
    shared: int = 0
    shared_done: int = 0
    elsewhere: int = 0
    quotes: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    suggested: int = 0
    moved: int = 0
    orphans: int = 0
    seconds: Counter[int] = field(default_factory=Counter)
    last: str = ""

    @property
    def done(self) -> int:
        """Articles in which nothing is open."""
        return sum(count for state, count in self.states.items() if state not in OPEN)

    @property
    def median_seconds(self) -> float | None:
        """The time that half of the decisions took at most, in seconds; None without any."""
        half = self.seconds.total() / 2
        if not half:
            return None
        so_far = 0
        for tenths in sorted(self.seconds):
            so_far += self.seconds[tenths]
            if so_far >= half:
                return tenths / 10
        raise AssertionError("half of them come before the end")

    def add(self, found: Found, progress: Progress) -> None:
        """Count what somebody made of an article."""
        self.states[progress.state] += 1
        self.quotes += progress.decided if progress.quotes is None else progress.quotes
        self.suggested += progress.suggested
        self.moved += found.moved
        self.orphans += found.orphans
        for one in found.annotations:
            self.last = max(self.last, one.updated)
            if one.decision is not None:
                self.decisions[one.decision] += 1
                self.seconds[round(one.seconds * 10)] += 1
                self.labels.update({label.name for label in one.labels})

    def join(self, other: Tally) -> None:
        """Count what another tally has."""
        for name in (
            "assigned",
            "shared",
            "shared_done",
            "elsewhere",
            "quotes",
            "suggested",
            "moved",
            "orphans",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("states", "decisions", "labels", "seconds"):
            getattr(self, name).update(getattr(other, name))
        self.last = max(self.last, other.last)

    def as_json(self) -> dict[str, Any]:
        """Return the figures for other programs."""
        return {
            "articles": {
                "assigned": self.assigned,
                "new": self.states["new"],
                "started": self.states["started"],
                "done": self.done,
                "unreadable": self.states["unreadable"],
                "shared": self.shared,
                "shared_done": self.shared_done,
                "elsewhere": self.elsewhere,
            },
            "quotes": {
                "all": self.quotes,
                "decided": self.decisions.total(),
                **{name: self.decisions[name] for name in ("labelled", "neither", "unsure")},
                "labels": dict(sorted(self.labels.items())),
                "suggested": self.suggested,
                "moved": self.moved,
                "orphans": self.orphans,
            },
            "seconds_per_decision": self.median_seconds,
            "last_active": self.last or None,
        }


@dataclass(slots=True)
class CorpusTally:
    """What is counted for the corpus.

    Attributes:
        articles: How many there are.
        analysed: How many are analysed.
        quotes: How many quotes were found in these, as far as they are shown.
        assigned: Articles that were dealt to somebody; `shared` to several, `shared_done` how many
            of those everybody is done with.
    """

    articles: int = 0
    analysed: int = 0
    quotes: int = 0
    assigned: int = 0
    shared: int = 0
    shared_done: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the figures for other programs."""
        return {name: getattr(self, name) for name in self.__slots__}


class Status(NamedTuple):
    """How far everybody is.

    Attributes:
        corpus: What there is.
        people: By name.
        total: All people together: an article that two read counts for both.
        problems: What could not be read.
    """

    corpus: CorpusTally
    people: Mapping[str, Tally]
    total: Tally
    problems: Sequence[str]

    def as_json(self) -> dict[str, Any]:
        """Return the figures for other programs."""
        return {
            "corpus": self.corpus.as_json(),
            "people": [{"annotator": name} | one.as_json() for name, one in self.people.items()],
            "total": self.total.as_json(),
            "problems": list(self.problems),
        }
