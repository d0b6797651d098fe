"""What one annotator decided for the entities of the whole corpus."""

from __future__ import annotations

from collections.abc import Iterable

from tui.model.edit import Edit
from tui.model.entity_change import EntityRule
from tui.services.journal import Journal
from tui.store.annotations import ArticleDatabase


class Rulebook:
    """The rules of one annotator, with a log of their own: in memory at once, saved after.

    Args:
        database: Where they are kept.

    Attributes:
        rules: The oldest first: of two for the same words the later holds.

    Raises:
        PullquoteError: The database cannot be read.
    """

    def __init__(self, database: ArticleDatabase) -> None:
        self._journal = Journal(database, "the rules for entities")
        self._list()

    def _list(self) -> None:
        self.rules = tuple(self._journal.rules.values())
        self._known = {edit.id for edit in self._journal.edits}

    def follow(self, edits: Iterable[Edit]) -> None:
        """Take in what an article's log says of rules, as far as the log here has not got it.

        Both have the very same edits. The article's is written first; what a crash keeps from being
        written here is made up for when the article is opened again.
        """
        missing = [edit for edit in edits if edit.is_of(EntityRule) and edit.id not in self._known]
        if missing:
            self._journal.follow(missing)
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

    def look(self) -> bool:
        """See whether another program wrote; see `Journal.look`."""
        return self._journal.look()

    def absorb(self) -> bool:
        """Take over what another program wrote; tells whether there was any."""
        came_in = self._journal.absorb()
        self._list()
        return came_in
