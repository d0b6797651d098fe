"""The keys for what an imported file suggests."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does


@does("suggested.accept", "suggested reader")
async def accept(at: Hands) -> None:
    await at.press("n", "n")
    await at.at(quote=3)
    await at.do()
    await at.until(" 3 suggested ")
    await at.at(quote=4)
    await at.press("u")
    await at.until(" 4 suggested ")


@does("suggested.accept")
async def accept_nothing(at: Hands) -> None:
    await at.do()
    await at.until("Nothing is suggested for this quote.")


@does("suggested.accept-all", "suggested reader")
async def accept_all(at: Hands) -> None:
    await at.do()
    await at.until("4 accepted")
    await at.until("4/7 decided")
    await at.press("u")
    await at.until(" 4 suggested ")


@does("suggested.turn-down-all", "suggested reader")
async def turn_down_all(at: Hands) -> None:
    await at.do()
    await at.until("4 turned down")
    await at.gone(" suggested ")
    await at.press("u")
    await at.until(" 4 suggested ")


@does("reader.drop", "suggested reader")
async def turn_down(at: Hands) -> None:
    await at.press("n", "n")
    await at.at(quote=3)
    await at.do()
    await at.until(" 3 suggested ")
