"""The themes: two for long reading, one without colours, and what every other is completed with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

from tui.palettes import ANSI_DARK, ANSI_LIGHT, DARK, LIGHT, MONOCHROME, SAFE_DARK, SAFE_LIGHT
from tui.widgets.looks import PAPERS, READABLE, contrast, readable

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
    variables=DARK,
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
    variables=LIGHT,
)
PULLQUOTE_MONO = Theme(
    name="pullquote-mono",
    primary="#e0e0e0",
    foreground="#e0e0e0",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    success="#e0e0e0",
    warning="#e0e0e0",
    error="#ffffff",
    dark=True,
    variables=MONOCHROME,
)
THEMES = (PULLQUOTE_DARK, PULLQUOTE_LIGHT, PULLQUOTE_MONO)

_SEEN = 3.0
"""The contrast that a line or a bar needs (WCAG 2.1, success criterion 1.4.11)."""
_DRAWN = frozenset({"bar"})
"""What is no text."""
_QUOTE, _FOCUS = 0.07, 0.22
"""How much of the text's and of the theme's main colour the backgrounds of quotes have."""


def theme_names(known: Iterable[str]) -> list[str]:
    """Return the names of all themes in the order in which they are gone through: ours first."""
    own = [theme.name for theme in THEMES]
    return [*own, *sorted(set(known) - set(own))]


def completed(
    generated: Mapping[str, str], theme: Theme, palette: str = "default"
) -> dict[str, str]:
    """Return a theme's variables with those that the reader draws with, readable on each other.

    What the theme names itself is kept, as far as it can be read. The theme's own text colour is
    made stronger where it is too faint for one of the theme's own backgrounds.

    Args:
        generated: What Textual makes of the theme.
        theme: The theme.
        palette: `safe` for entities in colours that colour-blind people can tell apart.
    """
    variables = dict(generated)
    if theme.ansi:  # the terminal's own colours: what they look like, nobody knows
        return (ANSI_DARK if theme.dark else ANSI_LIGHT) | variables
    wanted = (DARK if theme.dark else LIGHT) | _backgrounds(generated) | theme.variables
    if palette == "safe" and theme.name != PULLQUOTE_MONO.name:
        wanted |= SAFE_DARK if theme.dark else SAFE_LIGHT
    variables |= wanted
    papers = [Color.parse(variables[paper]) for paper in PAPERS]
    strongest = Color.parse("white" if theme.dark else "black")
    text = readable(Color.parse(variables["foreground"]), on=papers, towards=strongest)
    variables["foreground"] = text.hex
    for name in DARK.keys() - _OTHERS:
        at_least = _SEEN if name in _DRAWN else READABLE
        on = [Color.parse(variables[paper]) for paper in papers_of(name)]
        towards = text if name in _FAINT else strongest
        colour = readable(Color.parse(variables[name]), on=on, towards=towards, wanted=at_least)
        variables[name] = colour.hex
    return variables | _on_blocks(variables)


_FAINT = frozenset({"dim", "bar", "sign-open", "sign-neither"})
"""What shall never be stronger than the text."""


def papers_of(name: str) -> list[str]:
    """Return the backgrounds that what is called so is put on: entities are not, in panels."""
    return [paper for paper in PAPERS if paper != "panel" or not name.startswith("entity-")]


_OTHERS = frozenset({*PAPERS, "selection-background", "selection-text"})
"""What is no text on a usual background."""


def _backgrounds(generated: Mapping[str, str]) -> dict[str, str]:
    """Return backgrounds for quotes, between the theme's own and its text or main colour."""
    background, foreground, main = (
        Color.parse(generated[name]) for name in ("background", "foreground", "primary")
    )
    return {
        "quote-background": background.blend(foreground, _QUOTE).hex,
        "focus-background": background.blend(main, _FOCUS).hex,
    }


def _on_blocks(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the texts on blocks of colour: what is selected, and the cursor of a list."""
    selection = Color.parse(variables["selection-background"])
    cursor = Color.parse(variables["block-cursor-background"])
    return {
        "selection-text": _text_on(selection, variables["selection-text"]),
        "block-cursor-foreground": _text_on(cursor, variables["block-cursor-foreground"]),
        # A list beside a line that one types in has the cursor all the time, and never the focus.
        "block-cursor-blurred-background": variables["focus-background"],
        "block-cursor-blurred-foreground": variables["foreground"],
    }


def _text_on(block: Color, wanted: str) -> str:
    """Return a colour that can be read on `block`: the one that is wanted, if it can."""
    if not wanted.startswith("auto") and contrast(Color.parse(wanted), block) >= READABLE:
        return wanted
    black, white = Color.parse("black"), Color.parse("white")
    return max(black, white, key=lambda colour: contrast(colour, block)).hex
