"""Giving a label: its attributes are asked one after the other, as the scheme says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import ContentSwitcher, OptionList

from tui.model.draft import LabelDraft
from tui.model.label import Label, Target, Value
from tui.model.scheme import LabelType
from tui.widgets.asking_panel import AskingPanel
from tui.widgets.bar import Bar, Part
from tui.widgets.brief import Brief
from tui.widgets.choice_list import ChoiceList
from tui.widgets.target_picker import TargetPicker

_WIDE = 100
"""Columns from which the guideline has room beside the choices."""
_MOST_BESIDE, _MOST_BELOW = 6, 3
"""Rows of the guideline beside the choices, and below them."""
_FRAME = 2
"""Rows of the panel's edge and its bar."""


class LabelPanel(AskingPanel):
    """Hidden until `ask`; then asks, and says what came of it. Esc goes back one answer."""

    BINDING_GROUP_TITLE = "Giving a label"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="labelling.back", tooltip="Go back one answer"),
    ]
    DEFAULT_CSS = """
    LabelPanel {
        & #answers { height: auto; layout: vertical; }
        & #answers.-beside { layout: horizontal; }
        & #answers > * { width: 1fr; }
        & ContentSwitcher { height: auto; }
    }
    """

    def __init__(self, *, back: str = "Esc", id: str | None = None) -> None:  # noqa: A002
        super().__init__(back=back, id=id)
        self._draft: LabelDraft | None = None
        self._targets: tuple[Target, ...] = ()
        self._given: dict[str, Value] = {}
        self._done: Callable[[Label | None], None] = lambda _: None
        self._brief: Callable[[str], str] = lambda _: ""

    def compose(self) -> ComposeResult:
        """Build the question, the two ways to answer it, and what the guideline says of it."""
        yield Bar()
        with Container(id="answers"):
            with ContentSwitcher(initial="choices"):
                yield ChoiceList(id="choices")
                yield TargetPicker(id="targets")
            yield Brief()

    def ask(
        self,
        kind: LabelType,
        targets: Sequence[Target],
        done: Callable[[Label | None], None],
        brief: Callable[[str], str] = lambda _: "",
        *,
        given: Mapping[str, Value] | None = None,
    ) -> None:
        """Ask for the attributes of a new label and call `done` with it, or with None.

        Args:
            kind: The label.
            targets: Offered where the scheme asks for a target.
            done: Takes the label; None when it was given up at its first question.
            brief: Returns what the guideline says of an attribute or of a choice, in short.
            given: Answers that are known, by attribute: they are not asked for, and Esc goes back
                to them as to any other.
        """
        self._targets = tuple(targets)
        self._done = done
        self._brief = brief
        self._given = dict(given or {})
        self._draft = self._filled(LabelDraft(kind))
        self._ask_next(self._draft)

    @property
    def asked_about(self) -> str:
        """The label that is being given, or an empty string."""
        return self._draft.kind.name if self._draft else ""

    def _filled(self, draft: LabelDraft) -> LabelDraft:
        """Answer what is known; each once, so that who goes back is asked."""
        while (asked := draft.asked) and asked.name in self._given:
            draft = draft.answered(self._given.pop(asked.name))
        return draft

    def _ask_next(self, draft: LabelDraft, typed: str = "") -> None:
        asked = draft.asked
        if asked is None:
            self._end(draft.label)
            return
        question = asked.prompt or asked.name
        self._say([Part(f" {draft.path}", "strong", shrinks=True), Part(f"  {question}")])
        switcher = self.query_one(ContentSwitcher)
        if asked.kind == "target":
            switcher.current = "targets"
            self.query_one(TargetPicker).offer(self._targets, self._answer, typed=typed)
        else:
            switcher.current = "choices"
            self.query_one(ChoiceList).offer(asked.choices, self._answer)
        self._show_brief()

    # -- the guideline ---------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Find room for the guideline anew."""
        self._show_brief()

    def _show_brief(self) -> None:
        """Show what the guideline says of the choice, where that pushes no choice out."""
        asked = self._draft.asked if self._draft else None
        if asked is None:
            return
        columns, rows = self.app.size
        beside = columns >= _WIDE
        self.query_one("#answers").set_class(beside, "-beside")
        room = rows // 2 - _FRAME
        if beside:
            most = min(room, _MOST_BESIDE)
        else:
            most = min(room - len(asked.choices), _MOST_BELOW) if asked.choices else 0
        names = [choice.value for choice in asked.choices] or [asked.name]
        brief = self.query_one(Brief)
        cells = columns // 2 if beside else columns
        brief.make_room(map(self._brief, names), cells=cells, most=most)
        highlighted = self.query_one(ChoiceList).highlighted or 0
        brief.show(self._brief(names[highlighted if asked.choices else 0]))

    @on(OptionList.OptionHighlighted)
    def _another_choice(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_list.id == "choices":
            event.stop()
            self._show_brief()

    # -- answers ---------------------------------------------------------------------------------

    def _answer(self, value: Value) -> None:
        if self._draft is not None:
            self._draft = self._filled(self._draft.answered(value))
            self._ask_next(self._draft)

    def _end(self, label: Label | None) -> None:
        self._draft = None
        self.display = False
        self._done(label)

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
