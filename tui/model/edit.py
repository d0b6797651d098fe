"""Edits: every change of a record, with before and after, never taken back from the log.

A record is an annotation of a quote, a corrected entity, or a rule for entities.

Undo and redo are edits too: they name the edit they revert or repeat. So the log only grows, is
the audit trail, and what can be undone follows from it alone, also after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, get_args

from tui.model.annotation import SCHEMA, Annotation
from tui.model.entity_change import RULE_SCHEMA, EntityRule
from tui.model.entity_mark import ENTITY_SCHEMA, EntityMark
from tui.model.printable import brief
from tui.model.record import RecordReader

Action = Literal[
    "decide", "drop", "note", "borders", "speaker", "mark", "remove", "reanchor", "undo", "redo",
    "confirm", "place", "discard", "import", "turn-down",
    "entity-add", "entity-label", "entity-borders", "entity-remove", "entity-like", "entity-rule",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)
Changed = Annotation | EntityMark | EntityRule
"""What an edit changes: records with an id of their own."""
_MOVES = frozenset({"reanchor", "place"})
"""What puts a record onto another text."""

_READERS: dict[object, Callable[[Mapping[str, Any]], Changed]] = {
    SCHEMA: Annotation.from_record,
    ENTITY_SCHEMA: EntityMark.from_record,
    RULE_SCHEMA: EntityRule.from_record,
}


class Unread(Protocol):
    """A record that is kept somewhere else, and is read when it is looked at."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> type[Changed]:
        """What it is."""

    def read(self) -> Changed:
        """Return it."""


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """One change of one record. Two are equal when they say the same.

    Attributes:
        id: Unique over all stores.
        at: When, ISO 8601 in UTC, ending in Z.
        annotator: Who.
        action: What was done.
        seconds: How long it took, pauses left out.
        reverts: For `undo` and `redo`: the id of the edit that is undone or done again.
        group: The same for all edits of one command, which are undone together; None for one alone.
    """

    id: str
    at: str
    annotator: str
    action: Action
    _before: Changed | Unread | None
    _after: Changed | Unread | None
    seconds: float = 0.0
    reverts: str | None = None
    group: str | None = None

    @property
    def before(self) -> Changed | None:
        """The record before; None when this edit made it."""
        return _read(self._before)

    @property
    def after(self) -> Changed | None:
        """The record after; None when this edit removed it."""
        return _read(self._after)

    @property
    def is_removal(self) -> bool:
        """Whether the record is gone after it."""
        return self._after is None

    @property
    def is_creation(self) -> bool:
        """Whether there was no record before it."""
        return self._before is None

    @property
    def changed(self) -> Changed:
        """The record it changes, as it is after it, or was before when it is gone."""
        changed = self.after or self.before
        if changed is None:
            raise ValueError("an edit needs a before or an after")
        return changed

    @property
    def annotation_id(self) -> str:
        """The id of the record it changes, be it an annotation or not."""
        return self._either.id

    def is_of(self, kind: type[Changed]) -> bool:
        """Tell whether it changes a record of this kind, without reading one that is not yet."""
        one = self._either
        if isinstance(one, Annotation | EntityMark | EntityRule):
            return isinstance(one, kind)
        return one.kind is kind

    def with_records(self, before: Changed | Unread | None, after: Changed | Unread | None) -> Edit:
        """Return the same edit with these records, which may be left where they are kept."""
        return replace(self, _before=before, _after=after)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Edit):
            return NotImplemented
        return self.id == other.id and self.as_json() == other.as_json()

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def _either(self) -> Changed | Unread:
        one = self._after or self._before
        if one is None:
            raise ValueError("an edit needs a before or an after")
        return one

    def as_json(self) -> dict[str, Any]:
        """Return the edit as it is stored."""
        before, after = self.before, self.after
        return {
            "id": self.id,
            "at": self.at,
            "annotator": self.annotator,
            "action": self.action,
            "before": before.as_record() if before else None,
            "after": after.as_record() if after else None,
            "seconds": self.seconds,
            "reverts": self.reverts,
            "group": self.group,
        }

    @classmethod
    def from_json(
        cls,
        data: Mapping[str, Any],
        read: Callable[[Mapping[str, Any]], Changed] | None = None,
    ) -> Edit:
        """Read what `as_json` wrote, or wrote before there were groups; its records with `read`.

        Raises:
            KeyError, ValueError: It is not such a form.
        """
        if data["action"] not in ACTIONS:
            raise ValueError(f"unknown action {brief(data['action'])}")
        before, after = data["before"], data["after"]
        if before is None and after is None:
            raise ValueError("an edit needs a before or an after")
        take = RecordReader(data)
        return cls(
            id=take.text("id"),
            at=take.text("at"),
            annotator=take.text("annotator"),
            action=data["action"],
            _before=None if before is None else (read or record_from)(before),
            _after=None if after is None else (read or record_from)(after),
            seconds=float(take.number("seconds")),
            reverts=take.text_or_null("reverts"),
            group=None if take.is_absent("group") else take.text("group"),
        )


