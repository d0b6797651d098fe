"""The inspector: all of the focused quote, and what was done to it."""

from __future__ import annotations

from pathlib import Path

from tests.screens.desk import Desk, Person
from tests.screens.test_outline import many

WIDE, NARROW = (120, 40), (80, 24)
ARTICLE = "after the meeting"


def inspected(person: Person) -> str:
    """What the panel beside the article says, its rows in one line."""
    rows = [row.rpartition("│")[2] for row in person.rows[1:-4] if "│" in row]
    return " ".join(" ".join(rows).split())


async def test_it_tells_all_of_the_focused_quote(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("I")
        await person.until(lambda: "quote 1 of 7" in inspected(person))
        told = inspected(person)
        assert "piece 1 We will build it," in told
        assert "piece 2 It will cost a million." in told
        assert "speaker Maria Lopez mention Maria Lopez, the mayor of Boston cue said" in told
        assert "decision not decided" in told
        await person.press("n")
        assert "quote 2 of 7 indirect · 83% the sum would double" in inspected(person)
        assert ARTICLE in person.text, "the article has its room"
        await person.press("I")
        await person.gone("quote 2 of 7")


async def test_each_label_has_its_attributes_on_lines_of_their_own(
    desk: Desk, bridges: Path
) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("I", "c", "c", "p", "s")
        await person.type("the bridge")
        await person.press("enter", "f", "p", "t")
        await person.type("look again")
        await person.press("enter")
        told = inspected(person)
        assert "decision labelled" in told
        assert "label claim check_worthiness CFS label stance target the bridge" in told
        assert "polarity FAVOR note look again" in told


async def test_the_history_is_told_newest_first(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(120, 50)) as person:
        await person.press("n", "I", "c", "u", "p", "x", "p")
        told = inspected(person)
        assert told.index("claim UFS → neither") < told.index("not decided → claim UFS")
        await person.press("less_than_sign")
        told = inspected(person)
        assert "origin edited was “the sum would double”" in told
        assert "“the sum would double” → “the sum would”" in told.partition("history")[2]
        assert told.index("borders moved") < told.index("UFS → neither")
        await person.press("u", "u", "u")
        told = inspected(person)
        assert "decision not decided" in told
        assert "undone" in told, "what was done to it and undone is still told"
    async with desk.reading(bridges, size=(120, 50)) as person:
        await person.press("g")
        await person.until(lambda: "history" in inspected(person))
        assert "undone" in inspected(person), "after a restart, too"


async def test_a_changed_speaker_is_told_with_the_detectors(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("I", "n", "r", "0")
        await person.until(lambda: "speaker nobody" in inspected(person))
        assert "origin edited speaker was John Smith" in inspected(person)
        assert "speaker John Smith → nobody" in inspected(person)


async def test_in_a_narrow_window_it_lies_over_the_article_while_it_is_called(
    desk: Desk, bridges: Path
) -> None:
    async with desk.reading(bridges, size=NARROW) as person:
        for leave in ("I", "escape", "enter"):
            await person.press("I")
            await person.until("mention    Maria Lopez, the mayor")
            assert ARTICLE not in person.text
            assert "Esc back" in person.keys
            await person.press("n")
            assert "quote 2 of 7" in person.text
            await person.press("p", leave)
            await person.until(ARTICLE)
        await person.press("I", "O")
        await person.until("1 ·   Maria Lopez ")
        assert "quote 1 of 7" not in person.text, "one at a time"
        await person.press("I")
        await person.until("quote 1 of 7")
        await person.press("s")
        await person.until(ARTICLE)


async def test_it_is_scrolled_by_its_keys_and_in_front_by_those_of_the_article(
    desk: Desk, bridges: Path
) -> None:
    async with desk.reading(bridges, size=(100, 12)) as person:
        await person.press("I")
        await person.until("quote 1 of 7")
        await person.press("J")
        assert "quote 1 of 7" not in person.text
        await person.press("K")
        assert "quote 1 of 7" in person.text
    async with desk.reading(bridges, size=(60, 12)) as person:
        await person.press("I")
        await person.until("quote 1 of 7")
        await person.press("j", "j")
        assert "quote 1 of 7" not in person.text


async def test_hidden_it_looks_nothing_up(desk: Desk) -> None:
    path = desk.analysed("many.txt", *many(50))
    async with desk.reading(path, size=WIDE) as person:
        await person.press("I", "n", "I", "n", "n")
        assert "quote 2 of 50" not in person.text
        await person.press("I")
        await person.until("quote 4 of 50")
        assert "Yes, number 00003" in inspected(person)
