"""The keys that decide on a quote, and correct it."""

from __future__ import annotations

from tests.screens import hand_made
from tests.screens.every_key.checks import Hands, does
from tests.screens.every_key.places import TEXT
from tui.model.annotation import Annotation

WORDS = hand_made.DOUBLE.span.of(TEXT)


async def kept(at: Hands, decided: int) -> Annotation:
    """Wait until it is saved, and return what another program finds."""
    await at.until(lambda: f"{decided}/7 decided" in at.header and "saved ✓" in at.header)
    (annotation,) = at.desk.kept("bridges")
    return annotation


@does("label.stance")
async def stance(at: Hands) -> None:
    await at.do()
    await at.until("For or against what?")
    await at.press("1", "f")
    (label,) = (await kept(at, decided=1)).labels
    assert (label.name, label.get("polarity")) == ("stance", "FAVOR")


@does("label.claim")
async def claim(at: Hands) -> None:
    await at.do()
    await at.until("Is it worth checking?")
    await at.press("c")
    (label,) = (await kept(at, decided=1)).labels
    assert (label.name, label.get("check_worthiness")) == ("claim", "CFS")


@does("decide.neither")
async def neither(at: Hands) -> None:
    await at.do()
    assert (await kept(at, decided=1)).decision == "neither"


@does("decide.unsure")
async def unsure(at: Hands) -> None:
    await at.do()
    assert (await kept(at, decided=1)).decision == "unsure"


@does("reader.note")
async def note(at: Hands) -> None:
    await at.do()
    await at.until("Enter keep")
    await at.press(*"hm", "enter")
    await at.until("note: hm")
    assert (await kept(at, decided=0)).note == "hm"


@does("reader.speaker")
async def speaker(at: Hands) -> None:
    await at.do()
    await at.until("Who said it?")
    await at.press("0")
    assert (await kept(at, decided=0)).speaker is None


@does("reader.drop")
async def drop(at: Hands) -> None:
    await at.press("x", "x", "p", "p")
    await at.until("2/7 decided")
    await at.do()
    await at.until("1/7 decided")
    await at.at(quote=1)  # not the last that was decided, as undo would


@does("reader.drop")
async def drop_of_a_correction(at: Hands) -> None:
    await at.press("r", "0", "n", "x", "p", "p")
    await at.until("1/7 decided")
    await at.until(lambda: at.quote[0] == 1 and "Maria Lopez" not in at.line)
    await at.do()
    await at.says("Maria Lopez “said”")
    assert "1/7 decided" in at.header


@does("reader.drop")
async def drop_of_a_mark(at: Hands) -> None:
    await at.press("v", "e", "enter")
    await at.counts(quotes=8)
    await at.do()
    await at.counts(quotes=7)


@does("reader.undo")
async def undo(at: Hands) -> None:
    await at.press("x")
    await at.until("1/7 decided")
    await at.do()
    await at.until("0/7 decided")
    await at.at(quote=1)


@does("reader.redo")
async def redo(at: Hands) -> None:
    await at.press("x", "u")
    await at.until("0/7 decided")
    await at.do()
    await at.until("1/7 decided")


@does("reader.select")
async def select(at: Hands) -> None:
    await at.do()
    await at.says("selecting: ")
    await at.until("Enter make it a quote")


async def quoted(at: Hands) -> str:
    """Return what the quote is, after its borders were moved."""
    annotation = await kept(at, decided=0)
    assert annotation.content.span.of(TEXT) == annotation.content.text
    return annotation.content.text


@does("reader.border-right")
async def border_right(at: Hands) -> None:
    await at.press("n")
    await at.do(2)
    longer = await quoted(at)
    assert longer.startswith(WORDS)
    assert longer != WORDS


@does("reader.border-left")
async def border_left(at: Hands) -> None:
    await at.press("n")
    await at.do()
    assert await quoted(at) == "the sum would"


@does("reader.other-border")
async def other_border(at: Hands) -> None:
    await at.press("n")
    await at.do()
    await at.until("move the quote's start now")
    await at.press("less_than_sign")
    assert await quoted(at) == f"that {WORDS}"


@does("reader.advance")
async def advance(at: Hands) -> None:
    await at.do()
    await at.press("x")
    await at.until("1/7 decided")
    await at.at(quote=1)
    await at.do()
    await at.press("m")
    await at.at(quote=2)
