"""The keys that work wherever one is."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does

_DIALOGS = ("guideline", "help", "types", "problems")
_PANELS = ("entity panel", "label panel", "note panel", "speaker panel")
_READING = ("reader", "entity", "selecting", "hits", "covered", "filtered")


@does("app.palette", "reader", "selecting", "library")
async def palette(at: Hands) -> None:
    await at.do()
    await at.until("Search for commands")
    await at.press(*"quit")
    await at.until("Quit")


@does("app.next-theme", "reader", "selecting", "library", "unsaved", *_DIALOGS)
async def next_theme(at: Hands) -> None:
    before, style = at.app.theme, at.app.screen.styles.background
    await at.do()
    await at.until("Theme: pullquote-light")
    assert at.app.theme != before
    await at.until(lambda: at.app.screen.styles.background != style)


@does("app.suspend", "reader", "label panel", "library", "help")
async def suspend(at: Hands) -> None:
    # No terminal here: tests/test_signals.py goes to a shell and back.
    await at.do()
    await at.until("There is no shell here")


@does("app.quit", *_READING, *_PANELS, *_DIALOGS, "library", "jump")
async def quits(at: Hands) -> None:
    await at.do()
    await at.ends()
