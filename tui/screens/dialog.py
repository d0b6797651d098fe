"""What the dialogs have in common: they lie over a screen, and say which keys work in them."""

from __future__ import annotations

from typing import TypeVar

from textual import events, on
from textual.screen import ModalScreen

from tui.widgets.bar import Bar
from tui.widgets.key_bar import KeyBar

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Shows in its `KeyBar`, which heirs yield, the keys that are in use; a click presses them."""

    @on(events.Mount)
    def _say_keys(self) -> None:
        """Say which keys work, once it is known what has the focus."""
        self.call_after_refresh(self.query_one(KeyBar).show_keys, self)

    @on(Bar.Pressed)
    async def _pressed(self, event: Bar.Pressed) -> None:
        await self.run_action(event.action)
