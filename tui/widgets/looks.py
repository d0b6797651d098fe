"""Styles from the theme's variables.

They are no component classes: Textual styles each of those by itself, for every widget, which took
a third of the time to the first paint. A theme sets them all the same, by its variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from tui.widgets.entity_types import GROUPS


class Look(NamedTuple):
    """What a part of a widget looks like: names of the theme's variables, and text styles.

    Attributes:
        without_colour: What tells it from the rest where there are no colours, or too few: text
            styles as rich has them, beside its own.
    """

    colour: str | None = None
    background: str | None = None
    bold: bool | None = None
    underline: bool | None = None
    strike: bool | None = None
    reverse: bool | None = None
    without_colour: str = ""


SIGN_LOOKS = {
    "open": Look("sign-open"),
    "suggested": Look("sign-open"),
    "labelled": Look("sign-labelled", bold=True),
    "neither": Look("sign-neither"),
    "unsure": Look("sign-unsure", bold=True),
    "unsaved": Look("sign-unsaved", bold=True),
}
"""How the sign of a decision looks, by its state."""

LINES = {
    "person": "underline",
    "org": "underline italic",
    "place": "italic",
    "group": "underline underline2",
    "time": "underline underline2 italic",
    "number": "underline overline",
    "thing": "underline overline italic",
}
"""What tells the groups of entities apart without colours; the legend shows which is which.

Nothing of it is bold: the quote in focus is. A terminal without double lines or lines above still
has the line below.
"""
ENTITY_LOOKS = {
    f"entity-{group}": Look(f"entity-{group}", without_colour=LINES[group]) for group in GROUPS
}


PAPERS = ("background", "surface", "panel", "quote-background", "focus-background")
"""The variables of the backgrounds that text is put on, a selection's apart."""
MONOCHROME = "monochrome"
"""The variable that is `true` in a theme without colours."""
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


def readable(
    colour: Color, *, on: Color | Sequence[Color], towards: Color, wanted: float = READABLE
) -> Color:
    """Return `colour`, blended with `towards` as far as it takes to be read on each of `on`."""
    papers = [on] if isinstance(on, Color) else on
    for step in range(_STEPS):
        blended = colour.blend(towards, step / _STEPS)
        if all(contrast(blended, paper) >= wanted for paper in papers):
            return blended
    return towards


_STEPS = 20


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
            style = self._made[name] = Style(
                color=self._colour(look.colour),
                bgcolor=self._colour(look.background),
                bold=look.bold,
                underline=look.underline,
                strike=look.strike,
                reverse=look.reverse,
            )
            if look.without_colour and (self.is_monochrome or self._has_few_colours):
                style = self._made[name] = style + Style.parse(look.without_colour)
        return style

    @property
    def is_monochrome(self) -> bool:
        """Whether nothing may be told by colour: by the theme, or because there are no colours."""
        app = self._widget.app
        return app.no_color or app.theme_variables.get(MONOCHROME) == "true"

    @property
    def _has_few_colours(self) -> bool:
        """Whether the terminal has 16: the nearest is shown, and is one for several hues."""
        return self._widget.app.console.color_system == "standard"

    def _colour(self, variable: str | None) -> RichColor | None:
        if variable is None:
            return None
        return Color.parse(self._widget.app.theme_variables[variable]).rich_color

    def named(self, colour: str) -> Style:
        """Return a bold style in a colour that is not the theme's, made readable on it."""
        style = self._made.get(colour)
        if style is None:
            variables = self._widget.app.theme_variables
            made, papers = Color.parse(colour), [Color.parse(variables[p]) for p in PAPERS]
            if variables.get(MONOCHROME) == "true":
                made = Color.parse(variables["foreground"])
            elif all(paper.ansi is None for paper in papers):  # else nobody knows what they are
                made = readable(made, on=papers, towards=Color.parse(variables["foreground"]))
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
