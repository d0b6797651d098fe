"""The guideline: what the labels mean, a section at a time."""

from __future__ import annotations

from typing import ClassVar

from markdown_it import MarkdownIt  # what Textual's Markdown is made with
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from tui.model.guideline import Guideline
from tui.screens.dialog import ScrolledDialog
from tui.widgets.bar import Bar, Part
from tui.widgets.cells import shown
from tui.widgets.key_bar import KeyBar


class GuidelineScreen(ScrolledDialog[None]):
    """Shows one section; another one by a key or a click. Leads back to where one was.

    Args:
        guideline: What is shown.
        name: The label, or the decision, whose section is shown first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f2", "dismiss", "close", id="guideline.close", priority=True,
                tooltip="Back to where one was"),
        Binding("n,tab,right", "step(1)", "next", id="guideline.next", priority=True,
                tooltip="Next section"),
        Binding("p,shift+tab,left", "step(-1)", "previous", id="guideline.previous",
                priority=True, tooltip="Previous section"),
        Binding("j,down", "scroll(1)", "down", id="guideline.down", priority=True,
                tooltip="A row down"),
        Binding("k,up", "scroll(-1)", "up", id="guideline.up", priority=True,
                tooltip="A row up"),
        Binding("space,pagedown", "page(1)", "page", id="guideline.page-down",
                priority=True, tooltip="A page down"),
        Binding("b,pageup", "page(-1)", "page", show=False, id="guideline.page-up", priority=True,
                tooltip="A page up"),
    ]  # fmt: skip
    DEFAULT_CSS = """
    GuidelineScreen {
        & > Bar { width: 92; max-width: 100%; background: $surface; }
        & > VerticalScroll {
            width: 92; max-width: 100%; height: auto; max-height: 80%; padding: 0 1;
            background: $panel; color: $foreground; scrollbar-size-vertical: 1;
        }
        & Markdown { background: $panel; padding: 0 1; margin: 0; }
        & MarkdownH1 { margin: 0 0 1 0; }
        & MarkdownH2, & MarkdownH3 { margin: 1 0; }
    }
    """

    def __init__(self, guideline: Guideline, name: str = "") -> None:
        super().__init__()
        self._guideline = guideline
        self._number = guideline.number_of(name)

    def compose(self) -> ComposeResult:
        """Build the sections' names, the section, and what the keys do."""
        yield Bar(id="sections")
        with VerticalScroll(can_focus=False):
            yield Markdown(open_links=False, parser_factory=_parser)
        yield KeyBar(id="guideline-keys")

    async def on_mount(self) -> None:
        """Show the section that is asked for."""
        await self._show()

    async def _show(self) -> None:
        parts = []
        for number, section in enumerate(self._guideline.sections):
            is_shown = number == self._number
            text = f"[{section.name}]" if is_shown else f" {section.name} "
            parts.append(Part(f" {text}", "strong" if is_shown else "plain", f"go({number})"))
        self.query_one("#sections", Bar).show([Part(" guideline ", "dim"), *parts])
        await self.query_one(Markdown).update(self._guideline.sections[self._number].text)
        self.query_one(VerticalScroll).scroll_home(animate=False, immediate=True)

    async def action_go(self, number: int) -> None:
        """Show the section with this number."""
        if number != self._number:
            self._number = number
            await self._show()

    async def action_step(self, by: int) -> None:
        """Show the next section, or the one before."""
        await self.action_go((self._number + by) % len(self._guideline.sections))


def _parser() -> MarkdownIt:
    """Return a parser that takes no HTML, and shows what would steer the terminal as pictures."""
    parser = MarkdownIt("gfm-like", {"html": False, "linkify": False})
    parser.core.ruler.push("shown", _show_controls)
    return parser


def _show_controls(state: StateCore) -> None:
    waiting: list[Token] = list(state.tokens)
    while waiting:
        token = waiting.pop()
        token.content = "\n".join(map(shown, token.content.split("\n")))
        waiting += token.children or ()
