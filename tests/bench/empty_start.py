"""The least a Textual app can start with: one `Static`."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "nothing to see here"


class EmptyApp(App[None]):
    """Shows a line of text."""

    def compose(self) -> ComposeResult:
        yield Static(READY)


if __name__ == "__main__":
    EmptyApp().run()
