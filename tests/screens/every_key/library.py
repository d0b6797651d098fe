"""The keys of the list of articles."""

from __future__ import annotations

import re

from tests.screens.every_key.checks import Hands, does
from tests.screens.every_key.places import ARTICLES


def cursor(at: Hands) -> int:
    """The number of the article under the cursor, which its title says."""
    found = re.search(r"▶Rain (\d+)", at.text)
    assert found, at.text
    return int(found[1])


def listed(at: Hands) -> list[int]:
    """The numbers of the articles in view."""
    return [int(number) for number in re.findall(r"Rain (\d+)", at.text)]


async def goes_to(at: Hands, number: int) -> None:
    await at.until(lambda: cursor(at) == number)


@does("library.open")
async def opened(at: Hands) -> None:
    await at.press("j")
    await at.do()
    await at.until("It rained all day.")
    assert f"article 2/{ARTICLES}" in at.header


@does("library.down")
async def down(at: Hands) -> None:
    await at.do(2)
    await goes_to(at, 2)


@does("library.up")
async def up(at: Hands) -> None:
    await at.press("j", "j", "j")
    await goes_to(at, 3)
    await at.do(2)
    await goes_to(at, 1)


@does("library.page-down")
async def page_down(at: Hands) -> None:
    page = len(listed(at))
    await at.do()
    await at.until(lambda: page - 3 < cursor(at) <= page)
    await at.do()
    await at.until(lambda: listed(at)[0] > 0)


@does("library.page-up")
async def page_up(at: Hands) -> None:
    page = len(listed(at))
    await at.press("G")
    await goes_to(at, ARTICLES - 1)
    await at.do()
    await at.until(lambda: ARTICLES - 1 - page <= cursor(at) < ARTICLES - page + 3)


@does("library.top")
async def top(at: Hands) -> None:
    await at.press("space", "space")
    await at.until(lambda: cursor(at) > 0)
    await at.do()
    await goes_to(at, 0)


@does("library.bottom")
async def bottom(at: Hands) -> None:
    await at.do()
    await goes_to(at, ARTICLES - 1)


@does("library.filter")
async def filtered(at: Hands) -> None:
    await at.do()
    await at.until("words, source: date:")
    await at.press(*"07")
    await at.until("1 listed: 07")
    assert listed(at) == [7]


@does("library.unfilter")
async def all_again(at: Hands) -> None:
    await at.press("slash", *"07", "enter")
    await at.until("1 listed: 07")
    await at.do()
    await at.gone("listed")
    assert len(listed(at)) > 1


@does("library.sort", "wide library")
async def sort(at: Hands) -> None:
    await at.until(lambda: listed(at)[:3] == [0, 1, 2])
    await at.do()
    await at.until("title▲")
    await at.do()
    await at.until("date▲")
    await at.press("g")
    await at.until(lambda: listed(at)[:2] == [ARTICLES - 1, ARTICLES - 2])  # the last is the oldest


@does("library.reverse")
async def reverse(at: Hands) -> None:
    await at.do()
    await at.press("g")
    await at.until(lambda: listed(at)[:2] == [ARTICLES - 1, ARTICLES - 2])
    await at.do()
    await at.press("g")
    await at.until(lambda: listed(at)[:2] == [0, 1])


@does("library.jump")
async def letters(at: Hands) -> None:
    await at.do()
    await at.until("jump: Esc leaves")
    await at.press("s")  # the second of the home row
    await at.until(f"article 2/{ARTICLES}")


@does("library.problems", "library with problems")
async def problems(at: Hands) -> None:
    await at.do()
    await at.until("Not read; everything else is open.")


@does("library.help")
async def all_keys(at: Hands) -> None:
    await at.do()
    await at.until("Esc close")
    await at.until("Sort the other way round")  # of the list first


@does("library.quit")
async def quits(at: Hands) -> None:
    await at.do()
    await at.ends()
