"""The keys of the search through all articles, and those that lead there and back."""

from __future__ import annotations

import re

from tests.screens.every_key.checks import Hands, does
from tests.screens.every_key.library import goes_to as listed_at
from tests.screens.every_key.places import ARTICLES

_ASKED = 'words, "a phrase", begin*'


def cursor(at: Hands) -> int:
    """The number of the article whose passage has the cursor."""
    rows = at.rows
    row = next(number for number, text in enumerate(rows) if text.startswith("▶"))
    found = re.search(r"^ Rain (\d+)", rows[row - 1])
    assert found, at.text
    return int(found[1])


async def goes_to(at: Hands, number: int) -> None:
    await at.until(lambda: "▶" in at.text and cursor(at) == number)


@does("library.search")
@does("find.corpus")
async def search(at: Hands) -> None:
    await at.do()
    await at.until(_ASKED)


@does("find.corpus", "selecting")
async def what_is_selected(at: Hands) -> None:
    await at.press("e")
    await at.do()
    await at.until('1 article: "We"')


@does("find.corpus", "entity")
async def what_is_in_focus(at: Hands) -> None:
    await at.do()
    await at.until('1 article: "Maria Lopez"')


@does("reader.results")
async def results(at: Hands) -> None:
    await at.do()
    await at.until(f"{ARTICLES} articles: rained")


@does("search.open")
async def opened(at: Hands) -> None:
    await at.press("j")
    await goes_to(at, 1)
    await at.do()
    await at.until(f"article 2/{ARTICLES}")
    await at.until("search: rained  1/1")


@does("search.down")
async def down(at: Hands) -> None:
    await at.do(2)
    await goes_to(at, 2)


@does("search.up")
async def up(at: Hands) -> None:
    await at.press("j", "j", "j")
    await at.do(2)
    await goes_to(at, 1)


@does("search.next-article")
async def next_article(at: Hands) -> None:
    await at.do(2)
    await goes_to(at, 2)


@does("search.previous-article")
async def previous_article(at: Hands) -> None:
    await at.press("j", "j", "j")
    await at.do(2)
    await goes_to(at, 1)


@does("search.page-down")
async def page_down(at: Hands) -> None:
    await at.do()
    await at.until(lambda: 5 < cursor(at) < 12)


@does("search.page-up")
async def page_up(at: Hands) -> None:
    await at.press("space")
    await at.until(lambda: cursor(at) > 5)
    await at.do()
    await goes_to(at, 0)


@does("search.top")
async def top(at: Hands) -> None:
    await at.press("j", "j")
    await at.do()
    await goes_to(at, 0)


@does("search.bottom")
async def bottom(at: Hands) -> None:
    await at.do()
    await at.until(lambda: cursor(at) >= 19)


@does("search.words")
async def other_words(at: Hands) -> None:
    await at.do()
    await at.until(" search: rained")
    await at.press("backspace", "backspace", "backspace")
    await at.until(f"{ARTICLES} articles: rain*")


@does("search.sort")
async def sort(at: Hands) -> None:
    await at.do()
    await at.until("latest first")
    await goes_to(at, 0)
    await at.do()
    await at.until("by title")
    await at.do()
    await at.until("best first")


@does("search.back")
async def back(at: Hands) -> None:
    await at.do()
    await listed_at(at, 0)


@does("search.help")
async def all_keys(at: Hands) -> None:
    await at.do()
    await at.until("Next passage")
