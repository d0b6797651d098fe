"""Key-to-frame latency: from the write of a key to the last byte of the frame that answers it."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import empty_keys, empty_scroll
from tests.bench.measure import (
    NotMeasuredError,
    Report,
    Row,
    Series,
    interleave,
    p99_bar,
    ratio_bar,
)
from tests.bench.programs import (
    COLS,
    ROWS,
    SAMPLE,
    SAMPLE_TEXT,
    children,
    cpu_seconds,
    prepare,
    private_places,
    python_module,
    reader,
    wait_painted,
)
from tests.terminal import Terminal

RATIO_LIMIT = 2.0
P99_LIMIT = 16.0
# Silence that ends the answer to a key.
QUIET = 0.05
# The same while other things are drawn as well: longer than the gaps within a frame and between
# two frames in a row, short enough that the news of the analysis is not taken for the answer.
BUSY_QUIET = 0.012
# A key that changes nothing (down at the end) draws nothing; longer than any frame may take.
SILENCE = 0.5
JITTER = 0.02
# The text that is analysed meanwhile: the sample so many times over, good for so many rounds.
COPIES = 70
ROUNDS_A_TEXT = 3

# Each list comes back to where it began.
MOVES: dict[str, tuple[str, ...]] = {
    "j k": ("j",) * 4 + ("k",) * 4,
    "n p": ("n",) * 4 + ("p",) * 4,
    "space pageup": ("space", "pageup") * 4,
    "e": ("e", "e") * 4,
}
# Keys that scroll by a line and by a page, where there is such a program.
OTHERS: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "less": (["less", str(SAMPLE)], ("j", "j", "k", "k", "space", "b", "space", "b")),
    "vim": (
        ["vim", "-u", "NONE", "-R", str(SAMPLE)],
        ("ctrl+e", "ctrl+e", "ctrl+y", "ctrl+y", "ctrl+f", "ctrl+b", "ctrl+f", "ctrl+b"),
    ),
}


@dataclass(slots=True)
class Player:
    """Presses keys in one terminal and times the answers.

    Attributes:
        terminal: Where the keys go.
        quiet: Seconds of silence that end an answer.
        silent: The keys that drew nothing.
    """

    terminal: Terminal
    quiet: float = QUIET
    jitter: random.Random = field(default_factory=lambda: random.Random(1))
    silent: int = 0

    def play(self, keys: tuple[str, ...]) -> Iterator[float]:
        """Press each key on a quiet screen, at a random moment of the program's frame timer."""
        for key in keys:
            self.terminal.drain(QUIET - self.quiet + self.jitter.random() * JITTER)
            sent = time.perf_counter()
            self.terminal.send(key)
            burst = self.terminal.settle(quiet=self.quiet, limit=SILENCE)
            if burst is None:
                self.silent += 1
            else:
                yield (burst.last - sent) * 1000

    def block(self, keys: tuple[str, ...]) -> Callable[[], Iterator[float]]:
        """Return what measures one block of keys."""
        return lambda: self.play(keys)


def run(report: Report, *, quick: bool) -> None:
    """Measure on a quiet machine, beside other programs, then while an analysis is running."""
    rounds = 3 if quick else 30
    _quiet(report, rounds)
    _while_analysing(report, rounds)


def _quiet(report: Report, rounds: int) -> None:
    with private_places() as env, ExitStack() as stack:
        prepare(env, SAMPLE)
        ours = Player(stack.enter_context(opened(reader(SAMPLE), env, SAMPLE_TEXT)))
        empty = empty_player(stack, env)
        again = empty_player(stack, env)
        any_key = MOVES["j k"]
        things = {name: ours.block(keys) for name, keys in MOVES.items()}
        things["empty widget"] = empty.block(any_key)
        things["empty widget again"] = again.block(any_key)
        things["empty scroller"] = _scroller(stack, env).block(any_key)
        things |= _others(report, stack, env)
        for block in things.values():  # the first of each is slower: it fills caches
            list(block())
        found = interleave(rounds, things)
    base = found["empty widget"]
    _add_rows(report, "quiet", {name: found[name] for name in MOVES}, base)
    report.rows.append(Row("keys, noise", found["empty widget again"], base))
    beside = [name for name in ("empty scroller", *OTHERS) if name in found]
    report.rows.extend(Row(f"keys, {name}", found[name], base) for name in beside)
    if ours.silent:
        report.notes.append(f"keys, quiet: {ours.silent} keys drew nothing and are not counted")


