"""The checks by the binding they are for, and the hands that press its key."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from textual import events
from textual.keys import key_to_character

from tests.screens.desk import PATIENCE, Desk, Person
from tui.screens.reader import ReaderScreen
from tui.widgets.bar import Bar
from tui.widgets.selectable_article import SelectableArticle


class Hands(Person):
    """Somebody who is about to press one key, and looks at what comes of it.

    Attributes:
        desk: Where the files are.
        key: The key, as its binding names it.
    """

    def __init__(self, person: Person, desk: Desk, key: str) -> None:
        super().__init__(person.app, person.pilot)
        self.desk = desk
        self.key = key

    async def do(self, times: int = 1) -> None:
        """Press the key."""
        await self.press(*[self.key] * times)

    async def press(self, *keys: str) -> None:
        """Press keys, each when the app is done with the one before; sleeps less than the pilot."""
        for key in keys:
            self.app.post_message(events.Key(key, key_to_character(key)))
            is_taken = asyncio.Event()
            self.app.call_later(is_taken.set)
            async with asyncio.timeout(PATIENCE):
                await is_taken.wait()
        await self.pilot.pause(0)

    # -- what is seen ----------------------------------------------------------------------------

    @property
    def quote(self) -> tuple[int, int]:
        """The number of the quote in focus, and how many there are, as the header says."""
        found = re.search(r"quote (\d+)/(\d+)", self.header)
        assert found, self.text
        return int(found[1]), int(found[2])

    @property
    def line(self) -> str:
        """What the bar under the article says of what is in focus: a message may lie over it."""
        return " ".join(self.app.screen.query_one("#quote", Bar).text.split())

    @property
    def view(self) -> SelectableArticle:
        """The article."""
        return self.app.screen.query_one(SelectableArticle)

    @property
    def article(self) -> list[str]:
        """The rows of the article, without what may lie over them on the right."""
        region = self.view.region
        return [row[: region.right].rstrip() for row in self.rows[region.y : region.bottom]]

    async def at(self, quote: int) -> None:
        """Wait until the quote with this number has the focus."""
        await self.until(lambda: self.quote[0] == quote)

    async def counts(self, quotes: int) -> None:
        """Wait until so many quotes are shown."""
        await self.until(lambda: self.quote[1] == quotes)

    async def says(self, words: str) -> None:
        """Wait until the bar under the article says so."""
        await self.until(lambda: words in self.line)

    async def reads(self) -> None:
        """Wait until nothing lies over the article any more."""
        await self.until(lambda: type(self.app.screen).__mro__[1] is ReaderScreen)

    async def ends(self) -> None:
        """Wait until the program ends."""
        await self.until(lambda: self.app._exit)


class Check(NamedTuple):
    """What a key does.

    Attributes:
        places: Where it is tried; where its context is, when there are none.
        look: Presses the key, and fails when that does not do what is said of it.
    """

    places: tuple[str, ...]
    look: Callable[[Hands], Awaitable[None]]


CHECKS: dict[str, list[Check]] = {}
"""By the id of the binding."""


def does(
    name: str, *places: str
) -> Callable[[Callable[[Hands], Awaitable[None]]], Callable[[Hands], Awaitable[None]]]:
    """Make a function the check of the binding with the id `name`."""

    def known(look: Callable[[Hands], Awaitable[None]]) -> Callable[[Hands], Awaitable[None]]:
        CHECKS.setdefault(name, []).append(Check(places, look))
        return look

    return known
