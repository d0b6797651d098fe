"""A bar of one row: parts at the left, parts at the right, each perhaps a button.

Header, legend, what is known of the quote, and the keys are such bars. One row drawn by hand is
redrawn in a fraction of a millisecond; a footer of widgets took ten on each change of mode.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.cells import cells_of, shown
from tui.widgets.entity_types import GROUPS
from tui.widgets.looks import ENTITY_LOOKS, Look, Looks
from tui.widgets.painted import Painted


class Part(NamedTuple):
    """A piece of a bar.

    Attributes:
        text: What it says.
        look: Its look's name.
        action: What a click on it runs.
        shrinks: Whether it is shortened, the longest first, before anything is cropped.
        spare: At the right, how soon it is left out where there is no room: the highest first, all
            with the same number at once; what has 0 never is.
    """

    text: str
    look: str = "plain"
    action: str = ""
    shrinks: bool = False
    spare: int = 0


def button(key: str, what: str, action: str) -> list[Part]:
    """Return a key and what it does; a click on either does it, too. Without a key: what alone."""
    told = Part(f" {what} ", "plain", action)
    return [Part(f" {key}", "key", action), told] if key else [told]


_LOOKS = {
    "plain": Look("foreground"),
    "strong": Look("foreground", bold=True),
    "dim": Look("dim"),
    "off": Look("dim", strike=True),
    "key": Look("key", bold=True),
    "good": Look("good"),
    "bad": Look("bad", bold=True),
    "warning": Look("warn", bold=True),
    **{group: ENTITY_LOOKS[f"entity-{group}"] for group in GROUPS},
}


_SHORTEST = 12
"""Cells that a part is left when it is shortened."""
_LEAST_LEFT = 2
"""Cells that the left group is left, before the right one leaves something out."""


class Bar(Painted):
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
            self.repaint()

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
        right = self._segments(self._right_shown)
        room = self._room
        left = _cropped(self._segments(_shrunk(self._left, room)), room)
        gap = room - sum(segment.cell_length for segment in left)
        return Strip([*left, Segment(" " * gap, base), *right]).adjust_cell_length(width, base)

    @property
    def _room(self) -> int:
        """Cells that the right group leaves for the left one."""
        return max(0, self.size.width - _cells(self._right_shown))

    @property
    def _right_shown(self) -> Sequence[Part]:
        """The right group, without what there is no room for."""
        least = _LEAST_LEFT if self._left else 0
        return _spared(self._right, self.size.width - least)

    def _segments(self, parts: Sequence[Part]) -> list[Segment]:
        base, segments = self._looks.base, []
        for part in parts:
            text, style = _by_itself(shown(part.text)), base + self._looks[part.look]
            if style.underline or style.strike:  # the words, not the blanks between them
                words = text.lstrip(" ")
                segments.append(Segment(text[: len(text) - len(words)], base))
                text = words
            segments.append(Segment(text, style))
        return segments

    def notify_style_update(self) -> None:
        """Forget the looks: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()

    def on_click(self, event: events.Click) -> None:
        """Run the action of the part under the mouse."""
        part = self._part_at(event.x)
        if part and part.action:
            self.press(part.action)

    def press(self, action: str) -> None:
        """Tell that a part with this action was pressed."""
        self.post_message(self.Pressed(action))

    def buttons(self) -> list[tuple[int, str]]:
        """Return what can be clicked: its first column and its action; parts of one are one."""
        found: list[tuple[int, str]] = []
        before = ""
        for columns, part in self._placed():
            if part.action and part.action != before:
                found.append((columns.start, part.action))
            before = part.action
        return found

    def _placed(self) -> Iterator[tuple[range, Part]]:
        """Return the parts that are at least in part in view, each with its columns."""
        room = self._room
        for parts, at, end in (
            (_shrunk(self._left, room), 0, room),
            (self._right_shown, room, self.size.width),
        ):
            for part in parts:
                if at >= end:
                    break
                after = at + cells_of(part.text)
                yield range(at, min(after, end)), part
                at = after

    def _part_at(self, x: int) -> Part | None:
        return next((part for columns, part in self._placed() if x in columns), None)


def _by_itself(text: str) -> str:
    """Return `text` without marks at its start, which would join the sign of the part before."""
    while text and not text[0].isascii() and cells_of(text[0]) == 0:
        text = text[1:]
    return text


def _cells(parts: Sequence[Part]) -> int:
    return sum(cells_of(part.text) for part in parts)


def _spared(parts: Sequence[Part], room: int) -> Sequence[Part]:
    """Leave out the parts that can be spared, as far as it takes to fit `room`."""
    while _cells(parts) > room and (most := max((part.spare for part in parts), default=0)):
        parts = [part for part in parts if part.spare != most]
    return parts


def _shrunk(parts: Sequence[Part], room: int) -> Sequence[Part]:
    """Shorten the parts that can be, the longest first, as far as it takes to fit `room`."""
    over = _cells(parts) - room
    sizes = [cells_of(part.text) for part in parts if part.shrinks]
    if over <= 0 or not sizes:
        return parts
    most = max(sizes)
    while most > _SHORTEST and sum(max(0, size - most) for size in sizes) < over:
        most -= 1
    return [
        part._replace(text=set_cell_size(shown(part.text), most - 1).rstrip() + "…")
        if part.shrinks and cells_of(part.text) > most
        else part
        for part in parts
    ]


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
