"""What is verified and not kept yet: on the disk, for a file may have a million records."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Self, cast

from tui.model.annotation import Annotation
from tui.model.edit import Changed
from tui.model.entity_mark import EntityMark
from tui.model.rebase import places_of


class Place(NamedTuple):
    """One database: whose, and of which article."""

    annotator: str
    article_id: str


class Spool:
    """A file that is gone when this is closed."""

    def __init__(self) -> None:
        self._file = cast("IO[bytes]", TemporaryFile())  # noqa: SIM115 - closed by `__exit__`

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Staged(Spool):
    """Annotations and corrected entities by the database that they will go into."""

    def __init__(self) -> None:
        super().__init__()
        self._at: dict[Place, list[int]] = {}
        self._ids: dict[Place, set[str]] = {}
        self._taken: dict[Place, set[Hashable]] = {}

    def has(self, place: Place, record: Changed) -> bool:
        """Tell whether there is one with its id, or on the same quote or entity."""
        taken = self._taken.get(place, set())
        return record.id in self._ids.get(place, ()) or any(one in taken for one in _own(record))

    def add(self, place: Place, before: Changed | None, after: Changed) -> None:
        """Keep a change for later; `before` is what it changes, if anything."""
        at = self._file.seek(0, 2)
        records = [before.as_record() if before else None, after.as_record()]
        self._file.write(json.dumps(records).encode("ascii") + b"\n")
        self._at.setdefault(place, []).append(at)
        self._ids.setdefault(place, set()).add(after.id)
        self._taken.setdefault(place, set()).update(_own(after))

    def places(self) -> Iterator[Place]:
        """Yield the databases, in the order in which they came."""
        yield from self._at

    def changes(self, place: Place) -> list[tuple[Changed | None, Changed]]:
        """Return what goes into a database."""
        found = []
        for at in self._at[place]:
            self._file.seek(at)
            before, after = json.loads(self._file.readline())
            found.append((_read(before) if before else None, _read(after)))
        return found


def _own(record: Changed) -> list[Hashable]:
    """Return where a record stands; not what it was made of, of which there may be several."""
    return [place for place in places_of(record) if isinstance(place, tuple) and place[0] == "own"]


def _read(record: dict[str, object]) -> Changed:
    with suppress(ValueError):
        return Annotation.from_record(record)
    return EntityMark.from_record(record)
