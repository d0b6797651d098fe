"""A bar of one row: parts at the left, parts at the right, each perhaps a button.

Header, legend, what is known of the quote, and the keys are such bars. One row drawn by hand is
redrawn in a fraction of a millisecond; a footer of widgets took ten on each change of mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import cells_of, shown
from tui.widgets.entity_types import GROUPS
from tui.widgets.looks import Look, Looks


class Part(NamedTuple):
    """A piece of a bar: its text, its look's name, and the action a click on it runs."""

    text: str
    look: str = "plain"
    action: str = ""


_LOOKS = {
    "plain": Look("foreground"),
    "strong": Look("foreground", bold=True),
    "dim": Look("dim"),
    "off": Look("dim", strike=True),
    "key": Look("key", bold=True),
    "good": Look("good"),
    "bad": Look("bad", bold=True),
    "warning": Look("warn", bold=True),
    **{group: Look(f"entity-{group}") for group in GROUPS},
}


class Bar(Widget):
    """One row of parts. What does not fit is cropped at the left group's end, with an ellipsis."""

    DEFAULT_CSS = """
    Bar { height: 1; background: $surface; }
    """

    @dataclass
    class Pressed(Message):
        """A part with an action was clicked."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()
        self._looks = Looks(self, _LOOKS)

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show these parts; draws only when they differ from those shown."""
        new = (tuple(left), tuple(right))
        if new != (self._left, self._right):
            self._left, self._right = new
            self.refresh()

    @property
    def text(self) -> str:
        """What the bar says, left and right."""
        return "".join(part.text for part in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        base = self._looks.base
        if y > 0:
            return Strip.blank(width, base)
        right = self._segments(self._right)
        room = max(0, width - sum(segment.cell_length for segment in right))
        left = _cropped(self._segments(self._left), room)
        gap = room - sum(segment.cell_length for segment in left)
        return Strip([*left, Segment(" " * gap, base), *right]).adjust_cell_length(width, base)

    def _segments(self, parts: Sequence[Part]) -> list[Segment]:
        looks = self._looks
        return [Segment(shown(part.text), looks.base + looks[part.look]) for part in parts]

    def notify_style_update(self) -> None:
        """Forget the looks: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()

    def on_click(self, event: events.Click) -> None:
        """Run the action of the part under the mouse."""
        part = self._part_at(event.x)
        if part and part.action:
            self.post_message(self.Pressed(part.action))

    def _part_at(self, x: int) -> Part | None:
        start = max(0, self.size.width - sum(cells_of(part.text) for part in self._right))
        parts, at = (self._right, start) if x >= start else (self._left, 0)
        for part in parts:
            at += cells_of(part.text)
            if x < at:
                return part
        return None


def _cropped(segments: list[Segment], room: int) -> list[Segment]:
    """Cut segments to `room` cells, the last of them an ellipsis where something was cut."""
    if sum(segment.cell_length for segment in segments) <= room:
        return segments
    kept: list[Segment] = []
    left = room - 1
    for segment in segments:
        if segment.cell_length >= left:
            kept.append(Segment(set_cell_size(segment.text, max(0, left)) + "…", segment.style))
            break
        kept.append(segment)
        left -= segment.cell_length
    return kept if room > 0 else []
