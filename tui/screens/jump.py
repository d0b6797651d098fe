"""Letters over a screen, on all that can be clicked; to type them does what a click would.

Apart from the layer of the reader: nobody jumps before the first paint.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip

from tui.model.jump_labels import jump_labels
from tui.screens.host import host_of
from tui.screens.keys.jumping import IN_JUMP
from tui.widgets.bar import Bar
from tui.widgets.looks import Look, Looks

_LOOKS = {
    "label": Look("foreground", "background", bold=True, reverse=True),
    # A label that begins where another ends.
    "beside": Look("foreground", "background", bold=True, reverse=True, underline=True),
}


class Target(NamedTuple):
    """Something that can be jumped to.

    Attributes:
        at: Its first cell, on the screen.
        act: What a click on it does.
    """

    at: Offset
    act: Callable[[], Awaitable[object] | None]


def buttons(screen: Screen[None]) -> Iterator[Target]:
    """Return what can be pressed in the bars in view."""
    for bar in screen.query(Bar):
        if bar.display and bar.is_on_screen:
            x, y = bar.region.offset
            # A panel knows best what its own bars mean; the screen's are pressed at once, so that
            # the keys typed after the letters find it done.
            press = screen.run_action if bar.parent is screen else bar.press
            for column, action in bar.buttons():
                yield Target(Offset(x + column, y), partial(press, action))


class JumpScreen(ModalScreen[None]):
    """Lies over a screen and draws the labels on it.

    Args:
        targets: What can be jumped to, what is likeliest first.
    """

    BINDING_GROUP_TITLE = "Jumping"
    BINDINGS: ClassVar[list[BindingType]] = list(IN_JUMP)

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._targets = dict(zip(jump_labels(len(targets)), targets, strict=True))
        self._typed = ""
        self._says = " jump: "
        self._looks = Looks(self, _LOOKS)
        self._size_begun: object = None
        # What is beneath stays as it is, to be read.
        self.styles.background = "transparent"

    def on_mount(self) -> None:
        """Find out how to leave."""
        if key := host_of(self).key_of("jump.leave"):
            self._says = f" jump: {key} leaves "

    def on_resize(self, event: events.Resize) -> None:
        """Leave: what the labels stand on has gone elsewhere."""
        if self._size_begun not in {None, event.size}:
            self.action_leave()
        self._size_begun = event.size

    def notify_style_update(self) -> None:
        """Forget the looks: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()

    # -- typing ----------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Take a letter; the last of a label leads to its target."""
        event.stop()
        typed = self._typed + (event.character or "")
        if not any(label.startswith(typed) for label in self._targets):
            return
        self._typed = typed
        target = self._targets.get(typed)
        if target is None:
            self.refresh()
            return
        self.action_leave()
        # By the screen beneath: this one is on its way out, and no answer would find it.
        self.app.screen.call_next(target.act)

    def on_click(self) -> None:
        """Leave."""
        self.action_leave()

    def action_untype(self) -> None:
        """Take back a letter."""
        self._typed = self._typed[:-1]
        self.refresh()

    def action_leave(self) -> None:
        """Go back to the screen beneath."""
        if self.is_current:
            self.dismiss()

    # -- drawing ---------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the screen beneath, and the labels over it."""
        strips = super().render_lines(crop)
        width = self.size.width
        over: dict[int, dict[int, str]] = {0: {0: self._says}}
        for label, (at, _) in self._targets.items():
            if label.startswith(self._typed) and 0 <= at.y < self.size.height:
                row = over.setdefault(at.y, {})
                x = min(at.x, width - len(label))
                while x in row and x + 2 * len(label) <= width:  # both are to be read
                    x += len(row[x])
                row[x] = label
        styles = self._looks["label"], self._looks["beside"]
        return [
            _laid_over(strip, over.get(y, {}), crop.x, styles)
            for y, strip in zip(crop.line_range, strips, strict=True)
        ]


def _laid_over(strip: Strip, over: dict[int, str], left: int, styles: tuple[Style, Style]) -> Strip:
    """Return `strip`, which begins in column `left`, with texts over it by their columns.

    Texts that touch are painted in the two styles by turns.
    """
    length = strip.cell_length
    usual, other = styles
    before, style = -1, usual
    for column, text in sorted(over.items()):
        style = other if column == before and style is usual else usual
        before = column + len(text)
        start, end = max(0, column - left), min(length, column - left + len(text))
        if start < end:
            seen = text[start - (column - left) : end - (column - left)]
            label = Strip([Segment(seen, style)])
            strip = Strip.join([strip.crop(0, start), label, strip.crop(end, length)])
    return strip
