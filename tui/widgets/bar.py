"""A bar of one row: parts at the left, parts at the right, each perhaps a button.

Header, legend, what is known of the quote, and the keys are such bars. One row drawn by hand is
redrawn in a fraction of a millisecond; a footer of widgets took ten on each change of mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import cells_of, shown
from tui.widgets.entity_types import GROUPS

Look = Literal[
    "plain", "strong", "dim", "key", "good", "bad", "warning", "off",
    "person", "org", "place", "group", "time", "number", "thing",
]  # fmt: skip


class Part(NamedTuple):
    """A piece of a bar: its text, its look, and the action a click on it runs."""

    text: str
    look: Look = "plain"
    action: str = ""


class Bar(Widget):
    """One row of parts. What does not fit is cropped at the left group's end, with an ellipsis."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"bar--{look}" for look in ("plain", "strong", "dim", "key", "good", "bad", "warning")),
        "bar--off",
        *(f"bar--{group}" for group in GROUPS),
    }
    DEFAULT_CSS = """
    Bar {
        height: 1;
        background: $surface;
        & .bar--plain { color: $foreground; }
        & .bar--strong { color: $foreground; text-style: bold; }
        & .bar--dim { color: $dim; }
        & .bar--off { color: $dim; text-style: strike; }
        & .bar--key { color: $key; text-style: bold; }
        & .bar--good { color: $good; }
        & .bar--bad { color: $bad; text-style: bold; }
        & .bar--warning { color: $warn; text-style: bold; }
        & .bar--person { color: $entity-person; }
        & .bar--org { color: $entity-org; }
        & .bar--place { color: $entity-place; }
        & .bar--group { color: $entity-group; }
        & .bar--time { color: $entity-time; }
        & .bar--number { color: $entity-number; }
        & .bar--thing { color: $entity-thing; }
    }
    """

    @dataclass
    class Pressed(Message):
        """A part with an action was clicked."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()

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
        base = self.rich_style
        if y > 0:
            return Strip.blank(width, base)
        right = self._segments(self._right)
        room = max(0, width - sum(segment.cell_length for segment in right))
        left = _cropped(self._segments(self._left), room)
        gap = room - sum(segment.cell_length for segment in left)
        return Strip([*left, Segment(" " * gap, base), *right]).adjust_cell_length(width, base)

    def _segments(self, parts: Sequence[Part]) -> list[Segment]:
        base = self.rich_style
        return [
            Segment(
                shown(part.text),
                base + self.get_component_rich_style(f"bar--{part.look}", partial=True),
            )
            for part in parts
        ]

    def on_click(self, event: events.Click) -> None:
        """Run the action of the part under the mouse."""
        part = self._part_at(event.x)
        if part and part.action:
            self.post_message(self.Pressed(part.action))

    def _part_at(self, x: int) -> Part | None:
        start = self.size.width - sum(cells_of(part.text) for part in self._right)
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
