"""What the screens ask of the app they stand in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

from textual.screen import Screen

from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.label import Label
from tui.model.search import Query
from tui.services.session import Session
from tui.services.workspace import Workspace

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.screens.keys.group import KeyGroup


@dataclass
class View:
    """What an annotator switched in the reader; holds for all articles of a run.

    Attributes:
        advance: Whether the focus goes on to the next open quote after a decision.
        entities: Whether entities are highlighted.
        hidden_types: Entity types that are not.
        entity_types_given: Entity types given by hand, the last first.
        outline: Whether the outline stands beside the article, where there is room for it.
        inspector: Whether the inspector does.
        searches: What was looked for in articles, the last one last.
        measure: The longest row of an article, in cells.

    Which of the detector's quotes are shown is the workspace's: they are counted in its list, too.
    """

    advance: bool
    entities: bool
    hidden_types: set[str]
    outline: bool = False
    inspector: bool = False
    searches: list[Query] = field(default_factory=list)
    entity_types_given: list[str] = field(default_factory=list)
    measure: int = 80


class Host(Protocol):
    """The app, as far as screens know it."""

    workspace: Workspace
    view: View
    targets_used: Counter[str]

    @property
    def quiet_seconds(self) -> float:
        """How long nobody has pressed a key or moved the mouse."""

    @property
    def unsaved(self) -> int:
        """How many changes could not be saved so far, over all articles."""

    def session_of(self, article: Article) -> Session:
        """Return the session on an article."""

    def save(self, session: Session) -> None:
        """Save a session's changes, behind the keys."""

    async def save_now(self, session: Session) -> PullquoteError | None:
        """Save a session's changes and wait for that; returns the error when it failed."""

    def note_targets(self, label: Label) -> None:
        """Remember the targets of a label, to offer them again."""

    def tell_switch(self, message: str, seconds: float = 3) -> None:
        """Tell shortly what was switched, in place of what was told before."""

    def untell(self) -> None:
        """Take away what was told before, as it does not hold any more; warnings stay."""

    def tell_failed(self, worker: Worker[object]) -> None:
        """Tell that something in the background failed, if it did."""

    def show_reader(self, number: int) -> None:
        """Read the article with this number in the catalog."""

    def show_search(self, words: str = "") -> None:
        """Search all articles: for these words, else go on with the last search."""

    def show_hit(self, number: int, words: str, at: int | None) -> None:
        """Read the article with this number, at a hit of what was searched for in all of them."""

    def show_library(self, article_id: str) -> None:
        """Show the list of articles, at this one."""

    async def leave_reader(self, article_id: str) -> None:
        """Go back to the list, to this article, or quit."""

    async def action_quit(self) -> None:
        """Quit; asks when something could not be saved."""

    def key_of(self, name: str) -> str:
        """Return the key that a binding has, as it stands on a keyboard; or an empty string."""

    def help_groups(self, context: str = "") -> list[KeyGroup]:
        """Return all bindings under the headings that help shows; those of `context` first."""


def host_of(screen: Screen[None]) -> Host:
    """Return the app of `screen` by what screens know of it."""
    return cast("Host", screen.app)
