"""An article that has changed: what moved is shown and confirmed, orphans find their place."""

from __future__ import annotations

from pathlib import Path

from tests.screens.changing import NOW, SAME, decide_before_the_change
from tests.screens.desk import Desk
from tests.screens.hand_made import span_of
from tests.screens.test_inspector import inspected

WIDE = (120, 40)


async def test_what_became_of_earlier_decisions_is_told(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.until("The article has changed")
        told = " ".join(person.text.split())
        assert "2 annotations moved along" in told
        assert "M goes to the next" in told
        assert "W lists them" in told
        assert " 2 moved " in person.header
        assert " 1 orphan " in person.header
        assert any("–~" in row for row in person.rows), "the margin has a sign for it"


async def test_the_inspector_shows_both_texts_with_the_words_that_differ(
    desk: Desk, bridges: Path
) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.until("The article has changed")
        person.app.clear_notifications()  # they lie over it
        await person.press("I", "M")
        await person.until(lambda: "the same words" in inspected(person))
        await person.press("M")
        await person.until(lambda: "was a gift to [all] New York" in inspected(person))
        assert f"now {NOW}" in inspected(person)
        await person.press("Y")
        await person.until(lambda: "[all]" not in inspected(person).partition("history")[0])


async def test_what_is_confirmed_stays_so(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("M", "Y", "Y")
        await person.until(lambda: " moved " not in person.header)
        await person.saved("2/7")
    async with desk.reading(bridges, size=WIDE) as person:
        assert " moved " not in person.header
        await person.press("M", "Y", "ctrl+y")
        assert len(desk.log("bridges")) == 7 + 2 + 2, "there was nothing to confirm any more"


async def test_to_decide_anew_confirms(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("M", "x")
        await person.until(" 1 moved ")
        await person.press("u")
        await person.until(" 2 moved ")


async def test_the_filter_lists_what_moved(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("F")
        await person.type("is:mov")
        await person.until("2 of 7")
        await person.press(*["backspace"] * 3)
        await person.type("changed")
        await person.until("1 of 7")
        await person.press("enter")
        await person.until("moved, and changed")


async def test_an_orphan_is_put_on_what_is_selected(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("M", "v", "e", "e", "e", "W")
        await person.until("look here again")
        assert "on what is selected" in person.text
        await person.press("enter")
        await person.gone(" 1 orphan ")
        await person.until("note: look here again")
        await person.saved("3/8")
        kept = next(one for one in desk.kept("bridges") if one.note)
        assert kept.content.text == "the sum would"
        assert kept.span.start == span_of(SAME).start
        await person.press("u")
        await person.until(" 1 orphan ")


async def test_a_selection_that_is_left_puts_no_orphan_anywhere(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=WIDE) as person:
        await person.press("M", "W", "enter")
        await person.until("selecting where Nothing else was decided is now: Enter puts it there")
        await person.press("escape")
        await person.press("v", "e", "enter")
        await person.until(lambda: "/8" in person.header)
        assert " 1 orphan " in person.header


async def test_an_orphan_is_discarded_and_brought_back(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    async with desk.reading(bridges, size=(80, 24)) as person:
        await person.press("W", "d")
        await person.gone(" 1 orphan ")
        await person.saved("2/7")
        assert not [one for one in desk.kept("bridges") if one.note]
        await person.press("u")
        await person.until(" 1 orphan ")


async def test_hostile_orphans_are_shown_as_pictures(desk: Desk, bridges: Path) -> None:
    decide_before_the_change(desk, "bridges")
    file = desk.annotations / "ada" / "bridges.json"
    text = file.read_text("utf-8").replace("look here again", "\\u001b[31m\\u202e[red]x")
    file.write_text(text, "utf-8")
    async with desk.reading(bridges, size=(60, 15)) as person:
        await person.press("W")
        await person.until("note: ␛[31m�[red]x")
