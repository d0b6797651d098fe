"""What several people together decided on one quote."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, TypeVar, get_args

from tui.model.annotation import Annotation, Decision, Origin
from tui.model.label import Label, Target, Value
from tui.model.pairing import Borders
from tui.model.printable import flat
from tui.model.scheme import Scheme

Rule = Literal["each", "majority", "union", "adjudicated"]
RULES: tuple[Rule, ...] = get_args(Rule)

MERGED_BY = "+"
"""Stands between the names of those of whom one is made."""

T = TypeVar("T", bound=Hashable)
_Key = tuple[str, ...]


class Consensus(NamedTuple):
    """What became of the annotations on one quote.

    Attributes:
        annotation: All of them in one; None where the people do not agree.
        people: Whose decision that is, sorted.
        tied: Labels of which people gave an attribute differently, as many one value as another:
            the majority leaves such out, the union has the value of the first by name.
        outvoted: Labels that some gave and most did not.
    """

    annotation: Annotation | None
    people: tuple[str, ...]
    tied: int = 0
    outvoted: int = 0


def consensus(
    found: Sequence[Annotation], rule: Rule, scheme: Scheme, adjudicator: str = ""
) -> Consensus:
    """Return what people decided on a quote together.

    With `majority` a label stands when more than half of those who decided on the quote gave it,
    and so do its attributes among those who gave it; `neither` and `unsure` are votes like others.
    With `union` all labels of all stand. With `adjudicated` it is what the adjudicator decided;
    else what all decided alike. Of one person it is always what that person decided.

    Borders, kind, cue and speaker are those that most have, of the first by name where as many
    have others.

    Args:
        found: Decided annotations on one quote, of one person each, by name.
        rule: How to settle; not `each`.
        scheme: Says which labels a quote may carry more than once.
        adjudicator: Whose decision comes before all others.
    """
    people = tuple(one.annotator for one in found)
    if rule == "adjudicated":
        theirs = next((one for one in found if one.annotator == adjudicator), None)
        if theirs is not None:
            return Consensus(theirs, (adjudicator,))
        is_agreed = len({_verdict(one, scheme) for one in found}) == 1
        return Consensus(_joined(found, found[0]) if is_agreed else None, people)
    if len(found) == 1:
        return Consensus(found[0], people)
    wins = _Majority(len(found)) if rule == "majority" else _Union()
    by_key = _by_key(found, scheme)
    won = [given for given in by_key.values() if wins.has(len(given))]
    labels, tied = _labels(won, scheme, wins)
    decision = wins.decision(found, labels)
    if decision is None:
        return Consensus(None, people)
    decided = replace(found[0], decision=decision, labels=labels)
    return Consensus(_joined(found, decided), people, tied, len(by_key) - len(won))


class _Union:
    """Everything that anybody said."""

    def has(self, votes: int) -> bool:
        """Tell whether a label stands that so many gave."""
        return True

    def value(self, given: Sequence[Value]) -> tuple[Value | None, bool]:
        """Return which of an attribute's values stands, and whether another has as many votes."""
        if all(one == given[0] for one in given):
            return given[0], False
        ranked = _votes(given)
        is_tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
        return ranked[0][0], is_tied

    def decision(self, found: Sequence[Annotation], labels: tuple[Label, ...]) -> Decision | None:
        """Return the decision, given the labels that stand; None for none."""
        if labels:
            return "labelled"
        return "neither" if all(one.decision == "neither" for one in found) else "unsure"


class _Majority(_Union):
    """What more than half said."""

    def __init__(self, voters: int) -> None:
        self._voters = voters

    def has(self, votes: int) -> bool:
        return 2 * votes > self._voters

    def value(self, given: Sequence[Value]) -> tuple[Value | None, bool]:
        if all(one == given[0] for one in given):
            return given[0], False
        best, votes = _votes(given)[0]
        return (best, False) if 2 * votes > len(given) else (None, True)

    def decision(self, found: Sequence[Annotation], labels: tuple[Label, ...]) -> Decision | None:
        if labels:
            return "labelled"
        votes = Counter(one.decision for one in found)
        options: tuple[Decision, ...] = ("neither", "unsure")
        return next((one for one in options if self.has(votes[one])), None)


