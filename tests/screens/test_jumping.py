"""Jump mode: letters on what can be clicked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import SAMPLE
from tests.screens.desk import Desk, Person

SAYS = "jump: Esc leaves"


def labels(person: Person) -> dict[str, tuple[int, int]]:
    """The labels on the screen, each with its column and row."""
    found = {}
    for y, strip in enumerate(person.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            if segment.style and segment.style.reverse and "jump" not in segment.text:
                found[segment.text] = (x, y)
            x += segment.cell_length
    return found


async def test_letters_lead_to_a_quote(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        at = person.place_of("Modernizing Japan")
        await person.press("f")
        await person.until(SAYS)
        where = {place: label for label, place in labels(person).items()}
        assert where[at.x, at.y] == "s", "quotes have the home row"
        assert len(set(where.values())) == len(where)
        await person.press("s")
        assert SAYS not in person.text
        assert "quote 2/9" in person.header


async def test_letters_press_what_is_a_button(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        legend, key = person.place_of(" PERSON"), person.place_of(" x neither")
        await person.press("f")
        where = {place: label for label, place in labels(person).items()}
        await person.press(*where[legend.x, legend.y])
        await person.until(lambda: "PERSON 3" not in person.text)
        assert "PERSON" in person.text, "a type that is hidden stays in the legend"
        await person.press("f", *where[key.x, key.y])
        await person.saved("1/3")


async def test_letters_typed_ahead_are_taken_in_their_order(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("f", "d", "x", "f", "a", "m")
        await person.saved("2/3")
        decisions = [a.decision for a in desk.kept("bridge")]
        assert decisions == ["unsure", "neither"]


async def test_many_have_two_letters_and_one_can_be_taken_back(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(120, 40)) as person:
        await person.press("O", "f")
        two = [label for label in labels(person) if len(label) == 2]
        assert len(two) > 1
        first = two[0][0]
        assert all(label[0] == first for label in two)
        before = person.rows
        await person.press(first)
        assert set(labels(person)) == set(two), "the others have gone"
        await person.press("backspace")
        assert person.rows == before
        await person.press("escape")
        assert SAYS not in person.text


async def test_the_outlines_quotes_have_letters(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(80, 24)) as person:
        await person.press("O")
        row = person.row_of("Igor Petrov")
        await person.press("f")
        label = next(text for text, (_, y) in labels(person).items() if y == row)
        await person.press(label)
        assert "quote 5/9" in person.header
        assert "▶" in person.text
        assert "Igor Petrov = " not in person.rows[1]


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (300, 100)])
async def test_every_label_is_on_the_screen(desk: Desk, size: tuple[int, int]) -> None:
    async with desk.reading(SAMPLE, size=size) as person:
        before = person.rows
        await person.press("f")
        for label, (x, y) in labels(person).items():
            assert 0 <= x <= size[0] - len(label)
            assert 0 <= y < size[1]
        await person.press("escape")
        assert person.rows == before


async def test_a_click_or_another_size_ends_it(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("f")
        await person.until(SAYS)
        await person.pilot.click(offset=(30, 15))
        await person.gone(SAYS)
        await person.press("f")
        await person.until(SAYS)
        await person.pilot.resize_terminal(90, 30)
        await person.gone(SAYS)


async def test_quitting_by_letters_works(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        key = person.place_of(" q quit")
        await person.press("f")
        where = {place: label for label, place in labels(person).items()}
        await person.press(*where[key.x, key.y])
        await person.until(lambda: person.app._exit)


async def test_a_panels_own_buttons_have_letters(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(120, 40)) as person:
        await person.press("F", *"petrov", "enter")
        at = person.place_of("Esc all")
        await person.press("f")
        row = {label: x for label, (x, y) in labels(person).items() if y == at.y}
        await person.press(*max(row, key=lambda label: row[label]))
        await person.gone("2 of 9")
