"""Edits: every change of an annotation, with before and after, never taken back from the log.

Undo and redo are edits too: they name the edit they revert or repeat. So the log only grows, is
the audit trail, and what can be undone follows from it alone, also after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tui.model.annotation import Annotation

Action = Literal[
    "decide", "drop", "note", "borders", "speaker", "mark", "remove", "reanchor", "undo", "redo"
]
ACTIONS: tuple[Action, ...] = get_args(Action)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one annotation.

    Attributes:
        id: Unique over all stores.
        at: When, ISO 8601 in UTC, ending in Z.
        annotator: Who.
        action: What was done.
        before: The annotation before; None when this edit made it.
        after: The annotation after; None when this edit removed it.
        seconds: How long it took, pauses left out.
        reverts: For `undo` and `redo`: the id of the edit that is undone or done again.
    """

    id: str
    at: str
    annotator: str
    action: Action
    before: Annotation | None
    after: Annotation | None
    seconds: float = 0.0
    reverts: str | None = None

    @property
    def annotation_id(self) -> str:
        """The id of the annotation it changes."""
        changed = self.after or self.before
        if changed is None:
            raise ValueError("an edit needs a before or an after")
        return changed.id

    def as_json(self) -> dict[str, Any]:
        """Return the edit as it is stored."""
        return {
            "id": self.id,
            "at": self.at,
            "annotator": self.annotator,
            "action": self.action,
            "before": self.before.as_record() if self.before else None,
            "after": self.after.as_record() if self.after else None,
            "seconds": self.seconds,
            "reverts": self.reverts,
        }

    @classmethod
    def from_json(
        cls,
        data: Mapping[str, Any],
        read: Callable[[Mapping[str, Any]], Annotation] = Annotation.from_record,
    ) -> Edit:
        """Read what `as_json` wrote, its annotations with `read`.

        Raises:
            KeyError, ValueError: It is not such a form.
        """
        if data["action"] not in ACTIONS:
            raise ValueError(f"unknown action {data['action']!r}")
        before, after = data["before"], data["after"]
        if before is None and after is None:
            raise ValueError("an edit needs a before or an after")
        return cls(
            id=str(data["id"]),
            at=str(data["at"]),
            annotator=str(data["annotator"]),
            action=data["action"],
            before=None if before is None else read(before),
            after=None if after is None else read(after),
            seconds=float(data["seconds"]),
            reverts=data["reverts"],
        )


class History:
    """What can be undone and redone, derived by replaying a log of edits."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        for edit in edits:
            self.add(edit)

    def add(self, edit: Edit) -> None:
        """Follow one more edit of the log."""
        if edit.action == "undo":
            _move(edit.reverts, self._done, self._undone)
        elif edit.action == "redo":
            _move(edit.reverts, self._undone, self._done)
        else:
            self._done.append(edit)
            self._undone.clear()

    @property
    def next_undo(self) -> Edit | None:
        """The edit that undo would take back, or None."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Edit | None:
        """The edit that redo would do again, or None."""
        return self._undone[-1] if self._undone else None


def moves_undone(edits: Iterable[Edit]) -> set[str]:
    """Return the annotations whose last edit took a re-anchoring back: it is not wanted again."""
    made: dict[str, Edit] = {}
    last: dict[str, Edit] = {}
    for edit in edits:
        made[edit.id] = last[edit.annotation_id] = edit
    return {
        annotation_id
        for annotation_id, edit in last.items()
        if edit.action == "undo"
        and edit.reverts in made
        and made[edit.reverts].action == "reanchor"
    }


def _move(edit_id: str | None, source: list[Edit], sink: list[Edit]) -> None:
    """Move the edit called `edit_id` over; logs merged from two programs may name any place."""
    for index in range(len(source) - 1, -1, -1):
        if source[index].id == edit_id:
            sink.append(source.pop(index))
            return
