"""The list of articles, and what is opened from where."""

from __future__ import annotations

import json

from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, SAMPLE
from tests.screens.desk import Desk

EVIL = "\x1b]0;owned\x07\x1b[31mred\x1b[2J"


async def test_one_article_opens_in_the_reader(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        assert "contract for the maintenance" in person.text
        assert "quote 1/9" in person.header
        assert "0/9 decided" in person.header
        assert "article" not in person.header.split("quote 1/9")[1]


async def test_several_articles_open_in_the_list(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    desk.write("c-new.txt", "Not analysed before.")
    async with desk.opened() as person:
        await person.until(lambda: "…" not in person.text)
        assert "3 articles" in person.header
        assert person.header.endswith("ada")
        assert person.rows[1].split() == ["title", "quotes", "decided", "state"]
        assert person.rows[2].endswith("3        0         · new")
        assert person.rows[2].startswith("▶The city council met in Boston")
        assert person.rows[3].endswith("0        0           no quotes")
        assert person.rows[4].endswith("–        0         · new")


async def test_the_list_shows_how_far_one_is(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.press("x")
        await person.saved("1/3")
        await person.press("q")
        await person.until("◐ started")
        await person.press("enter")
        await person.reading()
        await person.press("x", "x")
        await person.saved("3/3")
        await person.press("q")
        await person.until("✓ done")
        await person.press("enter")
        await person.reading()
        await person.press("m")
        await person.press("q")
        await person.until("? unsure")


async def test_enter_opens_and_q_goes_back_and_quits(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        await person.press("j", "j", "k", "k", "G", "g", "down", "enter")
        await person.reading()
        assert "quiet day" in person.text
        assert "article 2/2" in person.header
        await person.press("q")
        await person.until("2 articles")
        assert person.app.is_running
        await person.press("q")
        await person.until(lambda: person.app._exit)


async def test_a_click_in_the_list_opens(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        await person.click("The sun rose", times=2)
        await person.reading()
        assert "quiet day" in person.text


async def test_brackets_go_to_the_next_article_and_back(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        await person.press("enter")
        await person.reading()
        await person.press("n", "right_square_bracket")
        assert "quiet day" in person.text
        assert "article 2/2" in person.header
        await person.press("right_square_bracket")
        await person.until("This is the last article.")
        await person.press("left_square_bracket")
        assert "article 1/2" in person.header
        assert "quote 2/3" in person.header, "one is where one was"
        await person.press("left_square_bracket")
        await person.until("This is the first article.")


async def test_the_list_comes_back_at_the_article_one_was_in(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        for back in ("q", "L"):
            await person.press("g", "enter")
            await person.reading()
            await person.press("right_square_bracket", back)
            await person.until("2 articles")
            await person.press("enter")
            await person.reading()
            assert "article 2/2" in person.header
            await person.press(back)


async def test_the_list_can_be_shown_from_a_single_article(desk: Desk) -> None:
    async with desk.reading(SAMPLE) as person:
        await person.press("n", "x", "L")
        await person.until("1 article ")
        await person.until("◐ started")
        await person.press("enter")
        await person.reading()
        assert "quote 3/9" in person.header
        await person.press("u")
        await person.saved("0/9")
        await person.press("L")
        await person.until("· new")
        await person.press("q")
        await person.until(lambda: person.app._exit)


async def test_problems_are_shown_with_file_line_and_reason(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    lines = ['{"text": "It rained.", "id": "rain"}', '{"text": ', '{"id": "no-text"}']
    desk.write("b.jsonl", "\n".join(lines))
    (desk.articles / "c.txt").write_bytes(b"fine\nnot \xff text")
    desk.write("d-empty.txt", "")
    async with desk.opened(size=(120, 40)) as person:
        await person.until("4 files or lines")
        await person.press("exclamation_mark")
        await person.until("Not read; everything else is open.")
        told = "".join(person.text.split())  # long paths are wrapped
        for what in ("b.jsonl:2", "b.jsonl:3", "c.txt:2", "notUTF-8", "d-empty.txt"):
            assert what in told
        await person.press("escape")
        await person.until("4 not read: !")
        assert "2 articles" in person.header
        await person.press("exclamation_mark")
        await person.until("Not read")
        await person.press("q")
        await person.press("enter")
        await person.reading()
        assert "The city council met" in person.text


async def test_one_article_beside_a_problem_opens_in_the_list(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b.txt", "\x00" * 50)
    async with desk.opened() as person:
        await person.until("1 file or line")
        await person.press("exclamation_mark")
        await person.until("full of NUL bytes")
        await person.press("escape")
        assert "1 article " in person.header


async def test_without_problems_there_is_no_key_for_them(desk: Desk) -> None:
    desk.write("a-bridge.txt", BRIDGE_TEXT)
    desk.write("b-plain.txt", PLAIN_TEXT)
    async with desk.opened() as person:
        assert "problems" not in person.keys
        await person.press("exclamation_mark")
        assert "Not read" not in person.text


async def test_an_article_without_quotes_can_be_read_and_marked(desk: Desk) -> None:
    path = desk.write("plain.txt", PLAIN_TEXT)
    async with desk.reading(path) as person:
        assert "quote 0/0" in person.header
        assert "no quote here; v marks one by hand" in person.text
        await person.press("n", "p", "N", "x", "m", "d", "t", "s", "c", "less_than_sign", "u")
        assert not desk.kept("plain")
        await person.press("v", "w", "w", "enter")
        await person.until("quote 1/1")
        await person.press("x")
        await person.saved("1/1")
        assert [a.decision for a in desk.kept("plain")] == ["neither"]


async def test_an_article_with_nothing_to_see_opens_and_does_nothing(desk: Desk) -> None:
    path = desk.write("a.txt", "\u200b")
    async with desk.reading(path) as person:
        assert "quote 0/0" in person.header
        await person.press("n", "v", "w", "escape", "x", "G", "g", "space", "b", "E", "e", "u")
        assert "quote 0/0" in person.header
        assert person.app.is_running


async def test_hostile_ids_and_titles_do_no_harm(desk: Desk) -> None:
    articles = [
        {"id": "../../etc/x", "text": BRIDGE_TEXT, "title": EVIL},
        {"id": "[bold]b[/]", "text": BRIDGE_TEXT + EVIL, "title": "[link=x]click[/link]"},
        {"id": EVIL, "text": BRIDGE_TEXT},
    ]
    desk.write("a.jsonl", "\n".join(json.dumps(article) for article in articles))
    async with desk.opened(size=(120, 40)) as person:
        await person.press("escape")
        assert "\x1b" not in person.text
        assert "\x07" not in person.text
        assert "[link=x]click[/link]" in person.text
        await person.press("g", "enter")
        await person.reading()
        assert "\x1b" not in person.text
        await person.press("v", "w", "w", "enter", "x")
        await person.until("saved ✓")
        await person.press("right_square_bracket")
        assert "[link=x]click[/link]" in person.header
        assert "\x1b" not in person.text
    written = [path for path in desk.folder.rglob("*.json") if path.is_file()]
    assert sorted(path.parent for path in written) == [desk.annotations / "ada", desk.state]
