"""Somebody who decides, corrects, undoes and saves without a pause, and says what is saved."""

from __future__ import annotations

import os
import random
from pathlib import Path

from tests.services.sessions import (
    CHECKED,
    TEXT,
    UNIMPORTANT,
    open_session,
    span_of,
    stance,
)
from tests.store.no_locks import take_locks_away
from tui.errors import PullquoteError
from tui.model.entity_change import Change
from tui.model.span import Span
from tui.services.session import Session

LABELS = (CHECKED, UNIMPORTANT, stance("the deal"), stance("Abe", "NONE"))
NAMES = [span_of("Ada"), span_of("Paris")]


def decide_for_ever(folder: Path, output: int, seed: int, *, no_locks: bool) -> None:
    """Work on the article in `folder` until somebody ends this process.

    After each save a line is written to `output`: `saved`, and the ids of the edits that the
    program would have shown as saved; `left`, and those it would have told it has not made.
    """
    if no_locks:
        take_locks_away()
    chance = random.Random(seed)
    session = open_session(folder)
    made: dict[str, str] = {}
    while True:
        for _ in range(chance.randint(1, 3)):
            act(session, chance, made)
        if chance.random() < 0.2 and session.look():
            session.absorb()
        saved(session)
        there = {edit.id for edit in session.edits}
        tell(output, "saved", [one for one in made if one in there])
        tell(output, "left", [one for one in made if one not in there])
        made.clear()


def act(session: Session, chance: random.Random, made: dict[str, str]) -> None:
    """Do one thing, and note the edits that it makes with their actions."""
    before = len(session.edits)
    try:
        _act(session, chance)
    except PullquoteError:  # another has changed it since: told, and left
        return
    made.update({edit.id: edit.action for edit in session.edits[before:]})


def _act(session: Session, chance: random.Random) -> None:
    item = chance.choice(session.items)
    name = chance.choice(NAMES)
    what = chance.randrange(12)
    if what < 3:
        session.add_label(item, chance.choice(LABELS), 1.0)
    elif what == 3:
        session.decide(item, chance.choice(("neither", "unsure")))
    elif what == 4:
        session.drop(item)
    elif what == 5:
        session.set_note(item, str(chance.random()))
    elif what == 6:
        start = chance.randrange(len(TEXT) - 9)
        session.mark(Span(start, start + 9))
    elif what == 7:
        session.corrections.relabel(name, chance.choice(("ORG", "PERSON", "NORP")))
    elif what == 8:
        label = chance.choice(("ORG", "NORP"))
        words = name.of(TEXT)
        session.corrections.make_rule(Change("relabel", words, words, label=label))
    elif what == 11:
        session.redo()
    else:
        session.undo()


def saved(session: Session) -> None:
    """Save as the program does: again when it failed, and what came in is taken over."""
    while session.unsaved:
        try:
            while session.save():
                session.absorb()
        except PullquoteError:
            continue


def tell(output: int, word: str, ids: list[str]) -> None:
    """Write a line that is there as a whole or not at all."""
    if ids:
        os.write(output, f"{word} {' '.join(ids)}\n".encode())
