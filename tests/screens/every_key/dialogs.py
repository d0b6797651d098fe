"""The keys of what lies over the other screens."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does


async def closes(at: Hands, words: str) -> None:
    """The key closes what says these words, once, and does nothing else."""
    await at.do()
    await at.gone(words)
    await at.reads()
    await at.press("n")
    await at.at(quote=2)


def inside(at: Hands) -> list[str]:
    """The rows of the dialog that can be scrolled."""
    region = at.app.screen.query("VerticalScroll").first().content_region
    rows = at.rows[region.y : region.bottom]
    return [row.ljust(region.right)[region.x : region.right - 2].rstrip() for row in rows]


async def scrolls(at: Hands, rows: int, *, times: int = 1) -> None:
    """The key, pressed so often in one go, scrolls by so many rows in all."""
    before = inside(at)
    await at.do(times)
    if rows > 0:
        await at.until(lambda: inside(at)[:-rows] == before[rows:])
    else:
        await at.until(lambda: inside(at)[-rows:] == before[:rows])
    assert inside(at) != before


# -- the guideline -----------------------------------------------------------------------------


@does("guideline.close")
async def guideline_close(at: Hands) -> None:
    await closes(at, "[about]")


@does("guideline.next")
async def guideline_next(at: Hands) -> None:
    await at.do()
    await at.until("[stance]")
    await at.do()
    await at.until("[claim]")


@does("guideline.previous")
async def guideline_previous(at: Hands) -> None:
    await at.press("n", "n")
    await at.until("[claim]")
    await at.do()
    await at.until("[stance]")


FIRST_WORDS = "The speaker is for or against a target"


@does("guideline.down")
async def guideline_down(at: Hands) -> None:
    await at.press("n")
    await at.until(FIRST_WORDS)
    await scrolls(at, 3, times=3)


@does("guideline.up")
async def guideline_up(at: Hands) -> None:
    await at.press("n")
    await at.until(FIRST_WORDS)
    await at.press(*["j"] * 4)
    await at.gone(FIRST_WORDS)
    await scrolls(at, -2, times=2)


@does("guideline.page-down")
async def guideline_page_down(at: Hands) -> None:
    await at.press("n")
    await at.until(FIRST_WORDS)
    await scrolls(at, len(inside(at)) - 1)


@does("guideline.page-up")
async def guideline_page_up(at: Hands) -> None:
    await at.press("n")
    await at.until(FIRST_WORDS)
    before = inside(at)
    await at.press("space", "space")
    await at.gone(before[-1])
    await scrolls(at, 1 - len(before))


# -- help --------------------------------------------------------------------------------------


@does("help.close")
async def help_close(at: Hands) -> None:
    await closes(at, "Next quote")


@does("help.down")
async def help_down(at: Hands) -> None:
    await scrolls(at, 3, times=3)


@does("help.up")
async def help_up(at: Hands) -> None:
    await at.press("j", "j")
    await at.gone("Next quote")
    await scrolls(at, -2, times=2)


@does("help.page", "help", "wide help")
async def help_page(at: Hands) -> None:
    await scrolls(at, len(inside(at)) - 1)


# -- entity types ------------------------------------------------------------------------------


async def switches(at: Hands, label: str) -> None:
    """Space switches this type off: it is the one under the cursor."""
    await at.press("space")
    await at.until(f"[ ] {label}")
    assert at.text.count("[ ]") == 1


@does("types.close")
async def types_close(at: Hands) -> None:
    await closes(at, "[x] DATE")


@does("types.down")
async def types_down(at: Hands) -> None:
    await at.do(2)
    await switches(at, "ORG")


@does("types.up")
async def types_up(at: Hands) -> None:
    await at.press("j", "j")
    await at.do()
    await switches(at, "GPE")


@does("types.toggle")
async def types_toggle(at: Hands) -> None:
    await at.do()
    await at.until("[ ] DATE")
    await at.press("escape")
    await at.gone("DATE 1")
    await at.press("E")
    await at.until("[ ] DATE")
    await at.do()
    await at.until("[x] DATE")


# -- what went wrong ---------------------------------------------------------------------------


@does("problems.close")
async def problems_close(at: Hands) -> None:
    await at.do()
    await at.gone("Not read;")
    await at.press("j")
    await at.until("▶Rain 01")


@does("unsaved.retry")
async def unsaved_retry(at: Hands) -> None:
    at.desk.annotations.unlink()
    await at.do()
    await at.ends()
    assert [one.decision for one in at.desk.kept("bridges")] == ["neither"]


@does("unsaved.stay")
async def unsaved_stay(at: Hands) -> None:
    await at.do()
    await at.gone("1 change is not saved.")
    await at.until("NOT SAVED: 1")
    assert not at.app._exit


@does("unsaved.lose")
async def unsaved_lose(at: Hands) -> None:
    await at.do()
    await at.ends()
    assert at.app.save_rest() == 0
    assert at.desk.annotations.is_file()
