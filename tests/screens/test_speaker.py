"""Changing who said a quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.desk import Desk, Person
from tests.screens.hand_made import IN_PIECES, TEXT, span_of
from tui.model.annotation import Annotation

ASKS = "Who said it?"


def offered(person: Person) -> list[str]:
    """What is offered, from the top."""
    rows = person.rows[person.row_of(ASKS) + 2 : -3]
    return [row[1:].strip(" ▁▂▃▄▅▆▇█") for row in rows]


def kept(desk: Desk) -> Annotation:
    """The only annotation that is kept."""
    (annotation,) = desk.kept("bridges")
    return annotation


async def test_the_likeliest_come_first_and_nobody_is_among_them(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges, size=(80, 30)) as person:
        await person.press("r")
        assert ASKS in person.text
        assert offered(person) == [
            "1  Maria Lopez  (Maria Lopez, the mayor of Boston)",
            "2  John Smith",
            "3  Robert Brown",
            "4  two officials",
            "5  The Boston Globe",
            *("6  Boston", "7  New York", "8  Washington"),
            "0  nobody",
        ]
        await person.press("escape")
        await person.gone(ASKS)
        assert "q quit" in person.keys
        assert desk.kept("bridges") == ()


async def test_a_digit_picks_a_mention(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("r", "2")
        await person.until("saved ✓")
        assert "John Smith" in person.rows[-3]
        assert "edited" in person.rows[-3]
        assert "quote 1/7" in person.header, "it is no decision"
        annotation = kept(desk)
        assert annotation.origin == "edited"
        assert annotation.decision is None
        assert annotation.speaker is not None
        assert annotation.speaker.name == "John Smith"
        assert annotation.speaker.mention is not None
        assert annotation.speaker.mention.span == span_of("John Smith")
        assert annotation.detected is not None
        assert annotation.detected.speaker is not None
        assert annotation.detected.speaker.name == "Maria Lopez"
        await person.press("u")
        await person.until("= Maria Lopez")
        await person.press("ctrl+r", "x")
        await person.saved("1/7")
        after = kept(desk)
        assert (after.decision, after.speaker) == ("neither", annotation.speaker)


async def test_the_detectors_speaker_can_be_taken_again(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("r", "2", "r")
        assert offered(person)[:2] == [
            "1  Maria Lopez  (Maria Lopez, the mayor of Boston)",
            "2  John Smith",
        ]
        await person.press("1")
        await person.until(lambda: desk.log("bridges") and desk.kept("bridges") == ())
        assert "edited" not in person.rows[-3]


async def test_a_name_that_is_typed(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("r")
        await person.type("the Mayor of  New Orleans")
        await person.press("enter")
        await person.until("saved ✓")
        assert "the Mayor of New Orleans" in person.rows[-3]
        speaker = kept(desk).speaker
        assert speaker is not None
        assert (speaker.mention, speaker.name) == (None, "the Mayor of New Orleans")
        await person.press("n", "r")
        assert "3  the Mayor of New Orleans" in offered(person), "it is offered from now on"
        await person.press("escape")


async def test_typing_filters_names_and_mentions(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("r")
        await person.type("the mayor")
        await person.until(lambda: offered(person)[0].startswith("Maria Lopez"))
        await person.press(*["backspace"] * 9)
        await person.type("brown")
        await person.until(lambda: offered(person) == ["Robert Brown", "brown"])
        await person.press("enter")
        await person.until("saved ✓")
        speaker = kept(desk).speaker
        assert speaker is not None
        assert speaker.mention is not None
        assert speaker.mention.text == "Robert Brown"


@pytest.mark.parametrize("way", ["key", "arrows", "click", "heading"])
async def test_nobody_said_it(desk: Desk, bridges: Path, way: str) -> None:
    async with desk.reading(bridges, size=(80, 30)) as person:
        await person.press("r")
        if way == "key":
            await person.press("0")
        elif way == "arrows":
            await person.press(*["down"] * 9, "enter")
        else:
            await person.click("0  nobody" if way == "click" else "0 nobody")
        await person.until("saved ✓")
        assert "no speaker" in person.rows[-3]
        assert kept(desk).speaker is None
        assert "q quit" in person.keys


async def test_the_same_again_changes_nothing(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("r", "enter", "n", "n", "n", "r", "1")
        assert "quote 4/7" in person.header
        assert desk.log("bridges") == ()


async def test_escape_goes_one_step_back(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("r")
        await person.type("xqr")
        await person.press("escape")
        assert "1  Maria Lopez" in "\n".join(offered(person)), "first to the whole list"
        await person.press("escape")
        await person.gone(ASKS)
        assert "= Maria Lopez" in person.text


async def test_keys_typed_in_one_go(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.pilot.press(*"r2xr0x")
        await person.saved("2/7")
        first, second = sorted(desk.kept("bridges"), key=lambda a: a.span)
        assert first.speaker is not None
        assert first.speaker.name == "John Smith"
        assert second.speaker is None
        assert IN_PIECES.span.of(TEXT) == first.content.text


async def test_a_quote_marked_by_hand_has_a_speaker_too(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("v", "e", "enter", "r", "2")
        await person.until(lambda: "manual" in person.text and "saved ✓" in person.header)
        annotation = kept(desk)
        assert annotation.origin == "manual"
        assert annotation.speaker is not None
