"""Picking one of a few values, each by its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events, on
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.model.scheme import Choice
from tui.widgets.cells import shown
from tui.widgets.short_list import ShortList


class ChoiceList(ShortList):
    """The choices of an attribute; a key, Enter or a click picks."""

    DEFAULT_CSS = """
    ChoiceList { height: auto; max-height: 9; border: none; padding: 0; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self._choices: tuple[Choice, ...] = ()
        self._done: Callable[[str], None] = lambda _: None

    def offer(self, choices: Sequence[Choice], done: Callable[[str], None]) -> None:
        """Offer `choices`, take the focus, and call `done` with the value chosen."""
        self._choices = tuple(choices)
        self._done = done
        width = max((len(choice.value) for choice in choices), default=0)
        self.clear_options()
        self.add_options(
            Option(Text(shown(f" {c.key}  {c.value:<{width}}  {c.description}"), no_wrap=True))
            for c in choices
        )
        self.highlighted = 0
        self.screen.set_focus(self)

    def on_key(self, event: events.Key) -> None:
        """Choose by key."""
        for choice in self._choices:
            if event.character == choice.key:
                event.stop()
                event.prevent_default()
                self._done(choice.value)
                return

    @on(OptionList.OptionSelected)
    def _select(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._done(self._choices[event.option_index].value)
