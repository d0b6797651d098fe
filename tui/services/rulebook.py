"""What one annotator decided for the entities of the whole corpus."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from tui.model.edit import Action, Edit
from tui.model.entity_change import EntityRule
from tui.services.clock import stored_now
from tui.services.journal import Journal
from tui.store.annotations import ArticleDatabase


class Rulebook:
    """The rules of one annotator, with a log of their own: in memory at once, saved after.

    Args:
        database: Where they are kept.
        annotator: Whose they are.
        now: Returns the time as it is stored.

    Attributes:
        rules: The oldest first: of two for the same words the later holds.

    Raises:
        PullquoteError: The database cannot be read.
    """

    def __init__(
        self, database: ArticleDatabase, annotator: str, *, now: Callable[[], str] = stored_now
    ) -> None:
        self._journal = Journal(database, "the rules for entities")
        self._annotator = annotator
        self._now = now
        self._list()

    def _list(self) -> None:
        self.rules = tuple(self._journal.rules.values())

    def change(self, before: EntityRule | None, after: EntityRule | None, action: Action) -> None:
        """Make a rule, or take one back."""
        rule = after or before
        if rule is not None and self._journal.rules.get(rule.id) != after:
            self._journal.add(
                Edit(uuid.uuid4().hex, self._now(), self._annotator, action, before, after)
            )
            self._list()

    # -- saving: see the journal -----------------------------------------------------------------

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk yet."""
        return self._journal.unsaved

    @property
    def save_error(self) -> str:
        """Why the last save failed, or an empty string."""
        return self._journal.save_error

    def save(self) -> bool:
        """Write what is unsaved; see `Journal.save`.

        Raises:
            PullquoteError: It could not be written.
        """
        return self._journal.save()

    def absorb(self) -> bool:
        """Take over what another program wrote; tells whether there was any."""
        came_in = self._journal.absorb()
        self._list()
        return came_in
