"""What the panels have in common that ask something below the article."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.containers import Vertical

from tui.widgets.bar import Bar, Part, button

LIST_HINT = "1-9 picks; type to filter or name (space before a digit)"
"""What an empty line says above a list of numbered offers; no longer than fits 60 columns."""


class AskingPanel(Vertical):
    """Hidden until something is asked. The bar on top, which heirs yield first, says what.

    Args:
        back: The key of `action_back`, as it stands on a keyboard; it may have none.

    Heirs call back and post no message when there is an answer, so that no key typed ahead can come
    in between.
    """

    DEFAULT_CSS = """
    AskingPanel {
        height: auto; max-height: 50vh; display: none;
        background: $panel; border-top: solid $bar;
        & Bar { background: $panel; }
    }
    """

    def __init__(self, *, back: str = "Esc", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._back_key = back

    def _say(self, question: Sequence[Part], keys: Sequence[Part] = ()) -> None:
        """Appear, and say what is asked and which keys answer, beside the one that leads back."""
        self.display = True
        self.query_one(Bar).show(question, [*keys, *button(self._back_key, "back", "back")])

    def action_back(self) -> None:
        """Go back one step, or end without an answer."""
        raise NotImplementedError

    @on(Bar.Pressed)
    async def _bar_pressed(self, event: Bar.Pressed) -> None:
        if hasattr(self, f"action_{event.action}"):  # else it is the screen's
            event.stop()
            await self.run_action(event.action)
