"""The panels of the reader: beside the article or, where there is no room, over it."""

from __future__ import annotations

from asyncio import Lock
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from tui.screens.analysing import AnalysingScreen
from tui.screens.host import host_of
from tui.widgets.drawn_rows import DrawnRows

if TYPE_CHECKING:
    from tui.widgets.side_column import SideColumn
    from tui.widgets.side_view import SideView

_WIDE = 100
"""Columns from which panels have their place beside the article."""
_VERY_WIDE = 160
"""Columns from which two panels stand side by side, and no longer one below the other."""


class PanelledScreen(AnalysingScreen):
    """Shows panels, when they are wanted: outline and inspector, each its heir's.

    In a wide window a panel stands beside the article until it is switched off. In a narrow one it
    lies over the article only while it is called, one at a time: the article always has its room.
    """

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._side: SideColumn | None = None
        self._built: dict[str, Widget] = {}
        self._placing = Lock()
        self._called = ""

    # -- what the heirs say ----------------------------------------------------------------------

    def _make_panel(self, name: str) -> Widget:
        """Build a panel when it is first needed; each heir knows its own."""
        raise KeyError(name)

    def _show_panels(self) -> None:
        """Show in the panels what is to be seen of the article now; each heir fills its own."""

    def _scrolled_in(self, panel: Widget) -> SideView:
        """Return what is drawn and scrolled in a panel."""
        from tui.widgets.side_view import SideView

        return panel if isinstance(panel, SideView) else panel.query_one(SideView)

    def _must_stay(self) -> str:
        """Return the panel that cannot fold away now: one types in it; or an empty string."""
        return ""

    # -- where they are --------------------------------------------------------------------------

    def _offers(self, action: str) -> bool | None:
        return self.is_covered if action == "leave_panel" else super()._offers(action)

    def on_mount(self) -> None:
        """Show the panels that were shown in the article before."""
        if self._switched_on():
            self._build_ahead(self._place_panels)

    def on_resize(self) -> None:
        """Move the panels to where there is room for them."""
        if self._switched_on() or self._called:
            self._build_ahead(self._place_panels)

    def _switched_on(self) -> tuple[str, ...]:
        view = host_of(self).view
        on = {"outline": view.outline, "inspector": view.inspector}
        return tuple(name for name, is_on in on.items() if is_on)

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= _WIDE

    @property
    def is_covered(self) -> bool:
        """Whether a panel lies over the article."""
        return bool(self._called) and not self._is_wide

    @property
    def in_front(self) -> DrawnRows[Any]:
        """What the keys scroll: the article, or the panel over it."""
        panel = self._shown_panel(self._called) if self.is_covered else None
        return self._scrolled_in(panel) if panel else self.article_view

    def _shown_panel(self, name: str) -> Widget | None:
        """Return a panel if it is on the screen."""
        panel = self._built.get(name)
        is_shown = self._side is not None and self._side.display
        return panel if panel is not None and is_shown and panel.display else None

    def _wanted(self) -> tuple[str, ...]:
        staying = self._must_stay()
        if self._is_wide:
            self._called = ""
            on = {*self._switched_on(), staying}
            return tuple(name for name in ("outline", "inspector") if name in on)
        self._called = staying or self._called
        return (self._called,) if self._called else ()

    async def _place_panels(self) -> None:
        """Show each panel where it belongs now, built when it is first needed, or hide it."""
        async with self._placing:
            wanted = self._wanted()
            for name in wanted:
                await self._build(name)
            if self._side is not None:
                self._side.set_class(not self._is_wide, "-over")
                very_wide = self.app.size.width >= _VERY_WIDE
                self._side.set_class(very_wide and len(wanted) > 1, "-side-by-side")
                self._side.display = bool(wanted)
            for name, panel in self._built.items():
                self._scrolled_in(panel).stand_beside(beside=self._is_wide)
                panel.display = name in wanted
        self._show_panels()
        self._show_bars()
        self.call_after_refresh(self._fit)

    async def _build(self, name: str) -> None:
        if self._side is None:
            from tui.widgets.side_column import SideColumn

            self._side = SideColumn(id="side")
            await self.query_one("#desk").mount(self._side)
        if name not in self._built:
            panel = self._make_panel(name)
            is_first = name == "outline"
            await self._side.mount(panel, before=0 if is_first and self._built else None)
            self._built[name] = panel

    def _fit(self) -> None:
        if not self.is_running:  # it was left before the layout that this waited for
            return
        self.article_view.fit()
        for name, panel in self._built.items():
            if self._shown_panel(name):
                self._scrolled_in(panel).fit()

    async def _switch_panel(self, name: str) -> None:
        """Show a panel, or hide it."""
        if self._is_wide:
            view = host_of(self).view
            if name == "outline":
                view.outline = not view.outline
            else:
                view.inspector = not view.inspector
        else:
            self._called = "" if self._called == name else name
        await self._place_panels()

    def action_leave_panel(self) -> None:
        """Go from the panel back to the article beneath it."""
        if self.is_covered:
            self._called = ""
            if self._side is not None:
                self._side.display = False
            self._show_bars()

    # -- following the article -------------------------------------------------------------------

    def open_article(self, index: int) -> None:
        """Show the article with this number, and no panel over it.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        super().open_article(index)
        self.action_leave_panel()

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), self.is_covered)
