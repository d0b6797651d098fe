"""From the key of a decision to "saved" on the screen: the price of one `x` for who presses it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.measure import NotMeasuredError, Report, Row, interleave
from tests.bench.programs import (
    COLS,
    ROWS,
    SAMPLE,
    SAMPLE_TEXT,
    prepare,
    private_places,
    reader,
    wait_painted,
)
from tests.terminal import Terminal

QUIET = 0.25


def run(report: Report, *, quick: bool) -> None:
    """Measure `x` on the first quote and its undo, again and again, with and without a save.

    Beside it stands `n p`, which draws as much and saves nothing.
    """
    with private_places() as env:
        prepare(env, SAMPLE)
        with Terminal(reader(SAMPLE), rows=ROWS, cols=COLS, env=env) as terminal:
            wait_painted(terminal, SAMPLE_TEXT)
            terminal.settle(quiet=0.5, limit=2)
            found = interleave(
                5 if quick else 50,
                {
                    "decide": lambda: _press(terminal, "x", "u"),
                    "move": lambda: _press(terminal, "n", "p"),
                },
            )
    report.rows.append(Row("decide (x, u), to the last frame", found["decide"], found["move"]))


def _press(terminal: Terminal, *keys: str) -> Iterator[float]:
    for key in keys:
        terminal.drain(0.01)
        sent = time.perf_counter()
        terminal.send(key)
        burst = terminal.settle(quiet=QUIET)
        if burst is None:
            raise NotMeasuredError(f"decide: {key} drew nothing\n{terminal.text.strip()}")
        yield (burst.last - sent) * 1000
