"""Giving a label: the picker, the choices, and going back."""

from __future__ import annotations

from pathlib import Path

from tests.prepared import BRIDGE_TEXT
from tests.screens.desk import Desk, Person
from tui.model.label import Target

ASKS_TARGET, ASKS_POLARITY = "For or against what?", "Is the speaker for or against it?"


def offered(person: Person) -> list[str]:
    """The targets in the picker, from the top."""
    rows = person.rows[person.row_of(ASKS_TARGET) + 2 : -3]
    return [row[3:].strip(" ▁▂▃▄▅▆▇█") for row in rows]


def target_of(desk: Desk) -> Target:
    """The target of the only label that is kept."""
    (kept,) = desk.kept("bridge")
    (label,) = kept.labels
    target = label.get("target")
    assert isinstance(target, Target)
    return target


async def test_targets_are_the_articles_entities_without_dates(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("n", "n", "s")
        names = offered(person)
        assert names[0] == "New York", "what the quote itself names is likeliest"
        assert names[-1] == "Robert Brown", "nobody speaks of himself"
        assert {"Boston", "Maria Lopez", "John Smith"} < set(names)
        assert "Monday" not in names
        assert "forty million dollars" not in names


async def test_the_list_follows_what_is_typed(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        await person.type("SMI")
        await person.until(lambda: offered(person) == ["John Smith", "SMI"])
        await person.press("enter")
        await person.until(ASKS_POLARITY)
        assert "stance › John Smith" in person.text
        await person.press("f")
        await person.saved("1/3")
        assert target_of(desk).span is not None


async def test_a_target_in_free_text(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        await person.type("the 2 new taxes")
        await person.press("enter", "a")
        await person.saved("1/3")
        assert target_of(desk) == Target("the 2 new taxes")
        await person.press("s")
        assert "the 2 new taxes" in offered(person), "it is offered again"
        await person.press("escape")
    async with desk.reading(bridge) as person:
        await person.press("s")
        assert "the 2 new taxes" in offered(person), "in later runs, too"


async def test_keys_of_the_reader_are_text_in_the_picker(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        await person.type("xqunmd")
        await person.press("enter", "f")
        await person.saved("1/3")
        assert target_of(desk).text == "xqunmd"


async def test_arrows_choose_and_enter_picks(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        second = offered(person)[1]
        await person.press("down", "down", "up", "enter")
        assert f"stance › {second}" in person.text
        await person.press("down", "enter")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert kept.labels[0].get("polarity") == "AGAINST"


async def test_a_click_picks(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        await person.click(" 3  ")
        await person.until(ASKS_POLARITY)
        await person.click("FAVOR")
        await person.saved("1/3")


async def test_a_digit_without_an_offer_and_blanks_pick_nothing(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s", "9")
        assert ASKS_TARGET in person.text
        await person.press("space", "space", "escape")
        assert ASKS_TARGET in person.text, "one step back is to the whole list"
        await person.press("escape")
        await person.gone(ASKS_TARGET)
        assert desk.kept("bridge") == ()


async def test_escape_takes_back_one_answer_at_a_time(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("c", "c", "p", "s", "2")
        assert ASKS_POLARITY in person.text
        await person.press("escape")
        assert ASKS_TARGET in person.text
        await person.press("3")
        assert ASKS_POLARITY in person.text
        await person.press("escape", "escape")
        assert ASKS_TARGET not in person.text
        assert "quote 1/3" in person.header
        assert "claim CFS" in person.text, "what was decided before stays"
        await person.press("x")
        await person.until("neither")
        assert len(desk.log("bridge")) <= 2


async def test_other_keys_in_a_choice_do_nothing(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("c", "x", "q", "m", "space", "tab", "left")
        assert "Is it worth checking?" in person.text
        await person.press("u")
        await person.saved("1/3")
        (kept,) = desk.kept("bridge")
        assert kept.labels[0].get("check_worthiness") == "UFS"


async def test_a_click_beside_the_panel_leaves_the_keys_with_it(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        await person.click("John Smith told")
        await person.press("tab", "shift+tab")
        assert "quote 1/3" in person.header
        await person.press("1", "f")
        await person.saved("1/3")
        assert desk.kept("bridge")[0].content.text.startswith("We will build")
        for key in ("c", "t"):
            await person.press(key)
            await person.click("Robert Brown")
            await person.press("escape")
            assert "q quit" in person.keys


async def test_the_asked_quote_stays_in_view(desk: Desk) -> None:
    lines = "\n\n".join(f"Line {n} of many." for n in range(40))
    path = desk.write("long.txt", f"{lines}\n\n{BRIDGE_TEXT}")
    async with desk.reading(path, size=(80, 20)) as person:
        await person.until("/3")
        await person.press("p", "s")
        await person.until(ASKS_TARGET)
        await person.until("a gift to New York")


async def test_a_panel_in_a_window_that_changes_its_size(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("s")
        for size in ((60, 15), (200, 60), (40, 10), (80, 24)):
            await person.pilot.resize_terminal(*size)
            await person.pilot.pause()
            assert ASKS_TARGET in person.text
        await person.press("1", "f")
        await person.saved("1/3")
