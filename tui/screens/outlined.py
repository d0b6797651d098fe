"""The outline of an article's quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.screens.panelled import PanelledScreen

if TYPE_CHECKING:
    from tui.widgets.outline import Outline, OutlineEntry
    from tui.widgets.outline_panel import OutlinePanel


class OutlinedScreen(PanelledScreen):
    """Shows the quotes of the article in a list, when that is wanted."""

    def _make_panel(self, name: str) -> Widget:
        if name != "outline":
            return super()._make_panel(name)
        from tui.widgets.outline_panel import OutlinePanel

        return OutlinePanel(id="outline")

    @property
    def _outline(self) -> OutlinePanel | None:
        """The outline, if it is on the screen."""
        panel = self._shown_panel("outline")
        if panel is None:
            return None
        from tui.widgets.outline_panel import OutlinePanel

        return panel if isinstance(panel, OutlinePanel) else None

    async def action_outline(self) -> None:
        """Show the outline, or hide it."""
        await self._switch_panel("outline")

    def on_outline_quote_clicked(self, event: Outline.QuoteClicked) -> None:
        """Go to a quote that was clicked in the outline."""
        is_there = event.number < len(self.session.items)  # the list may have changed since
        if is_there and self._leaves_prompt():
            self._go_to(event.number)
            self.action_leave_panel()

    def _leaves_prompt(self) -> bool:
        """Tell whether one may go elsewhere: an answer is for the quote that was asked about."""
        return not self.is_prompting

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
            outline.list.focus_quote(number)

    def _show_outline(self) -> None:
        outline = self._outline
        if outline is None:
            return
        from tui.screens.outline_entries import outline_entry

        session, items = self.session, self.session.items

        def entry(number: int) -> OutlineEntry:
            return outline_entry(items[number], session)

        outline.list.list_quotes(self._listed(), entry, self._focused, total=len(items))
