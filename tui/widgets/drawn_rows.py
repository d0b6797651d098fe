"""Rows that a widget draws itself, one at a time, each kept until it changes."""

from __future__ import annotations

from collections.abc import Collection
from typing import Generic, TypeVar

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tui.widgets.looks import Look, Looks
from tui.widgets.painted import Painted

K = TypeVar("K")

_SCREENS_KEPT = 4
"""Screens of drawn rows that are kept: a page back is there, a whole book would be too much."""


class DrawnRows(Painted, Generic[K]):
    """Draws its rows itself and keeps the strip of each by its key.

    Heirs say which row is where in the window (`_key_at`), how one looks (`_draw`), and scroll.

    Args:
        looks: The styles they draw with, by name.
    """

    DEFAULT_CSS = """
    DrawnRows { width: 1fr; height: 1fr; }
    """

    def __init__(self, looks: dict[str, Look], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._strips: dict[K, Strip] = {}
        self._looks = Looks(self, looks)

    def _key_at(self, y: int) -> K:
        """Return the key of the row that is shown in row `y` of the window."""
        raise NotImplementedError

    def _draw(self, key: K) -> Strip:
        """Draw the row with this key."""
        raise NotImplementedError

    # -- moving ----------------------------------------------------------------------------------

    def scroll_rows(self, rows: int) -> None:
        """Scroll by this many rows, at once."""
        raise NotImplementedError

    def scroll_to_edge(self, which: int) -> None:
        """Scroll to the top (-1) or to the end (1), at once."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many rows a page is: a screen, less two rows that stay in view."""
        return max(1, self.size.height - 2)

    def scroll_pages(self, pages: int) -> None:
        """Scroll by this many pages."""
        self.scroll_rows(pages * self.page)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self._scroll_by_wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self._scroll_by_wheel(-1)

    def _scroll_by_wheel(self, way: int) -> None:
        self.scroll_rows(way * max(1, round(self.app.scroll_sensitivity_y)))

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        key = self._key_at(y)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(key)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows of the window, and forget those drawn long ago."""
        if len(self._strips) > _SCREENS_KEPT * max(1, self.size.height):
            self._keep_what_is_in_view()
        return super().render_lines(crop)

    def _keep_what_is_in_view(self) -> None:
        in_view = {self._key_at(y) for y in range(self.size.height)}
        self._strips = {key: strip for key, strip in self._strips.items() if key in in_view}

    def _redraw_rows(self, keys: Collection[K]) -> None:
        """Draw these rows again."""
        for key in keys:
            self._strips.pop(key, None)
        if keys:
            self.repaint_rows(y for y in range(self.size.height) if self._key_at(y) in keys)

    def _redraw_all(self) -> None:
        """Draw again what is in view; the rest when it comes into view."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget the styles: the theme has changed."""
        super().notify_style_update()
        self._looks.forget()
        self._strips.clear()
