"""Asked when one quits while decisions could not be saved."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tui.model.printable import printable
from tui.screens.dialog import Dialog
from tui.widgets.key_bar import KeyBar

Answer = Literal["retry", "stay", "lose"]


class UnsavedDialog(Dialog[Answer]):
    """Says what is not saved and why, and offers to try again, to stay, or to lose it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "answer('retry')", "try again", id="unsaved.retry",
                tooltip="Try again to save"),
        Binding("escape,s", "answer('stay')", "stay", id="unsaved.stay", tooltip="Stay"),
        Binding("ctrl+x", "answer('lose')", "quit and lose them", id="unsaved.lose",
                tooltip="Quit and lose what is not saved"),
    ]  # fmt: skip

    def __init__(self, unsaved: int, reason: str) -> None:
        super().__init__()
        self._unsaved = unsaved
        self._reason = reason

    def compose(self) -> ComposeResult:
        """Build the question."""
        what = "change is" if self._unsaved == 1 else "changes are"
        message = f"{self._unsaved} {what} not saved.\n\n{self._reason}"
        yield Static(printable(message), id="dialog", markup=False)
        yield KeyBar(id="dialog-keys")

    def action_answer(self, answer: Answer) -> None:
        """Close with an answer."""
        self.dismiss(answer)
