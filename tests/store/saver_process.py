"""A process of its own that saves decisions and says so: `FOLDER NAME COUNT [STEP [ERRNO]]`.

With STEP it dies at that step of all its writes, fsyncs and renames, without a word. With ERRNO the
file system has no locks, and says so by that error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.builders import annotation, edit, mark
from tests.store.no_locks import take_locks_away
from tui.store.annotations import AnnotationStore


def main(folder: str, name: str, count: str, die_at: str = "0", no_locks: str = "0") -> None:
    """Save COUNT decisions, one after the other."""
    if int(no_locks):
        take_locks_away(int(no_locks))
    database = AnnotationStore(Path(folder)).open("ada", "seed")
    database.load()
    if int(die_at):
        _die_at(int(die_at))
    first = 1000 * ord(name[0])  # each decides on quotes of its own
    for number in range(int(count)):
        made = annotation(f"{name}{number}", start=first + number)
        entity = mark(f"{name}{number}-entity", start=first + number)
        database.append(
            [edit(f"{name}-e{number}", after=made), edit(f"{name}-f{number}", after=entity)]
        )
        print(f"saved {made.id}", flush=True)  # noqa: T201


def _die_at(step: int) -> None:
    left = step

    def dying(real: Callable[..., Any], *, half: bool) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                if half:  # a write that the system has only begun
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os._exit(9)
            return real(*args, **kwargs)

        return call

    for name in ("open", "write", "fsync", "close", "replace"):
        setattr(os, name, dying(getattr(os, name), half=name == "write"))


if __name__ == "__main__":
    main(*sys.argv[1:])
