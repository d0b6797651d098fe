"""A note that was left: it comes back where it was typed, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from tests.prepared import BRIDGE_TEXT
from tests.screens.desk import Desk, put_into
from tests.screens.hand_made import prepared


async def test_a_note_that_was_left_comes_back_in_its_own_article_only(desk: Desk) -> None:
    put_into(desk.cache / "analyses.sqlite", {BRIDGE_TEXT + " ": prepared()[BRIDGE_TEXT]})
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-bridge.txt", BRIDGE_TEXT + " ")
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.press("t")
        await person.type("half a thought")
        await person.press("escape", "right_square_bracket")
        await person.until("article 2/2")
        await person.press("t")
        await person.until("Enter keep")
        assert "half a thought" not in person.text, "it is the other article's"
        await person.press("escape", "left_square_bracket")
        await person.until("article 1/2")
        await person.press("t")
        await person.until("half a thought")
        await person.press("enter")
        await person.until("note: half a thought")


async def test_a_click_keeps_the_note(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("t", *"odd")
        await person.click("Enter keep")
        await person.until("note: odd")
        await person.until("saved ✓")
    assert [kept.note for kept in desk.kept("bridge")] == ["odd"]
