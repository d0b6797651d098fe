"""The edits of one quote, without looking through the whole log each time."""

from __future__ import annotations

from collections.abc import Sequence

from tui.model.annotation import Annotation
from tui.model.edit import Edit
from tui.model.pairing import Borders, borders_of, known_borders
from tui.model.worklist import Item


class EditIndex:
    """Follows a log of edits, which grows, and answers by quote."""

    def __init__(self) -> None:
        self._seen = 0
        self._last: Edit | None = None
        self._by_annotation: dict[str, list[Edit]] = {}
        self._gone: dict[str, None] = {}
        self._borders: dict[str, frozenset[Borders]] = {}

    def of(self, edits: Sequence[Edit], item: Item) -> Sequence[Edit]:
        """Return what was done to a quote, oldest first.

        A quote without an annotation may have had one, which was undone: then it is that one's.

        Args:
            edits: The log. What was added since the last time is looked at; all of it where it is
                another one, as when another program's edits have come in.
            item: The quote.
        """
        self._follow(edits)
        if item.annotation is not None:
            return self._by_annotation.get(item.annotation.id, ())
        here = borders_of(item.quote)
        before = [one for one in self._gone if here in self._borders_of(one)]
        return [edit for one in before for edit in self._by_annotation[one]]

    def _follow(self, edits: Sequence[Edit]) -> None:
        if self._is_another(edits):
            self._seen, self._by_annotation, self._gone, self._borders = 0, {}, {}, {}
        for edit in edits[self._seen :]:
            if not edit.is_of(Annotation):
                continue  # of an entity
            changed = edit.annotation_id
            self._by_annotation.setdefault(changed, []).append(edit)
            self._borders.pop(changed, None)
            if edit.is_removal:
                self._gone[changed] = None
            else:
                self._gone.pop(changed, None)
        self._seen = len(edits)
        self._last = edits[-1] if edits else None

    def _borders_of(self, annotation_id: str) -> frozenset[Borders]:
        """Return all borders that an annotation ever had."""
        known = self._borders.get(annotation_id)
        if known is None:
            records = (edit.changed for edit in self._by_annotation[annotation_id])
            known = self._borders[annotation_id] = frozenset(
                borders
                for one in records
                if isinstance(one, Annotation)
                for borders in known_borders(one)
            )
        return known

    def _is_another(self, edits: Sequence[Edit]) -> bool:
        return len(edits) < self._seen or (
            self._seen > 0 and edits[self._seen - 1] is not self._last
        )
