"""Copying the article's own text, and going to a quote by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from tui.model.span import Span
from tui.screens.finding import FindingScreen
from tui.screens.host import host_of
from tui.screens.keys.finding import COPYING
from tui.screens.late import Late
from tui.widgets.bar import Part, button

if TYPE_CHECKING:
    from tui.widgets.prompt_line import PromptLine


class CopyingScreen(FindingScreen):
    """Copies quotes and selections, and goes to quotes by number."""

    BINDINGS: ClassVar[list[BindingType]] = list(COPYING)
    WHILE_SELECTING: ClassVar[frozenset[str]] = FindingScreen.WHILE_SELECTING | {"copy"}

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._number_line = Late(self, _number_line)

    def _offers(self, action: str) -> bool | None:
        if action == "copy" and self._span_to_copy() is None:
            return None
        if action == "go_to_quote" and self.focused_item is None:
            return None
        return super()._offers(action)

    def action_copy(self) -> None:
        """Copy what is selected, else the focused quote: the characters that the file has."""
        view = self.article_view
        span = view.selected if view.is_selecting else self._span_to_copy()
        if span is None:
            return
        text = span.of(self.session.article.text)
        self.app.copy_to_clipboard(text)
        if view.is_selecting:
            view.action_cancel()
        count = len(text)
        host_of(self).tell_switch(f"Copied {count} character{'s' * (count != 1)}.")

    def _span_to_copy(self) -> Span | None:
        """Return what is in focus."""
        return self.focused_item.span if self.focused_item else None

    async def action_go_to_quote(self) -> None:
        """Ask for the number of a quote, and go to it."""
        line = await self._number_line.get()
        count = len(self.session.items)

        def done(typed: str | None) -> None:
            self._prompt_ended()
            if typed:
                self._go_to_number(typed.strip().removeprefix("#"))
            self._show_bars()

        self._prompt_begins()
        line.ask(done)
        line.tell(
            [
                Part(f" 1-{count} ", "dim"),
                *button("Enter", "go", "enter"),
                *button("Esc", "back", "escape"),
            ]
        )
        self._show_bars()

    def _go_to_number(self, typed: str) -> None:
        count = len(self.session.items)
        # Digits of any script are digits to Python; a long row of them is not worth reading.
        number = int(typed) if typed.isdecimal() and len(typed) < _MOST_DIGITS else 0
        if 1 <= number <= count:
            self._go_to(number - 1)
        else:
            self.notify(f"There is no quote {typed}, only 1 to {count}.")


_MOST_DIGITS = 10


def _number_line() -> PromptLine:
    from tui.widgets.prompt_line import PromptLine

    return PromptLine(" quote #", "its number", id="number-line")
