"""What became of earlier decisions while nobody looked: told once each time it happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.model.printable import flat
from tui.services.session import Session

_SHOWN, _LONGEST = 3, 40
"""Orphans that a message names, and how many characters of each."""


class News(NamedTuple):
    """What was told so far.

    Attributes:
        set_aside: The name an unreadable database was given.
        moved: How many annotations moved along with their text.
        orphans: The texts of those that were not found again.
        takeovers: How often another program's decisions came in.
        moved_entities: How many corrected entities moved along with their text.
        lost_entities: The texts of those that were not found again.
    """

    set_aside: str = ""
    moved: int = 0
    orphans: tuple[str, ...] = ()
    takeovers: int = 0
    moved_entities: int = 0
    lost_entities: tuple[str, ...] = ()

    @classmethod
    def of(cls, session: Session) -> News:
        """Return what there is to tell of `session`."""
        orphans = tuple(annotation.content.text for annotation in session.orphans)
        corrections = session.corrections
        lost = tuple(mark.content.text for mark in corrections.orphans)
        return cls(
            session.set_aside,
            len(session.moved),
            orphans,
            session.takeovers,
            len(corrections.moved),
            lost,
        )

    def since(self, before: News, *, undo: str, drop: str) -> Iterator[tuple[str, str]]:
        """Yield title and message of what is new since `before`; `undo` and `drop` are keys."""
        if self.set_aside != before.set_aside:
            kept = f"They could not be read: kept as {self.set_aside}."
            mend = "pullquote check --repair takes what is whole in it back in."
            yield "Decisions set aside", f"{kept} {mend}"
        if self.takeovers != before.takeovers:
            message = "Another pullquote has written here; its decisions are shown too."
            twice = f"What both decided on stands twice: {drop} drops one."
            yield "Decisions came in", f"{message} {twice}"
        if self.moved > before.moved:
            moved = _annotations(self.moved - before.moved)
            message = f"{moved} moved along with the text; {undo} takes back one at a time."
            yield "The article has changed", message
        if self.moved_entities > before.moved_entities:
            moved = _entities(self.moved_entities - before.moved_entities)
            message = f"{moved} moved along with the text; {undo} takes it back."
            yield "The article has changed", message
        lost = [text for text in self.orphans if text not in before.orphans]
        if lost:
            yield "Orphans", _lost(_annotations(len(lost)), lost)
        lost = [text for text in self.lost_entities if text not in before.lost_entities]
        if lost:
            yield "Orphans", _lost(_entities(len(lost)), lost)


def _lost(what: str, texts: Sequence[str]) -> str:
    named = ", ".join(f"“{_begin(text)}”" for text in texts[:_SHOWN])
    more = "…" if len(texts) > _SHOWN else ""
    return f"{what} not found in the text as it is now, and kept: {named}{more}"


def _annotations(count: int) -> str:
    return f"{count} annotation{'s' * (count != 1)}"


def _entities(count: int) -> str:
    return f"{count} corrected {'entity' if count == 1 else 'entities'}"


def _begin(text: str) -> str:
    text = flat(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
