"""One annotator's annotations on one article and the log they follow from: memory, then disk.

A change is in memory at once and in `unsaved` until `save` has written it, blocking, from whichever
thread the caller likes. So a key never waits for a disk and "saved" is never said before it is
true.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from threading import Lock
from typing import TypeVar

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.model.edit import Changed, Edit, History, last_touched
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.rebase import rebased, renamed
from tui.store.annotations import ArticleDatabase, Contents

_LOG = logging.getLogger("pullquote.journal")

R = TypeVar("R", Annotation, EntityMark, EntityRule)


class Journal:
    """What a session has in its database, and what it has not yet.

    Args:
        database: Where it is kept.
        article_id: What to call it in errors.

    Attributes:
        annotations: By id.
        entities: Corrected entities, by id.
        rules: For the entities of the whole corpus, by id.
        edits: The log, oldest first.
        touched: The number of the last edit of each record, by id: which came after which. Clocks
            of two machines would not tell.
        history: What can be undone and redone.
        set_aside: The name a broken database was given, or an empty string.
        takeovers: How often another program's edits came in.
        overridden: How many changes made here came after another program's of the same record.
        refused: How many undos were not done, because another program has changed the record since.
        restored: How many edits had been saved, were not there any more, and are saved again.
        is_gone: Whether what was saved was not there any more when it was last looked at; the next
            save brings it back.
        save_error: Why the last save failed, or an empty string.

    Raises:
        PullquoteError: The database cannot be read.
    """

    def __init__(self, database: ArticleDatabase, article_id: str) -> None:
        self._database = database
        self._article_id = article_id
        self._pending: list[Edit] = []
        self.is_gone = False
        self._unsaved_ids: set[str] = set()
        self._unsaved_known: tuple[int, list[Edit]] = (0, [])
        self._saving = Lock()
        self._incoming: Contents | None = None
        self._own: set[str] = set()
        self._left_out: set[str] = set()
        self.set_aside = ""
        self.takeovers = 0
        self.overridden = 0
        self.refused = 0
        self.restored = 0
        self.save_error = ""
        self._take(database.load())

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk yet, and one more when what was saved is gone."""
        return len(self._pending) + self.is_gone

    def is_unsaved(self, annotation_id: str) -> bool:
        """Tell whether the latest change of an annotation is not on the disk yet."""
        # They are appended and, once saved, taken off at the front: so these two tell them all.
        known = (len(self._pending), self._pending[-1:])
        if known != self._unsaved_known:
            self._unsaved_known = known
            self._unsaved_ids = {edit.annotation_id for edit in self._pending}
        return annotation_id in self._unsaved_ids

    def add(self, edit: Edit) -> None:
        """Make a change, to be saved."""
        self._own.add(edit.id)
        self._pending.append(edit)
        self._apply(edit)

    @property
    def has_locks(self) -> bool:
        """Whether the file system has locks, as far as it was asked for one."""
        return self._database.lock_kind == "system"

    def record(self, like: Changed) -> Changed | None:
        """Return the record with the id of `like` as it is now; None when there is none."""
        if isinstance(like, Annotation):
            return self.annotations.get(like.id)
        return (self.entities if isinstance(like, EntityMark) else self.rules).get(like.id)

    def look(self) -> bool:
        """See whether another program wrote; blocks, but waits for nobody. From any thread.

        Returns:
            Whether it did: then `absorb` has to be called, by the thread that makes the changes.
        """
        with self._saving:
            if self._incoming is None:
                try:
                    self._incoming = self._database.changes()
                    self.is_gone = self._database.is_gone
                except PullquoteError as error:  # told when something is to be saved
                    _LOG.info("not looked at: %s", error)
            return self._incoming is not None

    def save(self) -> bool:
        """Write what is unsaved, durably; blocks. May be called from any thread.

        Returns:
            Whether another program wrote in between: then `absorb` has to be called, by the thread
            that makes the changes. Before that nothing more is written.

        Raises:
            PullquoteError: It could not be written; everything stays unsaved and can be tried
                again.
        """
        with self._saving:
            batch = list(self._pending)
            if (batch or self.is_gone) and self._incoming is None:
                try:
                    contents = self._append(batch)
                except PullquoteError as error:
                    self.save_error = str(error)
                    raise
                self.save_error = ""
                self.is_gone = False
                self._incoming = contents
                del self._pending[: len(batch)]
            return self._incoming is not None

    def absorb(self) -> bool:
        """Take over what another program wrote, as `save` found it; tells whether there was any."""
        contents, self._incoming = self._incoming, None
        if contents is None:
            return False
        before, known = self.edits, {edit.id for edit in contents.edits}
        if known - {edit.id for edit in before}:
            self.takeovers += 1
        # What was saved and is not there any more is done again: somebody put an older file there.
        waiting, left_out = {edit.id for edit in self._pending}, self._left_out
        left_out |= {edit.id for edit in contents.left_out}
        lost = [e for e in before if e.id not in known and e.id not in waiting | left_out]
        self.restored += len(lost)
        fitted = rebased(
            (*lost, *self._pending),
            contents.edits,
            contents.records,
            renamed(before, contents.edits),
        )
        left_out |= {edit.id for edit in fitted.left_out}
        self.overridden += contents.overridden + fitted.overridden
        self.refused += contents.refused + fitted.refused
        # Nobody saves while this is called. What is in the file although saving it failed stays, to
        # be told as saved when a save says so.
        self._pending[:] = [*(edit for edit in self._pending if edit.id in known), *fitted.edits]
        self._take(contents)
        for edit in fitted.edits:
            self._apply(edit)
        return True

    def follow(self, edits: Iterable[Edit]) -> None:
        """Make changes that were made elsewhere, as they apply to what there is here."""
        for edit in rebased(edits, self.edits, self._records()).edits:
            self.add(edit)

    def _records(self) -> tuple[Changed, ...]:
        return (*self.annotations.values(), *self.entities.values(), *self.rules.values())

    def _append(self, batch: list[Edit]) -> Contents | None:
        try:
            return self._database.append(batch)
        except (OSError, ValueError) as error:  # a fault of ours: still no reason to lose anything
            raise PullquoteError(f"{self._article_id} cannot be saved: {error}") from error

    def _take(self, contents: Contents) -> None:
        self.annotations: dict[str, Annotation] = {a.id: a for a in contents.annotations}
        self.entities: dict[str, EntityMark] = {mark.id: mark for mark in contents.entities}
        self.rules: dict[str, EntityRule] = {rule.id: rule for rule in contents.rules}
        if contents.set_aside:
            self.set_aside = contents.set_aside.name
        self.edits = list(contents.edits)
        self.touched = last_touched(self.edits)
        # What was done here is undone first, whatever others have done since.
        others = [edit for edit in self.edits if edit.id not in self._own]
        self.history = History((*others, *(edit for edit in self.edits if edit.id in self._own)))

    def _apply(self, edit: Edit) -> None:
        self.touched[edit.annotation_id] = len(self.edits)
        self.edits.append(edit)
        self.history.add(edit)
        changed = edit.changed
        if isinstance(changed, Annotation):
            _put(self.annotations, changed, gone=edit.after is None)
        elif isinstance(changed, EntityMark):
            _put(self.entities, changed, gone=edit.after is None)
        else:
            _put(self.rules, changed, gone=edit.after is None)


def _put(records: dict[str, R], record: R, *, gone: bool) -> None:
    if gone:
        records.pop(record.id, None)
    else:
        records[record.id] = record
