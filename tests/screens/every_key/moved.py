"""The keys for what an article's change has done, and those of the list of orphans."""

from __future__ import annotations

from tests.screens.changing import LOST
from tests.screens.every_key.checks import Hands, does


@does("moved.next", "changed reader")
async def next_moved(at: Hands) -> None:
    await at.press("g", "n", "n")
    await at.do()
    await at.until("moved, and changed")
    await at.at(quote=5)
    await at.do()
    await at.at(quote=2)
    await at.until("moved with the text")


@does("moved.confirm", "changed reader")
async def confirm(at: Hands) -> None:
    await at.press("M")
    await at.at(quote=2)
    await at.do()
    await at.until(" 1 moved ")
    await at.press("u")
    await at.until(" 2 moved ")


@does("moved.confirm-all", "changed reader")
async def confirm_all(at: Hands) -> None:
    await at.do()
    await at.until("1 with other words")
    await at.until(" 1 moved ")


@does("moved.orphans", "changed reader")
async def orphans(at: Hands) -> None:
    await at.do()
    await at.until("1 orphan is not found")
    assert LOST in at.text
    assert "claim CFS" in at.text
    assert "note: look here again" in at.text


@does("orphans.close")
async def orphans_close(at: Hands) -> None:
    await at.do()
    await at.reads()
    await at.until(" 1 orphan ")


@does("orphans.place")
async def orphans_place(at: Hands) -> None:
    await at.do()
    await at.until("selecting where")
    await at.press("w", "e", "enter")
    await at.gone(" 1 orphan ")
    await at.counts(quotes=8)


@does("orphans.discard")
async def orphans_discard(at: Hands) -> None:
    await at.do()
    await at.reads()
    await at.gone(" 1 orphan ")
    await at.press("u")
    await at.until(" 1 orphan ")


async def one_more(at: Hands) -> None:
    """Take two moves back: they are orphans then, too."""
    await at.press("escape")
    await at.reads()
    await at.press("u", "u")
    await at.until(" 3 orphans ")
    await at.press("W")
    await at.until("3 orphans are not found")


@does("orphans.down")
async def orphans_down(at: Hands) -> None:
    await one_more(at)
    await at.do(2)
    await at.press("d")
    await at.until("2 orphans are not found")
    await at.gone("look here again")


@does("orphans.up")
async def orphans_up(at: Hands) -> None:
    await one_more(at)
    await at.press("j", "j")
    await at.do(2)
    await at.press("d")
    await at.until("2 orphans are not found")
    assert "look here again" in at.text


@does("moved.reread", "changed reader")
async def reread(at: Hands) -> None:
    at.desk.write("bridges.txt", "All of it is new.\n")
    await at.until("changed on disk")
    await at.do()
    await at.until("All of it is new.")
    await at.until(" 3 orphans ")
