"""Going about in an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import SAMPLE, SAMPLE_TEXT
from tests.screens.desk import Desk, Person

FIRST, LAST = "The U.S. State Department has approved", "in a rapidly evolving geopolitical"


def arrow(person: Person) -> str:
    """The row that the arrow of the focused quote is in."""
    return next(row for row in person.rows if "▶" in row)


@pytest.mark.parametrize(("forth", "back"), [("n", "p"), ("tab", "shift+tab")])
async def test_quotes_one_after_the_other_and_around(desk: Desk, forth: str, back: str) -> None:
    async with desk.reading(SAMPLE) as person:
        assert "This agreement is a testament" in arrow(person)
        await person.press(forth)
        assert "quote 2/9" in person.header
        assert "Modernizing Japan’s naval systems" in arrow(person)
        await person.press(*[forth] * 7)
        assert "quote 9/9" in person.header
        assert "a smart move" in person.text, "the quote is brought into view"
        await person.press(forth)
        assert "quote 1/9" in person.header
        await person.press(back)
        assert "quote 9/9" in person.header
        await person.press(back)
        assert "quote 8/9" in person.header
        assert "= Chuck Schumer" in person.text
        assert "“praised”" in person.text


async def test_the_next_undecided_quote(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("A", "n", "x", "p", "N")
        assert "quote 3/3" in person.header, "the second is decided"
        await person.press("N")
        assert "quote 1/3" in person.header, "it goes on at the top"
        await person.press("x", "n", "n", "x", "N")
        await person.until("Every quote is decided.")


async def test_scrolling(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        top = person.rows[1]
        assert FIRST in top
        second = person.rows[2]
        await person.press("j")
        assert person.rows[1] == second
        await person.press("k", "down", "up", "up")
        assert person.rows[1] == top
        last_row = next(row for row in reversed(person.rows[:-4]) if row.strip())
        for forth, back in (("space", "b"), ("pagedown", "pageup")):
            await person.press(forth)
            assert last_row in person.rows[1:4], "two rows of the page before stay"
            await person.press(back)
            assert person.rows[1] == top
        for end, start in (("G", "g"), ("end", "home")):
            await person.press(end)
            assert LAST in person.text
            await person.press(start)
            assert person.rows[1] == top
        assert "quote 1/9" in person.header, "scrolling leaves the focus where it was"


async def test_every_word_of_the_article_can_be_read(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(80, 60)) as person:
        seen = " ".join(" ".join(row[6:] for row in person.rows[1:-4]).split())
        await person.press("G")
        seen += " ".join(" ".join(row[6:] for row in person.rows[1:-4]).split())
    assert all(line in seen for line in SAMPLE_TEXT.split("\n"))


async def test_entities_on_and_off(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(200, 60)) as person:
        for label in ("PERSON", "ORG", "GPE", "NORP", "MONEY", "DATE"):
            assert f" {label} " in person.text, "each type of the article is in the legend"
        await person.press("e")
        await person.until("entities off")
        assert " PERSON " not in person.text
        await person.press("e")
        await person.until(" PERSON ")


def colours(person: Person, word: str) -> set[str]:
    """The colours that the first `word` on the screen is painted in."""
    place = person.place_of(word)
    strip = person.app.screen._compositor.render_strips()[place.y]
    part = strip.crop(place.x, place.x + len(word))
    return {str(segment.style.color) for segment in part if segment.style}


async def test_one_type_can_be_switched_off(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        plain = colours(person, "council")
        assert colours(person, "Maria Lopez") != plain
        await person.press("E")
        await person.until("[x] PERSON")
        await person.press("j", "j", "j", "k", "j", "space")
        await person.until("[ ] PERSON")
        await person.press("escape")
        await person.gone("[ ] PERSON")
        assert colours(person, "Maria Lopez") == plain
        assert colours(person, "John Smith") == plain
        assert colours(person, "forty million") != plain
        await person.press("E")
        await person.until("[ ] PERSON")


async def test_a_click_on_the_legend_switches_a_type(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        coloured = colours(person, "Maria Lopez")
        await person.click("PERSON")
        assert colours(person, "Maria Lopez") == colours(person, "council") != coloured
        await person.click("PERSON")
        assert colours(person, "Maria Lopez") == coloured
        await person.click(" e MONEY")
        await person.until("entities off")


async def test_help_names_every_key(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(100, 190)) as person:
        for key in ("question_mark", "f1"):
            await person.press(key)
            await person.until("Reading")
            for what in ("Next quote", "Undo", "None of the labels", "Selecting", "Quit"):
                assert what in person.text
            for what in ("Change the speaker", "The outline", "Indirect quotes", "Attitudes"):
                assert what in person.text
            await person.press("x", "s", "n")
            await person.press("escape")
            await person.gone("None of the labels")
        assert "quote 1/9" in person.header
        assert "0/9 decided" in person.header, "keys do nothing behind the help"


async def test_the_palette_offers_what_the_keys_do(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("ctrl+p")
        await person.type("none of the labels")
        await person.until("key x")
        await person.press("enter", "enter")
        await person.saved("1/3")
        assert [a.decision for a in desk.kept("bridge")] == ["neither"]


async def test_the_palette_does_what_was_chosen_while_selecting(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("v", "e", "ctrl+p")
        await person.type("make the selection")
        await person.until("key Enter")
        await person.press("enter", "enter")
        await person.until("quote 2/4")


async def test_header_footer_and_the_quote_in_focus(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(120, 30)) as person:
        assert person.header.startswith(" The city council met in Boston on Monday.")
        for part in ("quote 1/3", "0/3 decided"):
            assert part in person.header
        for key in ("n next", "N open", "s stance", "c claim", "x neither", "m unsure"):
            assert key in person.keys
        assert person.keys.endswith("? help q quit")
        assert "direct  Maria Lopez  “said”" in person.text
        assert "not decided" in person.text


async def test_the_keys_shown_are_those_that_work_now(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(120, 30)) as person:
        usual = person.keys
        await person.press("c")
        assert "neither" not in person.keys
        assert "q quit" not in person.keys
        await person.press("escape")
        assert person.keys == usual
        await person.press("t")
        assert "neither" not in person.keys
        await person.press("escape", "v")
        assert "Enter make it a quote" in person.keys
        assert "Esc cancel" in person.keys
        assert "neither" not in person.keys
        await person.press("escape")
        assert person.keys == usual


async def test_a_click_on_a_key_does_what_the_key_does(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(120, 30)) as person:
        await person.click("x neither")
        await person.saved("1/3")
        await person.click("n next")
        assert "quote 3/3" in person.header
        await person.click("c claim")
        await person.until("Is it worth checking?")
        await person.click("Esc back")
        await person.gone("Is it worth checking?")
        await person.click("v select")
        await person.click("e word's end")
        await person.click("Enter make it")
        await person.until("quote 4/4")
        await person.click("? help")
        await person.until("Reading")
