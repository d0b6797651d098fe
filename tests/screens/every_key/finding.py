"""The keys that find words and quotes, copy them, jump to them, and walk what was found."""

from __future__ import annotations

from tests.screens import hand_made
from tests.screens.every_key.checks import Hands, does
from tests.screens.every_key.places import TEXT

LETTERS = "jump: Esc leaves"


@does("find.words")
async def words(at: Hands) -> None:
    await at.do()
    await at.until("find; a capital makes it exact")
    await at.press(*"smith")
    await at.until(" 1/1 ")


@does("find.speaker")
async def speaker(at: Hands) -> None:
    await at.do()
    await at.until("find: Lopez")


@does("find.speaker", "entity")
async def entity(at: Hands) -> None:
    await at.do()
    await at.until("find: Maria Lopez")


@does("find.quote")
async def by_number(at: Hands) -> None:
    await at.do()
    await at.until("1-7  Enter go")
    await at.press("3", "enter")
    await at.at(quote=3)


@does("find.copy")
async def copy_of_the_quote(at: Hands) -> None:
    await at.press("n")
    await at.do()
    await at.until("Copied 20 characters.")
    assert at.app.clipboard == hand_made.DOUBLE.span.of(TEXT)


@does("find.copy", "selecting")
async def copy_of_the_selection(at: Hands) -> None:
    await at.press("e")
    await at.do()
    await at.until("Copied 2 characters.")
    assert at.app.clipboard == "We"


@does("jump.begin")
async def letters(at: Hands) -> None:
    await at.do()
    await at.until(LETTERS)
    await at.press("s")  # the second letter of the home row
    await at.at(quote=2)


@does("jump.leave")
async def no_letters(at: Hands) -> None:
    await at.do()
    await at.gone(LETTERS)
    await at.at(quote=1)


@does("jump.untype", "high library")
async def another_first_letter(at: Hands) -> None:
    await at.press("f")
    await at.until(LETTERS)
    before = at.rows
    first = at.rows[-3][0]  # the last articles have two letters
    await at.press(first)
    await at.until(lambda: at.rows != before)
    await at.do()
    await at.until(lambda: at.rows == before)


@does("hits.next")
async def next_hit(at: Hands) -> None:
    await at.do()
    await at.until("find: boston  2/3")
    await at.at(quote=1)


@does("hits.previous")
async def previous_hit(at: Hands) -> None:
    await at.do()
    await at.until("find: boston  3/3  from the end")


@does("hits.close")
async def no_hits(at: Hands) -> None:
    await at.do()
    await at.gone("find: boston")
    await at.press("n")
    await at.at(quote=2)
