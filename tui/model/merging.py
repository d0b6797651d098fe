"""Joining two stores of one annotator and one article that were written apart.

Both logs become one, in which each keeps its order. A record is as its last edit has left it: so
the later change holds, an undo too, and the earlier one is in the log. What does not follow from
the logs (somebody has changed a file by hand) gets an edit, so that nothing is lost.

To join the same again changes nothing, and which of the two is joined into the other makes no
difference but for the order of what happened in the same second.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.model.annotation import Annotation
from tui.model.edit import Action, Changed, Edit, last_touched
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.rebase import are_alike, places_of

Key = tuple[type[Changed], str]
"""A record's sort and its id."""


class Side(NamedTuple):
    """One of two stores: its records and its log, oldest first."""

    records: Sequence[Changed] = ()
    edits: Sequence[Edit] = ()


class Merged(NamedTuple):
    """What comes of two stores.

    Attributes:
        records: All of them, in no order but that of rules: the later made comes later.
        edits: The log.
        added: Records that the first has not; `changed` those it has otherwise; `removed` those
            that it has and that the other has removed.
        overruled: What was changed in both: the states that do not hold, and are in the log.
        twice: Records of the second on a quote or an entity that the first has another record on.
        came_in: How many edits the first has not.
    """

    records: tuple[Changed, ...]
    edits: tuple[Edit, ...]
    added: tuple[Changed, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    overruled: tuple[Changed, ...] = ()
    twice: tuple[Changed, ...] = ()
    came_in: int = 0

    @property
    def is_news(self) -> bool:
        """Whether the first has anything to take over."""
        return bool(self.came_in or self.added or self.changed or self.removed)


def merged(mine: Side, theirs: Side) -> Merged:
    """Join `theirs` into `mine`."""
    log = merged_log(mine.edits, theirs.edits)
    at = {edit.id: number for number, edit in enumerate(log)}
    sides = _Side.of(mine), _Side.of(theirs)
    kept: dict[Key, Changed] = {}
    overruled: list[Changed] = []
    for key in dict.fromkeys((*sides[0].states, *sides[1].states)):
        state, losers, extra = _resolved(key, *sides, at)
        overruled += losers
        log += extra
        if state is not None:
            kept[key] = state
    known = {edit.id for edit in mine.edits}
    return _told(mine, kept, log)._replace(
        overruled=tuple(overruled), came_in=sum(edit.id not in known for edit in log)
    )


def merged_log(mine: Sequence[Edit], theirs: Sequence[Edit]) -> list[Edit]:
    """Return both logs as one, by time as far as each keeps its order."""
    known = {edit.id for edit in mine}
    if all(edit.id in known for edit in theirs):
        return list(mine)
    common = known & {edit.id for edit in theirs}
    log: list[Edit] = []
    done: set[str] = set()
    heads, logs = [0, 0], (mine, theirs)
    while True:
        for side in (0, 1):
            while heads[side] < len(logs[side]) and logs[side][heads[side]].id in done:
                heads[side] += 1
        left = [logs[side][heads[side]] for side in (0, 1) if heads[side] < len(logs[side])]
        if not left:
            return log
        # What both have has to wait for what comes before it in the other.
        ready = [edit for edit in left if edit.id not in common or _is_head(edit, left)]
        chosen = min(ready or left, key=lambda edit: (edit.at, edit.id))
        done.add(chosen.id)
        log.append(chosen)


def _is_head(edit: Edit, heads: Sequence[Edit]) -> bool:
    return all(head.id == edit.id for head in heads)


class _Side(NamedTuple):
    """A store, by record.

    Attributes:
        records: As they are.
        last: The last edit of each, those that are gone included.
        log: The ids of all edits.
    """

    records: Mapping[Key, Changed]
    last: Mapping[Key, Edit]
    log: frozenset[str]

    @classmethod
    def of(cls, side: Side) -> _Side:
        return cls(
            {(type(one), one.id): one for one in side.records},
            {(_kind_of(edit), edit.annotation_id): edit for edit in side.edits},
            frozenset(edit.id for edit in side.edits),
        )

    @property
    def states(self) -> Iterable[Key]:
        return (*self.records, *self.last)


def _kind_of(edit: Edit) -> type[Changed]:
    kinds: tuple[type[Changed], ...] = (Annotation, EntityMark, EntityRule)
    return next(kind for kind in kinds if edit.is_of(kind))


def _resolved(
    key: Key, mine: _Side, theirs: _Side, at: Mapping[str, int]
) -> tuple[Changed | None, list[Changed], list[Edit]]:
    """Return what a record is to be, the states that do not hold, and edits that keep those."""
    sides = [side for side in (mine, theirs) if key in side.records or key in side.last]
    state = sides[0].records.get(key)
    if len(sides) == 1:
        return state, [], []
    other = sides[1].records.get(key)
    if state == other:
        return state, [], []
    ends = [side.last.get(key) for side in sides]
    first, second = ends
    if (first.id if first else "") != (second.id if second else ""):
        order = [at[end.id] if end else -1 for end in ends]
        winner, loser = (0, 1) if order[0] > order[1] else (1, 0)
        end, lost = ends[loser], sides[loser].records.get(key)
        follows = end is not None and end.id in sides[winner].log
        losers = [lost] if lost is not None and not follows else []
        # What its own last edit has made of it is in the log.
        unlogged = lost is not None and not follows and (end is None or end.after != lost)
        won = sides[winner].records.get(key)
        extra = [_kept_by(lost, won, sides[winner])] if unlogged and lost is not None else []
        return won, losers, extra
    # Nobody knows which came first: the file was changed by hand.
    return _newer(state, other, sides[0])


def _newer(
    one: Changed | None, other: Changed | None, side: _Side
) -> tuple[Changed | None, list[Changed], list[Edit]]:
    there = [state for state in (one, other) if state is not None]
    won = max(there, key=_age)
    losers = [state for state in there if state is not won]
    return won, losers, [_kept_by(lost, won, side) for lost in losers]


def _kept_by(lost: Changed, won: Changed | None, side: _Side) -> Edit:
    """Return the edit that keeps a state that no edit has made; the same for the same states."""
    states = json.dumps([_age(lost), _age(won) if won else None])
    actions: dict[type[Changed], Action] = {EntityMark: "entity-label", EntityRule: "entity-rule"}
    last = side.last.get((type(lost), lost.id))
    return Edit(
        f"merged-{hashlib.sha256(states.encode()).hexdigest()[:25]}",
        max(_time_of(lost), _time_of(won) if won else "", last.at if last else ""),
        lost.annotator,
        actions.get(type(lost), "decide"),
        lost,
        won,
    )


def _age(record: Changed) -> tuple[str, str]:
    """Return what two states of a record are ordered by, whichever store they are in."""
    return _time_of(record), json.dumps(record.as_record(), sort_keys=True)


def _time_of(record: Changed) -> str:
    return record.created if isinstance(record, EntityRule) else record.updated


def _told(mine: Side, kept: Mapping[Key, Changed], log: list[Edit]) -> Merged:
    """Return the records in order, and how they differ from the first store's."""
    before = {(type(one), one.id): one for one in mine.records}
    touched = last_touched(log)
    records = sorted(kept.values(), key=lambda one: touched.get(one.id, -1))
    added = tuple(one for one in records if (type(one), one.id) not in before)
    places: dict[Hashable, list[Changed]] = {}
    for one in records:
        if (type(one), one.id) in before:
            for place in places_of(one):
                places.setdefault(place, []).append(one)
    twice = tuple(
        one
        for one in added
        if any(are_alike(one, there) for place in places_of(one) for there in places.get(place, ()))
    )
    return Merged(
        tuple(records),
        tuple(log),
        added=added,
        changed=tuple(one for one in records if before.get((type(one), one.id), one) != one),
        removed=tuple(one for key, one in before.items() if key not in kept),
        twice=twice,
    )
