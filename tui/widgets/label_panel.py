"""Giving a label: its attributes are asked one after the other, as the scheme says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import ContentSwitcher

from tui.model.draft import LabelDraft
from tui.model.label import Label, Target, Value
from tui.model.scheme import LabelType
from tui.widgets.bar import Bar, Part
from tui.widgets.choice_list import ChoiceList
from tui.widgets.target_picker import TargetPicker


class LabelPanel(Vertical):
    """Hidden until `ask`; then asks, and says what came of it. Esc goes back one answer."""

    BINDING_GROUP_TITLE = "Giving a label"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="label.back", tooltip="Go back one answer"),
    ]
    DEFAULT_CSS = """
    LabelPanel {
        height: auto; max-height: 50vh; display: none;
        background: $panel; border-top: solid $bar;
        & Bar { background: $panel; }
        & ContentSwitcher { height: auto; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draft: LabelDraft | None = None
        self._targets: tuple[Target, ...] = ()
        self._done: Callable[[Label | None], None] = lambda _: None

    def compose(self) -> ComposeResult:
        """Build the question and the two ways to answer it."""
        yield Bar()
        with ContentSwitcher(initial="choices"):
            yield ChoiceList(id="choices")
            yield TargetPicker(id="targets")

    def ask(
        self, kind: LabelType, targets: Sequence[Target], done: Callable[[Label | None], None]
    ) -> None:
        """Ask for the attributes of a new label and call `done` with it, or with None.

        Called back and not told by a message, so that no key typed ahead can come in between.

        Args:
            kind: The label.
            targets: Offered where the scheme asks for a target.
            done: Takes the label; None when it was given up at its first question.
        """
        self._targets = tuple(targets)
        self._done = done
        self._draft = LabelDraft(kind)
        self._ask_next(self._draft)

    def _ask_next(self, draft: LabelDraft, typed: str = "") -> None:
        asked = draft.asked
        if asked is None:
            self._end(draft.label)
            return
        self.display = True
        question = asked.prompt or asked.name
        self.query_one(Bar).show(
            [Part(f" {draft.path}", "strong"), Part(f"  {question}")],
            [Part("Esc", "key", "back"), Part(" back ", "plain", "back")],
        )
        switcher = self.query_one(ContentSwitcher)
        if asked.kind == "target":
            switcher.current = "targets"
            self.query_one(TargetPicker).offer(self._targets, self._answer, typed=typed)
        else:
            switcher.current = "choices"
            self.query_one(ChoiceList).offer(asked.choices, self._answer)

    def _answer(self, value: Value) -> None:
        if self._draft is not None:
            self._draft = self._draft.answered(value)
            self._ask_next(self._draft)

    def _end(self, label: Label | None) -> None:
        self._draft = None
        self.display = False
        self._done(label)

    @on(Bar.Pressed)
    def _bar_pressed(self, event: Bar.Pressed) -> None:
        event.stop()
        self.action_back()

    def action_back(self) -> None:
        """Take back the last answer, or give the label up when there is none.

        A target that was typed, and not picked, stands in the line again.
        """
        last = self._draft.values[-1] if self._draft and self._draft.values else None
        self._draft = self._draft.back() if self._draft else None
        if self._draft is None:
            self._end(None)
        else:
            typed = ""
            if isinstance(last, Target) and last not in self._targets:
                typed = last.text
            self._ask_next(self._draft, typed)
