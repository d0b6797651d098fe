"""TinyDB's storage, made durable and cheap: one JSON file, replaced as a whole.

What makes it cheap is that an unchanged file is not read again and an unchanged record is not
turned into text again. Both are safe because nobody can change a record that is kept behind its
text's back: it is that text, or frozen all the way down. TinyDB can put another in its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from tui.store.durable import Signature, signature_of, write_durably
from tui.store.members import StoredRecord, file_of, id_of, members_of, record_in
from tui.store.records import (
    BrokenFileError,
    Record,
    TableLayout,
    Tables,
    compact_text,
    freeze_record,
    parse,
    spread_text,
    tables_in,
)
from tui.store.regular import check_size, open_regular


@dataclass(slots=True)
class _KeptTable:
    """A table as it stands in the file: for each id the record, its text, what it is sorted by.

    Nobody can change the records. Texts and orders are there for those that were written as we
    write them: those records are no more than their texts.
    """

    records: dict[str, Any]
    texts: dict[str, bytes] = field(default_factory=dict)
    orders: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def add(self, layout: TableLayout, doc_id: str, record: Record) -> None:
        """Take a record in."""
        if isinstance(record, StoredRecord):  # of another file, or of this one before it was gone
            record = record.read()
        member = (spread_text if layout.spread else compact_text)(doc_id, record)
        self.records[doc_id] = StoredRecord(member)
        self.texts[doc_id] = member
        if layout.order is not None:
            self.orders[doc_id] = layout.order(doc_id, record)

    def sorted(self, orders: Mapping[str, tuple[Any, ...]]) -> _KeptTable:
        """Return the table sorted by `orders`, which may have some of other records too."""
        ids = sorted(self.texts, key=orders.__getitem__)
        if ids == list(self.texts) and len(ids) == len(orders):
            return _KeptTable(self.records, self.texts, dict(orders))
        return _KeptTable(
            {doc_id: self.records[doc_id] for doc_id in ids},
            {doc_id: self.texts[doc_id] for doc_id in ids},
            {doc_id: orders[doc_id] for doc_id in ids},
        )


class DurableJSONStorage(Storage):
    """Keeps the tables in one JSON file; a write is on the disk when it returns.

    It does no locking. Whoever writes while others may holds a lock from before the read on.

    Records are replaced, not changed in place: `Table.update` and `upsert` fail on them.

    Args:
        path: The file. Its folder must exist when it is written.
        layouts: How the tables stand in the file, in this order; other tables follow them.
    """

    def __init__(self, path: Path, layouts: Mapping[str, TableLayout] | None = None) -> None:
        super().__init__()
        self._path = path
        self._layouts = dict(layouts or {})
        self._signature: Signature | None = None
        self._tables: dict[str, _KeptTable] | None = None
        self._batch: _Batch | None = None

    @property
    def known(self) -> Tables | None:
        """The tables as this object last read or wrote them, whatever became of the file."""
        if self._tables is None:
            return None
        return {name: table.records for name, table in self._tables.items()}

    def is_current(self) -> bool:
        """Tell whether the file is as this object last read or wrote it, or still not there.

        Raises:
            OSError: It cannot be told.
        """
        return signature_of(self._path) == self._signature

    def read(self) -> Tables | None:
        """Return the tables, or None when there is no file.

        Raises:
            BrokenFileError: It is not a JSON object of tables of records.
            PullquoteError: It is no regular file, or far too large.
            OSError: It cannot be read.
        """
        if self._batch is not None:
            return self._batch.tables
        signature = signature_of(self._path)
        if signature is None:
            return None
        if signature != self._signature:
            self._read_file()
        return self.known

    def read_as_whole(self) -> None:
        """Read the file anew, and not record by record.

        What somebody changed by hand may look as we write it and have two records on a line.

        Raises:
            BrokenFileError: It is not a JSON object of tables of records.
            OSError: It cannot be read.
        """
        self._read_file(as_whole=True)

    def write(self, data: Tables) -> None:
        """Replace the file by `data`, or within a batch remember to.

        Raises:
            OSError: It could not be written; the next read reads what is on the disk.
            TypeError, ValueError: A record is not JSON.
        """
        if self._batch is not None:
            self._batch.tables = data
            self._batch.changed = True
            return
        self._write_file(data)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Make all writes inside one write at the end, or none when an exception leaves it.

        Raises:
            OSError, TypeError, ValueError: As `read` and `write` do.
        """
        if self._batch is not None:
            raise RuntimeError("a batch within a batch")
        batch = self._batch = _Batch(self.read() or {})
        try:
            yield
        finally:
            self._batch = None
        if batch.changed:
            self._write_file(batch.tables)

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Let all reads inside see one state of the file, whoever replaces it meanwhile.

        Yields whether there is a file.

        Raises:
            BrokenFileError, OSError: As `read` does.
        """
        if self._batch is not None:
            raise RuntimeError("held within a batch")
        tables = self.read()
        if tables is not None:
            self._batch = _Batch(tables)
        try:
            yield tables is not None
        finally:
            self._batch = None

    def forget(self) -> None:
        """Drop all that is kept in memory."""
        self._signature = None
        self._tables = None

    def close(self) -> None:
        """Drop all that is kept in memory; nothing is kept open."""
        self.forget()

    def _read_file(self, *, as_whole: bool = False) -> None:
        # The signature is of the file that is read, not of one that replaces it meanwhile.
        with open_regular(self._path) as file:
            signature = Signature.of(os.fstat(file.fileno()))
            data = file.read()
        try:
            self._tables = (None if as_whole else self._members_in(data)) or {
                name: _KeptTable(records)
                for name, records in _frozen(tables_in(parse(data))).items()
            }
        except ValueError as error:
            raise BrokenFileError(str(error)) from error
        self._signature = signature

    def _members_in(self, data: bytes) -> dict[str, _KeptTable] | None:
        """Return the tables of a file that is written as we write it; None of any other.

        Record by record: to parse a long log as a whole holds everything up, the keys too. Each
        keeps the text it has there, or the first save after a start would have to make them all.
        """
        tables = members_of(data)
        if tables is None or list(tables) != self._names_in_order(tables):
            return None
        kept: dict[str, _KeptTable] = {}
        for name, members in tables.items():
            table = kept[name] = _KeptTable({})
            order = self._layouts.get(name, _PLAIN).order
            try:
                for member in members:
                    doc_id = id_of(member)
                    table.records[doc_id] = StoredRecord(member)
                    table.texts[doc_id] = member
                    if order is not None:
                        table.orders[doc_id] = order(*record_in(member))
            except (LookupError, TypeError, ValueError):
                return None
            if len(table.records) != len(members):  # an id stands there twice
                return None
        return kept

    def _names_in_order(self, names: Iterable[str]) -> list[str]:
        there = dict.fromkeys(names)
        ours = (n for n, layout in self._layouts.items() if n in there or not layout.optional)
        return [*ours, *(name for name in there if name not in self._layouts)]

    def _write_file(self, data: Tables) -> None:
        optional = {name for name, layout in self._layouts.items() if layout.optional}
        names = self._names_in_order(n for n in data if data[n] or n not in optional)
        tables = {name: self._written(name, data.get(name, {})) for name in names}
        # When this fails, what is kept still stands for the file that was there; should the new one
        # be there all the same (only the folder's fsync failed), its signature says so.
        text = _file_text(tables)
        check_size(len(text))
        self._signature = write_durably(self._path, text)
        self._tables = tables

    def _written(self, name: str, table: dict[str, Any]) -> _KeptTable:
        """Return `table` with its text: the kept one of each record that is still the same."""
        layout = self._layouts.get(name, _PLAIN)
        old = (self._tables or {}).get(name, _NOTHING)
        new = _KeptTable(dict(table))
        kept, known = old.records.get, old.texts.get
        for doc_id, record in table.items():
            # Identity is enough: a kept record cannot have been changed.
            is_kept = kept(doc_id) is record
            text = known(doc_id) if is_kept else None
            if text is None:
                new.add(layout, doc_id, record)
            else:
                new.texts[doc_id] = text
        if layout.order is None:
            return new
        return new.sorted({**old.orders, **new.orders})


@dataclass(slots=True)
class _Batch:
    tables: Tables
    changed: bool = False


_PLAIN = TableLayout()
_NOTHING = _KeptTable({})


def _file_text(tables: Mapping[str, _KeptTable]) -> bytes:
    return file_of({name: table.texts.values() for name, table in tables.items()})


def _frozen(tables: Tables) -> Tables:
    return {
        name: {doc_id: freeze_record(record) for doc_id, record in table.items()}
        for name, table in tables.items()
    }
