"""Quotes in pieces and quotes in quotes, from the detector to the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screens.desk import Desk, Person
from tests.screens.hand_made import BUILD, COST, TEXT
from tui.model.analysis import Analysis, Quote
from tui.model.span import Span


def backgrounds(person: Person, words: str) -> set[str]:
    """The backgrounds that `words` are painted on."""
    place = person.place_of(words)
    strip = person.app.screen._compositor.render_strips()[place.y]
    part = strip.crop(place.x, place.x + len(words))
    return {str(segment.style.bgcolor) for segment in part if segment.style}


async def test_what_stands_between_the_pieces_is_not_marked(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        focused = backgrounds(person, "We will build it,")
        assert len(focused) == 1
        assert focused == backgrounds(person, "It will") == backgrounds(person, "cost a million.")
        plain = backgrounds(person, "talk about")
        assert backgrounds(person, "” said Maria Lopez") == plain != focused
        assert "2 pieces" in person.text
        await person.press("n")
        quote = backgrounds(person, "We will build it,")
        assert quote == backgrounds(person, "It will")
        assert quote not in (focused, plain)


@pytest.mark.parametrize("piece", ["will build it", "cost a million"])
async def test_a_click_on_any_piece_focuses_the_whole_quote(
    desk: Desk, bridges: Path, piece: str
) -> None:
    async with desk.reading(bridges) as person:
        await person.press("n")
        await person.click(piece)
        assert "quote 1/7" in person.header
        await person.press("n")
        await person.click("the mayor of")
        assert "quote 2/7" in person.header, "what stands between the pieces is no part of it"


async def test_the_pieces_are_decided_together(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.press("x")
        await person.saved("1/7")
        (kept,) = desk.kept("bridges")
        assert [one.text for one in kept.fragments] == [BUILD.of(TEXT), COST.of(TEXT)]
        assert kept.span == Span(BUILD.start, COST.end)
        assert [row[:2] for row in person.rows].count(" –") == 1, "one quote, one sign"


async def test_of_nested_quotes_the_inner_one_is_clicked(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        await person.click("trust the")
        assert "quote 4/7" in person.header
        assert backgrounds(person, "trust the") != backgrounds(person, "Lopez told me")
        await person.click("Lopez told me")
        assert "quote 3/7" in person.header
        assert backgrounds(person, "trust the") == backgrounds(person, "Lopez told me")


async def test_the_first_piece_is_brought_into_view(desk: Desk) -> None:
    lines = "".join(f"Line {n} of many.\n\n" for n in range(40))
    text = f"{lines}“We go,” she said.\n\n{lines}“And we come.”\n\n{lines}"
    pieces = tuple(
        Span(text.index(words), text.index(words) + len(words))
        for words in ("We go,", "And we come.")
    )
    quote = Quote(Span(pieces[0].start, pieces[1].end), "direct", fragments=pieces)
    found = Analysis(tokens=pieces, quotes=(quote,))
    path = desk.analysed("long.txt", text, found)
    async with desk.reading(path) as person:
        await person.until("We go,")
        assert "▶" in person.text
        await person.press("G")
        assert "We go," not in person.text
        await person.press("n")
        assert "We go," in person.text