def _while_analysing(report: Report, rounds: int) -> None:
    """The same keys while the NLP process has work.

    A text that lasts for all rounds would measure a huge text; so it is a long one, several times.
    """
    values: dict[str, list[float]] = {}
    shares = []
    with private_places() as env, ExitStack() as stack:
        empty = empty_player(stack, env, BUSY_QUIET)
        for number in range(0, rounds, ROUNDS_A_TEXT):
            article = Path(env["PULLQUOTE_CACHE"]).with_name(f"long-{number}.txt")
            # A text of its own each time: the same one would come from the cache.
            text = SAMPLE.read_text(encoding="utf-8") * COPIES + f"Text {number}.\n"
            article.write_text(text, encoding="utf-8")
            found, share = _one_text(article, env, empty)
            shares.append(share)
            for name, series in found.items():
                values.setdefault(name, []).extend(series.values)
    merged = {name: Series(name, tuple(found)) for name, found in values.items()}
    report.notes.append(
        f"keys, analysing: a text of {len(text) // 1000} kB; the NLP process used "
        f"{min(shares):.0%} to {max(shares):.0%} of a cpu meanwhile"
    )
    _add_rows(report, "analysing", {name: merged[name] for name in MOVES}, merged["empty widget"])


def _one_text(
    article: Path, env: Mapping[str, str], empty: Player
) -> tuple[dict[str, Series], float]:
    """Return the latencies while one text is analysed, and the NLP process's share of a cpu."""
    with opened(reader(article), env, SAMPLE_TEXT) as terminal:
        ours = Player(terminal, BUSY_QUIET)
        work = _wait_for_work(terminal)
        before, began = cpu_seconds(work), time.perf_counter()
        things = {name: _while_working(work, ours.block(keys)) for name, keys in MOVES.items()}
        things["empty widget"] = _while_working(work, empty.block(MOVES["j k"]))
        found = interleave(ROUNDS_A_TEXT, things)
        share = (cpu_seconds(work) - before) / (time.perf_counter() - began)
    return found, share


def _add_rows(report: Report, when: str, moves: Mapping[str, Series], base: Series) -> None:
    """Add a row for each move, and one for all of them, whose median is the promise.

    To scroll draws the whole window, so those rows are to be read beside the empty scroller too.
    """
    every = Series("all keys", tuple(value for series in moves.values() for value in series.values))
    for name, series in moves.items():
        report.rows.append(Row(f"keys {name}, {when}", series, base, (p99_bar(series, P99_LIMIT),)))
    bars = (ratio_bar(every, base, RATIO_LIMIT), p99_bar(every, P99_LIMIT))
    report.rows.append(Row(f"keys, all, {when}", every, base, bars))


def opened(command: list[str], env: Mapping[str, str], text: str, *, cols: int = COLS) -> Terminal:
    """Start a program and wait until it shows `text` and is quiet."""
    terminal = Terminal(command, rows=ROWS, cols=cols, env=env)
    try:
        wait_painted(terminal, text)
        terminal.settle(quiet=0.5, limit=2)
    except BaseException:
        terminal.close()
        raise
    return terminal


def empty_player(stack: ExitStack, env: Mapping[str, str], quiet: float = QUIET) -> Player:
    """Start the widget that does nothing but answer a key."""
    command = python_module("tests.bench.empty_keys")
    return Player(stack.enter_context(opened(command, env, empty_keys.READY)), quiet)


def _scroller(stack: ExitStack, env: Mapping[str, str]) -> Player:
    command = python_module("tests.bench.empty_scroll")
    return Player(stack.enter_context(opened(command, env, empty_scroll.READY)))


def _others(
    report: Report, stack: ExitStack, env: Mapping[str, str]
) -> dict[str, Callable[[], Iterator[float]]]:
    found = {}
    for name, (command, keys) in OTHERS.items():
        if shutil.which(name):
            player = Player(stack.enter_context(opened(command, env, "has approved")))
            found[name] = player.block(keys)
        else:
            report.notes.append(f"keys: {name} is not installed, so it is not beside ours")
    return found


def _wait_for_work(terminal: Terminal, timeout: float = 20.0) -> list[int]:
    """Wait until processes under the reader use the processor, and return them."""
    deadline = time.perf_counter() + timeout
    while time.perf_counter() < deadline:
        found = children(terminal.pid)
        before = cpu_seconds(found)
        terminal.drain(0.2)
        if cpu_seconds(found) - before > 0.1:
            return found
    raise NotMeasuredError(f"keys, analysing: no NLP process is working\n{terminal.text.strip()}")


def _while_working(
    work: list[int], block: Callable[[], Iterator[float]]
) -> Callable[[], Iterator[float]]:
    """Measure a block, and keep it only if the work went on until its end."""

    def measure() -> Iterator[float]:
        before = cpu_seconds(work)
        values = list(block())
        if cpu_seconds(work) - before > 0.1:
            yield from values

    return measure
