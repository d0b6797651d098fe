"""Choosing which entity types are highlighted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

from tui.widgets.bar import Bar, Part


class EntityTypesDialog(ModalScreen[None]):
    """A list of entity types with check marks; each change shows at once.

    Args:
        labels: The types of the article.
        hidden: Those that are not highlighted.
        toggle: Called with a type that is switched.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,E,shift+e", "dismiss", "close", id="types.close", priority=True),
        Binding("j", "move(1)", "down", show=False, id="types.down"),
        Binding("k", "move(-1)", "up", show=False, id="types.up"),
    ]

    def __init__(
        self, labels: Sequence[str], hidden: Collection[str], toggle: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._labels = labels
        self._hidden = set(hidden)
        self._toggle = toggle

    def compose(self) -> ComposeResult:
        """Build the list."""
        selections = (Selection(Text(x), x, x not in self._hidden) for x in self._labels)
        yield SelectionList[str](*selections, id="dialog", compact=True)
        yield Bar(id="dialog-keys")

    def on_mount(self) -> None:
        """Say which keys work."""
        self.query_one(Bar).show(
            [Part(" Space", "key"), Part(" on or off "), Part(" Esc", "key", "dismiss"),
             Part(" close")]
        )  # fmt: skip

    def action_move(self, by: int) -> None:
        """Move by rows."""
        types: SelectionList[str] = self.query_one(SelectionList)
        if by > 0:
            types.action_cursor_down()
        else:
            types.action_cursor_up()

    @on(SelectionList.SelectionToggled)
    def _toggled(self, event: SelectionList.SelectionToggled[str]) -> None:
        self._toggle(event.selection.value)
