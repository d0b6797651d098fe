"""What a database has in it, record by record, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tui.model.annotation import Annotation
from tui.model.edit import Changed, Edit
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.printable import brief
from tui.store.contents import META_ID
from tui.store.fault import Fault
from tui.store.records import freeze_record
from tui.store.scan import TABLES, Flaw, Found, scan
from tui.store.sides import sides_of

Table = dict[str, "Kept"]
_LEFT_OUT = "leaves it out"


class Kept(NamedTuple):
    """A record that is whole and of its table's form.

    Attributes:
        line: Where it begins in the file, from 1 on.
        record: As it stands there.
        made: What it is; None in a table that is not known.
    """

    line: int
    record: Mapping[str, Any]
    made: Changed | Edit | None


@dataclass(slots=True)
class Examined:
    """What was found in a database.

    Attributes:
        tables: Its whole records by table and id.
        faults: What is wrong, in no order.
        damaged: The tables that something is missing of, perhaps.
    """

    tables: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)

    @property
    def meta(self) -> Mapping[str, Any] | None:
        """What the file says of itself, or None."""
        kept = self.tables.get("meta", {}).get(META_ID)
        return kept.record if kept else None

    def table(self, name: str) -> Table:
        """Return a table; an empty one when there is none."""
        return self.tables.get(name, {})

    def edits(self) -> list[Edit]:
        """Return the log, as far as it is whole."""
        return [one.made for one in self.table("edits").values() if isinstance(one.made, Edit)]


def examine(data: bytes) -> Examined:
    """Look at all records in a database's bytes; never raises, whatever they are."""
    sides = sides_of(data)
    sides_found = [_examined(text) for text in sides.texts]
    found = sides_found[0]
    for other in sides_found[1:]:
        _take_in(found, other)
    found.faults += sides.faults
    return found


def _examined(text: str) -> Examined:
    found = Examined()
    for one in scan(text):
        if isinstance(one, Flaw):
            _note_flaw(found, one)
        else:
            _add(found, one)
    return found


def _note_flaw(found: Examined, flaw: Flaw) -> None:
    reason = f"column {flaw.column}: {flaw.reason}"
    found.faults.append(Fault("error", flaw.line, reason, "saves the records that are whole"))
    # Outside of a table, what follows may be missing: that is the log's end, if not more.
    found.damaged.add(flaw.table or "edits")
    if flaw.table in TABLES:
        found.damaged |= set(TABLES[TABLES.index(flaw.table) + 1 :])


def _add(found: Examined, one: Found) -> None:
    """Take a record in, when it is one; of two with an id the newer."""
    named = f"{_NAMES.get(one.table, 'record')} {brief(one.id)}"
    try:
        kept = Kept(one.line, one.value, _made(one))
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        found.faults.append(Fault("error", one.line, f"{named}: {_said(error)}", _LEFT_OUT))
        found.damaged.add(one.table)
        return
    table = found.tables.setdefault(one.table, {})
    old = table.get(one.id)
    if old is not None:
        same = old.record == kept.record
        mend = "keeps one" if same else "keeps the newer one"
        found.faults.append(Fault("error", one.line, f"{named} stands there twice", mend))
    table[one.id] = kept if old is None else newer(old, kept)
    _note_more(found, one, named)


def _note_more(found: Examined, one: Found, named: str) -> None:
    """Note what a record has that no record of its table has."""
    kept = found.tables[one.table][one.id]
    if kept.made is None:
        if one.table not in TABLES:
            reason = f"there is no table {brief(one.table)} in a database of pullquote"
            found.faults.append(Fault("warning", one.line, reason))
        return
    form = kept.made.as_json() if isinstance(kept.made, Edit) else kept.made.as_record()
    if unknown := [key for key in one.value if key not in form]:
        keys = ", ".join(map(brief, unknown[:3]))
        found.faults.append(Fault("warning", one.line, f"{named} has unknown keys: {keys}"))


def _made(one: Found) -> Changed | Edit | None:
    """Return what a record is.

    Raises:
        AttributeError, LookupError, TypeError, ValueError: It is not of its table's form.
    """
    if not isinstance(one.value, dict):
        raise TypeError("it is no object")
    freeze_record(one.value)  # which a record that is nested too deeply cannot be
    read = _READERS.get(one.table)
    if read is None:
        return None
    if one.value.get("id") != one.id:
        raise ValueError("it stands under another's id")
    return read(one.value)


def newer(one: Kept, other: Kept) -> Kept:
    """Return the one of two records with an id that was changed last; the first of equals."""
    return other if _changed_at(other) > _changed_at(one) else one


def _changed_at(kept: Kept) -> str:
    made = kept.made
    if isinstance(made, Edit):
        return made.at
    if isinstance(made, EntityRule):
        return made.created
    return made.updated if made is not None else ""


def _take_in(ours: Examined, theirs: Examined) -> None:
    """Add the other side of a conflict; the log goes on from where the two part."""
    known = set(ours.faults)
    ours.faults += [fault for fault in theirs.faults if fault not in known]
    ours.damaged |= theirs.damaged
    for name, table in theirs.tables.items():
        mine = ours.tables.setdefault(name, {})
        if name == "edits":
            ours.tables[name] = _one_log(mine, table)
            continue
        for record_id, kept in table.items():
            mine[record_id] = newer(mine[record_id], kept) if record_id in mine else kept


def take_in_missing(
    found: Examined, other: Examined, missing: Mapping[tuple[str, str], Kept]
) -> None:
    """Add records of `other` that `found` has not: its log's come in by time."""
    for (name, record_id), kept in missing.items():
        if name != "edits":
            found.tables.setdefault(name, {})[record_id] = kept
    edits = {record_id: kept for (name, record_id), kept in missing.items() if name == "edits"}
    found.tables["edits"] = _one_log(found.table("edits"), edits)
    found.damaged |= other.damaged & {"edits"}
    if found.meta is None and "meta" in other.tables:
        found.tables["meta"] = other.tables["meta"]


def _one_log(ours: Table, theirs: Table) -> Table:
    """Return what both logs have, then the others' edits by time, each side's in its order."""
    from heapq import merge

    shared = {edit_id: kept for edit_id, kept in ours.items() if edit_id in theirs}
    tails = ([one for one in side.items() if one[0] not in shared] for side in (ours, theirs))
    return shared | dict(merge(*tails, key=lambda one: _changed_at(one[1])))


_READERS: dict[str, Callable[[Mapping[str, Any]], Changed | Edit]] = {
    "annotations": Annotation.from_record,
    "entities": EntityMark.from_record,
    "rules": EntityRule.from_record,
    "edits": Edit.from_json,
}
_NAMES = {"annotations": "annotation", "entities": "entity", "rules": "rule", "edits": "edit"}


def _said(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"key {brief(error.args[0])} is missing"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    # What has not the form that a key is looked for in: `None`, a number.
    return "a part of it has another form" if isinstance(error, AttributeError) else str(error)
