"""What looks like a button in the bars is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, SAMPLE
from tests.screens.desk import Desk


async def test_a_label_in_the_decision_asks_for_it_again(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("c", "c")
        await person.saved("1/3")
        await person.press("p")
        await person.click("claim CFS")
        await person.until("check-worthy")
        await person.press("u")
        await person.press("p")
        await person.until("claim UFS")


async def test_the_speaker_the_note_and_the_number_are_buttons(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        await person.click("= DSCA spokesperson")
        await person.until("Who said it?")
        await person.press("escape", "t")
        await person.type("again")
        await person.press("enter")
        await person.click("note: again")
        await person.until("keep")
        await person.press("escape")
        await person.click("quote 1/9")
        await person.until("its number")
        await person.press("4", "enter")
        assert "quote 4/9" in person.header


async def test_the_articles_number_leads_to_the_list(desk: Desk) -> None:
    desk.write("a.txt", BRIDGE_TEXT)
    desk.write("b.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        await person.press("j", "enter")
        await person.reading()
        await person.click("article 2/2")
        await person.until("2 articles")


@pytest.mark.parametrize(
    ("key", "title", "close"),
    [("f1", "Reading", "help"), ("f2", "guideline", "guideline"), ("E", "[x] ORG", "types")],
)
async def test_a_dialog_names_the_keys_in_use_and_a_click_presses_them(
    desk: Desk, bridges: Path, key: str, title: str, close: str
) -> None:
    keys = {f"{close}.close": ("f9",)}
    async with desk.reading(bridges, size=(100, 24), keys=keys) as person:
        await person.press(key)
        await person.until(title)
        await person.until("F9 close")
        await person.press("escape")
        assert title in person.text
        await person.click("close")
        await person.gone("F9 close")
        await person.press(key)
        await person.until("F9 close")
        await person.press("f9")
        await person.gone("F9 close")
