"""Finding words in an article."""

from __future__ import annotations

from pathlib import Path

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, SAMPLE, SAMPLE_TEXT
from tests.screens.desk import Desk, Person
from tui.widgets.article_view import ArticleView


def hit(person: Person) -> str:
    """The words that stand out as the hit one is at, which are in reverse."""
    strips = person.app.screen._compositor.render_strips()
    return "".join(
        segment.text
        for strip in strips[1:-4]
        for segment in strip
        if segment.style and segment.style.reverse
    )


def bar(person: Person) -> str:
    """The row of the find line, or of the find bar."""
    return next(row for row in person.rows if row.startswith((" find:", " regex:", "/")))


async def test_hits_are_shown_as_one_types_and_walked_around_the_ends(desk: Desk) -> None:
    count = SAMPLE_TEXT.lower().count("japan")
    assert count > 5
    async with desk.reading(SAMPLE) as person:
        await person.press("slash")
        assert "find; a capital makes it exact" in person.text
        await person.type("japan")
        await person.until(f"1/{count} ")
        assert hit(person) == "Japan"
        await person.press("enter")
        await person.until(lambda: bar(person).startswith(f" find: japan  1/{count}"))
        await person.press("n")
        assert f" 2/{count}" in bar(person)
        await person.press("N", "N")
        assert f" {count}/{count}  from the end" in bar(person)
        assert " end " in person.header
        await person.press("n")
        assert f" 1/{count}  from the top" in bar(person)
        await person.press("n")
        assert "from the top" not in bar(person)
        await person.press("escape")
        assert "find: japan" not in person.text
        assert hit(person) == ""
        await person.press("n")
        assert "quote 2/9" in person.header, "n goes to the next quote again"


