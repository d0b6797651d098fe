"""Disks that fail: errors of the system at any step of saving, and folders that go away."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.services.sessions import open_session
from tests.soak.checks import Figures, check_store, count_undos
from tests.soak.person import act, saved
from tui.errors import PullquoteError
from tui.services.session import Session

_ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EDQUOT, errno.EROFS)
_CALLS = ("open", "write", "fsync", "replace", "stat", "fstat")


class Faults:
    """Lets calls of the system fail, one in so many, and counts how often it did."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.thrown = 0

    def failing(self, real: Callable[..., Any], one_in: int) -> Callable[..., Any]:
        """Return `real`, failing now and then before or after it has done its work."""

        def call(*args: Any, **kwargs: Any) -> Any:
            if self.chance.randrange(one_in):
                return real(*args, **kwargs)
            self.thrown += 1
            why = self.chance.choice(_ERRORS)
            if real is os_write and self.chance.random() < 0.5:  # some of it was written
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            elif self.chance.random() < 0.3 and real in {os_fsync, os_replace}:  # all was done
                real(*args, **kwargs)
            raise OSError(why, os.strerror(why))

        return call


os_write, os_fsync, os_replace = os.write, os.fsync, os.replace


def fail_many(folder: Path, errors: int, seed: int) -> Figures:
    """Throw `errors` errors at two sessions that decide on one article, and check as it goes on."""
    chance = random.Random(seed)
    faults = Faults(chance)
    figures = Figures()
    number = 0
    while faults.thrown < errors:
        store = folder / f"faults-{number}"
        number += 1
        sessions = [open_session(store), open_session(store)]
        confirmed: list[str] = []
        for _ in range(30):
            session = chance.choice(sessions)
            made: dict[str, str] = {}
            act(session, chance, made)
            if chance.random() < 0.05:
                shutil.rmtree(store, ignore_errors=True)
            _save_under_fire(session, faults)
        for session in sessions:  # the cause is gone
            for _ in range(2):
                if session.look():
                    session.absorb()
                saved(session)
            confirmed += [edit.id for edit in session.edits]
        figures.confirmed += len(set(confirmed))
        figures.left += sum(session.refused for session in sessions)
        figures.undos += count_undos(store)
        figures.add(check_store(store, confirmed))
        if not figures.is_good:
            break
    figures.ends = faults.thrown
    return figures


def _save_under_fire(session: Session, faults: Faults) -> None:
    before = session.unsaved
    with _failing(faults):
        try:
            while session.save():
                session.absorb()
            if session.look():
                session.absorb()
        except PullquoteError:
            assert session.unsaved or before == 0
            assert session.save_error, "it is told"


@contextmanager
def _failing(faults: Faults) -> Iterator[None]:
    one_in = faults.chance.choice((3, 10, 40))
    patches = [patch.object(os, name, faults.failing(getattr(os, name), one_in)) for name in _CALLS]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
