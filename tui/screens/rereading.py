"""An article's file that changes while it is open: noticed, and read again when that is wanted."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from tui.errors import PullquoteError
from tui.screens.entities import EntityScreen
from tui.screens.host import host_of

if TYPE_CHECKING:
    from tui.model.article import Article
    from tui.store.durable import Signature

_EVERY = 2.0
"""Seconds between two looks at the file."""


class RereadScreen(EntityScreen):
    """Looks at the article's file now and then, and reads it again when that is wanted."""

    def __init__(self, number: int = 0) -> None:
        super().__init__(number)
        self._state: Signature | None = None
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

    def open_article(self, number: int) -> None:
        """Show the article with this number; whether it is stale is found out from then on.

        Raises:
            PullquoteError: It cannot be read, or its decisions cannot; the article before stays.
        """
        super().open_article(number)
        self._stale_id = ""

    def _read_article(self, number: int) -> Article:
        article, self._state = host_of(self).workspace.corpus.read(number)
        return article

    async def _look(self) -> None:
        """Look whether the file has another text by now."""
        article, state = self.article, self._state
        if self._is_looking or self.is_stale:
            return
        self._is_looking = True
        try:
            now, is_stale = await to_thread(self._looked_at, article, state)
        finally:
            self._is_looking = False
        if self.is_running and self.article is article:
            if is_stale:
                self._tell_stale()
            else:
                self._state = now

    def _looked_at(
        self, article: Article, known: Signature | None
    ) -> tuple[Signature | None, bool]:
        """Return the state of an article's file, and whether it has another text; blocks."""
        corpus = host_of(self).workspace.corpus
        try:
            number = corpus.number_of(article.id)
            state = corpus.state(number) if number else None
            if number is None or state is None or state == known:
                return known, False
            read = corpus.reread(number)
        except PullquoteError:  # half written, or gone: what is shown is all that there is
            return known, False
        return read.state, read.article.text != article.text

    def _tell_stale(self) -> None:
        self._stale_id = self.article.id
        key = self._told_keys("moved.reread")
        message = f"{key} reads it again; what is decided moves along with its text."
        self.notify(message, title="The article's file has changed", severity="warning")
        self._show_bars()

    async def action_reread(self) -> None:
        """Show the article as its file has it now; all that is decided is saved before."""
        corpus = host_of(self).workspace.corpus
        try:
            number = corpus.number_of(self.article.id) or 0
            await to_thread(corpus.reread, number)
            failed = await host_of(self).save_now(self.session)
            if failed is not None:
                raise failed
            self._keep_place()
            self.open_article(number)
        except PullquoteError as error:
            self.notify(str(error), title="Not read again", severity="error", timeout=15)
