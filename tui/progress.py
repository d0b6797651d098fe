"""Telling how far a command is, on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import ParamSpec, TypeVar

PATIENCE = 0.3
"""Seconds that something may take without a word."""
_BETWEEN = 0.1
"""Seconds between two numbers that are shown."""

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def counted(what: str) -> Iterator[Callable[[int], None]]:
    """Yield what is to be called with how many things there are so far.

    From `PATIENCE` on the number is shown on standard error, where that is a terminal; in the end
    nothing is left of it. This needs no more than the terminal: it is on the way to the reader.

    Args:
        what: What is done with which things, as in "reading articles".
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    next_at = monotonic() + PATIENCE
    is_shown = False

    def show(count: int) -> None:
        nonlocal next_at, is_shown
        if monotonic() >= next_at:
            sys.stderr.write(f"\r{what}: {count}  (ctrl+c stops)")
            sys.stderr.flush()
            next_at, is_shown = monotonic() + _BETWEEN, True

    try:
        yield show
    finally:
        if is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


@contextmanager
def told(work: Callable[P, T], total: int, *, beside_output: bool) -> Iterator[Callable[P, T]]:
    """Yield `work` as it is to be called for each of `total` articles; it is counted meanwhile.

    Args:
        work: What takes its time.
        total: How often it will be called.
        beside_output: Whether output goes to the same terminal between the calls.
    """
    if not sys.stderr.isatty():
        yield work
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many articles go through in a second, and how long the others will take."""

        def render(self, task: Task) -> Text:
            if not task.speed:
                return Text()
            minutes, seconds = divmod(round(task.time_remaining or 0), 60)
            return Text(f"{task.speed:.1f}/s, {minutes}:{seconds:02} left")

    progress = Progress(
        TextColumn("article {task.fields[number]} of {task.total}"),
        BarColumn(),
        Rate(),
        console=Console(stderr=True),
        transient=True,
        # The output is written as bytes, past what rich would redirect.
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = progress.add_task("", total=total, number=1)
    done = 0

    def counted(*args: P.args, **kwargs: P.kwargs) -> T:
        nonlocal done
        progress.start()
        try:
            return work(*args, **kwargs)
        finally:
            done += 1
            progress.update(task, completed=done, number=min(done + 1, total))
            if beside_output:
                progress.stop()

    try:
        yield counted
    finally:
        progress.stop()
