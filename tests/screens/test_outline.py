"""The outline: all quotes in a list, beside the article or over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT
from tests.screens.desk import Desk, Person
from tui.model.analysis import Analysis, Quote, Speaker
from tui.model.span import Span

WIDE, NARROW = (120, 30), (80, 24)
ARTICLE = "after the meeting"
"""Words of the article that no outline and no header says."""


def listed(person: Person) -> list[str]:
    """The outline's rows beside the article."""
    rows = [row.rpartition("│")[2] for row in person.rows[1:-4] if row.count("│")]
    return [row for row in rows if row.strip()]


async def test_it_lists_number_sign_speaker_kind_and_words(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("x", "c", "c", "O")
        await person.until(lambda: len(listed(person)) == 14)
        rows = listed(person)
        assert rows[0].split() == ["1", "–", "Maria", "Lopez", "direct"]
        assert rows[1].strip() == "We will build it, … It will cos…"
        assert rows[2].split() == ["2", "C", "John", "Smith", "indirect"]
        assert rows[4].split() == ["▶3", "·", "John", "Smith", "direct"]
        assert rows[8].split() == ["5", "·", "Robert", "Brown", "mixed"]
        assert ARTICLE in person.text, "beside it, the article is wrapped for the room it has"
        await person.press("O")
        await person.gone("Robert Brown         ")
        assert ARTICLE in person.text


async def test_it_follows_what_is_done(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("O")
        await person.until(lambda: listed(person)[:1] and "▶1" in listed(person)[0])
        await person.press("n", "n", "p")
        assert "▶2" in listed(person)[2]
        await person.press("x")
        assert listed(person)[2].split()[:2] == ["2", "–"]
        assert "▶3" in listed(person)[4]
        await person.press("u")
        assert listed(person)[2].split()[:2] == ["▶2", "·"]
        await person.press("a")
        assert "attitude" in "".join(listed(person))
        await person.press("v", "w", "w", "enter")
        await person.until("quote 3/9")
        assert len(listed(person)) == 18
        await person.press("d")
        await person.until("/8")
        assert len(listed(person)) == 16


async def test_a_click_goes_to_the_quote(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("O")
        await person.click("Robert Brown      ")
        assert "quote 5/7" in person.header
        assert "▶5" in listed(person)[8]
        await person.press("c")
        await person.until("Is it worth checking?")
        await person.click("two officials     ")
        assert "quote 5/7" in person.header, "the answer is for the quote that was asked about"


async def test_it_stays_for_the_run_and_for_all_articles(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-bridge.txt", BRIDGE_TEXT + " ")
    async with desk.opened(size=WIDE) as person:
        await person.press("enter")
        await person.reading()
        await person.press("O")
        await person.until("1 ·   Maria Lopez ")
        await person.press("right_square_bracket")
        await person.until("article 2/2")
        await person.until(lambda: any("quotes" in row or "1 ·" in row for row in listed(person)))
        await person.press("q")
        await person.until("2 articles")
        await person.press("g", "enter")
        await person.reading()
        await person.until("1 ·   Maria Lopez ")


async def test_in_a_narrow_window_it_lies_over_the_article_while_it_is_called(
    desk: Desk, bridges: Path
) -> None:
    async with desk.reading(bridges, size=NARROW) as person:
        for leave in ("O", "escape", "enter"):
            await person.press("O")
            await person.until("1 ·   Maria Lopez ")
            assert ARTICLE not in person.text
            assert "Esc back" in person.keys
            await person.press("n", "x")
            assert "▶" in person.rows[1 + int(person.header.split("quote ")[1][0])]
            await person.press("p")
            await person.press(leave)
            await person.until(ARTICLE)
            assert "Esc back" not in person.keys
        assert person.app.is_running
        await person.press("O")
        await person.click("two officials")
        await person.until(ARTICLE)
        assert "quote 6/7" in person.header


@pytest.mark.parametrize("key", ["s", "c", "t", "r", "v"])
async def test_what_asks_for_something_shows_the_article_again(
    desk: Desk, bridges: Path, key: str
) -> None:
    async with desk.reading(bridges, size=NARROW) as person:
        await person.press("O")
        await person.until("1 ·   Maria Lopez ")
        await person.press(key)
        await person.until(ARTICLE)


async def test_a_window_that_grows_and_shrinks(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("O")
        await person.until(lambda: len(listed(person)) == 14)
        for _ in range(2):
            await person.pilot.resize_terminal(*NARROW)
            await person.gone("John Smith            ")
            await person.until(ARTICLE)  # in a narrow window it is not called by that
            await person.pilot.resize_terminal(*WIDE)
            await person.until(lambda: len(listed(person)) == 14)
            await person.until(ARTICLE)
        await person.pilot.resize_terminal(60, 15)
        await person.press("O")
        await person.gone(ARTICLE)
        assert "▶1 ·   Maria Lopez" in person.text
        await person.press("q")
        await person.until(lambda: person.app._exit)


def many(count: int) -> tuple[str, Analysis]:
    line = "“Yes, number {:05},” she said.\n\n"
    size = len(line.format(0))
    spans = [Span(n * size + 1, n * size + 18) for n in range(count)]
    she = [Span(n * size + 20, n * size + 23) for n in range(count)]
    quotes = [
        Quote(one, "direct", None, Speaker(who, "Ada")) for one, who in zip(spans, she, strict=True)
    ]
    text = "".join(line.format(n) for n in range(count))
    return text, Analysis(tokens=tuple(spans), quotes=tuple(quotes))


async def test_the_focused_one_of_thousands_stays_in_view(desk: Desk) -> None:
    path = desk.analysed("many.txt", *many(5000))
    async with desk.reading(path, size=WIDE) as person:
        await person.press("p", "O")
        await person.until("▶5000")
        await person.press("n")
        await person.until("▶   1")
        await person.press(*["n"] * 30)
        assert any("▶  31" in row for row in listed(person))
        await person.press("x")
        await person.saved("1/5000")
        assert any("▶  32" in row for row in listed(person))
        assert any("  31 –" in row for row in listed(person))


async def test_an_article_without_quotes_has_an_empty_outline(desk: Desk) -> None:
    path = desk.analysed("plain.txt", "Nobody spoke.\n", Analysis(tokens=(Span(0, 6),)))
    async with desk.reading(path, size=WIDE) as person:
        await person.press("O")
        await person.until("no quotes")
        await person.press("v", "e", "enter")
        await person.until(
            lambda: listed(person)[0].split() == ["▶1", "·", "no", "speaker", "indirect"]
        )


async def test_in_front_of_the_article_the_keys_scroll_the_outline(desk: Desk) -> None:
    path = desk.analysed("many.txt", *many(100))
    async with desk.reading(path, size=NARROW) as person:
        await person.press("O")
        await person.until("▶  1")
        await person.press("space")
        assert "▶  1" not in person.text
        await person.press("G")
        assert "100 ·" in person.text
        await person.press("g", "j")
        assert "  2 ·" in person.rows[2]
        await person.press("escape")
        assert "“Yes, number 00000,”" in person.rows[1], "the article stays where it was"