def _labels(
    won: Iterable[Sequence[Label]], scheme: Scheme, wins: _Union
) -> tuple[tuple[Label, ...], int]:
    """Return the labels that stand, in the scheme's order, and of how many a value was tied.

    Args:
        won: The labels that enough people gave, as each of them gave it.
        scheme: The scheme.
        wins: Which values stand.
    """
    order = {kind.name: number for number, kind in enumerate(scheme.labels)}
    standing, tied = [], 0
    for given in won:
        values = {name: wins.value(_given(given, name)) for name, _ in given[0].values}
        tied += any(is_tied for _, is_tied in values.values())
        known = tuple((name, value) for name, (value, _) in values.items() if value is not None)
        if len(known) == len(values):
            standing.append(Label(given[0].name, known))
    return tuple(sorted(standing, key=lambda label: order.get(label.name, len(order)))), tied


def _by_key(found: Iterable[Annotation], scheme: Scheme) -> dict[_Key, list[Label]]:
    """Return what is the same label of several people together, one of each person at most."""
    by_key: dict[_Key, list[Label]] = {}
    for one in found:
        own = {_key(label, scheme): label for label in reversed(_said(one))}
        for key in dict.fromkeys(_key(label, scheme) for label in _said(one)):
            by_key.setdefault(key, []).append(own[key])
    return by_key


def _said(annotation: Annotation) -> tuple[Label, ...]:
    """Return the labels that somebody gave; what an unsure one has is no vote."""
    return annotation.labels if annotation.decision == "labelled" else ()


def _key(label: Label, scheme: Scheme) -> _Key:
    """Return what a label is known by: its name, and its target where it may stand twice."""
    kind = scheme.label_type(label.name)
    if kind is None or not kind.multiple:
        return (label.name,)
    asked = [a.name for a in kind.attributes if a.kind == "target"]
    asked = asked or [a.name for a in kind.attributes]
    return (label.name, *(_meant(value) for name, value in label.values if name in asked))


def _meant(value: Value) -> str:
    """Return a value as it is compared: of a target its words, whatever their case."""
    return flat(value.text).casefold() if isinstance(value, Target) else value


def _given(labels: Iterable[Label], attribute: str) -> list[Value]:
    return [value for label in labels if (value := label.get(attribute)) is not None]


def _votes(given: Sequence[Value]) -> list[tuple[Value, int]]:
    """Return the values with their votes, the most first; of equals the first that was given.

    A target is shown as the first one who gave it a place has it.
    """
    votes = Counter(_meant(value) for value in given)
    shown: dict[str, Value] = {}
    for value in sorted(given, key=lambda one: isinstance(one, Target) and one.span is None):
        shown.setdefault(_meant(value), value)
    return [(shown[meant], count) for meant, count in votes.most_common()]


def _verdict(annotation: Annotation, scheme: Scheme) -> Hashable:
    """Return what is equal where two people decided alike."""
    labels = {
        (_key(label, scheme), tuple((name, _meant(value)) for name, value in label.values))
        for label in _said(annotation)
    }
    return annotation.decision, frozenset(labels)


def _joined(found: Sequence[Annotation], decided: Annotation) -> Annotation:
    """Return one annotation of several, with what is `decided`: the decision and the labels."""
    if len(found) == 1:
        return found[0]
    borders = _most(_borders(one) for one in found)
    whose = next(one for one in found if _borders(one) == borders)
    speaker = _most(one.speaker for one in found)
    # Unique for these annotations, and the same at each export.
    unique = uuid.uuid5(uuid.NAMESPACE_OID, " ".join(sorted(one.id for one in found)))
    joined = replace(
        whose,
        id=unique.hex,
        annotator=MERGED_BY.join(one.annotator for one in found),
        created=min(one.created for one in found),
        updated=max(one.updated for one in found),
        cue=_most(one.cue for one in found),
        speaker=speaker,
        decision=decided.decision,
        labels=decided.labels,
        note="\n".join(dict.fromkeys(_notes(found))),
        seconds=round(sum(one.seconds for one in found), 3),
    )
    return replace(joined, origin=_origin(joined))


def _borders(annotation: Annotation) -> Borders:
    return Borders(annotation.span, tuple(one.span for one in annotation.fragments))


def _notes(found: Iterable[Annotation]) -> Iterator[str]:
    return (one.note for one in found if one.note)


def _origin(joined: Annotation) -> Origin:
    detected = joined.detected
    if detected is None:
        return "manual"
    was = Borders(detected.span, detected.fragments), detected.speaker
    return "auto" if was == (_borders(joined), joined.speaker) else "edited"


def _most(values: Iterable[T]) -> T:
    """Return what is there most often; of equals the first."""
    return Counter(values).most_common(1)[0][0]
