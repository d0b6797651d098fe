"""What a database holds: read, and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.model.edit import Changed, Edit, record_from
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.printable import brief
from tui.model.span import Span
from tui.store.head import tables_before_log
from tui.store.members import StoredRecord
from tui.store.records import BrokenFileError, Record, Tables
from tui.store.schemas import SCHEMAS, STORE_SCHEMA

# TinyDB is imported when a file is read or saved: it is not needed to show a text.
if TYPE_CHECKING:
    from tinydb.table import Document

    from tui.store.tables import RecordDatabase

T = TypeVar("T")

META_ID = "database"
_NAMES = {"annotations": "annotation", "entities": "entity", "rules": "rule", "edits": "edit"}
"""What a record of each table is called in errors."""


def table_of(record: Changed) -> str:
    """Return the name of the table that a record stands in."""
    if isinstance(record, Annotation):
        return "annotations"
    return "entities" if isinstance(record, EntityMark) else "rules"


class Contents(NamedTuple):
    """What a database holds.

    Attributes:
        annotations: Sorted by span.
        edits: In the order of the log.
        set_aside: Where the file that could not be read went, or None.
        entities: Corrected entities, sorted by span.
        rules: For the entities of the whole corpus, in the order they were made in.
        left_out: Of what was to be saved: see `tui.model.rebase.Rebased`.
        overridden: How much of what was saved changes what another program had made.
        refused: How much is left out against what was wanted.
    """

    annotations: tuple[Annotation, ...] = ()
    edits: tuple[Edit, ...] = ()
    set_aside: Path | None = None
    entities: tuple[EntityMark, ...] = ()
    rules: tuple[EntityRule, ...] = ()
    left_out: tuple[Edit, ...] = ()
    overridden: int = 0
    refused: int = 0

    @property
    def records(self) -> tuple[Changed, ...]:
        """All that edits change."""
        return (*self.annotations, *self.entities, *self.rules)


class _Kept(NamedTuple):
    """A record of an edit that is left in the file."""

    id: str
    kind: type[Changed]
    edit: StoredRecord
    side: str

    def read(self) -> Changed:
        """Return it; it was checked before."""
        return record_from(self.edit[self.side])


def contents_of(
    database: RecordDatabase,
    path: Path,
    article_id: str,
    set_aside: Path | None = None,
) -> Contents:
    """Return what a database holds.

    Raises:
        BrokenFileError: It is no database of ours.
        PullquoteError: It is of another article, or of a newer program.
        OSError: It cannot be read.
    """
    try:
        return _held_contents(database, path, article_id, set_aside)
    except BrokenFileError:
        database.file.read_as_whole()
        return _held_contents(database, path, article_id, set_aside)


def _held_contents(
    database: RecordDatabase, path: Path, article_id: str, set_aside: Path | None
) -> Contents:
    # Another program may replace the file between two of its tables.
    with database.file.held() as is_there:
        if not is_there:  # replaced by nothing since we looked
            return Contents(set_aside=set_aside)
        return _checked_contents(database, path, article_id, set_aside)


def _checked_contents(
    database: RecordDatabase,
    path: Path,
    article_id: str,
    set_aside: Path | None,
) -> Contents:
    _check_meta(_meta(database), path, article_id)
    read = _Reading()
    edits = tuple(_edits(database, read))
    annotations = _all(database, "annotations", read.annotation)
    annotations.sort(key=_by_place)
    entities = _all(database, "entities", EntityMark.from_record)
    rules = _all(database, "rules", EntityRule.from_record)
    entities.sort(key=lambda one: (one.span, one.id))
    return Contents(tuple(annotations), edits, set_aside, tuple(entities), tuple(rules))


def annotations_in(data: bytes, path: Path, article_id: str) -> tuple[Annotation, ...]:
    """Return the annotations that a database's file holds, sorted by span, and no more of it.

    Without TinyDB, which would go through the log too: exports read 100,000 files.

    Raises:
        BrokenFileError: It is no database of ours.
        PullquoteError: It is of another article, or of a newer program.
    """
    tables = _tables_before_log(data, path, article_id)
    annotations = [
        _checked("annotations", doc_id, record, Annotation.from_record)
        for doc_id, record in tables.get("annotations", {}).items()
    ]
    annotations.sort(key=_by_place)
    return tuple(annotations)


def has_entities(data: bytes, path: Path, article_id: str) -> bool:
    """Tell whether there are corrected entities in a database's file; the log is not looked at.

    Raises:
        BrokenFileError: It is no database of ours.
        PullquoteError: It is of another article, or of a newer program.
    """
    return bool(_tables_before_log(data, path, article_id).get("entities"))


def _tables_before_log(data: bytes, path: Path, article_id: str) -> Tables:
    try:
        tables = tables_before_log(data)
    except ValueError as error:
        raise BrokenFileError(str(error)) from error
    _check_meta(tables.get("meta", {}).get(META_ID), path, article_id)
    return tables


def _by_place(annotation: Annotation) -> tuple[Span, str]:
    return annotation.span, annotation.id


def _edits(database: RecordDatabase, read: _Reading) -> Iterator[Edit]:
    """Read the log: each edit is checked, then its records are left in the file's text."""
    for edit_id, kept in database.records("edits").frozen().items():
        edit = _checked("edits", edit_id, kept, lambda record: Edit.from_json(record, read))
        if isinstance(kept, StoredRecord):
            sides = (edit.before, "before"), (edit.after, "after")
            edit = edit.with_records(
                *(_Kept(one.id, type(one), kept, side) if one else None for one, side in sides)
            )
        yield edit


