"""Telling how far a command is, on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.3
"""Seconds that something may take without a word."""
_BETWEEN = 0.1
"""Seconds between two numbers that are shown."""
_BETWEEN_LINES = 30.0
"""Seconds between two lines where there is no terminal."""

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
def advancing(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yield what is to be called with how many more of `total` articles are done with.

    On a terminal a bar is shown on standard error, with rate and time left, and nothing is left of
    it in the end; elsewhere a line now and then, for who looks into a log.

    Args:
        what: What is done, as in "prepared".
        total: How many articles there are.
    """
    if not total:
        yield lambda _: None
        return
    if not sys.stderr.isatty():
        yield _lines(what, total)
        return
    progress = _bar(f"{what} {{task.completed}} of {{task.total}}", hint="ctrl+c stops")
    task = progress.add_task("", total=total)
    with progress:
        yield lambda more: progress.advance(task, more)


def _lines(what: str, total: int) -> Callable[[int], None]:
    done, next_at = 0, monotonic() + _BETWEEN_LINES

    def show(more: int) -> None:
        nonlocal done, next_at
        done += more
        if monotonic() >= next_at:
            sys.stderr.write(f"{what} {done} of {total}\n")
            sys.stderr.flush()
            next_at = monotonic() + _BETWEEN_LINES

    return show


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
    progress = _bar("article {task.fields[number]} of {task.total}")
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


def _bar(described: str, *, hint: str = "") -> Progress:
    """Return a bar with rate and time left, on standard error; nothing stays of it.

    Args:
        described: What stands before the bar, in rich's way: with fields of `task`.
        hint: What stands behind all.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many articles go through in a second, and how long the others will take."""

        def render(self, task: Task) -> Text:
            if not task.speed:
                return Text()
            minutes, seconds = divmod(round(task.time_remaining or 0), 60)
            hours, minutes = divmod(minutes, 60)
            left = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
            return Text(f"{task.speed:.1f}/s, {left} left")

    return Progress(
        TextColumn(described),
        BarColumn(),
        Rate(),
        TextColumn(hint, style="dim"),
        console=Console(stderr=True),
        transient=True,
        # To draw it takes time from what it tells of.
        refresh_per_second=5,
        # The output is written as bytes, past what rich would redirect.
        redirect_stdout=False,
        redirect_stderr=False,
    )
