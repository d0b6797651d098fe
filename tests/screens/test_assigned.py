"""The list for people who have articles assigned: theirs first, and how far they are with them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT
from tests.screens.desk import Desk, Person
from tui.model.dealing import Terms
from tui.store.assignments import ASSIGNMENTS_NAME, AssignmentFile, Dealt

TITLES = ("One", "Two", "Three", "Four", "Five")
DEALT = {"2": ("ada",), "4": ("ada", "bob"), "5": ("bob",)}


def write(desk: Desk, dealt: Mapping[str, tuple[str, ...]] = DEALT) -> None:
    """Write five articles, and who reads them."""
    for number, title in enumerate(TITLES, 1):
        text = BRIDGE_TEXT if number == 2 else PLAIN_TEXT
        desk.write(f"{number}.md", f"# {title}\n\n{text}")
    deal(desk, dealt)


def deal(desk: Desk, dealt: Mapping[str, tuple[str, ...]]) -> None:
    """Write who reads what, as `pullquote assign` does in another terminal."""
    names = tuple(sorted({name for readers in dealt.values() for name in readers}))
    AssignmentFile(desk.annotations).change(lambda _: Dealt(dict(dealt), Terms(names)))


def listed(person: Person) -> str:
    """What stands in the list before and in the titles, from the top; a space for no sign."""
    found = []
    for row in person.rows[2:-1]:
        title = next((title for title in TITLES if title in row), None)
        if title:
            found.append(row[1 : row.index(title)].strip() + title)
    return " ".join(found)


async def test_theirs_come_first_and_have_a_sign(desk: Desk) -> None:
    write(desk)
    async with desk.opened(size=(120, 24)) as person:
        await person.until("◆ 0 of 2 assigned to you done")
        await person.until(lambda: listed(person) == "◆Two ◆Four One Three Five")
        assert person.rows[2].startswith("▶◆ Two")
        await person.pilot.resize_terminal(60, 15)
        await person.until("◆ 0 of 2 done")
        assert listed(person) == "◆Two ◆Four One Three Five"


async def test_the_next_article_is_the_next_of_theirs(desk: Desk) -> None:
    write(desk)
    async with desk.opened() as person:
        await person.until(lambda: listed(person).startswith("◆Two ◆Four"))
        await person.press("enter")
        await person.reading()
        assert "article 1/5" in person.header
        await person.press("right_square_bracket")
        await person.until("article 2/5")
        assert "Four" in person.text
        await person.press("right_square_bracket")
        await person.until("article 3/5")
        assert "One" in person.text
        await person.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        await person.until("This is the first article.")


async def test_a_second_start_knows_them_at_once(desk: Desk) -> None:
    write(desk)
    async with desk.opened() as person:
        await person.until("◆ 0 of 2 done")
    app = desk.app()
    assert [app.workspace.corpus.article(number).id for number in app.workspace.corpus.order] == [
        *("2", "4", "1", "3", "5")
    ]
    await app.workspace.close()


async def test_whoever_has_none_sees_the_list_as_it_was(desk: Desk) -> None:
    write(desk)
    async with desk.opened(annotator="cy", size=(140, 24)) as person:
        await person.until("ada, bob")
        assert listed(person) == " ".join(TITLES)
        assert "◆" not in person.text
        assert "assigned to you" not in person.text


async def test_who_reads_what_is_filtered_by(desk: Desk) -> None:
    write(desk)
    async with desk.opened() as person:
        await person.until("◆ 0 of 2 done")
        for typed, found in (
            ("assigned:me", "◆Two ◆Four"),
            ("assigned:bob", "◆Four Five"),
            ("assigned:BO", "◆Four Five"),
            ("assigned:me assigned:bob", "◆Four"),
            ("assigned:none", "One Three"),
            ("assigned:nobody", ""),
            ("assigned:", "◆Two ◆Four One Three Five"),
        ):
            await person.press("slash")
            await person.type(typed)
            await person.press("enter")
            await person.until(f"{len(found.split())} listed")
            assert listed(person) == found, typed
            await person.press("escape")


async def test_a_wide_list_says_who_reads_what_and_sorts_by_it(desk: Desk) -> None:
    write(desk)
    async with desk.opened(size=(140, 24)) as person:
        await person.until("◆ 0 of 2 assigned to you done")
        assert "ada, bob" in person.rows[person.row_of("◆ Four")]
        await person.click("assigned  ")
        await person.until("assigned▲")
        assert listed(person) == "◆Two ◆Four Five One Three"
        await person.press("S")
        await person.until("assigned▼")
        assert listed(person) == "Three One Five ◆Four ◆Two"
        await person.press("s", "s", "s", "s")
        await person.until(lambda: "▲" not in person.rows[1])
        assert listed(person) == "◆Two ◆Four One Three Five"
        await person.press("S")
        assert listed(person) == "◆Four ◆Two Five Three One"


async def test_a_sorted_list_is_sorted_as_a_whole(desk: Desk) -> None:
    write(desk)
    async with desk.opened() as person:
        await person.until("◆ 0 of 2 done")
        await person.press("s")
        await person.until("title▲")
        assert listed(person) == "Five ◆Four One Three ◆Two"


async def test_what_is_done_is_counted(desk: Desk) -> None:
    write(desk)
    async with desk.opened() as person:
        await person.until("◆ 0 of 2 done")
        await person.press("enter")
        await person.reading()
        await person.until("quote 1/")
        await person.press(*"xxxx")
        await person.until("saved ✓")
        await person.press("q")
        await person.until("◆ 2 of 2 done")  # in the other there is nothing to decide on


async def test_what_is_dealt_meanwhile_is_seen_on_the_way_back(desk: Desk) -> None:
    write(desk, {"5": ("ada",)})
    async with desk.opened() as person:
        await person.until(lambda: listed(person) == "◆Five One Two Three Four")
        await person.press("j", "enter")
        await person.reading()
        deal(desk, {"3": ("ada",)})
        await person.press("q")
        await person.until(lambda: listed(person) == "◆Three ◆Five One Two Four")
        assert person.rows[person.row_of("▶")].startswith("▶  One")


async def test_new_articles_may_be_assigned_already(desk: Desk) -> None:
    write(desk, {"6": ("ada",)})
    async with desk.opened() as person:
        await person.until("Five")
        assert listed(person) == " ".join(TITLES)
    desk.write("6.md", f"# Two, again\n\n{PLAIN_TEXT}")
    async with desk.opened() as person:
        await person.until(lambda: listed(person) == "◆Two One Two Three Four Five")


async def test_a_file_that_cannot_be_read_is_told_once(desk: Desk) -> None:
    write(desk)
    (desk.annotations / ASSIGNMENTS_NAME).write_text("<<<<<<< ours\n", encoding="utf-8")
    async with desk.opened() as person:
        await person.until("Assignments not read")
        assert listed(person) == " ".join(TITLES)
        person.app.clear_notifications()
        await person.gone("Assignments not read")
        await person.press("enter")
        await person.reading()
        await person.press("q")
        await person.until("▶One")
        assert "Assignments not read" not in person.text
        deal_again = desk.annotations / ASSIGNMENTS_NAME
        deal_again.unlink()
        deal(desk, {"3": ("ada",)})
        await person.press("enter")
        await person.reading()
        await person.press("q")
        await person.until(lambda: listed(person) == "◆Three One Two Four Five")
