"""What lies over another screen until it is closed."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, ScreenResultType

from tui.screens.keys.everywhere import EVERYWHERE_KEYS
from tui.widgets.bar import Bar
from tui.widgets.key_bar import KeyBar


class Dialog(ModalScreen[ScreenResultType]):
    """Shows in its `KeyBar`, which heirs yield, the keys that are in use; a click presses them.

    It has the keys that work everywhere, too: those of the app's own do not reach into a modal
    screen. The same ids as the app's have them, so that they are the keys that a person has chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            one.key, f"app.{one.action}", one.description, show=False, id=one.id,
            tooltip=one.tooltip,
        )
        for one in EVERYWHERE_KEYS
        if isinstance(one, Binding) and not one.priority  # priority keys are the app's at once
    ]  # fmt: skip

    @on(events.Mount)
    def _say_keys(self) -> None:
        """Say which keys work, once it is known what has the focus."""
        self.call_after_refresh(self.query_one(KeyBar).show_keys, self)

    @on(Bar.Pressed)
    async def _pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)


class ScrolledDialog(Dialog[ScreenResultType]):
    """A dialog that shows more than fits, in a `VerticalScroll`."""

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        # At once: later, the next key would count from where this one did, and a row be lost.
        scrolled = self.query_one(VerticalScroll)
        scrolled.scroll_relative(y=rows, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, less a row that stays in view."""
        height = self.query_one(VerticalScroll).scrollable_content_region.height
        self.action_scroll(pages * max(1, height - 1))
