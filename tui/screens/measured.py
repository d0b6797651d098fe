"""How long the rows of an article are at most: the measure, as typographers call it."""

from __future__ import annotations

from tui.screens.host import host_of
from tui.screens.jumping import JumpingScreen
from tui.settings import MEASURES


class MeasuredScreen(JumpingScreen):
    """Lets the rows be longer or shorter; it is remembered, and holds for all articles."""

    def action_measure(self, by: int) -> None:
        """Make the rows longer or shorter by so many cells."""
        view = host_of(self).view
        view.measure = min(max(MEASURES[0], view.measure + by), MEASURES[1])
        self.article_view.measure = view.measure
        self._show_header()
        host_of(self).tell_switch(f"Rows of up to {view.measure} columns.")
