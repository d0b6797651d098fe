"""What is told of an undo or a redo of more than one key: who pressed it sees only a part of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tui.model.annotation import Annotation
from tui.model.edit import Action, Edit
from tui.model.entity_mark import EntityMark
from tui.model.printable import flat
from tui.screens.inspection import when
from tui.services.output import many

_MANY: dict[Action, str] = {
    "decide": "decision",
    "turn-down": "turned down suggestion",
    "confirm": "confirmation",
    "reanchor": "move with the text",
}
_MOST_SOURCES = 2
"""Sources of suggestions that are named."""


def told(edits: Sequence[Edit], *, is_undo: bool, back: str) -> str:
    """Return what to say of it; nothing of a single change that was made by hand.

    Args:
        edits: What was undone or done again.
        is_undo: Whether it was undone.
        back: The key that turns it round.
    """
    if not edits:
        return ""
    action = edits[-1].action
    others = ""
    if action == "import":
        how = "Taken back" if is_undo else "In again"
        again = "brings it in again" if is_undo else "takes it back"
        what = f"the import of {when(edits[-1].at)} in this article, {_imported(edits)}"
        others = " Other articles keep theirs." if is_undo else ""
    elif len(edits) > 1:
        how = "Taken back" if is_undo else "Made again"
        again = "makes them again" if is_undo else "takes them back"
        what = many(len(edits), _MANY.get(action, "change"))
    else:
        return ""
    return f"{how}: {what}. {back} {again}.{others}"


def _imported(edits: Sequence[Edit]) -> str:
    """Return what an import brought: how many of what, and who has suggested it."""
    counts: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for edit in edits:
        after = edit.after
        if isinstance(after, EntityMark):
            counts["entity"] += 1
        elif isinstance(after, Annotation) and after.suggested and after.is_suggested:
            counts["suggestion"] += 1
            sources[flat(after.suggested.source)] += 1
        else:
            counts["annotation"] += 1
    plural = {"entity": "entities"}
    parts = [many(count, name, plural.get(name, "")) for name, count in counts.items()]
    names = list(sources)[:_MOST_SOURCES]
    names += ["others"] if len(sources) > _MOST_SOURCES else []
    by = f" by {' and '.join(names)}" if names else ""
    return f"{' and '.join(parts)}{by}"
