"""The keys of the panels beside the article, and over it."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does

FIRST_ROW = "1 ·   Maria Lopez"
ARTICLE = "after the meeting"
"""Words that are in the article only."""


@does("reader.outline", "reader", "wide reader")
async def outline(at: Hands) -> None:
    await at.do()
    await at.until(FIRST_ROW)
    assert " 7 quotes " in at.text
    await at.do()
    await at.gone(" 7 quotes ")


@does("reader.filter", "reader", "wide reader")
async def filter_of_quotes(at: Hands) -> None:
    await at.do()
    await at.until("7 of 7")
    await at.press(*"kind:mixed")
    await at.until("1 of 7")
    await at.press("enter")
    await at.at(quote=5)


@does("reader.inspector", "reader", "wide reader")
async def inspector(at: Hands) -> None:
    await at.do()
    await at.until("quote 1 of 7")
    await at.do()
    await at.gone("quote 1 of 7")


def inspected(at: Hands) -> list[str]:
    """The rows of the inspector beside the article."""
    return [row.rpartition("│")[2] for row in at.rows[1:-4]]


@does("reader.inspector-down", "low reader")
async def inspector_down(at: Hands) -> None:
    await at.press("I")
    await at.until("quote 1 of 7")
    before = inspected(at)
    await at.do()
    await at.until(lambda: inspected(at)[:-1] == before[1:])


@does("reader.inspector-up", "low reader")
async def inspector_up(at: Hands) -> None:
    await at.press("I", "J", "J")
    await at.until(lambda: any("piece 1" in row for row in inspected(at)))
    await at.gone("quote 1 of 7")
    before = inspected(at)
    await at.do()
    await at.until(lambda: inspected(at)[1:] == before[:-1])


@does("reader.guideline", "reader", "selecting", "label panel", "note panel")
async def guideline(at: Hands) -> None:
    before = at.rows[:-1]  # the bar of keys may come a little later
    await at.do()
    await at.until("n next p previous Esc close")
    await at.press("escape")
    await at.until(lambda: at.rows[:-1] == before)


@does("reader.leave-panel")
async def back_to_the_article(at: Hands) -> None:
    assert ARTICLE not in at.text
    await at.do()
    await at.until(ARTICLE)
    await at.at(quote=1)


@does("reader.clear-filter")
async def all_quotes_again(at: Hands) -> None:
    await at.do()
    await at.gone("filter: 3")
    await at.press("n")
    await at.at(quote=2)
