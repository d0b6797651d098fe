"""The keys of a selection, which begins where the first quote does."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does
from tests.screens.every_key.places import TEXT

SENTENCE = "We will build it,” said Maria Lopez, the mayor of Boston."
PARAGRAPH = f"{SENTENCE} “It will cost a million.”"


def selected(at: Hands) -> str:
    """What is selected, less white space at its ends."""
    span = at.view.selected
    return span.of(TEXT) if span else ""


async def selects(at: Hands, words: str) -> None:
    await at.until(lambda: selected(at) == words)


def caret(at: Hands) -> tuple[int, int]:
    """The column and the row of the end that moves: it is in reverse."""
    for y, strip in enumerate(at.app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            if segment.style and segment.style.reverse:
                return x, y
            x += segment.cell_length
    raise AssertionError(f"no caret\n{at.text}")


@does("select.finish")
async def finish(at: Hands) -> None:
    await at.press("e")
    await at.do()
    await at.counts(quotes=8)
    await at.says("manual")
    await at.until("saved ✓")
    (kept,) = at.desk.kept("bridges")
    assert kept.content.text == "We"


@does("select.cancel")
async def cancel(at: Hands) -> None:
    await at.press("e")
    await at.do()
    await at.gone("selecting: ")
    assert at.quote == (1, 7)


@does("select.left")
async def left(at: Hands) -> None:
    await at.press("e", "l", "l")
    await selects(at, "We w")
    await at.do(3)
    await selects(at, "W")


@does("select.right")
async def right(at: Hands) -> None:
    await at.do(3)
    await selects(at, "We w")


@does("select.word")
async def word(at: Hands) -> None:
    await at.do()
    await selects(at, "We w")
    await at.do()
    await selects(at, "We will b")


@does("select.back")
async def back(at: Hands) -> None:
    await at.press("w", "w")
    await selects(at, "We will b")
    await at.do()
    await selects(at, "We w")


@does("select.word-end")
async def word_end(at: Hands) -> None:
    await at.do()
    await selects(at, "We")
    await at.do()
    await selects(at, "We will")


@does("select.sentence")
async def sentence(at: Hands) -> None:
    await at.do()
    await selects(at, SENTENCE)
    await at.do()
    await selects(at, PARAGRAPH)


@does("select.sentence-back")
async def sentence_back(at: Hands) -> None:
    await at.press("right_parenthesis", "w", "w")
    await selects(at, f"{SENTENCE} “I")
    await at.press("v")
    await at.do()
    await selects(at, "“I")


@does("select.paragraph")
async def paragraph(at: Hands) -> None:
    await at.do()
    await selects(at, PARAGRAPH)


@does("select.paragraph-back")
async def paragraph_back(at: Hands) -> None:
    await at.press("right_parenthesis", "v")
    await at.do()
    await selects(at, f"“{SENTENCE}")


@does("select.down")
async def down(at: Hands) -> None:
    column, row = caret(at)
    await at.do()
    await at.until(lambda: caret(at) == (column, row + 1))
    assert selected(at).startswith("We will build it")


@does("select.up")
async def up(at: Hands) -> None:
    column, row = caret(at)
    await at.do()
    await at.until(lambda: caret(at) == (column, row - 1))
    assert selected(at).endswith("“W")


@does("select.swap")
async def swap(at: Hands) -> None:
    await at.press("w", "e")
    await selects(at, "We will")
    await at.do()
    await at.press("w")
    await selects(at, "will")


@does("select.restart")
async def restart(at: Hands) -> None:
    await at.press("w")
    await at.do()
    await at.press("e")
    await selects(at, "will")


@does("select.entity")
async def entity(at: Hands) -> None:
    await at.press("e")
    await at.do()
    await at.until("What is it?")
    await at.press("1")
    await at.says("ENTITY We")
    await at.says("by hand")
