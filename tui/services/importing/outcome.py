"""What came of verifying: counts, of one record and of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tui.formats.problem import Problem


@dataclass
class Verified:
    """What came of it so far.

    Attributes:
        annotations: How many annotations will come in.
        undecided: How many of them are of quotes that are only marked.
        entities: How many corrected entities will, by their types.
        known: How many of both are there already, just so.
        known_entities: How many of those are entities.
        added: What came to annotations that were there without it, and to how many.
        missing: What annotations have that the file could have had and has not, likewise.
        absent: How many decisions are here and not in the file, on what it is about.
        decided: How many suggestions are for quotes that are decided on already.
        turned_down: How many suggestions somebody has turned down.
        replacing: How many of the annotations are suggestions in the place of earlier ones.
        unacceptable: How many suggestions cannot be accepted as they are.
        lacking: What these lack, and how many of them.
        unsuggested: How many quotes and entities had nothing that could be suggested.
        passed_over: What else good records have, of which nothing of ours can be made, by its sort.
        left_out: How many records nobody decided on anything in, by what they are.
        mended: How many records' places were counted over, by what was wrong.
        annotators: Whose they are.
        articles: The ids of the articles they are on.
        new_articles: The ids of those whose text came along.
        bad: How many were not.
        quotes_in_bad: How many quotes those of them have that could be read at all.
        lost: How many of those were not even read, so that they cannot go anywhere.
        problems: What is wrong with the first of those.
    """

    annotations: int = 0
    undecided: int = 0
    entities: Counter[str] = field(default_factory=Counter)
    known: int = 0
    known_entities: int = 0
    added: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    absent: int = 0
    decided: int = 0
    turned_down: int = 0
    replacing: int = 0
    unacceptable: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    unsuggested: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    annotators: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    new_articles: set[str] = field(default_factory=set)
    bad: int = 0
    quotes_in_bad: int = 0
    lost: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass
class Outcome:
    """What came of one record besides changes; it counts only if all of the record is good."""

    counts: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    mended: set[str] = field(default_factory=set)

    def add_to(self, verified: Verified) -> None:
        """Count it."""
        verified.known += self.counts["known"]
        verified.known_entities += self.counts["known_entities"]
        verified.decided += self.counts["decided"]
        verified.unsuggested += self.counts["unsuggested"]
        verified.turned_down += self.counts["turned_down"]
        verified.replacing += self.counts["replacing"]
        verified.added.update(self.added)
        verified.missing.update(self.missing)
        verified.mended.update(self.mended)
