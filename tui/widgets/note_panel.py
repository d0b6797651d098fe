"""Writing a note on a quote, in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.widgets.asking_panel import AskingPanel
from tui.widgets.bar import Bar, Part, button
from tui.widgets.shown_input import ShownInput


class _NoteLine(ShownInput):
    """The line; gives back keys that come after it was left."""

    def __init__(self, keep: Callable[[str], None]) -> None:
        super().__init__(placeholder="a note on this quote", compact=True, select_on_focus=False)
        self._keep = keep

    def on_key(self, event: events.Key) -> None:
        """End the line at once with Enter: told by a message, that would come after later keys."""
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self._keep(self.value)


class NotePanel(AskingPanel):
    """Hidden until `edit`. Enter keeps the note, Esc leaves it as it was."""

    BINDING_GROUP_TITLE = "Writing a note"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="note.back", tooltip="Leave the note as it was"),
    ]
    DEFAULT_CSS = """
    NotePanel {
        & Input { height: 1; border: none; padding: 0 1 !important; background: $panel; }
        & Input:focus { border: none; }
        & Input > .input--placeholder { color: $dim; }
    }
    """

    def __init__(self, *, back: str = "Esc", id: str | None = None) -> None:  # noqa: A002
        super().__init__(back=back, id=id)
        self._done: Callable[[str | None], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Build the heading and the line."""
        yield Bar()
        yield _NoteLine(self._keep)

    @property
    def text(self) -> str:
        """What stands in the line, also after it was left."""
        return self.query_one(_NoteLine).value.strip()

    def edit(self, note: str, done: Callable[[str | None], None]) -> None:
        """Edit `note` and call `done` with the new one, or with None when it was left."""
        self._done = done
        self._say([Part(" note", "strong")], button("Enter", "keep", "keep"))
        line = self.query_one(_NoteLine)
        line.value = note
        line.cursor_position = len(note)
        self.screen.set_focus(line)

    def _end(self, note: str | None) -> None:
        self.display = False
        self._done(note)

    def _keep(self, note: str) -> None:
        self._end(note.strip())

    def action_keep(self) -> None:
        """Keep the note as it stands in the line."""
        self._keep(self.text)

    def action_back(self) -> None:
        """Leave the note as it was."""
        self._end(None)