def _all(database: RecordDatabase, table: str, read: Callable[[Record], T]) -> list[T]:
    """Read a table; one that the file has not is empty."""
    kept = database.records(table).frozen()
    return [_checked(table, doc_id, record, read) for doc_id, record in kept.items()]


class _Reading:
    """Reads records. One that stands in the file again is the same object, and read once.

    Each stands there as what an edit made, as what the next one changed, and as what it is now.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[Mapping[str, Any], Changed]] = {}

    def __call__(self, record: Mapping[str, Any]) -> Changed:
        known = self._last.get(record.get("id", ""))
        if known is not None and known[0] == record:
            return known[1]
        changed = record_from(record)
        self._last[changed.id] = record, changed
        return changed

    def annotation(self, record: Mapping[str, Any]) -> Annotation:
        """Read a record that must be an annotation."""
        read = self(record)
        return read if isinstance(read, Annotation) else Annotation.from_record(record)


def _checked(table: str, doc_id: str, kept: Record, read: Callable[[Record], T]) -> T:
    try:
        record = kept.read() if isinstance(kept, StoredRecord) else kept
        is_its_own = record.get("id") == doc_id
        made = read(record)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        reason = f"{_NAMES[table]} {brief(doc_id)}: {_said(error)}"
        raise BrokenFileError(reason, (table, doc_id)) from error
    if not is_its_own:
        reason = f"{_NAMES[table]} {brief(doc_id)} stands under another's id"
        raise BrokenFileError(reason, (table, doc_id))
    return made


def _said(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"key {brief(error.args[0])} is missing"
    # What has not the form that a key is looked for in: `None`, a number.
    return "a part of it has another form" if isinstance(error, AttributeError) else str(error)


def _meta(database: RecordDatabase) -> Document | None:
    try:
        return database.records("meta").record(META_ID)
    except ValueError as error:
        raise BrokenFileError(f"what it says it is: {error}", ("meta", META_ID)) from error


def _check_meta(meta: Record | None, path: Path, article_id: str) -> None:
    if meta is None:
        raise BrokenFileError("it does not say what it is")
    schema, article = meta.get("schema"), meta.get("article")
    if schema not in SCHEMAS:
        # A newer program's file is not broken, so it is left where it is.
        if isinstance(schema, str) and re.fullmatch(r"pullquote-store/\d+", schema):
            raise PullquoteError(f"{path} is of a newer pullquote ({schema})", "update pullquote")
        raise BrokenFileError(f"its schema is {brief(schema)}, not {STORE_SCHEMA!r}")
    if not isinstance(article, str):
        raise BrokenFileError("it does not say which article it belongs to")
    if article != article_id:
        raise PullquoteError(
            f"{path} belongs to article {brief(article)}, not to {brief(article_id)}",
            "give one of the two articles another id, or move the file",
        )
