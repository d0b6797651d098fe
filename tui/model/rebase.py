"""Edits that were made on an older state of the records than the one they are to be applied to.

Two programs may change one record at the same time, or both make one for the same quote. The edit
that comes later wins, as a change of what the other has made: its `before` is the other's record,
so that undo brings that back. An undo or a redo that would take somebody else's change along is
left out: nobody asked for that.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from tui.model.analysis import Entity
from tui.model.annotation import Annotation
from tui.model.edit import Changed, Edit
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.span import Span


class Rebased(NamedTuple):
    """Edits as they are to be logged.

    Attributes:
        edits: In their order, each with the `before` that it really finds.
        left_out: Those that would undo or redo what has been changed again since, or that somebody
            else has made just so: moved along with a text, or taken away.
        overridden: How many of the edits change what somebody else has made meanwhile.
        refused: How many are left out against what was wanted.
    """

    edits: tuple[Edit, ...] = ()
    left_out: tuple[Edit, ...] = ()
    overridden: int = 0
    refused: int = 0


def rebased(
    edits: Iterable[Edit],
    log: Iterable[Edit],
    records: Iterable[Changed],
    aliases: Mapping[str, str] | None = None,
) -> Rebased:
    """Return `edits` as changes of `records`.

    Args:
        edits: What is to be done; those that are in the log already are passed over.
        log: What was done.
        records: What has come of it.
        aliases: By the id of a record that was made for a quote that had one, that one's id.
    """
    edits = tuple(edits)
    if not edits:
        return Rebased()
    base = _Base(log, records, aliases or {})
    made: list[Edit] = []
    left_out: list[Edit] = []
    overridden = refused = 0
    for edit in edits:
        if base.knows(edit):
            continue
        if base.is_done(edit):
            left_out.append(edit)
            continue
        fitted = base.fitted(edit)
        if fitted is None:
            left_out.append(edit)
            refused += 1
            continue
        overridden += fitted is not edit
        base.apply(fitted)
        made.append(fitted)
    return Rebased(tuple(made), tuple(left_out), overridden, refused)


def renamed(before: Iterable[Edit], now: Iterable[Edit]) -> dict[str, str]:
    """Return which records have another id in `now` than the same edits gave them `before`."""
    ids = {edit.id: edit.annotation_id for edit in before}
    return {
        ids[edit.id]: edit.annotation_id
        for edit in now
        if edit.id in ids and ids[edit.id] != edit.annotation_id
    }


def places_of(record: Changed) -> Iterator[Hashable]:
    """Yield what a record can be found by, when another one is on the same quote or entity.

    Rules have none: two for the same words may stand beside each other, and the later one holds.
    """
    if isinstance(record, EntityRule):
        return
    yield "own", type(record), record.article_sha256, _own(record)
    found = _found(record)
    if found is not None:
        yield "found", type(record), record.article_sha256, found


def are_alike(one: Changed, other: Changed) -> bool:
    """Tell whether two records with a place in common are on the same quote or entity.

    Of two that the detector has found, that is what it had found: other borders may have been moved
    to the same place.
    """
    if isinstance(one, EntityRule) or isinstance(other, EntityRule):
        return False
    if _found(one) is not None and _found(other) is not None:
        return _found(one) == _found(other)
    return _own(one) == _own(other)


class _Base:
    """The records that edits are applied to, one after the other."""

    def __init__(
        self, log: Iterable[Edit], records: Iterable[Changed], aliases: Mapping[str, str]
    ) -> None:
        self._log = {edit.id: edit for edit in log}
        self._records: dict[tuple[type[Changed], str], Changed] = {}
        self._at: dict[Hashable, dict[str, Changed]] = {}
        self._aliases = dict(aliases)
        for record in records:
            self._put(record)

    def knows(self, edit: Edit) -> bool:
        return edit.id in self._log

    def is_done(self, edit: Edit) -> bool:
        """Tell whether the record is just as an edit would have it: somebody else has done that."""
        if edit.reverts is not None or edit.before == edit.after:
            return False
        return self._there(edit) == edit.after

    def fitted(self, edit: Edit) -> Edit | None:
        """Return `edit` as a change of what there is; None when it cannot be one."""
        if edit.reverts is not None:
            reverted = self._log.get(edit.reverts)  # None when that was left out, too
            return self._reverting(edit, reverted) if reverted else None
        before, after = edit.before, edit.after
        there = self._there(edit)
        if there is None and after is not None:
            there = self._twin(after)
            if there is not None:
                self._aliases[edit.annotation_id] = there.id
        if there is None and after is None:  # both have taken it away
            return None
        if there == before:
            return edit
        if edit.action == "turn-down":
            return _turned_down(edit, there)
        if after is not None and there is not None:
            after = _beside(after, there) if edit.action == "import" else _instead(after, there)
        return edit.with_records(there, after)

    def _there(self, edit: Edit) -> Changed | None:
        """Return the record that an edit changes, as it is now."""
        record_id = self._aliases.get(edit.annotation_id, edit.annotation_id)
        return self._records.get((type(edit.changed), record_id))

    def _reverting(self, edit: Edit, reverted: Edit) -> Edit | None:
        before, after = reverted.before, reverted.after
        if edit.action == "undo":
            before, after = after, before
        one = before or after
        if one is None or self._records.get((type(one), one.id)) != before:
            return None
        if before is None and after is not None and self._twin(after):
            return None  # its quote has another since
        is_same = (edit.before, edit.after) == (before, after)
        return edit if is_same else edit.with_records(before, after)

    def apply(self, edit: Edit) -> None:
        self._log[edit.id] = edit
        if edit.before is not None:
            self._drop(edit.before)
        if edit.after is not None:
            self._put(edit.after)

    def _put(self, record: Changed) -> None:
        self._records[type(record), record.id] = record
        for place in places_of(record):
            self._at.setdefault(place, {})[record.id] = record

    def _drop(self, record: Changed) -> None:
        self._records.pop((type(record), record.id), None)
        for place in places_of(record):
            self._at.get(place, {}).pop(record.id, None)

    def _twin(self, record: Changed) -> Changed | None:
        """Return what there is for the quote or the entity of `record`."""
        near = (one for place in places_of(record) for one in self._at.get(place, {}).values())
        return next((one for one in near if are_alike(one, record)), None)


def _instead(record: Changed, there: Changed) -> Changed:
    """Return `record` in the place of `there`, which was made first."""
    if isinstance(record, Annotation) and isinstance(there, Annotation):
        # Who decides need not have known that something was suggested meanwhile.
        suggested = record.suggested or there.suggested
        return replace(record, id=there.id, created=there.created, suggested=suggested)
    if record.id == there.id or isinstance(record, Annotation):
        return record
    return record._replace(id=there.id, created=there.created)


def _beside(record: Changed, there: Changed) -> Changed:
    """Return what becomes of `there` when `record` is imported: a suggestion decides nothing."""
    if not (isinstance(record, Annotation) and isinstance(there, Annotation)):
        return _instead(record, there)
    if record.is_suggested and there.decision is not None:
        return replace(there, suggested=record.suggested)
    return _instead(record, there)


def _turned_down(edit: Edit, there: Changed | None) -> Edit | None:
    """Return `edit` as one that takes nothing but the suggestion; None where that is another."""
    before, after = edit.before, edit.after
    if not (isinstance(before, Annotation) and isinstance(there, Annotation)):
        return None
    if there.suggested is None or there.suggested != before.suggested:
        return None
    updated = after.updated if isinstance(after, Annotation) else edit.at
    return edit.with_records(there, replace(there, suggested=None, updated=updated))


def _own(record: Annotation | EntityMark) -> tuple[Span, ...]:
    pieces = record.fragments if isinstance(record, Annotation) else ()
    return (record.span, *(one.span for one in pieces))


def _found(record: Annotation | EntityMark) -> tuple[Span, ...] | None:
    detected = record.detected
    if detected is None:
        return None
    return (detected.span, *(() if isinstance(detected, Entity) else detected.fragments))
