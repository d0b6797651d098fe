"""One line at the bottom, in which something short is typed; what it does is shown as one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from tui.widgets.bar import Bar, Part
from tui.widgets.cells import cells_of
from tui.widgets.shown_input import ShownInput

Keys = Mapping[str, Callable[[], None]]


class _Line(ShownInput):
    """The line itself; hands the keys that are not text on at once, before any later key comes."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, compact=True, select_on_focus=False)
        self.keys: Keys = {}

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are not text."""
        act = self.keys.get(event.key)
        if act is not None:
            event.prevent_default()
            event.stop()
            act()


class PromptLine(Horizontal):
    """Hidden until `ask`. Enter answers, Esc leaves; the owner says what else there is to know.

    Args:
        sign: What stands before the line.
        placeholder: What the empty line says.
    """

    DEFAULT_CSS = """
    PromptLine {
        height: 1; display: none; background: $panel;
        & > Bar { background: $panel; }
        & > Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
        & > Input:focus { border: none; background-tint: $foreground 0%; }
        & > Input > .input--placeholder { color: $dim; }
    }
    """

    def __init__(self, sign: str, placeholder: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sign = sign
        self._placeholder = placeholder
        self._changed: Callable[[str], None] = lambda _: None
        self._done: Callable[[str | None], None] = lambda _: None
        self._told_cells = 0

    def compose(self) -> ComposeResult:
        """Build the sign, the line, and the bar that tells."""
        yield Bar(id="prompt-sign")
        yield _Line(self._placeholder)
        yield Bar(id="prompt-told")

    def on_mount(self) -> None:
        """Show the sign."""
        sign = self.query_one("#prompt-sign", Bar)
        sign.styles.width = cells_of(self._sign)
        sign.show([Part(self._sign, "strong")])

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.query_one(_Line).value

    @text.setter
    def text(self, text: str) -> None:
        line = self.query_one(_Line)
        with self.prevent(Input.Changed):
            line.value = text
            line.cursor_position = len(text)

    def ask(
        self,
        done: Callable[[str | None], None],
        *,
        text: str = "",
        changed: Callable[[str], None] = lambda _: None,
        keys: Keys | None = None,
    ) -> None:
        """Let somebody type.

        Args:
            done: Called with the text at Enter, or with None at Esc.
            text: What stands in the line to begin with.
            changed: Called with the text after each change.
            keys: What other keys do; a part of what is told runs one by naming it as its action.
        """
        self._done, self._changed = done, changed
        line = self.query_one(_Line)
        line.keys = {**(keys or {}), "enter": self._enter, "escape": self._leave}
        self.text = text
        self.display = True
        self.screen.set_focus(line)

    def tell(self, parts: Sequence[Part]) -> None:
        """Tell something at the end of the line, in half of it at most."""
        self._told_cells = sum(cells_of(part.text) for part in parts)
        self.query_one("#prompt-told", Bar).show(parts)
        self._share_room()

    def on_resize(self) -> None:
        """Leave the line half of another width."""
        self._share_room()

    def _share_room(self) -> None:
        told = self.query_one("#prompt-told", Bar)
        told.styles.width = min(self._told_cells, self.app.size.width // 2)

    def _enter(self) -> None:
        self._end(self.text)

    def _leave(self) -> None:
        self._end(None)

    def _end(self, answer: str | None) -> None:
        self.display = False
        self._done(answer)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:  # else it was answered before the news of the last key came
            self._changed(event.value)

    @on(Bar.Pressed)
    def _pressed(self, event: Bar.Pressed) -> None:
        event.stop()
        act = self.query_one(_Line).keys.get(event.action)
        if act is not None:
            act()
