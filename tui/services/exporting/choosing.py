"""Choosing what is exported of the decisions on an article; making one of what several say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.formats.format import Format, Option, Options
from tui.model.annotation import Annotation
from tui.model.consensus import RULES, Rule, consensus
from tui.model.same_quotes import same_quotes
from tui.model.scheme import Scheme
from tui.services.output import many

_UNLABELLED = ("neither", "unsure")


class Choices(NamedTuple):
    """What a person asked for.

    Attributes:
        only: Labels of the scheme, `neither` and `unsure`: what has none of them is left out, and
            so are other labels on what stays. All when empty.
        min_confidence: How sure the detector has to be of a quote; marked by hand, it stays.
        merge: What becomes of the annotations that several people made on one quote.
        adjudicator: Who has the last word where that is `adjudicated`.
        anonymise: Whether annotators are numbers.
    """

    only: tuple[str, ...] = ()
    min_confidence: float | None = None
    merge: Rule = "each"
    adjudicator: str = ""
    anonymise: bool = False

    def checked(self, scheme: Scheme, names: Collection[str]) -> Choices:
        """Return the same when one can choose like this.

        Args:
            scheme: The labels there are.
            names: Whose annotations are exported.

        Raises:
            PullquoteError: One cannot.
        """
        known = [*(kind.name for kind in scheme.labels), *_UNLABELLED]
        for label in self.only:
            if label not in known:
                raise PullquoteError(
                    f"there is no label {label!r}", f"choose among {', '.join(known)}"
                )
        if self.min_confidence is not None and not 0 <= self.min_confidence <= 1:
            raise PullquoteError(
                f"a confidence of {self.min_confidence:g} is not from 0 to 1",
                "as in --min-confidence 0.5",
            )
        self._check_adjudicator(names)
        return self

    def as_json(self) -> dict[str, object]:
        """Return it for a manifest: all but whose word was the last, who may be a number."""
        return {
            "only": list(self.only),
            "min_confidence": self.min_confidence,
            "merge": self.merge,
            "anonymise": self.anonymise,
        }

    def _check_adjudicator(self, names: Collection[str]) -> None:
        if self.merge != "adjudicated":
            if self.adjudicator:
                raise PullquoteError(
                    f"{self.adjudicator} would have nothing to decide", "add --merge adjudicated"
                )
            return
        there = f"there are {', '.join(names)}" if names else "nobody has annotated yet"
        if not self.adjudicator:
            raise PullquoteError(
                "--merge adjudicated: nobody is named who has the last word",
                f"add --adjudicator NAME; {there}",
            )
        if self.adjudicator not in names:
            raise PullquoteError(
                f"--adjudicator: no annotations by {self.adjudicator!r} are exported", there
            )


def rule_called(name: str) -> Rule:
    """Return the way of merging that is called so.

    Raises:
        PullquoteError: There is none.
    """
    if name not in RULES:
        raise PullquoteError(
            f"--merge: there is no way {name!r}", f"choose one of {', '.join(RULES)}"
        )
    return name


_A_FILE = "a file"
"""Where a suggestion is from, when that is not to be told."""


def numbered(names: Sequence[str]) -> dict[str, str]:
    """Return `annotator-1`, ... for people, by their names: in that order, given all of a store."""
    return {name: f"annotator-{number}" for number, name in enumerate(sorted(names), 1)}


class Choosing:
    """Chooses from the decided annotations of one article after the other, and counts.

    Args:
        choices: What was asked for; see `Choices.checked`.
        scheme: The labels.
        names: Everybody with annotations in the store, exported or not.
        has_notes: Whether notes go out, which may name somebody.
    """

    def __init__(
        self, choices: Choices, scheme: Scheme, names: Sequence[str], *, has_notes: bool = True
    ) -> None:
        self._has_notes = has_notes
        self._choices = choices
        self._scheme = scheme
        self._numbers = numbered(names) if choices.anonymise else {}
        self._only = frozenset(choices.only)
        self._people: dict[str, tuple[str, ...]] = {}
        self.start_anew()

    def start_anew(self) -> None:
        """Count anew."""
        self._doubtful = self._differing = self._notes = 0
        self._tied = self._outvoted = self._overruled = 0
        self._joined = self._merged = self._others = 0
        self._taken_off: Counter[str] = Counter()

    def __call__(self, decided: Sequence[Annotation]) -> list[Annotation]:
        """Return what is exported of the decided annotations of one article."""
        found = self._sure(decided)
        if self._choices.merge != "each":
            found = self._settled(found)
        if self._only:
            found = self._wanted(found)
        if self._choices.anonymise:
            self._notes += sum(bool(one.note) for one in found)
            found = [self._without_names(one) for one in found]
        return found

    def _without_names(self, one: Annotation) -> Annotation:
        """Return an annotation as its annotator's number, and nobody's suggestion."""
        # A suggestion's source is a file's name, and a person's.
        suggested = one.suggested._replace(source=_A_FILE) if one.suggested else None
        return replace(one, annotator=self._number(one.annotator), suggested=suggested)

    def people(self, annotator: str) -> tuple[str, ...]:
        """Return whom an exported annotation is by, where that may be several together."""
        return self._people.get(annotator, (annotator,))

    def told_name(self, annotator: str) -> str:
        """Return what somebody is called in what is told of an export."""
        return self._numbers.get(annotator, annotator)

    def left_out(self) -> list[str]:
        """Say what was left out and why, and what is not as it was decided, a reason a line."""
        least = self._choices.min_confidence
        counts: Mapping[str, tuple[int, str]] = {
            f"detected with a confidence below {least}": (self._doubtful, "annotation"),
            "on which people do not agree": (self._differing, "quote"),
            "that the adjudicator decided on too": (self._overruled, "annotation"),
            "that no majority gave": (self._outvoted, "label"),
            _none_of(self._choices.only): (self._others, "annotation"),
            _each_label(self._taken_off): (self._taken_off.total(), "label"),
            "with an attribute on which no majority agrees": (
                self._tied if self._choices.merge == "majority" else 0,
                "label",
            ),
        }
        told = [
            f"left out: {many(count, what)} {why}" for why, (count, what) in counts.items() if count
        ]
        return told + self._told()

    def _told(self) -> list[str]:
        told = []
        if self._merged:
            merged = many(self._joined, "annotation")
            told.append(f"merged: {merged} by several people into {self._merged}")
        if self._tied and self._choices.merge == "union":
            told.append(
                f"among them: {many(self._tied, 'label')} with an attribute on which people "
                "differ: as the first by name has it"
            )
        if self._notes and self._has_notes:
            told.append(
                f"not anonymised: {many(self._notes, 'note')}, and whom the texts name: "
                "look through them"
            )
        return told

    def _sure(self, decided: Sequence[Annotation]) -> list[Annotation]:
        least = self._choices.min_confidence
        if least is None:
            return list(decided)
        found = [one for one in decided if one.confidence is None or one.confidence >= least]
        self._doubtful += len(decided) - len(found)
        return found

    def _settled(self, decided: Sequence[Annotation]) -> list[Annotation]:
        found = []
        rule, last_word = self._choices.merge, self._choices.adjudicator
        for quote in same_quotes(decided):
            annotation, people, tied, outvoted = consensus(quote, rule, self._scheme, last_word)
            self._tied += tied
            self._outvoted += outvoted
            if annotation is None:
                self._differing += 1
                continue
            self._overruled += len(quote) - len(people)
            if len(people) > 1:
                self._merged += 1
                self._joined += len(people)
                self._people[annotation.annotator] = people
            found.append(annotation)
        return found

    def _wanted(self, decided: Sequence[Annotation]) -> list[Annotation]:
        found = []
        for one in decided:
            labels = tuple(label for label in one.labels if label.name in self._only)
            if one.decision in self._only or (labels and one.decision == "labelled"):
                self._taken_off.update(
                    label.name for label in one.labels if label.name not in self._only
                )
                found.append(replace(one, labels=labels) if labels != one.labels else one)
            else:
                self._others += 1
        return found

    def _number(self, annotator: str) -> str:
        people = self.people(annotator)
        numbers = tuple(self._numbers[name] for name in people)
        together = "+".join(numbers)
        self._people[together] = numbers
        return together


def narrowed(scheme: Scheme, only: Collection[str]) -> Scheme:
    """Return the scheme with the labels that are asked for: all where that is none of them."""
    labels = tuple(kind for kind in scheme.labels if kind.name in only)
    return scheme._replace(labels=labels) if labels else scheme


def check_wanted(form: Format, scheme: Scheme, only: Collection[str], options: Options) -> None:
    """Check that there is what a format is made of, and that it is not left out.

    Args:
        form: The format.
        scheme: All labels there are.
        only: Those that are asked for, and `neither` and `unsure`; everything when empty.
        options: What else was chosen.

    Raises:
        PullquoteError: There is nothing to make a record of.
    """
    label = form.wants
    if label is None:
        return
    label.demand(scheme, form.name)
    others = set(only).difference(_UNLABELLED)
    is_made_of_others = options.include_negatives and Option.NEGATIVES in form.uses and not others
    if only and label.name not in only and not is_made_of_others:
        asked = " ".join(f"--only {name}" for name in dict.fromkeys(only))
        raise PullquoteError(
            f"{form.name} is made of {label}, which {asked} leaves out",
            f"add --only {label.name}, or leave {asked} out",
        )


def _none_of(only: Sequence[str]) -> str:
    """Say what is true of annotations with nothing that was asked for."""
    names = list(dict.fromkeys(only))
    labels = " or ".join(name for name in names if name not in _UNLABELLED)
    decisions = " or ".join(name for name in names if name in _UNLABELLED)
    told = [f"without {labels}"] if labels else []
    return " and ".join([*told, *([f"not decided to be {decisions}"] if decisions else [])])


def _each_label(counts: Counter[str]) -> str:
    told = ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
    return f"not asked for, on what has others: {told}"
