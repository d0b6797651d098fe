"""The least a Textual widget can do about a key: draw one of its lines again."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

READY = "keys so far:"


class KeyCounter(Widget, can_focus=True):
    """Counts keys on its first line; the other lines are never drawn again."""

    keys = 0

    def render_line(self, y: int) -> Strip:
        text = f"{READY} {self.keys}" if y == 0 else "-" * y
        return Strip([Segment(text)]).adjust_cell_length(self.size.width)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        self.keys += 1
        self.refresh(Region(0, 0, self.size.width, 1))


class EmptyApp(App[None]):
    """One widget that has the focus."""

    def compose(self) -> ComposeResult:
        yield KeyCounter()

    def on_mount(self) -> None:
        self.query_one(KeyCounter).focus()


if __name__ == "__main__":
    EmptyApp().run()
