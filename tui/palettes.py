"""The colours that the reader draws with, by the names of the themes' variables."""

from __future__ import annotations

from tui.widgets.entity_types import GROUPS

DARK = {
    "quote-background": "#232936",
    "focus-background": "#3b4566",
    "selection-background": "#e0c068",
    "selection-text": "#16181d",
    "bar": "#8c94a9",
    "arrow": "#ffcf6b",
    "dim": "#acb4c3",
    "key": "#ffcf6b",
    "good": "#8fce8f",
    "bad": "#ff9a9a",
    "warn": "#f2b866",
    "sign-open": "#acb4c3",
    "sign-labelled": "#8fce8f",
    "sign-neither": "#b6bccb",
    "sign-unsure": "#f2b866",
    "sign-unsaved": "#ff9a9a",
    "entity-person": "#f0c674",
    "entity-org": "#7db8f5",
    "entity-place": "#98d08a",
    "entity-group": "#d3a4ee",
    "entity-time": "#74cfd0",
    "entity-number": "#e0ac80",
    "entity-thing": "#f4a6ab",
}
LIGHT = {
    "quote-background": "#eee8da",
    "focus-background": "#d5def2",
    "selection-background": "#7a5b00",
    "selection-text": "#fffdf7",
    "bar": "#807968",
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

# The hues of M. Okabe and K. Ito's "Color Universal Design" (2008), none further than 26 degrees
# from theirs in CIE Lab, made as light or as dark as it takes to be read, and searched for the
# greatest of the least differences that any eye sees between two of them, and the text.
SAFE_DARK = {
    "entity-person": "#cdff18",
    "entity-org": "#7cbafe",
    "entity-place": "#16dc69",
    "entity-group": "#ff9bb0",
    "entity-time": "#b6daff",
    "entity-number": "#d7b92f",
    "entity-thing": "#ffe3bd",
}
SAFE_LIGHT = {
    "entity-person": "#556606",
    "entity-org": "#043055",
    "entity-place": "#006054",
    "entity-group": "#b00191",
    "entity-time": "#0458d5",
    "entity-number": "#634d2c",
    "entity-thing": "#372002",
}
MONOCHROME = {
    "monochrome": "true",
    "quote-background": "#262626",
    "focus-background": "#3a3a3a",
    "selection-background": "#e0e0e0",
    "selection-text": "#121212",
    "bar": "#8a8a8a",
    "arrow": "#ffffff",
    "dim": "#b0b0b0",
    "key": "#ffffff",
    "good": "#e0e0e0",
    "bad": "#ffffff",
    "warn": "#ffffff",
    "sign-open": "#b0b0b0",
    "sign-labelled": "#ffffff",
    "sign-neither": "#c8c8c8",
    "sign-unsure": "#ffffff",
    "sign-unsaved": "#ffffff",
    **{f"entity-{group}": "#e0e0e0" for group in GROUPS},
}
"""Greys: entities are told by lines and letters, decisions by signs."""

# No backgrounds but a selection's: on which of them a colour can be read, nobody knows.
_ANSI = {
    "quote-background": "ansi_default",
    "focus-background": "ansi_default",
    "selection-background": "ansi_yellow",
    "selection-text": "ansi_black",
    "bar": "ansi_default",
    "dim": "ansi_default",
    "sign-open": "ansi_default",
    "sign-neither": "ansi_default",
}
ANSI_DARK = _ANSI | {
    "arrow": "ansi_bright_yellow",
    "key": "ansi_bright_yellow",
    "good": "ansi_bright_green",
    "bad": "ansi_bright_red",
    "warn": "ansi_bright_yellow",
    "sign-labelled": "ansi_bright_green",
    "sign-unsure": "ansi_bright_yellow",
    "sign-unsaved": "ansi_bright_red",
    "entity-person": "ansi_bright_yellow",
    "entity-org": "ansi_bright_blue",
    "entity-place": "ansi_bright_green",
    "entity-group": "ansi_bright_magenta",
    "entity-time": "ansi_bright_cyan",
    "entity-number": "ansi_yellow",
    "entity-thing": "ansi_bright_red",
}
ANSI_LIGHT = _ANSI | {
    "arrow": "ansi_red",
    "key": "ansi_blue",
    "good": "ansi_green",
    "bad": "ansi_red",
    "warn": "ansi_magenta",
    "sign-labelled": "ansi_green",
    "sign-unsure": "ansi_magenta",
    "sign-unsaved": "ansi_red",
    "entity-person": "ansi_red",
    "entity-org": "ansi_blue",
    "entity-place": "ansi_green",
    "entity-group": "ansi_magenta",
    "entity-time": "ansi_cyan",
    "entity-number": "ansi_bright_blue",
    "entity-thing": "ansi_bright_magenta",
}
"""The terminal's own colours, whatever they are."""
