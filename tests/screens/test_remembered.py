"""What was chosen while reading holds in the next run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.desk import Desk
from tui.remembered import has_colours
from tui.settings import ReaderSettings


async def test_theme_measure_and_outline_are_remembered(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(140, 30)) as person:
        await person.press("T", "left_curly_bracket", "left_curly_bracket", "O")
        await person.until("▶1")
        await person.press("q")
    async with desk.reading(bridge, size=(140, 30)) as person:
        assert person.app.theme == "pullquote-light"
        assert person.app.view.measure == 72
        await person.until("▶1")
    async with desk.reading(bridge, size=(140, 30), annotator="bob") as person:
        assert person.app.theme == "pullquote-dark"
        assert "▶1" not in person.text


async def test_a_choice_wins_over_the_settings_until_it_is_taken_back(
    desk: Desk, bridge: Path
) -> None:
    dark, nord = ReaderSettings(measure=60), ReaderSettings(theme="nord", measure=100)
    async with desk.reading(bridge, reader=dark) as person:
        await person.press("T", "right_curly_bracket")
    async with desk.reading(bridge, reader=nord) as person:
        assert person.app.theme == "pullquote-light"
        assert person.app.view.measure == 64
        person.app.theme = "nord"
    async with desk.reading(bridge, reader=dark) as person:
        assert person.app.theme == "pullquote-dark"


async def test_rows_are_longer_and_shorter_within_bounds(desk: Desk) -> None:
    text = "It goes on and on. " * 40
    desk.write("long.txt", text)
    async with desk.opened(size=(160, 40)) as person:
        await person.until("goes on")

        def longest() -> int:
            return max(len(row.strip()) for row in person.rows[1:-5])

        for _ in range(12):
            await person.press("right_curly_bracket")
        assert 100 < longest() <= 120
        await person.until("Rows of up to 120 columns.")
        for _ in range(25):
            await person.press("left_curly_bracket")
        assert 25 < longest() <= 40


async def test_the_list_begins_at_the_article_read_last(desk: Desk) -> None:
    for name in ("a", "b", "c"):
        desk.write(f"{name}.txt", f"This is {name}.")
    async with desk.opened() as person:
        await person.press("j", "enter")
        await person.until("article 2/3")
    async with desk.opened() as person:
        await person.until("This is c")
        await person.press("enter")
        await person.until("article 2/3")


async def test_a_theme_that_is_gone_is_forgotten(desk: Desk, bridge: Path) -> None:
    desk.state.mkdir()
    (desk.state / "ada.json").write_text('{"theme": "of-old"}')
    async with desk.reading(bridge) as person:
        assert person.app.theme == "pullquote-dark"
        assert "of-old" not in person.text


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm-256color"}, True), ({"TERM": "linux"}, True), ({}, True),
     ({"TERM": "vt100"}, False), ({"TERM": "vt220", "COLORTERM": "truecolor"}, True)],
)  # fmt: skip
def test_terminals_without_colours(environment: dict[str, str], *, coloured: bool) -> None:
    assert has_colours(environment) is coloured


async def test_a_terminal_without_colours_has_the_theme_without(
    desk: Desk, bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.reading(bridge) as person:
        await person.press("T")
    with monkeypatch.context() as patched:
        patched.setenv("TERM", "vt100")
        patched.delenv("COLORTERM", raising=False)
        async with desk.reading(bridge) as person:
            assert person.app.theme == "pullquote-mono"
    async with desk.reading(bridge) as person:
        assert person.app.theme == "pullquote-light", "that was no choice"
