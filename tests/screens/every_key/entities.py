"""The keys that go from entity to entity, and correct the one in focus."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does


@does("entity.next")
async def next_entity(at: Hands) -> None:
    await at.do()
    await at.says("ENTITY Maria Lopez PERSON")
    await at.do()
    await at.says("ENTITY John Smith PERSON")


@does("entity.previous")
async def previous(at: Hands) -> None:
    await at.do()
    await at.says("ENTITY Monday DATE")
    await at.do()
    await at.says("ENTITY Boston GPE")


@does("entity.next-like")
async def next_like(at: Hands) -> None:
    await at.press("comma", "comma")
    await at.says("ENTITY Boston GPE")
    await at.do()
    await at.says("ENTITY New York GPE")


@does("entity.previous-like")
async def previous_like(at: Hands) -> None:
    await at.press("comma", "comma", "apostrophe")
    await at.says("ENTITY New York GPE")
    await at.do()
    await at.says("ENTITY Boston GPE")


@does("entity.type")
async def another_type(at: Hands) -> None:
    await at.do()
    await at.until("What is it?")
    await at.press(*"ship", "enter")
    await at.says("ENTITY Maria Lopez ship corrected")


@does("entity.border-right")
async def border_right(at: Hands) -> None:
    await at.do(2)
    await at.says("ENTITY Maria Lopez, the")


@does("entity.border-left")
async def border_left(at: Hands) -> None:
    await at.do()
    await at.says("ENTITY Maria PERSON corrected")


@does("entity.other-border")
async def other_border(at: Hands) -> None:
    await at.do()
    await at.until("move the entity's start now")
    await at.press("less_than_sign")
    await at.says("ENTITY said Maria Lopez PERSON corrected")


@does("entity.remove")
async def remove(at: Hands) -> None:
    await at.until("PERSON 3")
    await at.do()
    await at.says("no entity here any more")
    await at.until("PERSON 2")


@does("entity.like")
async def all_like_it(at: Hands) -> None:
    await at.press("enter", *"ship", "enter")
    await at.says("ship corrected")
    await at.do()
    await at.until("in this article")
    await at.until("in the corpus")


@does("entity.leave")
async def back_to_the_quote(at: Hands) -> None:
    await at.do()
    await at.says("direct Maria Lopez")
    await at.at(quote=1)
