"""An input that shows nothing that would steer the terminal, whatever was put or pasted into it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Input

from tui.widgets.cells import fitted


class ShownInput(Input):
    """An input: its value stays what it is, and what nobody can see in it takes no room."""

    def render_line(self, y: int) -> Strip:
        """Return the line as the terminal may have it."""
        strip = super().render_line(y)
        if all(segment.text.isprintable() for segment in strip):
            return strip
        return Strip([_shown(segment) for segment in strip], strip.cell_length)


def _shown(segment: Segment) -> Segment:
    text = segment.text
    if text.isprintable():
        return segment
    # The cursor is placed by the cells of the value: as many have to be taken.
    seen = "".join(sign for sign in text if sign.isprintable())
    return Segment(fitted(seen, cell_len(text)), segment.style)
