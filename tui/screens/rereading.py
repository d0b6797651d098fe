"""An article's file that changes while it is open: noticed, and read again when that is wanted."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.screens.entities import EntityScreen
from tui.screens.host import host_of

if TYPE_CHECKING:
    from tui.services.on_disk import Stamp

_EVERY = 2.0
"""Seconds between two looks at the file."""


class RereadScreen(EntityScreen):
    """Looks at the article's file now and then, and reads it again when that is wanted."""

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._stamps: dict[str, Stamp | None] = {}
        self._stale_id = ""
        self._is_looking = False

    def on_mount(self) -> None:
        """Begin to look, after the first paint."""
        self.call_after_refresh(self._look_now_and_then)

    async def _look_now_and_then(self) -> None:
        if self.is_running:
            self.set_interval(_EVERY, self._look)

    @property
    def is_stale(self) -> bool:
        """Whether the article's file has another text than the one that is shown."""
        return self._stale_id == self.article.id

    def _offers(self, action: str) -> bool | None:
        return self.is_stale if action == "reread" else super()._offers(action)

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), self.is_stale)

    def open_article(self, index: int) -> None:
        """Show the article with this number; whether it is stale is found out after that.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        super().open_article(index)
        self._stale_id = ""
        self.call_after_refresh(self._look)

    async def _look(self) -> None:
        """Look whether the file has another text by now."""
        article = self.article
        if self._is_looking or self._stale_id == article.id:
            return
        self._is_looking = True
        try:
            known = self._stamps.get(article.id)
            stamp, is_stale = await to_thread(
                _looked_at, article, known, host_of(self).workspace.began
            )
        finally:
            self._is_looking = False
        if self.is_running and self.article is article:
            if is_stale:
                self._tell_stale()
            else:
                self._stamps[article.id] = stamp

    def _tell_stale(self) -> None:
        self._stale_id = self.article.id
        key = self._told_keys("moved.reread")
        message = f"{key} reads it again; what is decided moves along with its text."
        self.notify(message, title="The article's file has changed", severity="warning")
        self._show_bars()

    async def action_reread(self) -> None:
        """Show the article as its file has it now; all that is decided is saved before."""
        from tui.services.on_disk import read_again

        try:
            article = await to_thread(read_again, self.article)
            await to_thread(self.session.save)
        except PullquoteError as error:
            self.notify(str(error), title="Not read again", severity="error", timeout=15)
            return
        self._keep_place()
        host_of(self).workspace.replace_article(self._index, article)
        self.open_article(self._index)


def _looked_at(article: Article, known: Stamp | None, began: int) -> tuple[Stamp | None, bool]:
    """Return the stamp of an article's file, and whether it has another text; blocks.

    A file that was written before the run `began` and is seen for the first time has been read.
    """
    from tui.services.on_disk import read_again, stamp_of

    stamp = stamp_of(article)
    if stamp is None or stamp == known or (known is None and stamp.written < began):
        return stamp, False
    try:
        return stamp, read_again(article).text != article.text
    except PullquoteError:  # half written, or gone: what is shown is all that there is
        return known, False
