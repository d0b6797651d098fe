"""Telling how far a command is, on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


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
        """How many articles go through in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

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
