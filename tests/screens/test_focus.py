"""Keys that stay with what one types in, on every screen with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.desk import Desk

# What opens the line in the reader, and what is seen of it; typed is "qj", two keys elsewhere.
LINES = {
    "find": (["slash"], "/qj"),
    "outline": (["F"], "0 of 7"),
    "note": (["t"], " qj"),
    "target": (["s"], " qj"),
    "speaker": (["r"], " qj"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("line", LINES)
async def test_no_key_takes_the_keys_from_a_line_of_the_reader(
    desk: Desk, bridges: Path, line: str, size: tuple[int, int]
) -> None:
    keys, seen = LINES[line]
    async with desk.reading(bridges, size=size) as person:
        await person.press(*keys)
        await person.until(lambda: person.app.focused is not None)
        before = person.app.focused
        for key in ("tab", "shift+tab", "ctrl+i"):
            await person.press(key)
            assert person.app.focused is before, key
        if line == "outline":  # Tab has completed it to a field
            await person.press("escape")
        await person.press("q", "tab", "j", "shift+tab")
        await person.until(seen)
        await person.press("escape", "escape")
        await person.press("n", "x")
        await person.saved("1/7")


async def test_the_keys_of_dialogs_stay_theirs(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        for opens in ("question_mark", "f2"):
            await person.press(opens)
            await person.until(lambda: len(person.app.screen_stack) > 1)
            await person.press("tab", "shift+tab", "ctrl+i", "j", "escape")
            await person.until(lambda: len(person.app.screen_stack) == 1)
        await person.press("n", "x")
        await person.saved("1/7")
