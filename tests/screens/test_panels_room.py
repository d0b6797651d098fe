"""Room for the panels: beside the article, side by side, over it; and never too little for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.screens.desk import Desk, Person
from tui.widgets.selectable_article import SelectableArticle

SIZES = [(60, 15), (80, 24), (99, 30), (100, 30), (159, 45), (160, 50), (300, 100)]
LEAST = 60


def shown(person: Person) -> dict[str, tuple[int, int, int, int]]:
    """Where the panels are that can be seen: x, y, columns, rows."""
    found = {}
    for name in ("outline", "inspector"):
        for panel in person.app.screen.query(f"#{name}"):
            region = panel.region
            if region.width and all(one.display for one in (panel, *panel.ancestors)):
                found[name] = (region.x, region.y, region.width, region.height)
    return found


def sees(person: Person, panels: set[str]) -> bool:
    return set(shown(person)) == panels


def article_width(person: Person) -> int:
    return person.app.screen.query_one(SelectableArticle).size.width


@pytest.mark.parametrize("size", SIZES)
async def test_the_article_keeps_its_room(desk: Desk, bridges: Path, size: tuple[int, int]) -> None:
    async with desk.reading(bridges, size=size) as person:
        await person.press("O", "I")
        await person.until("quote 1 of 7")
        await person.pilot.pause()
        panels = shown(person)
        assert article_width(person) >= LEAST
        if size[0] < 100:
            assert panels == {"inspector": (0, 1, size[0], size[1] - 5)}, "over the article, alone"
            await person.press("O")
            await person.until("1 ·   Maria Lopez")
            assert shown(person) == {"outline": (0, 1, size[0], size[1] - 5)}
            return
        outline, inspector = panels["outline"], panels["inspector"]
        assert "1 ·   Maria Lopez" in person.text
        assert min(outline[2], inspector[2]) >= 34
        assert min(outline[3], inspector[3]) >= 5
        if size[0] < 160:
            assert outline[0] == inspector[0] == article_width(person), "in one column"
            assert inspector[1] == outline[1] + outline[3], "the inspector below"
        else:
            assert inspector[0] == outline[0] + outline[2], "side by side"
            assert inspector[1] == outline[1] == 1
        await person.press("O")
        await person.pilot.pause()
        (alone,) = shown(person).values()
        assert alone[3] == size[1] - 5


async def test_they_follow_the_window(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(120, 30)) as person:
        await person.press("O", "I", "n")
        await person.until("quote 2 of 7")
        for size in ((80, 24), (160, 50), (60, 15), (300, 100), (99, 20), (100, 20)):
            await person.pilot.resize_terminal(*size)
            wanted = {"outline", "inspector"} if size[0] >= 100 else set()
            await person.until(partial(sees, person, wanted))
            await person.until("the sum would double")
            assert article_width(person) >= LEAST
        await person.press("x")
        await person.saved("1/7")


@pytest.mark.parametrize("key", ["s", "c", "t", "r", "question_mark", "E"])
async def test_a_window_that_changes_while_something_is_asked(
    desk: Desk, bridges: Path, key: str
) -> None:
    async with desk.reading(bridges, size=(120, 30)) as person:
        await person.press("O", "I", key)
        await person.pilot.pause()
        for size in ((60, 15), (200, 60), (80, 24), (100, 30)):
            await person.pilot.resize_terminal(*size)
            await person.pilot.pause()
        await person.press("escape")
        await person.press("x")
        await person.saved("1/7")
        await person.until(lambda: set(shown(person)) == {"outline", "inspector"})


async def test_what_is_switched_on_stays_for_all_articles(desk: Desk, bridges: Path) -> None:
    desk.write("z.txt", "Nobody spoke.\n")
    async with desk.opened(size=(120, 30)) as person:
        await person.press("enter")
        await person.reading()
        await person.press("O", "I")
        await person.until("quote 1 of 7")
        await person.press("right_square_bracket")
        await person.until("article 2/2")
        await person.until("no quote in focus")
        await person.press("q")
        await person.until("2 articles")
        await person.press("g", "enter")
        await person.reading()
        await person.until("quote 1 of 7")
        assert set(shown(person)) == {"outline", "inspector"}
