"""A small app around one widget, with the real themes, and what is to be seen of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.themes import THEMES, completed

W = TypeVar("W", bound=Widget)


class OneWidgetApp(App[None]):
    """Shows a widget, and nothing else; keeps the messages that it posts."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.posted: list[Message] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = completed(super().get_css_variables(), self.current_theme)
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield self.widget

    def told(self, kind: type[Message]) -> list[Message]:
        """Return the messages of one kind, oldest first."""
        return [message for message in self.posted if isinstance(message, kind)]


def strips(widget: Widget) -> list[Strip]:
    return [widget.render_line(y) for y in range(widget.size.height)]


def rows(widget: Widget) -> list[str]:
    """Return what each row of the widget says."""
    return [strip.text for strip in strips(widget)]


def styles(strip: Strip) -> Iterator[tuple[str, Style]]:
    """Yield each character of a row with its style."""
    for text, style, _ in strip:
        yield from ((character, style or Style()) for character in text)


def style_of(widget: Widget, words: str) -> Style:
    """Return the style of the first place that says `words`; all of it has to have it."""
    for strip in strips(widget):
        at = strip.text.find(words)
        if at >= 0:
            found = {style for _, style in list(styles(strip))[at : at + len(words)]}
            assert len(found) == 1, f"{words!r} is in several styles"
            return found.pop()
    raise AssertionError(f"no row says {words!r}: {rows(widget)}")
