"""The article that is open is analysed when it is not yet; then those that come next."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from time import monotonic

from textual import work

from tui.errors import PullquoteError
from tui.screens.article_screen import ArticleScreen
from tui.screens.host import host_of

_LOG = logging.getLogger("pullquote")

_BETWEEN_PARTS = 0.5
"""Seconds between two parts of an analysis that are shown."""
_AHEAD = 3
"""Articles after the open one that are analysed while it is read."""
_BEFORE_AHEAD = 1.0
"""Seconds that one stays with an article before the next ones are."""


class AnalysingScreen(ArticleScreen):
    """Analyses what is read, and shows what there is of it so far."""

    def open_article(self, number: int) -> None:
        """Show the article with this number, and analyse it if that was not done.

        Raises:
            PullquoteError: It cannot be read, or its decisions cannot; the article before stays.
        """
        super().open_article(number)
        if self.session.is_analysed or self.article.is_blank:
            self._look_ahead()
        else:
            self._give_way()
            self.call_after_refresh(self._analyse)

    @work(group="analyse", exclusive=True, exit_on_error=False)
    async def _analyse(self) -> None:
        self._give_way()
        session, article = self.session, self.article
        detector = host_of(self).workspace.detector
        shown_at = 0.0
        self._set_busy("analysing…")
        try:
            async with aclosing(host_of(self).workspace.analyse(article)) as parts:
                async for part in parts:
                    # The first at once, then a few a second: to draw each would slow the keys.
                    if not part.complete and monotonic() < shown_at + _BETWEEN_PARTS:
                        continue
                    shown_at = monotonic()
                    session.set_analysis(part.analysis, detector=detector, complete=part.complete)
                    if session is self.session:
                        self._show_analysis()
                        percent = part.done * 100 // max(1, part.total)
                        self._set_busy("" if part.complete else f"analysing {percent}%")
        except PullquoteError as error:
            _LOG.warning("not analysed: %s", error)
            by_hand = f"marked by hand with {self._told_keys('reader.select')}"
            message = f"{error}\nThe article can be read, and {by_hand}."
            self.notify(message, title="No analysis", severity="error", timeout=15)
        finally:  # whatever came: nothing is being analysed any more
            if session is self.session and self.is_analysing:
                self._set_busy("not analysed")
        self._look_ahead()

    @work(group="ahead", exclusive=True, exit_on_error=False)
    async def _look_ahead(self) -> None:
        """Analyse the next articles, once one stays with this one: they will open ready."""
        following = self._following()
        if following:
            await asyncio.sleep(_BEFORE_AHEAD)
            from tui.services.ahead import analysed_ahead

            async with aclosing(analysed_ahead(host_of(self).workspace, following)) as numbers:
                async for _ in numbers:
                    pass

    def _following(self) -> list[int]:
        corpus, here = host_of(self).workspace.corpus, self.article.id
        following = (corpus.beside(here, by) for by in range(1, _AHEAD + 1))
        return [number for number in following if number is not None]

    def _give_way(self) -> None:
        """Let the article that is open have the NLP process for itself."""
        self.workers.cancel_group(self, "ahead")

    def action_switch_analysis(self) -> None:
        """Stop the analysis while it goes on, else make it again.

        What was found stays until there is something else, and what is decided in any case.
        """
        if self.is_analysing:
            self.workers.cancel_group(self, "analyse")
        else:
            self._analyse()
