"""The filter of the outline, and walking through what it lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT
from tests.screens.desk import Desk, Person
from tests.screens.test_outline import listed, many

WIDE, NARROW = (120, 30), (80, 24)
ARTICLE = "Robert Brown called"


def numbers(person: Person) -> list[int]:
    """The numbers of the quotes in the outline beside the article."""
    found = []
    for row in listed(person):
        first = row.removeprefix("▶").split()[0].removeprefix("▶")
        if first.isdecimal() and not row.startswith("      ") and " of " not in row:
            found.append(int(first))
    return found


async def test_the_list_follows_what_is_typed(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.until("7 of 7")
        assert "decision:" in person.text, "what can be asked for is shown"
        await person.type("lop")
        await person.until("3 of 7")
        assert numbers(person) == [1, 3, 4], "said by her, or with her name in it"
        assert "filter: 3 of 7" in person.header
        assert "quote 1/7" in person.header, "keys of the reader are text"
        await person.press("escape")
        await person.until("7 of 7")
        assert "filter" not in person.header
        await person.press("escape")
        await person.gone("7 of 7")
        await person.press("n")
        assert "quote 2/7" in person.header
        assert ARTICLE in person.text


async def test_one_walks_through_what_fits_while_the_filter_stands(
    desk: Desk, bridges: Path
) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("n", "F")
        await person.type("kind:direct")
        assert "quote 2/7" in person.header
        await person.press("enter")
        assert "quote 3/7" in person.header, "the next that fits"
        walked = []
        for _ in range(4):
            await person.press("n")
            walked.append(person.header.split("quote ")[1][0])
        assert walked == ["4", "1", "3", "4"]
        await person.press("p")
        assert "quote 3/7" in person.header
        await person.press("escape")
        assert "filter" not in person.header
        await person.press("n", "n")
        assert "quote 5/7" in person.header


async def test_what_is_decided_on_stays_in_the_list(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("n", "x", "F")
        await person.type("decision:open speaker:lopez")
        await person.press("enter")
        assert numbers(person) == [1, 4]
        assert "quote 4/7" in person.header
        await person.press("x")
        assert "quote 1/7" in person.header, "on to the next that is open and fits"
        assert numbers(person) == [1, 4]
        await person.press("x")
        assert "quote 1/7" in person.header
        assert "filter: 2 of 7" in person.header
        await person.press("N")
        await person.until("Every quote that fits the filter is decided.")
        await person.press("F", "enter")
        assert "filter: 0 of 7" in person.header
        assert "no quote fits" in person.text
        await person.press("n")
        await person.until("No quote fits the filter. Esc takes it away.")
        await person.press("escape", "n")
        assert "quote 2/7" in person.header


async def test_tab_and_a_click_complete_and_arrows_walk(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.type("sp")
        await person.press("tab")
        await person.type("smi")
        await person.press("tab")
        await person.until('"John Smith"')
        assert numbers(person) == [2, 3]
        await person.press("down", "down")
        assert "quote 3/7" in person.header
        await person.press("up", "space", "k", "tab")
        await person.click(" direct ")
        await person.until("1 of 7")
        await person.click("Enter keep")
        assert "quote 3/7" in person.header
        await person.click("Esc all")
        await person.until(lambda: len(numbers(person)) == 7)


async def test_the_mouse_opens_it_and_goes_to_what_it_lists(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("O")
        await person.until("7 quotes")
        await person.click("F filter")
        await person.until("7 of 7")
        await person.click(" kind:")
        await person.click(" mixed ")
        await person.until("1 of 7")
        await person.click("Robert Brown      ")
        assert "quote 5/7" in person.header
        await person.press("x")
        await person.saved("1/7")


async def test_what_cannot_be_is_told(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.type("kind:spoken")
        await person.until("kind is direct, indirect")


async def test_in_a_narrow_window_too(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(70, 20)) as person:
        await person.press("F")
        await person.until("7 of 7")
        assert ARTICLE not in person.text
        await person.type("kind:ind")
        await person.press("enter")
        await person.until("3 of 7")
        assert "filter: 3 " in person.header
        assert "1 ·   Maria Lopez" not in person.text
        await person.press("n")
        assert "quote 6/7" in person.header
        await person.press("escape")
        await person.until(ARTICLE)
        assert "filter: 3 " in person.header, "Esc goes one step back"
        await person.press("escape")
        assert "filter" not in person.header


async def test_a_window_that_changes_while_one_types(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.type("kind:")
        for size in ((60, 15), (200, 60), (80, 24), (100, 30)):
            await person.pilot.resize_terminal(*size)
            await person.until("7 of 7")
        await person.type("mixed")
        await person.press("enter")
        assert "filter: 1 of 7" in person.header
        assert "quote 5/7" in person.header
        await person.pilot.resize_terminal(*NARROW)
        await person.until(ARTICLE)
        await person.press("x")
        await person.saved("1/7")


async def test_it_stands_for_the_next_article(desk: Desk) -> None:
    desk.analysed("a-many.txt", *many(20))
    desk.write("b-bridge.txt", BRIDGE_TEXT)
    async with desk.opened(size=WIDE) as person:
        await person.press("enter")
        await person.reading()
        await person.press("F")
        await person.type("kind:direct -00003")
        await person.press("enter")
        assert "filter: 19 of 20" in person.header
        await person.press("right_square_bracket")
        await person.until("article 2/2")
        await person.until("filter: 2 of 3")


@pytest.mark.parametrize("keys", [("u",), ("d",), ("i",), ("v", "w", "enter")])
async def test_it_keeps_up_with_what_is_done(
    desk: Desk, bridges: Path, keys: tuple[str, ...]
) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("A", "x", "F")
        await person.type("decision:neither")
        await person.press("enter")
        assert numbers(person) == [1]
        await person.press(*keys)
        # What is told may lie over the outline for a moment.
        await person.until(lambda: 1 in numbers(person) or "0 of" in person.text)
        await person.press("n", "escape", "n")
        assert "quote" in person.header


async def test_typing_among_thousands(desk: Desk) -> None:
    path = desk.analysed("many.txt", *many(5000))
    async with desk.reading(path, size=WIDE) as person:
        await person.press("F")
        await person.type('"number 0499')
        await person.until("10 of 5000")
        assert numbers(person)[0] == 4991
        await person.press("enter")
        assert "quote 4991/5000" in person.header
        await person.press("x", "x")
        await person.saved("2/5000")
        assert "quote 4993/5000" in person.header