class History:
    """What can be undone and redone, derived by replaying a log of edits."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._made: dict[str, Edit] = {}
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        # What is passed over, with the record it is of.
        self._left: dict[str, str] = {}
        for edit in edits:
            self.add(edit)

    def add(self, edit: Edit) -> None:
        """Follow one more edit of the log."""
        if edit.reverts is not None and self._left:  # the record may be as before what was left
            self._left = {one: of for one, of in self._left.items() if of != edit.annotation_id}
        if edit.action == "undo":
            _move(edit.reverts, self._done, self._undone)
        elif edit.action == "redo":
            again = self._made.get(edit.reverts or "")
            # In a log of two programs another's edit may have cleared what could be done again.
            if not _move(edit.reverts, self._undone, self._done) and again is not None:
                self._done.append(again)
        else:
            self._made[edit.id] = edit
            self._done.append(edit)
            self._undone.clear()

    def pass_over(self, edits: Iterable[Edit]) -> None:
        """Leave edits as they are, until something of their record is taken back."""
        self._left |= {edit.id: edit.annotation_id for edit in edits}

    @property
    def next_undo(self) -> Edit | None:
        """The edit that undo would take back first, or None."""
        return next(iter(self.to_undo), None)

    @property
    def next_redo(self) -> Edit | None:
        """The edit that redo would do again first, or None."""
        return next(iter(self.to_redo), None)

    @property
    def to_undo(self) -> tuple[Edit, ...]:
        """The edits that one undo takes back, in the order it does so: the last first."""
        return _last_command(self._not_left(self._done))

    @property
    def to_redo(self) -> tuple[Edit, ...]:
        """The edits that one redo does again, in the order it does so."""
        return _last_command(self._not_left(self._undone))

    def _not_left(self, edits: list[Edit]) -> list[Edit]:
        return [edit for edit in edits if edit.id not in self._left] if self._left else edits


def last_touched(edits: Iterable[Edit]) -> dict[str, int]:
    """Return the number of the last edit of each record, by the record's id."""
    return {edit.annotation_id: number for number, edit in enumerate(edits)}


def moves_undone(edits: Iterable[Edit]) -> set[str]:
    """Return the annotations whose last edit took a re-anchoring back: it is not wanted again.

    Nor is it after an orphan that was put somewhere by hand was taken from there.
    """
    made: dict[str, Edit] = {}
    last: dict[str, Edit] = {}
    for edit in edits:
        made[edit.id] = last[edit.annotation_id] = edit
    return {
        annotation_id
        for annotation_id, edit in last.items()
        if edit.action == "undo" and edit.reverts in made and made[edit.reverts].action in _MOVES
    }


def moved_off(edits: Iterable[Edit], sha256: str) -> set[str]:
    """Return the records that stood on the text with this SHA-256 until they followed another."""
    left: dict[str, Action] = {}
    for edit in edits:
        before, after = edit.before, edit.after
        if before is None or after is None:
            continue
        if isinstance(before, EntityRule) or isinstance(after, EntityRule):
            continue
        if before.article_sha256 == sha256 != after.article_sha256:
            left[edit.annotation_id] = edit.action
    return {one for one, action in left.items() if action in _MOVES}


def _last_command(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the last edit with all others of its command, the last first."""
    last = edits[-1:]
    if not last or last[0].group is None:
        return tuple(last)
    return tuple(edit for edit in reversed(edits) if edit.group == last[0].group)


def record_from(data: Mapping[str, Any]) -> Changed:
    """Read a record by the schema it names; one that names none is no annotation either."""
    schema = data.get("schema")
    read = _READERS.get(schema) if isinstance(schema, str) else None
    return (read or Annotation.from_record)(data)


def _read(record: Changed | Unread | None) -> Changed | None:
    if record is None or isinstance(record, Annotation | EntityMark | EntityRule):
        return record
    return record.read()


def _move(edit_id: str | None, source: list[Edit], sink: list[Edit]) -> bool:
    """Move the edit called `edit_id` over; logs merged from two programs may name any place.

    Returns:
        Whether it was there.
    """
    for index in range(len(source) - 1, -1, -1):
        if source[index].id == edit_id:
            sink.append(source.pop(index))
            return True
    return False
