"""The least a Textual widget can do to scroll: rows of plain text, j and k."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

READY = "plain row 3 "
ROWS = 60


class PlainRows(ScrollView, can_focus=True):
    """As many rows as the sample has, without a style and drawn beforehand."""

    BINDINGS = [Binding("j", "move(1)"), Binding("k", "move(-1)")]  # noqa: RUF012

    def on_mount(self) -> None:
        text = "with some words in it, so that there is something to write"
        self._strips = [Strip([Segment(f"plain row {i} {text}".ljust(79))]) for i in range(ROWS)]
        self.virtual_size = Size(79, ROWS)
        self.focus()

    def action_move(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        return self._strips[min(y + self.scroll_offset.y, ROWS - 1)]


class EmptyApp(App[None]):
    """One widget that has the focus."""

    def compose(self) -> ComposeResult:
        yield PlainRows()


if __name__ == "__main__":
    EmptyApp().run()
