"""The log against the tables: what the edits made must be what stands there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tui.model.annotation import Annotation
from tui.model.edit import Changed, Edit
from tui.model.entity_mark import EntityMark
from tui.model.printable import brief
from tui.store.contents import table_of
from tui.store.examine import Examined, Kept
from tui.store.fault import Fault

REPLAYED = ("annotations", "entities", "rules")
_NAMES = {"annotations": "annotation", "entities": "entity", "rules": "rule"}
Records = dict[str, dict[str, Mapping[str, Any]]]


class Difference(NamedTuple):
    """A record of which the log says something else than its table.

    Attributes:
        table: The table.
        id: The record's id.
        kept: As it stands in the table; None when it is not there.
        last: The last edit of it; None when the log has none.
    """

    table: str
    id: str
    kept: Kept | None
    last: Edit | None

    @property
    def by_log(self) -> Changed | None:
        """The record as the log has it; None when it is gone."""
        return self.last.after if self.last else None


def differences(found: Examined) -> Iterator[Difference]:
    """Yield the records that are not as the log says, the tables one after the other."""
    last: dict[str, dict[str, Edit]] = {name: {} for name in REPLAYED}
    for edit in found.edits():
        last[table_of(edit.changed)][edit.annotation_id] = edit
    for name in REPLAYED:
        table, edits = found.table(name), last[name]
        for record_id in dict.fromkeys([*table, *edits]):
            one = Difference(name, record_id, table.get(record_id), edits.get(record_id))
            if one.last is None or (one.kept.made if one.kept else None) != one.by_log:
                yield one


def fault_of(found: Examined, one: Difference) -> Fault:
    """Say what a difference is, and what a repair does about it."""
    named = f"{_NAMES[one.table]} {brief(one.id)}"
    line = one.kept.line if one.kept else None
    if one.last is None:
        return Fault("warning", line, f"{named}: the log has no edit of it", "adds one")
    if one.kept is None:
        reason = f"{named}: the log has it, its table has not"
        mend = "puts it back" if _holds(found, one) else "adds its removal to the log"
    elif one.last.is_removal:
        reason = f"{named}: it stands in its table, and the log says it was removed"
        mend = "removes it" if _holds(found, one) else "adds an edit that puts it back"
    else:
        reason = f"{named}: it is not as the log says"
        mend = "makes it so" if _holds(found, one) else "adds what it is now to the log"
    if line is None:
        line = found.table("edits")[one.last.id].line
    return Fault("error", line, reason, mend)


def agreed(found: Examined, annotator: str, now: str) -> Records:
    """Return all tables so that log and records agree; nothing that is in either is lost.

    What holds is in the log afterwards: where a table's record does, an edit says so, which undo
    can take back.

    Args:
        found: What is whole in the file.
        annotator: Who is said to have made what nobody is known to have.
        now: The time as it is stored.
    """
    tables: Records = {
        name: {record_id: kept.record for record_id, kept in table.items()}
        for name, table in found.tables.items()
    }
    for one in list(differences(found)):
        table = tables.setdefault(one.table, {})
        if one.last is not None and _holds(found, one):
            after = one.by_log
            if after is None:
                table.pop(one.id, None)
            else:
                table[one.id] = after.as_record()
        else:
            edit = _bridge(one, annotator, now)
            tables.setdefault("edits", {})[edit.id] = edit.as_json()
    return tables


def _holds(found: Examined, one: Difference) -> bool:
    """Tell whether the log is right about a record, and not its table."""
    last = one.last
    if last is None:
        return False
    whole_log = "edits" not in found.damaged
    if one.kept is None:
        return whole_log or one.table in found.damaged
    if last.is_removal:
        return whole_log and _time(one.kept) <= last.at
    after = one.by_log
    by_log = Kept(0, {}, after)
    return _time(one.kept) < _time(by_log) or (whole_log and _time(one.kept) == _time(by_log))


def _time(kept: Kept) -> str:
    made = kept.made
    if isinstance(made, Annotation | EntityMark):
        return made.updated
    return "" if made is None or isinstance(made, Edit) else made.created


def _bridge(one: Difference, annotator: str, now: str) -> Edit:
    """Return the edit that makes the log say what the table does."""
    made = one.kept.made if one.kept else None
    after = None if isinstance(made, Edit) else made
    action = _ACTIONS[one.table][after is None]
    return Edit(uuid.uuid4().hex, now, annotator, action, one.by_log, after)


_ACTIONS: Mapping[str, tuple[Any, Any]] = {
    "annotations": ("decide", "remove"),
    "entities": ("entity-label", "entity-remove"),
    "rules": ("entity-rule", "entity-rule"),
}
"""What an edit does that changes a record of a table, and one that removes it."""
