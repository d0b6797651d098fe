"""Styles from the theme's variables.

They are no component classes: Textual styles each of those by itself, for every widget, which took
a third of the time to the first paint. A theme sets them all the same, by its variables.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from textual.color import Color
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


SIGN_LOOKS = {
    "open": Look("sign-open"),
    "labelled": Look("sign-labelled", bold=True),
    "neither": Look("sign-neither"),
    "unsure": Look("sign-unsure", bold=True),
    "unsaved": Look("sign-unsaved", bold=True),
}
"""How the sign of a decision looks, by its state."""

ENTITY_LOOKS = {
    f"entity-{group}": Look(f"entity-{group}", line_for_colour=True) for group in GROUPS
}


READABLE = 4.5
"""The contrast of text to its background that WCAG 2.1 asks for (success criterion 1.4.3)."""


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Color) -> float:
    channels = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized
    )
    return sum(
        part * weight for part, weight in zip(channels, (0.2126, 0.7152, 0.0722), strict=True)
    )


def readable(colour: Color, *, on: Color, towards: Color) -> Color:
    """Return `colour`, blended with `towards` as far as it takes to be read on `on`."""
    steps = (colour.blend(towards, tenth / 10) for tenth in range(10))
    return next((step for step in steps if contrast(step, on) >= READABLE), towards)


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

    def named(self, colour: str) -> Style:
        """Return a bold style in a colour that is not the theme's, made readable on it."""
        style = self._made.get(colour)
        if style is None:
            variables = self._widget.app.theme_variables
            made = readable(
                Color.parse(colour),
                on=Color.parse(variables["background"]),
                towards=Color.parse(variables["foreground"]),
            )
            style = self._made[colour] = Style(color=made.rich_color, bold=True)
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
