"""All keys, from the bindings themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.widgets.bar import Bar, Part
from tui.widgets.key_bar import key_name


class KeyGroup(NamedTuple):
    """Keys that belong together, under a heading."""

    title: str
    bindings: Sequence[BindingType]


_SIGNS = """\
In the margin:  · open   – neither   ? unsure   ! not saved   letters: the labels given
                ▶ the focused quote   ┃ its rows   │ the rows of another quote
"""


class HelpScreen(ModalScreen[None]):
    """Every key, by group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "close", id="help.close", priority=True),
        Binding("j", "scroll(1)", "down", show=False, id="help.down"),
        Binding("k", "scroll(-1)", "up", show=False, id="help.up"),
        Binding("space", "scroll(10)", "page", show=False, id="help.page"),
    ]

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Build the table."""
        with VerticalScroll(id="dialog"):
            yield Static(help_text(self._groups), markup=False)
        yield Bar(id="dialog-keys")

    def on_mount(self) -> None:
        """Say how to leave."""
        self.query_one(Bar).show(
            [Part(" Esc", "key", "dismiss"), Part(" close "), Part(" j k", "key"), Part(" scroll")]
        )

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)


def help_text(groups: Sequence[KeyGroup]) -> Text:
    """Return the table of keys: one line a binding, grouped."""
    text = Text()
    for group in groups:
        text.append(f"{group.title}\n", "bold underline")
        for binding in group.bindings:
            if isinstance(binding, Binding):
                keys = " ".join(dict.fromkeys(key_name(key) for key in binding.key.split(",")))
                text.append(f"  {keys:<22}", "bold")
                text.append(f"{binding.tooltip or binding.description}\n")
        text.append("\n")
    text.append(_SIGNS)
    return text
