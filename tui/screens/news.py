"""What became of earlier decisions while nobody looked: told once each time it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.model.printable import beginning
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
        overridden: How many changes came after another program's of the same quote or entity.
        refused: How many undos were left, because another program has changed the same since.
        gone: Whether the decisions are not on the disk any more.
        restored: How many changes were not there any more, and are saved again.
    """

    set_aside: str = ""
    moved: int = 0
    orphans: tuple[str, ...] = ()
    takeovers: int = 0
    moved_entities: int = 0
    lost_entities: tuple[str, ...] = ()
    overridden: int = 0
    refused: int = 0
    gone: bool = False
    restored: int = 0

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
            session.overridden,
            session.refused,
            session.is_gone,
            session.restored,
        )

    def since(self, before: News, key_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
        """Yield title and message of what is new since `before`.

        Args:
            before: What was told so far.
            key_of: Returns the key of a binding.
        """
        if self.set_aside != before.set_aside:
            kept = f"They could not be read: kept as {self.set_aside}."
            mend = "pullquote check --repair takes what is whole in it back in."
            yield "Decisions set aside", f"{kept} {mend}"
        yield from self._of_others(before, key_of("reader.undo"))
        if self.moved > before.moved:
            moved = _annotations(self.moved - before.moved)
            walk, undo = key_of("moved.next"), key_of("reader.undo")
            message = f"{moved} moved along with the text, to be confirmed: {walk} goes to the next"
            yield "The article has changed", f"{message}; {undo} takes back one at a time."
        if self.moved_entities > before.moved_entities:
            moved = _entities(self.moved_entities - before.moved_entities)
            undo = key_of("reader.undo")
            message = f"{moved} moved along with the text; {undo} takes it back."
            yield "The article has changed", message
        known = set(before.orphans)
        lost = [text for text in self.orphans if text not in known]
        if lost:
            lists = f"\n{key_of('moved.orphans')} lists them."
            yield "Orphans", _lost(_annotations(len(lost)), lost) + lists
        known = set(before.lost_entities)
        lost = [text for text in self.lost_entities if text not in known]
        if lost:
            yield "Orphans", _lost(_entities(len(lost)), lost)

    def _of_others(self, before: News, undo: str) -> Iterator[tuple[str, str]]:
        """Yield what other programs have done."""
        if self.takeovers != before.takeovers:
            message = "Another pullquote has written here; its decisions are shown too."
            yield "Decisions came in", message
        if self.overridden != before.overridden:
            message = f"Another pullquote has changed the same: yours holds, {undo} brings back"
            yield "Changed twice", f"{message} the other's."
        if self.refused != before.refused:
            message = "Another pullquote has changed the same meanwhile: that stays."
            yield "Not undone", message
        if self.restored != before.restored:
            message = "Something has put an older file in the place of these decisions. Those that"
            yield "Saved again", f"{message} it lacks are saved again."
        if self.gone and not before.gone:
            message = "The file with these decisions is not there any more: they are saved anew."
            yield "The file was gone", message


def _lost(what: str, texts: Sequence[str]) -> str:
    named = ", ".join(f"“{beginning(text, _LONGEST)}”" for text in texts[:_SHOWN])
    more = "…" if len(texts) > _SHOWN else ""
    return f"{what} not found in the text as it is now, and kept: {named}{more}"


def _annotations(count: int) -> str:
    return f"{count} annotation{'s' * (count != 1)}"


def _entities(count: int) -> str:
    return f"{count} corrected {'entity' if count == 1 else 'entities'}"
