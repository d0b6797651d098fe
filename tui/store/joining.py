"""Joining stores: their databases, and the file that says who reads what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tui.errors import PullquoteError
from tui.model.merging import Merged
from tui.store.contents import META_ID, table_of
from tui.store.durable import make_folder
from tui.store.explained import explanation
from tui.store.lock import locked
from tui.store.records import BrokenFileError, TableLayout, Tables, thaw_record
from tui.store.schemas import schema_for

ASSIGNMENTS_NAME = "assignments.json"
_LOCK_TIMEOUT = 5.0


def merged_tables(before: Tables, made: Merged, article_id: str, annotator: str) -> Tables:
    """Return the tables of a database with what is joined into it.

    A record that is the same as before is the very same object: its text is kept.
    """
    new = {(type(one), one.id) for one in (*made.added, *made.changed)}
    tables: Tables = {**before, "annotations": {}, "entities": {}, "rules": {}}
    for one in made.records:
        name = table_of(one)
        is_new = (type(one), one.id) in new
        tables[name][one.id] = one.as_record() if is_new else before[name][one.id]
    known = before.get("edits", {})
    tables["edits"] = {e.id: known[e.id] if e.id in known else e.as_json() for e in made.edits}
    records = (one.as_record() for one in made.records)
    schema = schema_for((edit.as_json() for edit in made.edits), records)
    meta = before.get("meta", {}).get(META_ID) or {"article": article_id, "annotator": annotator}
    tables["meta"] = {META_ID: {"schema": schema, **{k: meta[k] for k in meta if k != "schema"}}}
    return tables


class JoinedAssignments(NamedTuple):
    """What came of two files that say who reads what.

    Attributes:
        came_in: How many records the first had not.
        differing: The ids of those that both have, and otherwise.
    """

    came_in: int = 0
    differing: tuple[str, ...] = ()


def join_assignments(root: Path, other: Path, *, dry_run: bool = False) -> JoinedAssignments:
    """Join the assignments under `other` into those under `root`.

    Who reads an article is who reads it by either; of anything else that differs the first holds.

    Raises:
        PullquoteError: They cannot be read or saved; nothing was changed.
    """
    theirs = _read(other / ASSIGNMENTS_NAME)
    if not theirs:
        return JoinedAssignments()
    path = root / ASSIGNMENTS_NAME
    if dry_run:
        return _joined(_read(path), theirs)[1]
    try:
        make_folder(root)
        with locked(path.with_name(f".{path.name}.lock"), _LOCK_TIMEOUT):
            mine = _read(path)
            tables, joined = _joined(mine, theirs)
            if tables != mine:
                _write(path, tables)
    except OSError as error:
        raise explanation(error, "save", path) from error
    return joined


def _joined(mine: Tables, theirs: Tables) -> tuple[Tables, JoinedAssignments]:
    tables: Tables = {name: dict(table) for name, table in mine.items()}
    differing: list[str] = []
    came_in = 0
    for name, table in theirs.items():
        there = tables.setdefault(name, {})
        for record_id, record in table.items():
            if record_id not in there:
                there[record_id] = record
                came_in += name != "meta"
            elif there[record_id] != record and name != "meta":
                there[record_id] = _both(there[record_id], record)
                differing.append(record_id)
    return tables, JoinedAssignments(came_in, tuple(differing))


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> Mapping[str, Any]:
    mine, theirs = one.get("annotators"), other.get("annotators")
    if not (isinstance(mine, list) and isinstance(theirs, list)):
        return one
    return {**one, "annotators": sorted({*mine, *theirs}, key=str)}


def _read(path: Path) -> Tables:
    """Read the file's tables; none without a file.

    Raises:
        PullquoteError: It cannot be read, or is none of ours.
    """
    from tui.store.storage import DurableJSONStorage

    try:
        found = DurableJSONStorage(path).read() or {}
    except BrokenFileError as error:
        raise PullquoteError(f"{path} does not say who reads what: {error}") from error
    except OSError as error:
        raise explanation(error, "read", path) from error
    return {
        name: {key: thaw_record(record) for key, record in table.items()}
        for name, table in found.items()
    }


def _write(path: Path, tables: Tables) -> None:
    from tui.store.storage import DurableJSONStorage

    by_id = TableLayout(order=lambda record_id, _: (record_id,))
    DurableJSONStorage(path, {"meta": TableLayout(), "assignments": by_id}).write(tables)
