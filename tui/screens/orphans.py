"""The orphans of an article: annotations whose text is not found any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.model.annotation import Annotation
from tui.model.label import Target
from tui.model.printable import flat
from tui.screens.dialog import Dialog
from tui.widgets.cells import shown
from tui.widgets.key_bar import KeyBar
from tui.widgets.short_list import ShortList

_MOST = 500
"""Orphans that are listed at once; the others come when these are done with."""
_LONGEST = 400
"""Characters of a quote that are shown."""


class OrphansDialog(Dialog[Annotation | None]):
    """A list of orphans; the one that is chosen is returned, to be put somewhere.

    Args:
        orphans: Those of the article.
        discard: Called with one that is to be removed.
        has_selection: Whether something is selected, where the chosen one goes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "place", "put it somewhere", id="orphans.place", priority=True,
                tooltip="Put it where the selection is, or select where"),
        Binding("d", "discard", "discard", id="orphans.discard",
                tooltip="Remove it; undo brings it back"),
        Binding("j", "move(1)", "down", show=False, id="orphans.down", tooltip="Next orphan"),
        Binding("k", "move(-1)", "up", show=False, id="orphans.up", tooltip="Orphan before"),
        Binding("escape,q,W,shift+w", "dismiss", "close", id="orphans.close", priority=True,
                tooltip="Close it"),
    ]  # fmt: skip

    def __init__(
        self,
        orphans: Sequence[Annotation],
        discard: Callable[[Annotation], None],
        *,
        has_selection: bool,
    ) -> None:
        super().__init__()
        self._orphans = list(orphans)
        self._discard = discard
        self._has_selection = has_selection

    def compose(self) -> ComposeResult:
        """Build the list."""
        options = (Option(self._prompt(one)) for one in self._orphans[:_MOST])
        yield Static(self._heading(), id="orphans-heading", markup=False)
        yield ShortList(*options, id="dialog", compact=True, markup=False)
        yield KeyBar(id="dialog-keys")

    def _heading(self) -> str:
        count = len(self._orphans)
        what = "1 orphan is" if count == 1 else f"{count} orphans are"
        where = "what is selected" if self._has_selection else "what you select then"
        return f"{what} not found in the text. Enter puts one on {where}."

    def _prompt(self, orphan: Annotation) -> Text:
        lines = [f"“{_begin(orphan.content.text)}”", f"    {' · '.join(_told(orphan))}"]
        return Text("\n".join(map(shown, lines)))

    def action_move(self, by: int) -> None:
        """Move by orphans."""
        options = self.query_one(OptionList)
        options.highlighted = max(0, min(self._at + by, options.option_count - 1))

    @property
    def _at(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def action_place(self) -> None:
        """Choose the orphan under the cursor."""
        self.dismiss(self._orphans[self._at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._orphans[event.option_index])

    def action_discard(self) -> None:
        """Remove the orphan under the cursor."""
        at, options = self._at, self.query_one(OptionList)
        self._discard(self._orphans.pop(at))
        if not self._orphans:
            self.dismiss(None)
            return
        options.remove_option_at_index(at)
        if len(self._orphans) >= _MOST:
            options.add_option(Option(self._prompt(self._orphans[_MOST - 1])))
        options.highlighted = min(at, options.option_count - 1)
        self.query_one("#orphans-heading", Static).update(self._heading())


def _begin(text: str) -> str:
    text = flat(text[: 2 * _LONGEST])
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _told(orphan: Annotation) -> list[str]:
    """Return what is known of an orphan beside its text."""
    told = [_label(label.name, *(value for _, value in label.values)) for label in orphan.labels]
    if orphan.decision != "labelled":
        told.append(orphan.decision or "not decided")
    if orphan.speaker:
        told.append(flat(orphan.speaker.name))
    if orphan.note:
        told.append(f"note: {_begin(orphan.note)}")
    return told


def _label(name: str, *values: Target | str) -> str:
    said = (value.text if isinstance(value, Target) else value for value in values)
    return flat(" ".join((name, *said)))
