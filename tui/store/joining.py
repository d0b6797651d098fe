"""Joining stores: their databases, and the file that says who reads what."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tui.model.merging import Merged
from tui.store.assignments import AssignmentFile, Dealt
from tui.store.contents import META_ID, table_of
from tui.store.records import Tables
from tui.store.schemas import schema_for


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
        came_in: How many articles the first had not assigned.
        differing: The ids of those that both have assigned, and otherwise.
    """

    came_in: int = 0
    differing: tuple[str, ...] = ()


def join_assignments(root: Path, other: Path, *, dry_run: bool = False) -> JoinedAssignments:
    """Join the assignments under `other` into those under `root`.

    Who reads an article is who reads it by either; how it was dealt is as the first says.

    Raises:
        PullquoteError: They cannot be read or saved; nothing was changed.
    """
    theirs = AssignmentFile(other).read()
    if not theirs.readers:
        return JoinedAssignments()
    file = AssignmentFile(root)
    made = JoinedAssignments()

    def join(mine: Dealt) -> Dealt:
        nonlocal made
        joined, made = _joined(mine, theirs)
        return joined

    if dry_run:
        join(file.read())
    else:
        file.change(join)
    return made


def _joined(mine: Dealt, theirs: Dealt) -> tuple[Dealt, JoinedAssignments]:
    readers = dict(mine.readers)
    differing: list[str] = []
    for article, names in theirs.readers.items():
        there = mine.readers.get(article)
        if there is None:
            readers[article] = names
        elif there != names:
            readers[article] = tuple(sorted({*there, *names}))
            differing.append(article)
    came_in = len(readers) - len(mine.readers)
    terms = mine.terms or theirs.terms
    return Dealt(readers, terms), JoinedAssignments(came_in, tuple(differing))