async def test_keys_typed_ahead_are_taken_in_their_order(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        await person.press("slash", *"japan", "enter", "n", "n")
        await person.until(lambda: " 3/" in bar(person))
        await person.press("tab")
        assert "quote 2/9" in person.header, "another key of the same goes on working"


async def test_case_counts_with_a_capital_only(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("slash")
        await person.type("the")
        await person.until("1/6 ")
        await person.press("backspace", "backspace", "backspace")
        await person.type("The")
        await person.until("1/2 ")
        await person.press(*["backspace"] * 3)
        await person.type("THE")
        await person.until("no hits")
        await person.press("enter", "n", "N")
        assert "no hits" in bar(person)


async def test_escape_goes_back_to_where_one_was(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(60, 15)) as person:
        await person.press("j", "j", "j")
        before = person.rows
        await person.press("slash")
        await person.type("geopolitical")
        await person.until("1/")
        assert person.rows[1:9] != before[1:9]
        await person.press("escape")
        assert person.rows == before


async def test_the_first_hit_is_the_one_after_the_top_of_the_view(desk: Desk) -> None:
    async with desk.reading(SAMPLE, size=(60, 15)) as person:
        await person.press("space", "slash")
        top = person.app.screen.query_one(ArticleView).top_offset()
        number = SAMPLE_TEXT[:top].lower().count("japan") + 1
        assert number > 1
        await person.type("japan")
        await person.until(f"{number}/16 ")
        assert hit(person) == "Japan"
        await person.press("enter", "G", "slash")
        await person.type("has approved")
        await person.until("1/1 ")
        assert "has approved" in person.text, "it goes on at the top"


async def test_words_over_a_line_break_are_found(desk: Desk) -> None:
    path = desk.write("a.txt", "He is of the U.S.\r\nState Department. So it is.")
    async with desk.reading(path) as person:
        await person.press("slash")
        await person.type("u.s. state")
        await person.until("1/1 ")
        assert hit(person) == "U.S. State"


async def test_a_regex_on_request(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("slash")
        await person.type("b....e")
        await person.until("no hits")
        await person.press("ctrl+r")
        await person.until("1/2 ")
        assert "[x] regex" in bar(person)
        assert hit(person) == "bridge"
        await person.type("(")
        await person.until("no regular expression: missing )")
        await person.press("backspace", "enter")
        await person.until("regex: b....e  1/2")
        await person.press("n")
        await person.until(lambda: " regex: b....e  2/2" in bar(person))
        await person.press("u")
        await person.until("There is nothing to undo")


async def test_a_regex_that_takes_for_ever_does_not_keep_the_keys(desk: Desk) -> None:
    path = desk.write("a.txt", "a" * 60 + "b")
    async with desk.reading(path) as person:
        await person.press("slash", "ctrl+r")
        await person.type("(a+)+$")
        await person.press("enter")
        await person.until("regex: (a+)+$  –/0+")
        await person.press("escape")
        assert "regex" not in person.text


async def test_earlier_searches_come_back(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        for words in ("bridge", "plan"):
            await person.press("slash")
            await person.type(words)
            await person.press("enter")
        await person.press("slash", "up", "up", "up")
        await person.until(lambda: "bridge" in bar(person) and "1/2 " in bar(person))
        await person.press("down")
        await person.until(lambda: "plan" in bar(person) and "1/1 " in bar(person))
        await person.press("escape", "escape", "slash", "enter")
        await person.until("find: plan")


async def test_the_speaker_of_the_quote_is_found(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("asterisk")
        await person.until("find: Lopez  1/1")
        assert hit(person) == "Lopez"


async def test_who_is_no_person_is_found_by_the_whole_name(desk: Desk, bridges: Path) -> None:
    async with desk.reading(bridges) as person:
        for quote, words in (("6", "two officials"), ("7", "The Boston Globe"), ("2", "Smith")):
            await person.press("number_sign", quote, "enter", "asterisk")
            await person.until(f"find: {words}  1/1")


async def test_a_quote_without_a_speaker_has_none_to_find(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("r", "0", "asterisk")
        await person.until("There is no speaker to find")


async def test_a_search_goes_on_in_the_next_article(desk: Desk) -> None:
    desk.write("a.txt", BRIDGE_TEXT)
    desk.write("b.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.press("slash", *"the", "enter")
        await person.until("1/6")
        await person.press("right_square_bracket")
        await person.until("find: the  –/1")
        await person.press("n")
        await person.until("find: the  1/1")


async def test_the_bars_of_finding_are_buttons(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge, size=(160, 24)) as person:
        await person.click(" find")
        await person.type("the")
        await person.until("1/6 ")
        await person.click("[ ] regex")
        await person.until("[x] regex")
        await person.press("enter")
        await person.until("regex: the")
        await person.click("next N previous")
        await person.until("2/6")
        await person.click(" previous")
        await person.until("1/6")
        await person.click(" close")
        assert "regex:" not in person.text


async def test_a_decision_is_made_while_the_find_bar_stands(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("slash", *"plan", "enter", "c")
        await person.until("check-worthy")
        await person.press("c")
        await person.saved("1/3")
        assert "find: plan" in person.text


async def test_while_selecting_the_find_bar_has_no_keys(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("slash", *"plan", "enter", "v", "w", "escape")
        assert "find: plan" in person.text, "Esc has left the selection only"
        await person.press("escape")
        assert "find: plan" not in person.text


async def test_a_selection_begins_at_the_hit(desk: Desk, bridge: Path) -> None:
    async with desk.reading(bridge) as person:
        await person.press("slash", *"nobody", "enter", "v", "e", "e", "y")
        await person.until("Copied 12 characters.")
        assert person.app.clipboard == "Nobody voted"


async def test_hostile_words_are_drawn_as_pictures(desk: Desk) -> None:
    path = desk.write("a.txt", "a \x1b[31m red")
    async with desk.reading(path) as person:
        await person.press("slash")
        person.app.screen.query_one("#find-line").text = "\x1b[31m"  # type: ignore[attr-defined]
        await person.press("enter")
        await person.until("find: ␛[31m  1/1")
        assert "\x1b" not in person.text


async def test_the_line_keeps_its_half_of_a_window_that_gets_smaller(
    desk: Desk, bridge: Path
) -> None:
    async with desk.reading(bridge, size=(140, 30)) as person:
        await person.press("slash", *"bridge")
        for width in (110, 80, 60):
            await person.pilot.resize_terminal(width, 15)
            await person.pilot.pause()
            assert person.app.focused is not None
            assert person.app.focused.size.width >= width // 2 - 1
        await person.press("s")
        assert bar(person).startswith("/bridges ")
