"""What must hold of a store, whatever ended the programs that wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.services.sessions import open_session
from tests.soak.person import saved
from tui.errors import PullquoteError
from tui.model.edit import Changed, Edit
from tui.services.session import Session
from tui.store.annotations import AnnotationStore, Contents
from tui.store.durable import temporary_path


@dataclass
class Figures:
    """What came of it.

    Attributes:
        ends: How many processes were killed, or how many errors were thrown.
        confirmed: Edits that were shown as saved.
        undos: Undos and redos among all that are in the logs.
        left: Undos that were told not to be made, as another had changed the same.
        lost: Of the confirmed ones, those that are not in the log.
        unreadable: Files that could not be read.
        wrong: Undos that gave anything but the state before; logs that do not give the records.
        said: A line for each thing that was wrong.
    """

    ends: int = 0
    confirmed: int = 0
    undos: int = 0
    left: int = 0
    lost: int = 0
    unreadable: int = 0
    wrong: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, unreadable or wrong."""
        return not (self.lost or self.unreadable or self.wrong)

    def add(self, other: Figures) -> None:
        """Add other figures to these."""
        for name in ("ends", "confirmed", "undos", "left", "lost", "unreadable", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.said += other.said


def check_store(folder: Path, confirmed: Sequence[str]) -> Figures:
    """Check the store in `folder`, of which these edits were shown as saved."""
    figures = Figures()
    figures.said += _unreadable(folder)
    figures.unreadable = len(figures.said)
    if figures.unreadable:
        return figures
    store = AnnotationStore(folder)
    contents = store.read("ada", "seed")
    lost = set(confirmed) - {edit.id for edit in contents.edits}
    figures.lost = len(lost)
    figures.said += [f"lost: {one}" for one in sorted(lost)]
    wrong = [*_wrong_log(contents), *_wrong_log(store.read_corpus("ada"))]
    wrong += _wrong_undo(folder, contents, confirmed)
    figures.wrong = len(wrong)
    figures.said += wrong
    return figures


def count_undos(folder: Path) -> int:
    """Return how many undos and redos are in the log."""
    edits = AnnotationStore(folder).read("ada", "seed").edits
    return sum(edit.action in {"undo", "redo"} for edit in edits)


def _unreadable(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.json"):
        try:
            json.loads(path.read_bytes())
        except ValueError as error:
            yield f"unreadable: {path}: {error}"
        if ".broken-" in path.name:
            yield f"set aside: {path}"


def _wrong_log(contents: Contents) -> Iterator[str]:
    """Check that each edit changes what those before it have left, and the last what there is."""
    states: dict[str, Changed] = {}
    made: dict[str, Edit] = {}
    for edit in contents.edits:
        made[edit.id] = edit
        if edit.before != states.get(edit.annotation_id):
            yield f"wrong: {edit.action} {edit.id} does not begin with what there was"
        if edit.after is None:
            states.pop(edit.annotation_id, None)
        else:
            states[edit.annotation_id] = edit.after
        yield from _wrong_reverting(edit, made)
    if states != {one.id: one for one in contents.records}:
        yield "wrong: the log does not give the records"


def _wrong_reverting(edit: Edit, made: dict[str, Edit]) -> Iterator[str]:
    if edit.action not in {"undo", "redo"}:
        return
    target = made.get(edit.reverts or "")
    if target is None:
        yield f"wrong: {edit.action} {edit.id} of what is not in the log"
        return
    states = (target.after, target.before)
    if (edit.before, edit.after) != (states if edit.action == "undo" else states[::-1]):
        yield f"wrong: {edit.action} {edit.id} is not the edit it reverts, turned round"


def _wrong_undo(folder: Path, contents: Contents, confirmed: Sequence[str]) -> Iterator[str]:
    """Open the article as the next start does, undo once, and check what that did."""
    session = open_session(folder)
    standing = _standing(contents.edits)
    try:
        undone = session.undo()
    except PullquoteError:
        top = standing[-1]
        if session.annotations.get(top.annotation_id) == top.after and top.after is not None:
            yield f"wrong: undo refused {top.id}, which nobody has changed since"
        undone = None
    else:
        if (undone is None) != (not standing):
            yield "wrong: undo found nothing, or something where there was nothing"
        if undone is not None:
            yield from _wrong_undone(session, undone, standing, confirmed)
    saved(session)
    if session.set_aside or temporary_path(AnnotationStore(folder).path_of("ada", "seed")).exists():
        yield "wrong: something was set aside or left over"
    after = AnnotationStore(folder).read("ada", "seed")
    if undone is not None and undone.id not in {edit.id for edit in after.edits}:
        yield "wrong: the undo is not saved"


def _wrong_undone(
    session: Session, undone: Edit, standing: Sequence[Edit], confirmed: Sequence[str]
) -> Iterator[str]:
    reverted = undone.reverts
    if reverted != standing[-1].id:
        yield f"wrong: undo took {reverted} and not the last, {standing[-1].id}"
    # It is the last that was shown as saved, or one after it.
    ids = [edit.id for edit in standing]
    shown = [ids.index(one) for one in confirmed if one in ids]
    if reverted in ids and shown and ids.index(reverted) < max(shown):
        yield f"wrong: undo took {reverted}, before what was shown as saved"
    there = {**session.annotations}.get(undone.annotation_id)
    target = standing[-1]
    if undone.annotation_id in session.annotations and there != target.before:
        yield "wrong: undo does not give the state before"


def _standing(edits: Sequence[Edit]) -> list[Edit]:
    """Return what is done and not undone, the last at the end: written anew, not the program's."""
    done: dict[str, Edit] = {}
    made = {edit.id: edit for edit in edits}
    for edit in edits:
        if edit.action == "undo":
            done.pop(edit.reverts or "", None)
        elif edit.action == "redo":
            done[edit.reverts or ""] = made[edit.reverts or ""]
        else:
            done[edit.id] = edit
    return list(done.values())
