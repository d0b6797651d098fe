"""Who reads what: one small database beside the annotators' folders, a line an article."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.errors import PullquoteError
from tui.model.dealing import Readers, Terms
from tui.store.durable import Signature, make_folder, signature_of
from tui.store.explained import explanation
from tui.store.lock import locked
from tui.store.records import BrokenFileError, TableLayout, parse
from tui.store.regular import open_regular

if TYPE_CHECKING:
    from tui.store.tables import RecordDatabase

ASSIGNMENTS_NAME = "assignments.json"
SCHEMA = "pullquote-assignments/1"

_META, _META_ID, _TABLE = "meta", "database", "assignments"
_LOCK_TIMEOUT = 5.0
_LAYOUTS: Mapping[str, TableLayout] = {
    _META: TableLayout(),
    # By id, each on a line: articles that two people add rarely meet in a git merge.
    _TABLE: TableLayout(order=lambda article_id, _: (article_id,)),
}


class Dealt(NamedTuple):
    """Who reads what.

    Attributes:
        readers: Who reads an article, sorted, by its id.
        terms: How it was dealt the last time; None when nothing was ever dealt.
        signature: Of the file that it was read from; None without one.
    """

    readers: Mapping[str, Readers]
    terms: Terms | None = None
    signature: Signature | None = None


class AssignmentFile:
    """The file of the assignments under a folder of annotations.

    Args:
        root: The folder; neither it nor the file need exist.
    """

    def __init__(self, root: Path) -> None:
        self.path = root / ASSIGNMENTS_NAME

    def signature(self) -> Signature | None:
        """Return what tells the file's present state, or None when there is none or no way."""
        try:
            return signature_of(self.path)
        except OSError:
            return None

    def read(self) -> Dealt:
        """Return who reads what; nobody anything without a file.

        Raises:
            PullquoteError: It cannot be read or is no list of assignments.
        """
        # As a whole, and not record by record: 100,000 of them in two tenths of a second.
        try:
            with open_regular(self.path) as file:
                signature = Signature.of(os.fstat(file.fileno()))
                data = file.read()
        except FileNotFoundError:
            return Dealt({})
        except OSError as error:
            raise explanation(error, "read", self.path) from error
        try:
            return _dealt(parse(data), self.path)._replace(signature=signature)
        except (BrokenFileError, ValueError) as error:
            raise _broken(self.path, error) from error

    def change(self, make: Callable[[Dealt], Dealt]) -> Dealt:
        """Write what `make` makes of what is in the file; nobody else writes in between.

        What `make` leaves out stays in the file.

        Raises:
            PullquoteError: It cannot be read or written, or is no list of assignments.
        """
        try:
            make_folder(self.path.parent)
            with locked(self.path.with_name(f".{self.path.name}.lock"), _LOCK_TIMEOUT):
                before = self.read()
                after = make(before)
                self._write(before, after)
        except OSError as error:
            raise explanation(error, "save", self.path) from error
        return after

    def _write(self, before: Dealt, after: Dealt) -> None:
        changed = {
            article: {"annotators": list(readers)}
            for article, readers in after.readers.items()
            if before.readers.get(article) != readers
        }
        if not changed and before.terms == after.terms:
            return
        database = self._database()
        with database.file.batch():
            if after.terms is not None:
                database.records(_META).put(_META_ID, {"schema": SCHEMA} | _terms_json(after.terms))
            database.records(_TABLE).change(changed)

    def _database(self) -> RecordDatabase:
        from tui.store.tables import RecordDatabase  # TinyDB: not needed to read

        return RecordDatabase(self.path, layouts=_LAYOUTS)


def _terms_json(terms: Terms) -> dict[str, Any]:
    return terms._asdict() | {"annotators": list(terms.annotators)}


def _dealt(data: object, path: Path) -> Dealt:
    """Read the file's tables.

    Raises:
        BrokenFileError: They are no assignments.
        PullquoteError: They are of a newer program.
    """
    tables = _object(data, "the file")
    meta = _object(_object(tables.get(_META), "meta").get(_META_ID), "meta")
    schema = meta.get("schema")
    if schema != SCHEMA:
        if isinstance(schema, str) and re.fullmatch(r"pullquote-assignments/\d+", schema):
            raise PullquoteError(f"{path} is of a newer pullquote ({schema})", "update pullquote")
        raise BrokenFileError(f"its schema is {schema!r}, not {SCHEMA!r}")
    return Dealt(_readers(_object(tables.get(_TABLE, {}), _TABLE)), _terms(meta))


def _readers(table: Mapping[str, Any]) -> dict[str, Readers]:
    # The same few people again and again: each group is read and kept once.
    groups: dict[Readers, Readers] = {}
    readers: dict[str, Readers] = {}
    for article, record in table.items():
        said = record.get("annotators") if type(record) is dict else None
        try:
            names = groups.get(tuple(said)) if type(said) is list else None
        except TypeError:  # there are lists in it
            names = None
        if names is None:
            names = _names(_object(record, f"article {article!r}"), f"article {article!r}")
            groups[tuple(record["annotators"])] = names
        readers[article] = names
    return readers


def _terms(meta: Mapping[str, Any]) -> Terms:
    overlap, readers, seed = (meta.get(name) for name in ("overlap", "readers", "seed"))
    if type(overlap) not in (int, float) or type(readers) is not int or type(seed) is not int:
        raise BrokenFileError("it does not say how it was dealt")
    return Terms(_names(meta, "meta"), float(overlap or 0), readers, seed)


def _names(record: Mapping[str, Any], what: str) -> Readers:
    names = record.get("annotators")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BrokenFileError(f"{what}: annotators must be a list of names")
    return tuple(sorted(set(names)))


def _object(data: object, what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BrokenFileError(f"{what} is not an object")
    return data


def _broken(path: Path, error: Exception) -> PullquoteError:
    return PullquoteError(
        f"{path} is no list of assignments: {error}",
        "mend the file (a conflict of git's?), or move it away and deal again",
    )
