"""Styles from the theme's variables.

They are no component classes: Textual styles each of those by itself, for every widget, which took
a third of the time to the first paint. A theme sets them all the same, by its variables.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.widget import Widget

from tui.widgets.entity_types import GROUPS


class Look(NamedTuple):
    """What a part of a widget looks like: names of the theme's variables, and text styles.

    `line_for_colour` underlines it where there are no colours to tell it from the rest.
    """

    colour: str | None = None
    background: str | None = None
    bold: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    reverse: bool | None = None
    line_for_colour: bool = False


ENTITY_LOOKS = {
    f"entity-{group}": Look(f"entity-{group}", line_for_colour=True) for group in GROUPS
}


class Looks:
    """The styles of one widget, made when first needed.

    Args:
        widget: Whose app's theme is asked.
        table: The looks by name.
    """

    def __init__(self, widget: Widget, table: dict[str, Look]) -> None:
        self._widget = widget
        self._table = table
        self._made: dict[str, Style] = {}

    def __getitem__(self, name: str) -> Style:
        """Return a look's style, to be laid over the widget's own.

        Raises:
            KeyError: There is no such look, or the theme lacks its variable.
        """
        style = self._made.get(name)
        if style is None:
            look = self._table[name]
            app = self._widget.app
            variables = app.theme_variables
            style = self._made[name] = Style(
                color=variables[look.colour] if look.colour else None,
                bgcolor=variables[look.background] if look.background else None,
                bold=look.bold,
                underline=look.underline or (look.line_for_colour and app.no_color) or None,
                strike=look.strike,
                reverse=look.reverse,
            )
        return style

    @property
    def base(self) -> Style:
        """The widget's own style."""
        style = self._made.get("")
        if style is None:
            style = self._made[""] = self._widget.rich_style
        return style

    def forget(self) -> None:
        """Make all styles anew: the theme has changed."""
        self._made.clear()
