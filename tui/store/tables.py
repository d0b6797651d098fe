"""The tables of a database: TinyDB's, with strings for document ids.

So a record is found by its own id, without a scan, and the file shows the id once.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document, Table

from tui.store.records import Record, TableLayout, thaw_record
from tui.store.storage import DurableJSONStorage


class StoredDocument(Document):
    """A document that shares nothing with the storage, and whose id is a string."""

    def __init__(self, value: Mapping[str, Any], doc_id: str) -> None:
        # TinyDB's own annotation says int; what an id is, is left to `Table.document_id_class`.
        super().__init__(thaw_record(value), doc_id)  # type: ignore[arg-type]


class RecordTable(Table):
    """A table of records that carry their own ids."""

    document_class = StoredDocument  # type: ignore[assignment]
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: DurableJSONStorage, name: str) -> None:
        # No query cache: it would not see what another process has written.
        super().__init__(storage, name, cache_size=0)
        self._file = storage

    def record(self, record_id: str) -> StoredDocument | None:
        """Return the record called `record_id`, or None."""
        found = self.get(doc_id=record_id)  # type: ignore[call-overload]
        return found if isinstance(found, StoredDocument) else None

    def frozen(self) -> Mapping[str, Record]:
        """Return all records by their ids as they are kept: nobody can change them."""
        return (self._file.read() or {}).get(self.name, {})

    def has(self, record_id: str) -> bool:
        """Tell whether there is a record called `record_id`."""
        return self.contains(doc_id=record_id)  # type: ignore[arg-type]

    def put(self, record_id: str, record: Mapping[str, Any]) -> None:
        """Put `record` in the place of the one called `record_id`, or at the end."""
        self.change({record_id: record})

    def change(self, records: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Put each record in the place of the one with its id, or at the end; None removes it.

        TinyDB's own `upsert` goes through the table twice for each, and changes a record in place.
        """

        def change_in(table: dict[Any, Mapping[str, Any]]) -> None:
            for record_id, record in records.items():
                if record is None:
                    table.pop(record_id, None)
                else:
                    table[record_id] = dict(record)

        if records:
            self._update_table(change_in)


def _in_text_order(record_id: str, record: Mapping[str, Any]) -> tuple[Any, ...]:
    return record["start"], record["end"], record_id


LAYOUTS: Mapping[str, TableLayout] = {
    # First and on one line: the lists of articles read no further.
    "meta": TableLayout(),
    # As they stand in the text: two people's additions rarely meet on one line of a git merge.
    "annotations": TableLayout(spread=True, order=_in_text_order),
    # On a line each: what is corrected in all places at once are thousands.
    "entities": TableLayout(order=_in_text_order, optional=True),
    "rules": TableLayout(optional=True),
    "edits": TableLayout(),
}


class RecordDatabase(TinyDB):
    """A TinyDB of such tables in one durable file.

    Args:
        path: The file.
        layouts: How the tables stand in the file.
    """

    table_class = RecordTable  # type: ignore[assignment]

    def __init__(self, path: Path, layouts: Mapping[str, TableLayout] = LAYOUTS) -> None:
        self.file = DurableJSONStorage(path, layouts)
        super().__init__(storage=lambda: self.file)

    def records(self, name: str) -> RecordTable:
        """Return the table called `name`."""
        table = self.table(name)
        assert isinstance(table, RecordTable)  # noqa: S101 - `table_class` says so
        return table
