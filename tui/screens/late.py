"""Widgets built after the first paint, because nobody sees them before a key is pressed."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from textual.screen import Screen
from textual.widget import Widget

Built = TypeVar("Built", bound=Widget)


class Late(Generic[Built]):
    """A widget of a screen that is built when it is first asked for.

    Args:
        screen: Where it stands.
        build: Makes it; what it needs is best imported in there.
        before: The widget above which it stands, as a selector.

    Attributes:
        widget: The widget, or None as long as it is not built.
    """

    def __init__(
        self, screen: Screen[Any], build: Callable[[], Built], *, before: str = "#legend"
    ) -> None:
        self._screen = screen
        self._build = build
        self._before = before
        self._building = Lock()
        self.widget: Built | None = None

    async def get(self) -> Built:
        """Return the widget, built and mounted."""
        async with self._building:
            if self.widget is None:
                built = self._build()
                await self._screen.mount(built, before=self._before)
                self.widget = built
            return self.widget
