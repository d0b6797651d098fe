"""Asking about an entity: its type, or where else the same is to be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ContentSwitcher

from tui.model.printable import flat
from tui.model.scheme import Choice
from tui.widgets.asking_panel import LIST_HINT, AskingPanel
from tui.widgets.bar import Bar, Part
from tui.widgets.choice_list import ChoiceList
from tui.widgets.entity_types import meaning_of
from tui.widgets.picker import Offer, Picker

Scope = Literal["article", "corpus"]


class Question(NamedTuple):
    """What is asked, and about what."""

    words: str
    text: str


class EntityPanel(AskingPanel):
    """Hidden until it asks. Esc changes nothing."""

    BINDING_GROUP_TITLE = "Correcting an entity"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="entity.back", tooltip="Change nothing"),
    ]
    DEFAULT_CSS = """
    EntityPanel > ContentSwitcher { height: auto; }
    """

    def __init__(self, *, back: str = "Esc", id: str | None = None) -> None:  # noqa: A002
        super().__init__(back=back, id=id)
        self._back: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """Build the question and the two ways to answer it."""
        yield Bar()
        with ContentSwitcher(initial="entity-type"):
            yield Picker(LIST_HINT, id="entity-type")
            yield ChoiceList(id="entity-scope")

    def ask_type(
        self, question: Question, labels: Sequence[str], done: Callable[[str | None], None]
    ) -> None:
        """Offer `labels`, the likeliest first, and call `done` with the type; None for Esc."""
        self._show(question, "entity-type", lambda: done(None))

        def picked(one: int | str) -> None:
            label = labels[one] if isinstance(one, int) else flat(one)
            if label:
                self.display = False
                done(label)

        offers = [Offer(label, meaning_of(label)) for label in labels]
        self.query_one(Picker).ask(offers, picked)

    def ask_scope(
        self, question: Question, here: str, everywhere: str, done: Callable[[Scope | None], None]
    ) -> None:
        """Ask where the same is to be done, and call `done` with the answer; None for Esc.

        Args:
            question: What is asked.
            here: What it means in this article.
            everywhere: What it means in the corpus.
            done: Takes the answer.
        """
        self._show(question, "entity-scope", lambda: done(None))
        scopes: dict[str, Scope] = {"in this article": "article", "in the corpus": "corpus"}

        def chosen(value: str) -> None:
            self.display = False
            done(scopes[value])

        told = ("a", here), ("c", everywhere)
        choices = [
            Choice(value, key, means) for value, (key, means) in zip(scopes, told, strict=True)
        ]
        self.query_one(ChoiceList).offer(choices, chosen)

    def _show(self, question: Question, way: str, back: Callable[[], None]) -> None:
        self._back = back
        words = Part(f" {question.words}", "strong", shrinks=True)
        self._say([words, Part(f"  {question.text}")])
        self.query_one(ContentSwitcher).current = way

    def action_back(self) -> None:
        """Change nothing."""
        self.display = False
        self._back()
