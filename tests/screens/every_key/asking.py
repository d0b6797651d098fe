"""The key of the panels that ask: it leads back."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does


async def nothing_is_changed(at: Hands) -> None:
    """The article has the keys again, and nothing was done."""
    await at.until("n next")
    assert "0/7 decided" in at.header
    assert not at.desk.log("bridges")
    await at.press("n")
    await at.at(quote=2)


@does("entity.back")
async def no_other_type(at: Hands) -> None:
    await at.do()
    await at.gone("What is it?")
    await at.says("ENTITY Maria Lopez PERSON")
    await nothing_is_changed(at)


@does("labelling.back")
async def one_answer_back(at: Hands) -> None:
    await at.press("1")
    await at.until("AGAINST")
    await at.do()
    await at.until("For or against what?")
    await at.do()
    await at.gone("For or against what?")
    await nothing_is_changed(at)


@does("note.back")
async def no_note(at: Hands) -> None:
    await at.do()
    await at.gone("Enter keep")
    assert "note: hm" not in at.text
    await nothing_is_changed(at)


@does("speaker.back")
async def no_other_speaker(at: Hands) -> None:
    await at.do()
    await at.gone("Who said it?")
    await at.says("Maria Lopez “said”")
    await nothing_is_changed(at)
