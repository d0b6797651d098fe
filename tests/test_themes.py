"""Texts can be read on what is behind them, in every theme; entities are told apart by all."""

from __future__ import annotations

from itertools import combinations
from math import dist

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.themes import THEMES, completed, papers_of
from tui.widgets import article_view, bar, brief, inspector, outline
from tui.widgets.entity_types import GROUPS
from tui.widgets.looks import PAPERS, READABLE, Look, contrast

ALL = [*THEMES, *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]
LOOKS: list[Look] = [
    look
    for table in (article_view._LOOKS, bar._LOOKS, brief._LOOKS, inspector._LOOKS, outline._LOOKS)
    for look in table.values()
]
TEXTS = sorted({look.colour for look in LOOKS if look.colour and not look.background} - {"bar"})
BLOCKS = [
    ("selection-text", "selection-background"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
]


def variables(theme: Theme, palette: str = "default") -> dict[str, str]:
    generated = {**theme.to_color_system().generate(), **theme.variables}
    return completed(generated, theme, palette)


def colour(named: dict[str, str], name: str) -> Color:
    return Color.parse(named[name])


@pytest.mark.parametrize("palette", ["default", "safe"])
@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_background(theme: Theme, palette: str) -> None:
    named = variables(theme, palette)
    texts = ("foreground", *TEXTS)
    pairs = [(text, paper) for text in texts for paper in papers_of(text)] + BLOCKS
    faint = {
        pair: round(found, 2)
        for pair in pairs
        if (found := contrast(colour(named, pair[0]), colour(named, pair[1]))) < READABLE
    }
    assert not faint
    assert all(contrast(colour(named, "bar"), colour(named, paper)) >= 3 for paper in PAPERS)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_our_own_colours_are_taken_as_they_are(theme: Theme) -> None:
    named = variables(theme)
    for name, value in theme.variables.items():
        if name != "monochrome":
            assert Color.parse(named[name]) == Color.parse(value), name
    assert Color.parse(named["foreground"]) == Color.parse(theme.foreground or "")


@pytest.mark.parametrize("theme", ALL, ids=lambda theme: theme.name)
def test_the_focused_quote_differs_from_the_others_and_from_the_page(theme: Theme) -> None:
    named = variables(theme)
    papers = [
        colour(named, name) for name in ("background", "quote-background", "focus-background")
    ]
    assert all(one != other for one, other in combinations(papers, 2))


# How colours look to whom one sort of cones is missing: G. M. Machado, M. M. Oliveira and
# L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15 (2009), severity 1.0, over linear RGB.
MACHADO = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TOLD_APART = 15
"""The least CIE 1976 difference; 2.3 is what can just be seen, side by side in large fields."""


def lab(seen: Color, eye: str) -> tuple[float, float, float]:
    """Return a colour in CIE Lab (D65), as an eye sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in seen.normalized]
    red, green, blue = (
        min(1.0, max(0.0, sum(part * c for part, c in zip(row, linear, strict=True))))
        for row in MACHADO[eye]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("eye", MACHADO)
@pytest.mark.parametrize("theme", THEMES[:2], ids=lambda theme: theme.name)
def test_the_safe_palette_is_told_apart_by_every_eye(theme: Theme, eye: str) -> None:
    named = variables(theme, "safe")
    names = [*(f"entity-{group}" for group in GROUPS), "foreground"]
    seen = {name: lab(colour(named, name), eye) for name in names}
    close = {
        (one, other): round(found, 1)
        for one, other in combinations(names, 2)
        if (found := dist(seen[one], seen[other])) < TOLD_APART
    }
    assert not close


def test_the_theme_without_colours_has_none() -> None:
    named = variables(THEMES[2])
    drawn = {"foreground", *TEXTS, *PAPERS, *(name for pair in BLOCKS for name in pair)}
    for name in drawn:
        red, green, blue = colour(named, name).rgb
        assert red == green == blue, name


@pytest.mark.parametrize("theme", ALL[:2] + ALL[3:], ids=lambda theme: theme.name)
def test_entities_keep_their_colours_in_every_theme(theme: Theme) -> None:
    named = variables(theme)
    names = [*(f"entity-{group}" for group in GROUPS), "foreground"]
    seen = {name: lab(colour(named, name), "none") for name in names}
    close = [
        (one, other) for one, other in combinations(names, 2) if dist(seen[one], seen[other]) < 8
    ]
    assert not close
