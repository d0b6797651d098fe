"""Searching all articles from the screens."""

from __future__ import annotations

import json

import pytest

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, SAMPLE, SAMPLE_TEXT
from tests.screens.desk import Desk, Person
from tests.screens.test_finding import hit
from tui.screens.search import SearchScreen

ARTICLES = (
    ("b", "Bridge to be built", "The Globe", "2024-01-31", BRIDGE_TEXT),
    ("p", "A quiet day", "Daily Planet", "2023-12-01", PLAIN_TEXT),
    ("c", "Council meets", "The Globe", "2024-02-02", f"{PLAIN_TEXT}\n{BRIDGE_TEXT}"),
)
HINT = 'words, "a phrase", begin*'


def write_articles(desk: Desk, *more: tuple[str, ...]) -> None:
    names = ("id", "title", "source", "date", "text")
    lines = [json.dumps(dict(zip(names, one, strict=True))) for one in (*ARTICLES, *more)]
    desk.write("wire.jsonl", "\n".join(lines))


def at_cursor(person: Person) -> str:
    return next((row for row in person.rows if row.startswith("▶")), "")


async def searched(person: Person, words: str, found: str) -> None:
    """Search for words from wherever one is, and keep what is found."""
    await person.press("ctrl+f")
    await person.until(HINT)
    await person.type(words)
    await person.until(found)
    await person.press("enter")


