"""Copying the article's own text, and going to a quote by its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import SAMPLE, SAMPLE_TEXT
from tests.screens.desk import Desk


async def test_the_focused_quote_is_copied_as_the_file_has_it(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        await person.press("n", "y")
        start = SAMPLE_TEXT.index("Modernizing Japan")
        end = SAMPLE_TEXT.index("emerging threats.") + len("emerging threats.")
        await person.until(f"Copied {end - start} characters.")
        assert person.app.clipboard == SAMPLE_TEXT[start:end]


async def test_the_selection_is_copied_with_its_breaks(desk: Desk) -> None:
    path = desk.write("a.txt", "He is of the U.S.\r\nState Department.")
    async with desk.reading(path) as person:
        await person.press("y")
        assert person.app.clipboard == ""
        await person.press("v", "right_parenthesis", "y")
        await person.until("Copied 36 characters.")
        assert person.app.clipboard == "He is of the U.S.\r\nState Department."
        await person.press("v", "escape", "v", "y")
        await person.until("Copied 1 character.")
        assert person.app.clipboard == "H"
        assert not desk.kept("a")


@pytest.mark.parametrize("typed", ["3", "#3", "03"])
async def test_a_quote_is_gone_to_by_its_number(desk: Desk, bridge: Path, typed: str) -> None:
    async with desk.reading(bridge) as person:
        await person.press("number_sign")
        await person.until("1-3  Enter go  Esc back")
        await person.press(*(f"{'number_sign' if c == '#' else c}" for c in typed), "enter")
        assert "quote 3/3" in person.header


@pytest.mark.parametrize("typed", ["0", "4", "99999999999999999999", "x", "²"])
async def test_a_number_that_is_none_is_told(desk: Desk, bridge: Path, typed: str) -> None:
    async with desk.reading(bridge) as person:
        await person.press("n", "number_sign")
        await person.type(typed)
        await person.press("enter")
        await person.until("only 1 to 3.")
        assert "quote 2/3" in person.header


async def test_going_to_a_number_can_be_left(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("number_sign", "3", "escape", "number_sign", "enter")
        assert "quote 1/3" in person.header
        await person.press("number_sign", "2", "enter", "x")
        await person.saved("1/3")
