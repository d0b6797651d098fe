"""Marking quotes by hand, with keys and with the mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.prepared import BRIDGE_TEXT
from tests.screens.desk import Desk

QUOTE = "We will build the bridge next year,"


def marked(desk: Desk) -> str:
    """The text of the one quote that was marked by hand."""
    (kept,) = [a for a in desk.kept("bridge") if a.origin == "manual"]
    assert kept.content.span.of(BRIDGE_TEXT) == kept.content.text
    assert kept.detected is None
    return kept.content.text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["e"], "We"),
        (["l"], "We"),
        (["l", "l", "l", "h", "h"], "We"),
        (["right", "shift+right", "left"], "We"),
        (["w", "e"], "We will"),
        (["ctrl+right", "e"], "We will"),
        (["e", "e", "e", "b", "h", "h"], "We will"),
        (["right_parenthesis", "h"], "We will build the bridge next year,”"),
    ],
)
async def test_motions(desk: Desk, bridge: Path, keys: list[str], text: str) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", *keys, "enter")
        await person.until("/4")
        await person.until("saved ✓")
        got = marked(desk)
        assert got.startswith(text)
        assert len(got) == len(text) or "right_parenthesis" in keys


async def test_paragraphs_and_sentences(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", "right_curly_bracket", "right_curly_bracket", "left_curly_bracket")
        await person.press("left_parenthesis", "o", "left_curly_bracket", "o", "enter")
        await person.until("saved ✓")
        assert marked(desk)


async def test_rows_and_the_other_end(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", "j", "down", "up", "o", "k", "o", "enter")
        await person.until("saved ✓")
        got = marked(desk)
        assert QUOTE in got
        assert got.startswith("city council") or "met in Boston" in got


async def test_beginning_anew_and_escape(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", "w", "v", "e", "enter")
        await person.until("saved ✓")
        assert marked(desk) == "will"
        await person.press("v", "w", "w", "escape")
        assert "q quit" in person.keys
        assert "/4" in person.header
        await person.press("enter")
        assert "/4" in person.header, "Enter alone marks nothing"


async def test_keys_of_the_reader_do_nothing_while_selecting(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", "x", "s", "c", "m", "d", "t", "n", "q", "u", "N", "p")
        assert "quote 1/3" not in person.rows[-3]
        assert "selecting" in person.text
        await person.press("escape")
        assert "0/3 decided" in person.header
        assert not desk.log("bridge")


async def test_a_marked_quote_is_decided_undone_and_removed(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("n", "n", "v", "e", "e", "enter")
        await person.until("manual")
        assert "quote 4/4" in person.header
        await person.press("c", "c")
        await person.saved("1/4")
        assert marked(desk) == "a gift to"
        await person.press("u", "u")
        await person.until("/3")
        await person.press("ctrl+r")
        await person.until("/4")
        await person.press("d")
        await person.until("0/3")
        assert desk.kept("bridge") == ()


async def test_the_mouse_selects(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        start, end = person.place_of("John Smith told"), person.place_of(" told")
        await person.pilot.mouse_down(offset=start)
        await person.pilot.hover(offset=end - (1, 0))
        await person.pilot.mouse_up(offset=end - (1, 0))
        await person.until("selecting")
        await person.press("enter")
        await person.until("saved ✓")
        assert marked(desk) == "John Smith"


async def test_a_double_click_selects_a_word(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.click("voted", times=2)
        await person.press("enter")
        await person.until("saved ✓")
        assert marked(desk) == "voted"


async def test_a_click_focuses_the_quote_under_it(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.click("a gift")
        assert "quote 3/3" in person.header
        await person.pilot.click(offset=(2, person.row_of("The bridge costs")))
        await person.pilot.pause()
        assert "quote 2/3" in person.header, "in the margin, too"
        await person.click("Nobody")
        assert "quote 2/3" in person.header


async def test_resizing_keeps_the_selection(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", "e", "e")
        await person.pilot.resize_terminal(50, 20)
        await person.pilot.pause()
        await person.press("e", "enter")
        await person.until("saved ✓")
        assert marked(desk) == "We will build"


async def test_what_the_keys_do_stays_to_be_read_while_one_selects(
    desk: Desk, bridges: Path
) -> None:
    keys = {"select.finish": ("f5",), "select.word": ("W",), "select.entity": ()}
    async with desk.reading(bridges, size=(120, 24), keys=keys) as person:
        told = "selecting: move by h l W b e ( ) { }, F5 makes it a quote"
        await person.press("x", "O", "v")
        await person.saved("1/7")
        assert told in person.text, "a save that ends meanwhile says nothing over it"
        assert "an entity" not in person.text
        await person.click("Robert Brown  ")
        await person.until("quote 5/7")
        assert told in person.text
        await person.press("escape")
        await person.gone("selecting:")


async def test_a_button_held_down_selects_nothing_once_something_is_asked(
    desk: Desk, bridge: Path
) -> None:
    async with desk.reading(bridge) as person:
        at = person.place_of("We will build")

        async def drag_to(x: int) -> None:
            moves: list[type[events.MouseEvent]] = [events.MouseMove]
            await person.pilot._post_mouse_events(moves, offset=(x, at.y), button=1)

        await person.pilot.mouse_down(offset=at)
        await person.press("s")
        await drag_to(at.x + 10)
        await person.press("escape")
        await drag_to(at.x + 4)
        await person.press("n")
        assert "quote 2/3" in person.header, "n goes on: nothing is selected"
