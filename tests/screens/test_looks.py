"""Nothing is cut off or unreadable: window sizes and themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from tests.prepared import SAMPLE
from tests.screens.desk import Desk, Person
from tui.settings import ReaderSettings

SIZES = [(60, 15), (80, 24), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_what_counts_is_there_at_each_size(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.reading(SAMPLE, size=size) as person:
        assert len(person.rows) == size[1]
        for part in ("quote 1/9", "0/9 decided"):
            assert part in person.header
        assert person.keys.startswith(" n next N open s stance c claim")
        assert "? help" in person.keys
        assert person.keys.rstrip().endswith("q quit")
        assert "DSCA spokesperson" in person.rows[-3]
        assert "This agreement is" in person.text

        await person.press("c")
        for part in ("Is it worth checking?", "CFS", "UFS", "NFS", "Esc back"):
            assert part in person.text
        assert "This agreement is" in person.text, "one sees what is asked about"
        await person.press("escape", "s")
        for part in ("For or against what?", " 1 ", " 2 ", " 3 ", "Esc back", "1-9 picks"):
            assert part in person.text
        assert "This agreement is" in person.text
        await person.press("1")
        for part in ("FAVOR", "AGAINST", "NONE"):
            assert part in person.text
        await person.press("escape", "escape", "t")
        for part in ("note", "Enter keep", "Esc back"):
            assert part in person.text
        await person.press("escape", "r")
        for part in ("Who said it?", " 1 ", " 2 ", "0 nobody", "Esc back", "1-9 picks"):
            assert part in person.text
        assert "This agreement is" in person.text
        await person.press("escape", "O")
        await person.until(lambda: "▶1 ·" in person.text)
        assert "DSCA spokesperson  " in person.text
        await person.press("O", "v")
        for part in ("Enter make it a quote", "Esc cancel", "selecting"):
            assert part in person.text
        await person.press("escape", "question_mark")
        assert "Next quote" in person.text
        assert "Esc close" in person.text
        await person.press("escape", "E")
        assert "[x] GPE" in person.text
        await person.press("escape", "ctrl+p")
        await person.until("Search")
        await person.press("escape")


async def test_the_text_stands_in_the_middle_of_a_wide_window(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(200, 60)) as person:
        rows = [row for row in person.rows[1:-4] if row.strip()]
        indents = [len(row) - len(row.lstrip(" ▶·┃│")) for row in rows]
        assert min(indents) > 50
        assert max(len(row) for row in rows) - min(indents) <= 88


async def test_a_window_that_changes_its_size_keeps_the_place(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        await person.press("n", "n", "n", "n")
        assert "quote 5/9" in person.header
        for size in ((60, 15), (200, 60), (20, 8), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.pilot.pause()
        assert "quote 5/9" in person.header
        assert "Japan’s acquisition" in person.text
        await person.press("x")
        await person.saved("1/9")


async def test_the_list_follows_the_size_of_the_window(desk: Desk) -> None:
    desk.write("a.txt", "A very " + "long " * 60 + "title.")
    desk.write("b.txt", "Short.")
    async with desk.opened(size=(60, 15)) as person:
        for width in (60, 200, 80):
            await person.pilot.resize_terminal(width, 24)
            await person.until(lambda: person.text.count("· new") == 2)
            assert "decided" in person.rows[1]
            assert "state" in person.rows[1]


def luminance(color: Color) -> float:
    """The relative luminance of WCAG 2."""
    parts = (value / 255 for value in color.get_truecolor())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint(person: Person) -> dict[str, float]:
    """Return the texts on the screen whose contrast is low, with it."""
    found: dict[str, float] = {}
    for strip in person.app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if not text.strip(" ▌▐▁▔▎▊█▃▄▅▆▇│┃─━") or not style or not style.color:
                continue
            assert style.bgcolor
            fore, back = luminance(style.color), luminance(style.bgcolor)
            contrast = (max(fore, back) + 0.05) / (min(fore, back) + 0.05)
            if contrast < 4.5:
                found[text] = round(contrast, 1)
    return found


@pytest.mark.parametrize(
    "theme",
    ["pullquote-dark", "pullquote-light", "pullquote-mono", "tokyo-night", "solarized-light"],
)
async def test_every_text_has_contrast(desk: Desk, bridge: Path, theme: str) -> None:
    async with desk.reading(bridge, size=(100, 30)) as person:
        person.app.theme = theme
        await person.pilot.pause()
        assert not faint(person)
        for keys in (("n",), ("c", "c"), ("x",), ("m",), ("c",), ("escape", "s"), ("1",)):
            await person.press(*keys)
            assert not faint(person), keys
        await person.press("escape", "escape", "t", "h")
        assert not faint(person)
        await person.press("enter", "v", "w")
        assert not faint(person)
        await person.press("escape", "r")
        assert not faint(person)
        await person.press("escape", "O", "plus")
        await person.until("▶")
        assert not faint(person)
        await person.press("L")
        await person.until("started" if "started" in person.text else "1 article ")
        assert not faint(person)


@pytest.mark.parametrize("theme", ["pullquote-dark", "pullquote-light"])
async def test_the_theme_of_the_start_is_the_whole_theme(
    desk: Desk, bridge: Path, theme: str
) -> None:
    def painted(person: Person) -> list[object]:
        return [list(strip) for strip in person.app.screen._compositor.render_strips()]

    async with desk.reading(bridge, reader=ReaderSettings(theme=theme)) as person:
        await person.press("c")
        at_start = painted(person)
        for name in ("nord", theme):
            person.app.theme = name
            await person.pilot.pause()
        await person.until(lambda: painted(person) == at_start)


async def test_the_theme_can_be_changed_while_reading(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        for theme in ("pullquote-light", "textual-dark", "nord", "textual-light", "pullquote-dark"):
            person.app.theme = theme
            await person.pilot.pause()
            assert "We will build" in person.text
            await person.press("n")
        assert "quote 3/3" in person.header


def styles_of(person: Person, *words: str) -> list[tuple[str, Style]]:
    """Return the words of the legend with their styles."""
    found = []
    for text, style, _ in person.app.screen._compositor.render_strips()[-4]:
        for word in words:
            if word in text and style:
                found.append((word, style))
    return found


@pytest.mark.parametrize("how", ["theme", "setting", "NO_COLOR"])
async def test_without_colours_lines_tell_the_entities(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    reader = ReaderSettings(monochrome=how == "setting")
    if how == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    if how == "theme":
        reader = ReaderSettings(theme="pullquote-mono")
    async with desk.reading(SAMPLE, size=(120, 40), reader=reader) as person:
        kinds = ("NORP", "MONEY", "ORG", "PERSON", "GPE", "PRODUCT", "DATE")
        found = styles_of(person, *kinds)
        assert {kind for kind, _ in found} == set(kinds)
        lines = {
            (style.underline, style.underline2, style.italic, style.overline) for _, style in found
        }
        assert len(lines) == len(kinds), "each looks different"
        assert all(any(line) for line in lines), "and none of them plain"
        assert all(not style.bold for _, style in found), "so is the quote in focus"
        for strip in person.app.screen._compositor.render_strips():
            for _, style, _ in strip:
                for colour in (style.color, style.bgcolor) if style else ():
                    assert colour is None or len(set(colour.get_truecolor())) == 1


@pytest.mark.parametrize(
    ("term", "colorterm", "has_lines"),
    [
        ("xterm-256color", "truecolor", False),
        ("xterm", "truecolor", False),
        ("xterm-256color", "", False),
        ("xterm", "", True),
        ("linux", "", True),
    ],
)
async def test_lines_tell_entities_where_colours_are_too_few(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, *, has_lines: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    async with desk.reading(SAMPLE, size=(120, 40)) as person:
        found = styles_of(person, "ORG")
        assert found
        for _, style in found:
            assert bool(style.underline or style.italic) == has_lines
            assert style.color is not None, "the colour stays beside it"


async def test_the_safe_palette_is_a_setting(desk: Desk) -> None:
    colours = {}
    for palette in ("default", "safe"):
        reader = ReaderSettings(palette=palette)
        async with desk.reading(SAMPLE, size=(120, 40), reader=reader) as person:
            colours[palette] = [style.color for _, style in styles_of(person, "ORG", "PERSON")]
    assert len(colours["safe"]) == 2
    assert colours["safe"] != colours["default"]
