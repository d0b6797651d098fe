"""Which of the detector's quotes are shown, and what is said of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.screens.desk import Desk, Person
from tests.screens.hand_made import ANALYSIS, TEXT
from tui.settings import ReaderSettings


def quote_line(person: Person) -> str:
    return person.rows[-3]


async def test_indirect_quotes_off_and_on(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        assert "quote 1/7 (+1 hidden)" in person.header, "attitudes are hidden to begin with"
        await person.press("i")
        await person.until("Indirect quotes off: 4 hidden.")
        assert "quote 1/4 (+4 hidden)" in person.header
        assert "0/4 decided" in person.header
        await person.press("n", "n", "n")
        assert "mixed  Robert Brown" in quote_line(person)
        await person.press("i")
        await person.until("Indirect quotes on: 1 hidden.")
        assert "quote 5/7 (+1 hidden)" in person.header, "the focus stays on its quote"


async def test_attitudes_on_and_off(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("a")
        await person.until("Attitudes on: nothing hidden.")
        assert "quote 1/8  " in person.header
        assert "hidden" not in person.header
        await person.click("Attitudes on")  # takes the notification away
        await person.press("p", "p", "p")
        assert quote_line(person).startswith(" indirect attitude  The governor  “supports”")
        assert quote_line(person).endswith("42%")
        await person.press("a")
        assert "quote 6/7" in person.header, "the nearest quote has the focus"
        assert "According to" in quote_line(person)
        await person.press("a")
        assert "attitude" in quote_line(person), "and where one was has it again"
        await person.press("n", "a", "a")
        assert "According to" in quote_line(person), "unless one has gone on"


async def test_the_confidence_goes_up_and_down_in_tenths(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("minus")
        await person.until("Any confidence: 1 hidden.")
        await person.press(*["plus"] * 5)
        assert "/7 (+1 hidden)" in person.header
        await person.until("Confidence from 50%: 1 hidden.")
        assert person.text.count("Confidence from") == 1, "only the last is told"
        await person.press("plus")
        await person.until("Confidence from 60%: 2 hidden.")
        await person.press("plus")
        assert "/5 (+3 hidden)" in person.header
        await person.press("plus", "plus")
        assert "/4 (+4 hidden)" in person.header
        await person.press("plus")
        await person.until("Confidence from 90%")
        await person.press(*["minus"] * 3)
        assert "/6 (+2 hidden)" in person.header
        await person.press(*["minus"] * 9)
        assert "/7 (+1 hidden)" in person.header


async def test_of_switches_in_one_burst_only_the_last_is_told(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        for key in ("i", "plus", "plus", "a"):
            person.app.post_message(events.Key(key, None))
        await person.until("Attitudes on: 4 hidden.")
        assert "Confidence" not in person.text
        assert "Indirect" not in person.text
        assert "/4 (+4 hidden)" in person.header


async def test_a_warning_is_not_taken_away(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(80, 30)) as person:
        person.app.notify("The disk is full.", severity="error")
        await person.press("i")
        await person.until("Indirect quotes off")
        assert "The disk is full." in person.text


async def test_what_was_touched_stays(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("n", "A", "x", "i")
        assert "quote 2/5 (+3 hidden)" in person.header
        assert "the sum would double" in person.text
        assert "1/5 decided" in person.header
        await person.press("u")
        await person.until("0/4 decided")


async def test_the_settings_say_what_is_shown_to_begin_with(desk: Desk, bridges: Path) -> None:
    reader = ReaderSettings(indirect=False, attitudes=True, min_confidence=0.65)
    async with desk.reading(bridges, reader=reader) as person:
        assert "quote 1/4 (+4 hidden)" in person.header
        await person.press("i")
        assert "/6 (+2 hidden)" in person.header
        await person.press("plus")
        await person.until("Confidence from 70%")
        await person.press("minus", "minus")
        await person.until("Confidence from 50%")
        assert "/7 (+1 hidden)" in person.header


async def test_it_holds_for_all_articles_of_the_run(desk: Desk) -> None:
    desk.analysed("a.txt", TEXT, ANALYSIS)
    desk.analysed("b.txt", TEXT + "\n", ANALYSIS)
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.press("i", "x", "right_square_bracket")
        assert "article 2/2" in person.header
        assert "quote 1/4 (+4 hidden)" in person.header
        await person.press("a", "left_square_bracket")
        await person.until("article 1/2")
        assert "/4 (+4 hidden)" in person.header
        await person.press("i")
        assert "/8 " in person.header
        await person.press("q")
        await person.until("2 articles")
        await person.press("enter")
        await person.reading()
        assert "/8 " in person.header


async def test_when_nothing_is_left_and_when_it_comes_back(desk: Desk) -> None:
    weak = tuple(q._replace(kind="indirect", fragments=()) for q in ANALYSIS.quotes)
    path = desk.analysed("weak.txt", TEXT, ANALYSIS._replace(quotes=weak))
    async with desk.reading(path) as person:
        await person.press("n", "n", "i")
        assert "quote 0/0 (+8 hidden)" in person.header
        assert "no quote here" in quote_line(person)
        await person.press("n", "p", "x", "r", "d", "N")
        await person.press("i")
        assert "quote 3/7" in person.header
    async with desk.reading(path, reader=ReaderSettings(indirect=False)) as person:
        assert "quote 0/0 (+8 hidden)" in person.header
        await person.press("i")
        assert "quote 1/7" in person.header


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_the_header_has_room_for_it(desk: Desk, size: tuple[int, int]) -> None:
    desk.analysed("a.txt", TEXT, ANALYSIS)
    desk.analysed("b.txt", TEXT + "\n", ANALYSIS)
    async with desk.opened(size=size) as person:
        await person.press("enter")
        await person.reading()
        await person.press("x")
        await person.until("saved ✓")
        for part in ("quote 2/7 (+1", "article 1/2", "1/7 decided"):
            assert part in person.header
        assert ("hidden" in person.header) == (size[0] >= 80)


@pytest.mark.parametrize("size", [(60, 15), (80, 24)])
async def test_the_quote_line_has_room_for_all_there_is_to_say(
    desk: Desk, size: tuple[int, int]
) -> None:
    first = ANALYSIS.quotes[0]._replace(confidence=0.996)
    path = desk.analysed("a.txt", TEXT, ANALYSIS._replace(quotes=(first,)))
    async with desk.reading(path, size=size) as person:
        for part in (" direct  Maria Lopez", " = Maria L", "“said”", "2 pieces", "99%"):
            assert part in quote_line(person)
        await person.press("less_than_sign")
        await person.until("edited")
        for part in ("Maria L", " = M", "2 pieces", "99%", "edited"):
            assert part in quote_line(person)


async def test_sure_quotes_of_one_piece_say_no_more_than_before(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("p", "p", "p")
        assert quote_line(person) == " mixed  Robert Brown  “called”"


async def test_the_palette_offers_the_new_keys(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        for words, key in (
            ("indirect quotes on", "key i"),
            ("attitudes on", "key a"),
            ("hide more quotes", "key +"),
            ("change the speaker", "key r"),
            ("the outline: all", "key O"),
        ):
            await person.press("ctrl+p")
            await person.type(words)
            await person.until(key)
            await person.press("escape", "escape")
            await person.gone(key)
