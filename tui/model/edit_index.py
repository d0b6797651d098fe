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
        self._annotations_at: dict[Borders, dict[str, None]] = {}

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
        before = self._annotations_at.get(borders_of(item.quote), {})
        return [edit for one in before for edit in self._by_annotation[one]]

    def _follow(self, edits: Sequence[Edit]) -> None:
        if self._is_another(edits):
            self._seen, self._by_annotation, self._annotations_at = 0, {}, {}
        for edit in edits[self._seen :]:
            changed = edit.changed
            if not isinstance(changed, Annotation):
                continue  # of an entity
            self._by_annotation.setdefault(edit.annotation_id, []).append(edit)
            for borders in known_borders(changed):
                self._annotations_at.setdefault(borders, {})[edit.annotation_id] = None
        self._seen = len(edits)
        self._last = edits[-1] if edits else None

    def _is_another(self, edits: Sequence[Edit]) -> bool:
        return len(edits) < self._seen or (
            self._seen > 0 and edits[self._seen - 1] is not self._last
        )
