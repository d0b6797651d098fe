"""The outline with the line that filters it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from tui.model.quote_filter import last_word
from tui.widgets.bar import Bar, Part, button
from tui.widgets.outline import Outline
from tui.widgets.shown_input import ShownInput

_MOVES = {"down": 1, "up": -1}
_COMPLETE = "complete_"


class _FilterLine(ShownInput):
    """The line one types in; hands on the keys that are no text."""

    def __init__(self, panel: OutlinePanel) -> None:
        super().__init__(placeholder="words, or one of the fields below", compact=True,
                         select_on_focus=False)  # fmt: skip
        self._panel = panel

    def on_key(self, event: events.Key) -> None:
        """Take the keys that are not text; everything else is typed."""
        if event.key in _MOVES:
            self._panel.move(_MOVES[event.key])
        elif event.key == "enter":
            self._panel.end()
        elif event.key == "tab":
            self._panel.complete(0)
        elif event.key == "escape" and self.value:
            self.value = ""  # one step back: to the whole list
        elif event.key == "escape":
            self._panel.end()
        elif event.key != "shift+tab":
            return
        event.prevent_default()
        event.stop()


class OutlinePanel(Vertical):
    """A list of quotes, and above it what it lists, and the line in which that is typed."""

    DEFAULT_CSS = """
    OutlinePanel {
        & > Bar { background: $panel; }
        & > #outline-hints { display: none; }
        & > Input { height: 1; border: none; padding: 0 1 !important; display: none; }
        & > Input { background: $panel; }
        & > Input:focus { border: none; }
        & > Input > .input--placeholder { color: $dim; }
        & > Outline { height: 1fr; }
        &.-typing > Input, &.-typing > #outline-hints { display: block; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.list = Outline()
        self._line = _FilterLine(self)
        self._told = ""
        self._completions: tuple[str, ...] = ()
        self._typed: Callable[[str], None] = lambda _: None
        self._move: Callable[[int], None] = lambda _: None
        self._done: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """Build the head, the line and the list."""
        yield Bar(id="outline-head")
        yield self._line
        yield Bar(id="outline-hints")
        yield self.list

    @property
    def is_typing(self) -> bool:
        """Whether the filter is being typed."""
        return self.has_class("-typing")

    def show_filter(
        self, words: str, listed: int, total: int, *, change: str = "", clear: str = ""
    ) -> None:
        """Say what the list is: so many of all, by these words. Without words it is all.

        Args:
            words: The filter.
            listed: How many quotes fit it.
            total: How many there are.
            change: The key that lets the filter be typed, or an empty string.
            clear: The key that takes it away, or an empty string.
        """
        if self.is_typing:
            told = [Part(f" {listed} of {total}", "strong")]
            keys = button("Enter", "keep", "end")
        elif words:
            told = [Part(f" {listed} of {total}", "strong"), Part(f"  {words}", shrinks=True)]
            keys = [*button(change, "change", "filter"), *button(clear, "all", "clear_filter")]
        else:
            told = [Part(f" {total} quote{'s' if total != 1 else ''}", "dim")]
            keys = button(change, "filter", "filter")
        self.query_one("#outline-head", Bar).show(told, keys)

    def hint(self, completions: Sequence[str], problems: Sequence[str]) -> None:
        """Offer what the last word may become, or say what of the words cannot be."""
        self._completions = tuple(completions)
        hints = [Part(f" {problem}", "warning") for problem in problems]
        if not hints and not completions:
            hints.append(Part(" words of the quote or its speaker's name", "dim"))
        if completions:
            hints.append(Part(" Tab", "key", f"{_COMPLETE}0"))
        for number, one in enumerate(completions):
            value = one.partition(":")[2] or one  # what the field is, one reads above
            hints.append(Part(f" {value}", "plain", f"{_COMPLETE}{number}"))
        self.query_one("#outline-hints", Bar).show(hints)

    # -- typing ----------------------------------------------------------------------------------

    def edit(
        self,
        words: str,
        *,
        typed: Callable[[str], None],
        move: Callable[[int], None],
        done: Callable[[], None],
    ) -> None:
        """Let the filter be typed; called back, so that no key typed ahead can come in between.

        Args:
            words: The filter that stands.
            typed: Takes the words, as one types.
            move: Takes where to go in the list meanwhile: 1 is down, -1 up.
            done: Called when no more is typed.
        """
        self._typed, self._move, self._done = typed, move, done
        self._told = words
        self.add_class("-typing")
        with self.prevent(Input.Changed):
            self._line.value = words
        self._line.cursor_position = len(words)
        self.screen.set_focus(self._line)
        typed(words)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._tell(event.value)

    def _tell(self, words: str) -> None:
        if words != self._told and self.is_typing:
            self._told = words
            self._typed(words)

    def move(self, by: int) -> None:
        """Go up or down in the list."""
        self._tell(self._line.value)  # the key came before the news of the last one
        self._move(by)

    def complete(self, number: int) -> None:
        """Put a completion in the place of the last word."""
        self._tell(self._line.value)
        if number < len(self._completions):
            words = self._line.value
            self._line.value = last_word(words)[0] + self._completions[number]
            self._line.cursor_position = len(self._line.value)
            self._tell(self._line.value)

    def end(self) -> None:
        """Type no more; the filter stands."""
        if self.is_typing:
            self._tell(self._line.value)
            self.remove_class("-typing")
            self._done()

    @on(Bar.Pressed)
    def _bar_pressed(self, event: Bar.Pressed) -> None:
        if event.action.startswith(_COMPLETE):
            event.stop()
            self.complete(int(event.action.removeprefix(_COMPLETE)))
        elif event.action == "end":
            event.stop()
            self.end()
