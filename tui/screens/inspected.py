"""The inspector of the quote in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.model.edit_index import EditIndex
from tui.screens.filtered import FilteredScreen

if TYPE_CHECKING:
    from tui.widgets.inspector import Inspector


class InspectedScreen(FilteredScreen):
    """Shows all that is known of the focused quote, when that is wanted."""

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._edit_index = EditIndex()
        self._inspected: tuple[object, ...] = ()

    def _offers(self, action: str) -> bool | None:
        if action == "scroll_inspector":
            return self._shown_panel("inspector") is not None
        return super()._offers(action)

    def _make_panel(self, name: str) -> Widget:
        if name != "inspector":
            return super()._make_panel(name)
        from tui.widgets.inspector import Inspector

        return Inspector(id="inspector")

    @property
    def _inspector(self) -> Inspector | None:
        """The inspector, if it is on the screen."""
        panel = self._shown_panel("inspector")
        if panel is None:
            return None
        from tui.widgets.inspector import Inspector

        return panel if isinstance(panel, Inspector) else None

    async def action_inspector(self) -> None:
        """Show the inspector, or hide it."""
        await self._switch_panel("inspector")

    def action_scroll_inspector(self, rows: int) -> None:
        """Scroll the inspector by rows."""
        inspector = self._inspector
        if inspector is not None:
            inspector.scroll_rows(rows)

    # -- following the article -------------------------------------------------------------------

    def _show_bars(self) -> None:
        super()._show_bars()
        self._show_inspector()

    def _show_inspector(self) -> None:
        """Tell of the focused quote, where that is another or there is more to say of it."""
        inspector = self._inspector
        if inspector is None:
            return
        session, item = self.session, self.focused_item
        what = (session, self._focused, len(session.items), item, session.save_error)
        if what == self._inspected:
            return
        from tui.screens.inspection import details_of

        of_another = what[:2] != self._inspected[:2]
        self._inspected = what
        edits = self._edit_index.of(session.edits, item) if item else ()
        details = details_of(item, self._focused, session, edits)
        inspector.show(details, from_top=of_another)
