"""All keys, from the bindings themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.screens.dialog import ScrolledDialog
from tui.screens.keys.group import KeyGroup, all_bindings
from tui.screens.keys.table import keys_shown
from tui.widgets.key_bar import KeyBar

_SIGNS = """\
In the margin
  ·  open        –  neither       ?  unsure    !  not saved    ~  moved
  =S open, and a file suggests S
  ▶  the quote in focus, ┃ its rows, │ the rows of another quote
  letters: the labels that were given
"""


class HelpScreen(ScrolledDialog[None]):
    """Every key, by group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "close", id="help.close", priority=True,
                tooltip="Close it"),
        Binding("j", "scroll(1)", "down", id="help.down", tooltip="A row down"),
        Binding("k", "scroll(-1)", "up", id="help.up", tooltip="A row up"),
        Binding("space", "page(1)", "page", id="help.page", tooltip="A page down"),
    ]  # fmt: skip

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Build the table."""
        with VerticalScroll(id="dialog"):
            yield Static(help_text(self._groups), markup=False)
        yield KeyBar(id="dialog-keys")


def help_text(groups: Sequence[KeyGroup]) -> RenderableType:
    """Return the table of keys: one line a binding, grouped."""
    parts: list[RenderableType] = []
    for group in groups:
        parts += [Text(group.title, "bold underline"), _table(group), Text()]
    return Group(*parts, Text(_SIGNS))


def _table(group: KeyGroup) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, width=18)
    table.add_column()
    for _, binding in all_bindings([group]):
        table.add_row(Text(f"  {keys_shown(binding)}", "bold"), Text(binding.tooltip))
    return table
