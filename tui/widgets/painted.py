"""Widgets that draw their rows themselves, and have only the cells painted that changed.

Over a slow line every byte counts: a row of the article in true colours is some hundred bytes, of
which a moved focus changes a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Painted(Widget):
    """A widget whose rows heirs draw by `render_line`, in their last colours."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._painted: dict[int, Strip] = {}
        self._painted_size = Size(0, 0)
        self._is_waiting = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows of the window.

        Rows are whole and in their last colours, so Textual's cache of styled lines is passed by:
        it is keyed by the row of the window, and would style every row again after each scroll.
        """
        if self.size != self._painted_size:
            self._painted.clear()
            self._painted_size = self.size
        strips = [self.render_line(y) for y in crop.line_range]
        self._painted.update(zip(crop.line_range, strips, strict=True))
        self._is_waiting = False
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def repaint_rows(self, rows: Iterable[int]) -> None:
        """Have these rows of the window painted, as far as they look different now."""
        changed = [region for y in rows if (region := self._changed(y))]
        if changed:  # without a region Textual takes it for all
            self.refresh(*changed)

    def repaint(self) -> None:
        """Have the window painted as far as it looks different now.

        What is not painted yet when it changes again is painted whole: in a burst of keys, nothing
        is drawn that nobody sees.
        """
        if self._is_waiting or self.size != self._painted_size:
            self.refresh()
        else:
            self._is_waiting = True
            self.repaint_rows(range(self.size.height))

    def _changed(self, y: int) -> Region:
        painted = self._painted.get(y) if self.size == self._painted_size else None
        if painted is None:
            return Region(0, y, self.size.width, 1)
        start, end = changed_cells(painted, self.render_line(y))
        return Region(start, y, max(0, end - start), 1)

    def notify_style_update(self) -> None:
        """Forget what was painted: the theme has changed."""
        super().notify_style_update()
        self._painted.clear()


def changed_cells(old: Strip, new: Strip) -> tuple[int, int]:
    """Return from which cell to which two rows differ; an empty range when they do not.

    What differs in between may be the same in places.
    """
    width = max(old.cell_length, new.cell_length)
    if old is new or old == new:
        return (width, width)
    ours, theirs = list(old), list(new)
    start = _alike(ours, theirs, end=False)
    if old.cell_length != new.cell_length:
        return (start, width)
    return (start, max(start, width - _alike(ours[::-1], theirs[::-1], end=True)))


def _alike(ours: Sequence[Segment], theirs: Sequence[Segment], *, end: bool) -> int:
    """Return how many cells two rows have in common, from their starts or from their ends."""
    cells = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            return cells + _alike_within(one, other, end=end)
        cells += one.cell_length
    return cells


def _alike_within(one: Segment, other: Segment, *, end: bool) -> int:
    """Return the same for two segments; a wide sign is never cut."""
    narrow = all(segment.cell_length == len(segment.text) for segment in (one, other))
    if one.style != other.style or not narrow:
        return 0
    a, b = (one.text[::-1], other.text[::-1]) if end else (one.text, other.text)
    pairs = zip(a, b, strict=False)
    return next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))
