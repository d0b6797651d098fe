"""The outline of an article's quotes, beside it or, where there is no room, over it."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING, Any

from tui.screens.article_screen import ArticleScreen
from tui.screens.host import host_of
from tui.widgets.drawn_rows import DrawnRows

if TYPE_CHECKING:
    from tui.widgets.outline import Outline, OutlineEntry

_WIDE = 100
"""Columns from which the outline has its place beside the article."""


class OutlinedScreen(ArticleScreen):
    """Shows the quotes of the article in a list, when that is wanted.

    In a wide window the outline stands beside the article until it is switched off. In a narrow one
    it lies over the article only while it is called: the article always has its room.
    """

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._outline: Outline | None = None
        self._placing = Lock()
        self._is_called = False

    def _offers(self, action: str) -> bool | None:
        return self.is_covered if action == "leave_outline" else super()._offers(action)

    def on_mount(self) -> None:
        """Show the outline, if it was shown in the article before."""
        if host_of(self).view.outline:
            self.call_after_refresh(self._place_outline)

    def on_resize(self) -> None:
        """Move the outline to where there is room for it."""
        if host_of(self).view.outline or self._is_called:
            self.call_after_refresh(self._place_outline)

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= _WIDE

    @property
    def is_covered(self) -> bool:
        """Whether the outline lies over the article."""
        return self._is_called and not self._is_wide

    @property
    def in_front(self) -> DrawnRows[Any]:
        """What the keys scroll: the article, or the outline over it."""
        return self._outline if self._outline and self.is_covered else self.article_view

    async def _place_outline(self) -> None:
        """Show the outline where it belongs now, built when it is first needed, or hide it."""
        self._is_called = self._is_called and not self._is_wide
        async with self._placing:
            is_wanted = host_of(self).view.outline if self._is_wide else self._is_called
            if is_wanted and self._outline is None:
                from tui.widgets.outline import Outline

                outline = Outline(id="outline")
                await self.query_one("#desk").mount(outline)
                self._outline = outline
            if self._outline is not None:
                self._outline.stand_beside(beside=self._is_wide)
                self._outline.set_class(not self._is_wide, "-over")
                self._outline.display = is_wanted
        self._show_outline()
        self._show_bars()
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self.article_view.fit()
        if self._outline is not None and self._outline.display:
            self._outline.fit()

    async def action_outline(self) -> None:
        """Show the outline, or hide it."""
        if self._is_wide:
            view = host_of(self).view
            view.outline = not view.outline
        else:
            self._is_called = not self._is_called
        await self._place_outline()

    def action_leave_outline(self) -> None:
        """Go from the outline back to the article beneath it."""
        if self.is_covered:
            self._is_called = False
            if self._outline is not None:
                self._outline.display = False
            self._show_bars()

    def on_outline_quote_clicked(self, event: Outline.QuoteClicked) -> None:
        """Go to a quote that was clicked in the outline."""
        is_there = event.number < len(self.session.items)  # the list may have changed since
        if is_there and not self.is_prompting:  # the answer is for the quote that was asked about
            self._go_to(event.number)
            self.action_leave_outline()

    # -- following the article -------------------------------------------------------------------

    def open_article(self, index: int) -> None:
        """Show the article with this number, and not the outline over it.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        super().open_article(index)
        self.action_leave_outline()

    def _show_marks(self) -> None:
        super()._show_marks()
        self._show_outline()

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), self.is_covered)

    def _focus(self, number: int | None) -> None:
        super()._focus(number)
        if self._outline is not None and self._outline.display:
            self._outline.focus_quote(number)

    def _show_outline(self) -> None:
        if self._outline is None or not self._outline.display:
            return
        from tui.screens.outline_entries import outline_entry

        session, items = self.session, self.session.items

        def entry(number: int) -> OutlineEntry:
            return outline_entry(items[number], session)

        self._outline.list_quotes(len(items), entry, self._focused)
