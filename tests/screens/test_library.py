"""The list of articles: filtering, sorting, jumping."""

from __future__ import annotations

import json

import pytest

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT
from tests.screens import hand_made
from tests.screens.desk import Desk, Person
from tests.screens.suggested_before import suggest_before
from tui.errors import PullquoteError
from tui.model.annotation import Suggested
from tui.services.corpus import Corpus
from tui.store.catalog.articles import ArticleTable, Unread

ARTICLES = (
    ("b", "Bridge to be built", "The Globe", "2024-01-31", BRIDGE_TEXT),
    ("p", "A quiet day", "Daily Planet", "2023-12-01", PLAIN_TEXT),
    ("c", "Council meets", "The Globe", "2024-02-02", BRIDGE_TEXT),
)


def write_articles(desk: Desk) -> None:
    names = ("id", "title", "source", "date", "text")
    lines = [json.dumps(dict(zip(names, one, strict=True))) for one in ARTICLES]
    desk.write("wire.jsonl", "\n".join(lines))


def titles(person: Person) -> list[str]:
    """The titles that are listed, from the top."""
    listed = {title for _, title, *_ in ARTICLES}
    return [
        next(t for t in listed if t in row) for row in person.rows if any(t in row for t in listed)
    ]


def at_cursor(person: Person) -> str:
    return next(row for row in person.rows if row.startswith("▶"))


async def known(person: Person) -> None:
    """Wait until it is known how far one is with all."""
    await person.until(lambda: "…" not in "".join(person.rows[1:6]))


