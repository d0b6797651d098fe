"""The outline of an article's quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.screens.panelled import PanelledScreen

if TYPE_CHECKING:
    from tui.widgets.outline import Outline, OutlineEntry


class OutlinedScreen(PanelledScreen):
    """Shows the quotes of the article in a list, when that is wanted."""

    def _make_panel(self, name: str) -> Widget:
        if name != "outline":
            return super()._make_panel(name)
        from tui.widgets.outline import Outline

        return Outline(id="outline")

    @property
    def _outline(self) -> Outline | None:
        """The outline, if it is on the screen."""
        panel = self._shown_panel("outline")
        if panel is None:
            return None
        from tui.widgets.outline import Outline

        return panel if isinstance(panel, Outline) else panel.query_one(Outline)

    async def action_outline(self) -> None:
        """Show the outline, or hide it."""
        await self._switch_panel("outline")

    def on_outline_quote_clicked(self, event: Outline.QuoteClicked) -> None:
        """Go to a quote that was clicked in the outline."""
        is_there = event.number < len(self.session.items)  # the list may have changed since
        if is_there and not self.is_prompting:  # the answer is for the quote that was asked about
            self._go_to(event.number)
            self.action_leave_panel()

    # -- following the article -------------------------------------------------------------------

    def _show_marks(self) -> None:
        super()._show_marks()
        self._show_outline()

    def _show_panels(self) -> None:
        super()._show_panels()
        self._show_outline()

    def _focus(self, number: int | None) -> None:
        super()._focus(number)
        outline = self._outline
        if outline is not None:
            outline.focus_quote(number)

    def _show_outline(self) -> None:
        outline = self._outline
        if outline is None:
            return
        from tui.screens.outline_entries import outline_entry

        session, items = self.session, self.session.items

        def entry(number: int) -> OutlineEntry:
            return outline_entry(items[number], session)

        outline.list_quotes(range(len(items)), entry, self._focused, total=len(items))
