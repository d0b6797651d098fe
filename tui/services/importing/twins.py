"""Records on the same quote or entity, found without looking at all."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from tui.model.annotation import Annotation
from tui.model.edit import Changed
from tui.model.rebase import are_alike, places_of


class Twins:
    """Records of one annotator on one article.

    Args:
        records: What there is.
    """

    def __init__(self, records: Iterable[Changed] = ()) -> None:
        self._by_id: dict[tuple[type, str], Changed] = {}
        self._by_place: dict[Hashable, list[Changed]] = {}
        for record in records:
            self.add(record)

    def add(self, record: Changed) -> None:
        """Take one more."""
        self._by_id[type(record), record.id] = record
        for place in places_of(record):
            self._by_place.setdefault(place, []).append(record)

    def decided(self) -> set[str]:
        """Return the ids of the annotations that are decided on."""
        records = self._by_id.values()
        return {one.id for one in records if isinstance(one, Annotation) and one.decision}

    def of(self, record: Changed) -> Changed | None:
        """Return the one with a record's id, or on the same quote or entity."""
        same = self._by_id.get((type(record), record.id))
        if same is not None:
            return same
        near = (one for place in places_of(record) for one in self._by_place.get(place, ()))
        return next((one for one in near if are_alike(one, record)), None)
