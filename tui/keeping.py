"""What keeps decisions: the sessions of a run, saving behind the keys, and the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from textual import work

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.screens.reader import ReaderScreen
from tui.services.saver import Saver
from tui.services.session import Session
from tui.services.workspace import Workspace
from tui.sturdy import SturdyApp

if TYPE_CHECKING:
    from tui.screens.unsaved import Answer

LOOK = 1.0
"""Seconds between two looks at whether another program has decided on the same article."""


class KeepingApp(SturdyApp):
    """Has a session on each article that was opened, and saves it.

    Args:
        workspace: What the screens work with.

    Attributes:
        targets_used: How often the annotator gave each target.
        is_leaving: Whether the program is about to end.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace  # first: the theme's variables depend on the settings
        super().__init__(workspace.settings.state)
        self.targets_used: Counter[str] = Counter()
        self._saver = Saver(self._save_told)
        self._not_saved = ""
        self._sessions: dict[str, Session] = {}
        self._fresh: set[str] = set()
        self._gave_up = False
        self.is_leaving = False
        self._is_looking = False
        self._is_told_of_locks = False

    # -- the end ---------------------------------------------------------------------------------

    async def action_quit(self) -> None:
        """Quit; asks when something could not be saved."""
        from tui.screens.unsaved import UnsavedDialog

        if isinstance(self.screen, UnsavedDialog):
            return
        self._keep_typed()
        for session in self._sessions.values():
            self.save(session)
        failed = await self._saver.flush()
        if self._saver.unsaved:
            reason = str(failed) if failed else ""
            self.push_screen(UnsavedDialog(self._saver.unsaved, reason), self._unsaved_answered)
        else:
            await self._leave()

    def _keep_typed(self) -> None:
        """Keep a note that is being written: the program ends."""
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.keep_typed()

    async def _unsaved_answered(self, answer: Answer | None) -> None:
        if answer == "retry":
            await self.action_quit()
        elif answer == "lose":
            self._gave_up = True
            await self._leave()

    async def _leave(self) -> None:
        self.is_leaving = True
        self._saver.close()
        self.workers.cancel_all()  # what goes on in threads stops soon: the end waits for it
        await self.workspace.close()
        self.exit()

    def save_rest(self) -> int:
        """Save what is not saved, now and in this thread; return how many changes are left.

        For the end only, when no event loop saves behind the keys any more.
        """
        if self._gave_up:
            return 0
        self._keep_typed()
        return self._saver.save_now(self._sessions.values())

    # -- decisions -------------------------------------------------------------------------------

    def session_of(self, article: Article) -> Session:
        """Return the session on `article`: the one at work when it has unsaved changes, else anew.

        Raises:
            PullquoteError: The annotator's store of it cannot be opened.
        """
        known = self._sessions.get(article.id)
        is_fresh = article.id in self._fresh
        self._fresh.discard(article.id)
        if known is None or not (known.unsaved or is_fresh):
            known = self._sessions[article.id] = self.workspace.open(article)
        return known

    def open_ahead(self, article: Article) -> None:
        """Open the session that the next `session_of` is to return, where an error can be shown.

        Raises:
            PullquoteError: The annotator's store of it cannot be opened.
        """
        self.session_of(article)
        self._fresh.add(article.id)

    @property
    def unsaved(self) -> int:
        """How many changes could not be saved so far, over all articles."""
        return self._saver.unsaved if self._not_saved else 0

    def save(self, session: Session) -> None:
        """Save the session's changes, behind the keys."""
        if session.unsaved:
            self._saver.submit(session)

    async def save_now(self, session: Session) -> PullquoteError | None:
        """Save the session's changes and wait for that; returns the error when it failed."""
        self.save(session)
        failed = await self._saver.flush()
        return failed if session.unsaved else None

    def on_app_focus(self) -> None:
        """Somebody comes back to this window, maybe from another one at the same article."""
        self._look()

    def _look(self) -> None:
        """See whether another program has decided on the article that is open, beside the keys."""
        if not self._is_looking:
            self._is_looking = True
            self._looked()

    @work(group="look", exit_on_error=False)
    async def _looked(self) -> None:
        try:
            for screen in tuple(self.screen_stack):
                if isinstance(screen, ReaderScreen) and screen.is_open:
                    await self._look_for(screen)
        finally:
            self._is_looking = False

    async def _look_for(self, reader: ReaderScreen) -> None:
        session = reader.session
        has_news = await self._saver.look(session)
        # It may have been left meanwhile, or be at another article.
        if has_news and reader in self.screen_stack and reader.session is session:
            reader.saved()

    def note_targets(self, label: Label) -> None:
        """Remember the targets of a label, to offer them again."""
        self.targets_used.update(v.text for _, v in label.values if isinstance(v, Target))

    def _save_told(self, session: Session, error: PullquoteError | None) -> None:
        reason, told = str(error or ""), self._not_saved
        self._not_saved = reason
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen) and screen.session is session:
                screen.saved()
        # Left for the list before it was saved. The list is not imported for a reader alone.
        if reason != told or not reason:
            look_again = getattr(self.screen, "look_again", None)
            if look_again is not None:
                look_again()
        if not (session.has_locks or self._is_told_of_locks):
            self._is_told_of_locks = True
            message = "This folder has no locks: files beside the decisions are used instead."
            self.notify(message, title="No locks here", timeout=10)
        if error is not None and reason != told:  # once, not with each attempt
            message = f"{error}\nThe decision is kept here and saving is tried again."
            self.notify(message, title="Not saved", severity="error", timeout=10)

    @work(group="targets", exit_on_error=False)
    async def _count_targets(self) -> None:
        self.targets_used += await asyncio.to_thread(self.workspace.targets_used)
