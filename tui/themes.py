"""The colours: two themes for long reading, and what any other theme is completed with."""

from __future__ import annotations

from collections.abc import Iterable

from textual.theme import Theme

DARK_COLOURS = {
    "quote-background": "#232936",
    "focus-background": "#3b4566",
    "selection-background": "#e0c068",
    "selection-text": "#16181d",
    "bar": "#6b7690",
    "arrow": "#ffcf6b",
    "dim": "#9aa3b5",
    "key": "#ffcf6b",
    "good": "#8fce8f",
    "bad": "#ff8d8d",
    "warn": "#f2b866",
    "sign-open": "#9aa3b5",
    "sign-labelled": "#8fce8f",
    "sign-neither": "#b6bccb",
    "sign-unsure": "#f2b866",
    "sign-unsaved": "#ff8d8d",
    "entity-person": "#f0c674",
    "entity-org": "#7db8f5",
    "entity-place": "#98d08a",
    "entity-group": "#d3a4ee",
    "entity-time": "#74cfd0",
    "entity-number": "#dfa878",
    "entity-thing": "#f4a6ab",
}
LIGHT_COLOURS = {
    "quote-background": "#eee8da",
    "focus-background": "#d5def2",
    "selection-background": "#7a5b00",
    "selection-text": "#fffdf7",
    "bar": "#8a8371",
    "arrow": "#9a3d00",
    "dim": "#5d594f",
    "key": "#8a3a00",
    "good": "#1f6b2c",
    "bad": "#a4161a",
    "warn": "#7c4a00",
    "sign-open": "#5d594f",
    "sign-labelled": "#1f6b2c",
    "sign-neither": "#4d4a43",
    "sign-unsure": "#7c4a00",
    "sign-unsaved": "#a4161a",
    "entity-person": "#7a4a00",
    "entity-org": "#0b4f9c",
    "entity-place": "#22611a",
    "entity-group": "#6d2a94",
    "entity-time": "#0a5c66",
    "entity-number": "#7f3f0c",
    "entity-thing": "#98202f",
}

PULLQUOTE_DARK = Theme(
    name="pullquote-dark",
    primary="#7db8f5",
    secondary="#d3a4ee",
    accent="#ffcf6b",
    foreground="#d9dde5",
    background="#16181d",
    surface="#20242c",
    panel="#2a2f3a",
    success="#8fce8f",
    warning="#f2b866",
    error="#ff8d8d",
    dark=True,
    # Textual's own choice for the cursor in a list is white, too faint on so light a blue.
    variables=DARK_COLOURS | {"block-cursor-foreground": "#16181d"},
)
PULLQUOTE_LIGHT = Theme(
    name="pullquote-light",
    primary="#0b4f9c",
    secondary="#6d2a94",
    accent="#8a3a00",
    foreground="#26241f",
    background="#fbf8f1",
    surface="#f0ebdf",
    panel="#e7e0d0",
    success="#1f6b2c",
    warning="#7c4a00",
    error="#a4161a",
    dark=False,
    variables=LIGHT_COLOURS,
)
THEMES = (PULLQUOTE_DARK, PULLQUOTE_LIGHT)


def theme_names(known: Iterable[str]) -> list[str]:
    """Return the names of all themes in the order in which they are gone through: ours first."""
    own = [theme.name for theme in THEMES]
    return [*own, *sorted(set(known) - set(own))]


def colours_for(theme: Theme) -> dict[str, str]:
    """Return the colours that a theme which is not ours does not name."""
    return DARK_COLOURS if theme.dark else LIGHT_COLOURS
