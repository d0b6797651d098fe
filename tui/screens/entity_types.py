"""Choosing which entity types are highlighted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.screens.dialog import Dialog
from tui.widgets.cells import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.short_list import ShortList


class EntityTypesDialog(Dialog[None]):
    """A list of entity types, each with `[x]` or `[ ]`; a change shows at once.

    Args:
        labels: The types of the article.
        hidden: Those that are not highlighted.
        toggle: Called with a type that is switched.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,E,shift+e", "dismiss", "close", id="types.close", priority=True,
                tooltip="Close it"),
        Binding("j", "move(1)", "down", show=False, id="types.down", tooltip="Next type"),
        Binding("k", "move(-1)", "up", show=False, id="types.up", tooltip="Type before"),
        Binding("space", "switch", "on or off", id="types.toggle",
                tooltip="Type on or off"),
    ]  # fmt: skip

    def __init__(
        self, labels: Sequence[str], hidden: Collection[str], toggle: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._labels = labels
        self._hidden = set(hidden)
        self._toggle = toggle

    def compose(self) -> ComposeResult:
        """Build the list."""
        options = (Option(self._prompt(label)) for label in self._labels)
        yield ShortList(*options, id="dialog", compact=True, markup=False)
        yield KeyBar(id="dialog-keys")

    def _prompt(self, label: str) -> Text:
        return Text(shown(f"[{' ' if label in self._hidden else 'x'}] {label}"))

    def action_move(self, by: int) -> None:
        """Move by rows."""
        options = self.query_one(OptionList)
        at = (options.highlighted or 0) + by
        options.highlighted = max(0, min(at, len(self._labels) - 1))

    def action_switch(self) -> None:
        """Switch the type under the cursor."""
        self._switch(self.query_one(OptionList).highlighted or 0)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._switch(event.option_index)

    def _switch(self, number: int) -> None:
        label = self._labels[number]
        self._hidden ^= {label}
        self.query_one(OptionList).replace_option_prompt_at_index(number, self._prompt(label))
        self._toggle(label)
