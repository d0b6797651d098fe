"""Saying who said a quote: somebody the article names, another name, or nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.model.analysis import Speaker
from tui.model.printable import flat
from tui.widgets.asking_panel import LIST_HINT, AskingPanel
from tui.widgets.bar import Bar, Part, button
from tui.widgets.picker import Offer, Picker

NOBODY = Offer("nobody", key="0")


class Chosen(NamedTuple):
    """The speaker a quote is to have; None when it is to have none."""

    speaker: Speaker | None


class SpeakerPanel(AskingPanel):
    """Hidden until `ask`. Esc leaves the speaker as it was."""

    BINDING_GROUP_TITLE = "Changing the speaker"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="speaker.back", tooltip="Leave the speaker as it was"),
    ]

    def __init__(self, *, back: str = "Esc", id: str | None = None) -> None:  # noqa: A002
        super().__init__(back=back, id=id)
        self._speakers: tuple[Speaker, ...] = ()
        self._done: Callable[[Chosen | None], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Build the question and the list."""
        yield Bar()
        yield Picker(LIST_HINT)

    def ask(
        self, speakers: Sequence[Speaker], text: str, done: Callable[[Chosen | None], None]
    ) -> None:
        """Offer `speakers` and call `done` with the one chosen, or with None.

        Args:
            speakers: The likeliest first.
            text: The article, which says how they are mentioned.
            done: Takes the choice; None when the speaker is to stay.
        """
        self._speakers = tuple(speakers)
        self._done = done
        nobody = button(NOBODY.key, NOBODY.text, "nobody")
        self._say([Part(" speaker", "strong"), Part("  Who said it?")], nobody)
        offers = [_offer(speaker, text) for speaker in speakers]
        self.query_one(Picker).ask([*offers, NOBODY], self._picked)

    def _picked(self, one: int | str) -> None:
        if isinstance(one, str):
            self._end(Chosen(Speaker(None, flat(one))))
        else:
            self._end(Chosen(self._speakers[one] if one < len(self._speakers) else None))

    def _end(self, chosen: Chosen | None) -> None:
        self.display = False
        self._done(chosen)

    def action_nobody(self) -> None:
        """Take the speaker away."""
        self._end(Chosen(None))

    def action_back(self) -> None:
        """Leave the speaker as it was."""
        self._end(None)


def _offer(speaker: Speaker, text: str) -> Offer:
    mention = flat(speaker.span.of(text)) if speaker.span else ""
    return Offer(speaker.name, more="" if mention == flat(speaker.name) else mention)