async def test_passages_are_found_as_one_types_and_open_at_their_place(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await person.press("ctrl+f")
        await person.until("All words have to occur")
        await person.type("bridg")
        await person.until("2 articles: bridg*")
        assert "Bridge to be built" in person.rows[1]
        assert "2 hits  The Globe  2024-01-31" in person.rows[1]
        assert "We will build the bridge next year" in at_cursor(person)
        await person.press("down", "down", "down")
        assert "The bridge costs" in at_cursor(person)
        await person.press("enter", "enter")
        await person.reading()
        assert "article 3/3" in person.header
        assert "search: bridg*  2/2" in person.text
        assert hit(person) == "bridge"
        await person.press("n")
        assert "search: bridg*  1/2  from the top" in person.text
        await person.press("q")
        await person.until("2 articles: bridg*")
        assert "The bridge costs" in at_cursor(person), "back at the same place"
        await person.press("escape")
        await person.until("3 articles")
        await person.press("ctrl+f")
        await person.until("2 articles: bridg*")
        assert "The bridge costs" in at_cursor(person), "and again later"


async def test_esc_goes_back_one_step_at_a_time(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await searched(person, "bridge ", "2 articles: bridge")
        await person.press("enter")
        await person.reading()
        await person.until("search: bridge  1/2")
        await person.press("escape")
        await person.gone("search: bridge")
        assert "Esc results" in person.keys
        await person.press("escape")
        await person.until("2 articles: bridge")
        await person.press("escape")
        await person.until("pullquote  3 articles")


async def test_esc_leaves_where_nothing_was_searched(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        for key in ("escape", "enter"):
            await person.press("ctrl+f")
            await person.until(HINT)
            await person.press(key)
            await person.until("pullquote  3 articles")


async def test_what_is_typed_ahead_is_about_what_was_typed(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await person.press("ctrl+f", *"bridge", "space", "enter", "j", "j")
        await person.until("2 articles: bridge ")
        await person.press("enter")
        await person.until("search: bridge  ")


async def test_what_is_shown_says_why_nothing_is_found(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await searched(person, "bridge nowhere", "No article has all of that.")
        await person.press("slash")
        await person.press(*["backspace"] * 20)
        await person.until("All words have to occur")
        await person.type("-bridge")
        await person.until("add a word to look for")
        await person.press("escape")
        await person.until("0 articles: bridge nowhere*")


async def test_the_article_is_the_readers_own_when_one_comes_from_there(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.press("x")
        await person.saved("1/3")
        await searched(person, "quiet day ", "2 articles: quiet day")
        assert "A quiet day" in person.rows[1]
        await person.press("n", "enter")
        await person.until("article 3/3")
        assert hit(person) == "quiet"
        await person.press("escape", "escape")
        await person.until("2 articles: quiet day")
        await person.press("escape")
        await person.until("article 3/3")
        await person.press("L")
        await person.until("pullquote  3 articles")
        assert not any(isinstance(one, SearchScreen) for one in person.app.screen_stack)


async def test_the_list_is_reached_from_what_was_found(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await searched(person, "bridge ", "2 articles: bridge")
        await person.press("n", "enter")
        await person.until("article 3/3")
        await person.press("L")
        await person.until("pullquote  3 articles")
        assert "Council meets" in at_cursor(person)


async def test_a_selection_is_searched_as_a_phrase(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        await person.press("v", "e", "w", "e", "ctrl+f")
        await person.until('1 article: "')
        assert "▶" in person.text
        await person.press("enter")
        await person.reading()
        assert "search: " in person.text
        assert len(hit(person).split()) > 1


async def test_the_mouse_does_it_too(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await person.click("ctrl+f search")
        await person.until(HINT)
        await person.type("bridge")
        await person.until("2 articles")
        await person.click("Enter keep")
        await person.until("best first")
        await person.click("Council meets")
        await person.until(lambda: "build the bridge" in at_cursor(person))
        assert "Council meets" in person.rows[person.row_of("▶") - 1]
        await person.click("best first")
        await person.until("latest first")
        await person.until(lambda: "Council meets" in person.rows[1])
        await person.click("The bridge costs")
        await person.until(lambda: "The bridge costs" in at_cursor(person))
        await person.click("The bridge costs")
        await person.until("article 3/3")


async def test_many_articles_are_read_as_one_comes_to_them(desk: Desk) -> None:
    names = ("id", "title", "source", "date", "text")
    many = [(f"r{n:03}", f"Rain {n:03}", "", "", "It rained.") for n in range(100)]
    lines = [json.dumps(dict(zip(names, one, strict=True))) for one in many]
    desk.write("rain.jsonl", "\n".join(lines))
    async with desk.opened() as person:
        await searched(person, "rained ", "100 articles")
        for _ in range(10):
            await person.press("G")
            await person.pilot.pause()
            await person.until(lambda: "more articles" not in person.text)
        await person.until("Rain 099")
        await person.press("g")
        await person.until("Rain 000")


async def test_what_comes_and_goes_is_found_as_it_is(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await searched(person, "bridge ", "2 articles: bridge")
        await person.press("escape")
        await person.until("pullquote")
        write_articles(desk, ("n", "New", "", "", "A third bridge."))
        screen = SearchScreen(person.app._searched or pytest.fail("nothing is kept"))
        await person.app.push_screen(screen)
        await person.until("3 articles: bridge")


async def test_nothing_hostile_is_drawn(desk: Desk) -> None:
    text = "A \x1b]0;evil\x07 bridge \u202eturned\u202c \x9b31m \0 \ue000 and \r\n on."
    write_articles(desk, ("h", "Evil \x1b[31m title", "So\u202eurce", "20\x1b24", text))
    async with desk.opened() as person:
        await searched(person, "evil ", "1 article: evil")
        row = person.text
        assert not any(sign in row for sign in "\x1b\x07\x9b\u202e\0\r")
        await person.press("enter")
        await person.reading()
        assert hit(person) == "evil"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (300, 100)])
async def test_it_fits_any_window(desk: Desk, size: tuple[int, int]) -> None:
    desk.write("long.txt", SAMPLE_TEXT)
    write_articles(desk)
    async with desk.opened(size=size) as person:
        await searched(person, "japan OR bridge ", "3 articles")
        assert all(len(row) <= size[0] for row in person.rows)
        # The hit of each passage is in view, however long what stands before it is.
        passages = [row for row in person.rows[1:-1] if row.startswith(("▶", "  "))]
        assert passages
        assert all("apan" in row or "ridge" in row for row in passages if row.strip())


async def test_hits_are_told_without_colours(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    write_articles(desk)
    async with desk.opened() as person:
        await searched(person, "bridge ", "2 articles")
        strips = person.app.screen._compositor.render_strips()
        marked = {
            segment.text
            for strip in strips[1:-1]
            for segment in strip
            if segment.style and segment.style.underline
        }
        assert marked == {"bridge"}


@pytest.mark.parametrize("key", ["tab", "shift+tab", "ctrl+i"])
async def test_no_key_takes_the_keys_from_the_line(desk: Desk, key: str) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await person.press("ctrl+f")
        await person.until(HINT)
        await person.press(key, *"bri", key, *"dge", key)
        await person.until("2 articles: bridge")
        await person.press("enter", "slash", key, "space", *"the", key)
        await person.until("bridge the")
        await person.press("escape", "escape")
        await person.until("3 articles")