async def test_the_list_is_filtered_as_one_types(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await known(person)
        await person.press("slash")
        await person.until("words, source: date:")
        await person.type("council")
        await person.until("1 listed: council")
        assert titles(person) == ["Council meets"]
        await person.press("escape")
        assert len(titles(person)) == 3
        assert "listed" not in person.header
        await person.press("slash")
        await person.type("source:globe 2024")
        await person.until("No article fits. Esc lists all again.")
        assert "0 listed" in person.header
        await person.press(*["backspace"] * 4)
        await person.type("date:2024-02")
        await person.until("1 listed")
        await person.press("enter", "enter")
        await person.reading()
        assert "article 3/3" in person.header
        await person.press("q")
        await person.until("1 listed: source:globe date:2024-02")
        await person.press("escape")
        assert len(titles(person)) == 3
        assert "Council meets" in at_cursor(person)


async def test_tab_completes_what_is_typed_in_the_filter(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened(size=(120, 24)) as person:
        await known(person)
        await person.press("slash")
        await person.until("Tab complete")
        await person.type("council st")
        await person.press("tab")
        await person.until("council state:")
        await person.press("n", "tab")
        await person.until("1 listed: council state:new")
        assert titles(person) == ["Council meets"]
        for typed, whole in ((" ha", "has:"), ("u", "has:unsure"), (" suggested:ne", "neither")):
            await person.type(typed)
            await person.press("tab")
            await person.until(whole)
        await person.press("enter")
        await person.until("No article fits")


@pytest.mark.parametrize("key", ["tab", "shift+tab", "ctrl+i"])
async def test_nothing_takes_the_keys_from_the_list_or_its_filter(desk: Desk, key: str) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await known(person)
        await person.press(key, "j")
        assert at_cursor(person).startswith("▶A quiet day")
        await person.press("slash", *"cou", key, key, *"ncil", key)
        await person.until("1 listed: council")
        await person.press("ctrl+p")
        await person.until("Search for commands")
        await person.press("escape")
        await person.gone("Search for commands")
        await person.press("enter", key, "escape")
        assert len(titles(person)) == 3
        await person.press("slash", key)
        await person.click("Council meets")
        await person.click("3 articles")
        await person.press(*"quiet")
        await person.until("1 listed: quiet")
        await person.press("escape", key, "g", key, "enter")
        await person.reading()
        assert "article 1/3" in person.header


async def test_what_was_decided_is_filtered_by(desk: Desk) -> None:
    write_articles(desk)
    for annotator, keys in (("bob", "x"), ("ada", "cc"), ("ada", "nm")):
        async with desk.opened(annotator=annotator) as person:
            await person.press("enter")
            await person.reading()
            await person.press(*keys)
            await person.until("saved ✓")
    async with desk.opened() as person:
        await known(person)
        for typed, found in (
            ("state:started", ["Bridge to be built"]),
            ("state:new", ["Council meets"]),
            ("label:claim", ["Bridge to be built"]),
            ("label:stance", []),
            ("annotator:bob", ["Bridge to be built"]),
            ("has:unsure", ["Bridge to be built"]),
            ("has:unsure label:claim annotator:ada the", []),
        ):
            await person.press("slash")
            await person.type(typed)
            await person.press("enter")
            await person.until(f"{len(found)} listed")
            assert titles(person) == found, typed
            await person.press("escape")


async def test_what_is_suggested_is_filtered_by(desk: Desk) -> None:
    write_articles(desk)
    quote = hand_made.found()[BRIDGE_TEXT].quotes[0]
    suggest_before(desk, "c", BRIDGE_TEXT, {quote: Suggested("bob in x.jsonl", "neither")})
    async with desk.opened() as person:
        await known(person)
        for typed, count in (
            ("has:sugg", 1),
            ("has:suggested", 1),
            ("has:unsure", 0),
            ("suggested:neither", 1),
            ("suggested:stance", 0),
        ):
            await person.press("slash")
            await person.type(typed)
            await person.press("enter")
            await person.until(f"{count} listed")
            assert titles(person) == ["Council meets"][:count], typed
            await person.press("escape")


async def test_how_much_is_suggested_is_told_and_counted_anew(desk: Desk) -> None:
    write_articles(desk)
    quotes = hand_made.found()[BRIDGE_TEXT].quotes[:2]
    said = {quote: Suggested("bob in x.jsonl", "neither") for quote in quotes}
    suggest_before(desk, "c", BRIDGE_TEXT, said)
    async with desk.opened() as person:
        await person.until("suggested")
        await known(person)
        row = next(row for row in person.rows if "Council" in row)
        assert row.split()[-4:] == ["0", "2", "·", "new"]
        await person.press("slash")
        await person.type("suggested:neither")
        await person.until("1 listed")
        await person.press("enter", "enter")
        await person.reading()
        await person.press("underscore", "q")
        await person.until("No article fits")
        await person.press("escape")
        await person.gone("suggested")
        assert len(titles(person)) == 3


async def test_the_cursor_stays_on_its_article(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await known(person)
        await person.press("G")
        assert "Council meets" in at_cursor(person)
        await person.press("slash")
        await person.type("e")
        assert "Council meets" in at_cursor(person)
        await person.press("up")
        before = at_cursor(person)
        await person.press("enter", "s", "S", "s")
        assert at_cursor(person) == before
        await person.press("escape")
        assert at_cursor(person) == before


async def test_sorting_by_each_column_and_back(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened(size=(120, 24)) as person:
        await known(person)
        as_read = titles(person)
        assert person.rows[1].split() == ["title", "source", "date", "quotes", "decided", "state"]
        await person.press("s")
        assert "title▲" in person.rows[1]
        assert titles(person) == sorted(as_read)
        await person.press("S")
        assert "title▼" in person.rows[1]
        assert titles(person) == sorted(as_read, reverse=True)
        await person.press("s", "s")
        assert "date▲" in person.rows[1]
        assert titles(person) == ["A quiet day", "Bridge to be built", "Council meets"]
        await person.press("s")
        assert "quotes▲" in person.rows[1]
        assert titles(person)[0] == "A quiet day"
        await person.press("s", "s", "s")
        assert "▲" not in person.text
        assert titles(person) == as_read


async def test_a_click_on_a_heading_sorts(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened(size=(120, 24)) as person:
        await known(person)
        await person.click("date")
        assert "date▲" in person.rows[1]
        await person.click("date")
        assert "date▼" in person.rows[1]
        assert titles(person)[0] == "Council meets"


async def test_a_narrow_list_keeps_the_title(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened(size=(60, 15)) as person:
        await known(person)
        assert person.rows[1].split() == ["title", "quotes", "decided", "state"]
        await person.pilot.resize_terminal(90, 20)
        await person.until(lambda: "date" in person.rows[1])
        assert "source" not in person.rows[1]


async def test_letters_open_an_article(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await known(person)
        await person.press("f", "d")
        await person.reading()
        assert "article 3/3" in person.header


async def test_one_click_moves_the_cursor_and_another_opens(desk: Desk) -> None:
    write_articles(desk)
    async with desk.opened() as person:
        await known(person)
        await person.click("A quiet day")
        assert "A quiet day" in at_cursor(person)
        await person.click("A quiet day")
        await person.reading()
        assert "article 2/3" in person.header


async def test_thousands_of_articles_scroll_and_filter(desk: Desk) -> None:
    lines = [
        json.dumps({"id": f"r{n}", "text": PLAIN_TEXT, "title": f"Rain {n:04}"})
        for n in range(3000)
    ]
    desk.write("rain.jsonl", "\n".join(lines))
    async with desk.opened() as person:
        await person.until("▶Rain 0000")
        await person.press("G")
        assert "Rain 2999" in at_cursor(person)
        await person.press("b", "k")
        assert "Rain 2979" in at_cursor(person)
        await person.press("g", "space")
        assert "Rain 0019" in at_cursor(person)
        await person.press("slash")
        await person.type("rain 17")
        await person.until("listed: rain 17")
        assert at_cursor(person).startswith("▶Rain 0")
        await person.press("enter", "g", "j")
        assert "Rain 0170" in person.text


async def test_a_key_does_not_wait_for_all_that_could_not_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(desk)
    desk.write("empty.txt", "")
    asked: list[bool] = []
    problems = ArticleTable.problems

    def noted(table: ArticleTable) -> list[Unread]:
        asked.append(True)
        return problems(table)

    monkeypatch.setattr(ArticleTable, "problems", noted)
    async with desk.opened() as person:
        await known(person)
        await person.press("down", "slash", "c", "escape")
        assert "1 not read" in person.header
        assert not asked
        await person.press("exclamation_mark")
        await person.until("empty.txt")
        assert asked


async def test_a_list_that_cannot_be_made_is_told_and_one_reads_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Corpus) -> None:
        raise PullquoteError("the catalog cannot be used: database or disk is full")

    async with desk.reading(desk.write("a.txt", BRIDGE_TEXT)) as person:
        monkeypatch.setattr(Corpus, "update", full)
        person.app.show_library("a")
        await person.until("Not opened")
        person.app.show_search("bridge")
        await person.pilot.pause()
        await person.reading()
        assert person.app.workspace.corpus.number_of("a")
