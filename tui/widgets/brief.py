"""What the guideline says of a choice, in a few rows beside it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.cells import cells_of
from tui.widgets.folding import folded
from tui.widgets.looks import Look, Looks

_MORE = "… F2 more"
_LOOKS = {"plain": Look("foreground"), "key": Look("key")}


class Brief(Widget):
    """A few rows of text, cut where there is more of it."""

    DEFAULT_CSS = """
    Brief { height: auto; background: $panel; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = ""
        self._looks = Looks(self, _LOOKS)

    def make_room(self, texts: Iterable[str], *, cells: int, most: int) -> None:
        """Take as many rows as the longest of these texts needs, and no more than `most`.

        So nothing moves when another of them is shown. Without texts, or room, it is not there.

        Args:
            texts: What may be shown.
            cells: The width there will be.
            most: Rows.
        """
        needed = max((len(folded(text, cells - 2)) for text in texts if text), default=0)
        rows = min(needed, most)
        self.display = rows > 0
        if rows > 0:
            self.styles.height = rows

    def show(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, base = self.size.width, self._looks.base
        rows = folded(self._text, max(1, width - 2))
        plain = base + self._looks["plain"]
        segments = [Segment(" ", base)]
        if y == self.size.height - 1 and len(rows) > self.size.height:
            room = max(0, width - 2 - cells_of(_MORE))
            segments += [
                Segment(set_cell_size(rows[y], room), plain),
                Segment(_MORE, base + self._looks["key"]),
            ]
        elif y < len(rows):
            segments.append(Segment(rows[y], plain))
        return Strip(segments).adjust_cell_length(width, base)

    def notify_style_update(self) -> None:
        """Forget the looks: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()
