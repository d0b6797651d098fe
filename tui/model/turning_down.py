"""Suggestions that an annotator turns down: the quote is as if nothing had been suggested for it.

That it was suggested stays in the log; so another import of the same file can leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tui.model.annotation import Annotation, Suggested
from tui.model.edit import Edit
from tui.model.label import said_of
from tui.model.rebase import are_alike, places_of

_BY_HAND = frozenset({"note", "borders", "speaker", "mark"})
"""What leaves something of the annotator's in a record that an import has made."""


def without_suggestion(one: Annotation, edits: Iterable[Edit], now: str) -> Annotation | None:
    """Return an open annotation without what is suggested; None when nothing else is in it.

    What an import brought along with a suggestion (a quote that the detector has not found, its
    note, its speaker) goes with it, unless somebody has changed something of it since.

    Args:
        one: The annotation.
        edits: Its own, oldest first.
        now: The time as it is stored.
    """
    came_with_it = False
    for edit in standing(edits):
        if edit.is_creation:
            after = edit.after if edit.action == "import" else None
            came_with_it = isinstance(after, Annotation) and after.suggested is not None
        elif edit.action in _BY_HAND:
            came_with_it = False
    if came_with_it or (one.origin == "auto" and not one.note):
        return None
    return replace(one, suggested=None, updated=now)


def turned_down(edits: Iterable[Edit]) -> list[Annotation]:
    """Return what was turned down and is so still, with what was suggested; from a whole log."""
    before = (edit.before for edit in standing(edits) if edit.action == "turn-down")
    return [one for one in before if isinstance(one, Annotation) and one.suggested]


def standing(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Return the edits that are not undone, and no undo or redo either."""
    made: dict[str, Edit] = {}
    left: dict[str, Edit] = {}
    for edit in edits:
        if edit.reverts is None:
            made[edit.id] = left[edit.id] = edit
        elif edit.action == "undo":
            left.pop(edit.reverts, None)
        elif edit.reverts in made:
            left[edit.reverts] = made[edit.reverts]
    return left.values()


class TurnedDown:
    """What an annotator turned down in one article, to be asked by quote.

    Args:
        annotations: See `turned_down`.
    """

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        self._said: dict[object, list[Annotation]] = {}
        for one in annotations:
            for key in _keys(one):
                self._said.setdefault(key, []).append(one)

    def has(self, record: Annotation) -> bool:
        """Tell whether just this was suggested for the quote, from there, and turned down."""
        return any(
            one.id == record.id or are_alike(one, record)
            for key in _keys(record)
            for one in self._said.get(key, ())
        )


def _keys(one: Annotation) -> Iterable[object]:
    """Yield what it is looked up by: what is suggested, and the id or a place."""
    if one.suggested is not None:
        said = _said(one.suggested)
        yield said, one.id
        yield from ((said, place) for place in places_of(one))


def _said(suggested: Suggested) -> str:
    return repr((suggested.source, suggested.decision, said_of(suggested.labels)))
