"""What could not be read: file, line, reason and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.formats.problem import Problem
from tui.screens.dialog import Dialog
from tui.widgets.cells import shown
from tui.widgets.key_bar import KeyBar


class ProblemsScreen(Dialog[None]):
    """A list of problems; everything else was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,exclamation_mark", "dismiss", "close", id="problems.close",
                priority=True, tooltip="Close it"),
    ]  # fmt: skip

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        """Build the list."""
        lines = "\n\n".join(shown(str(problem)) for problem in self._problems)
        with VerticalScroll(id="dialog"):
            yield Static(f"Not read; everything else is open.\n\n{lines}", markup=False)
        yield KeyBar(id="dialog-keys")
