"""The list of 100,000 articles: its start, its keys, its memory, and what goes on behind them.

Floors are of the same run: an empty app's start, and an empty widget's answer to a key.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.bench import empty_start
from tests.bench.bench_keys import BUSY_QUIET, Player, empty_player, opened
from tests.bench.many_articles import ARTICLES, decided, files, ids, lines
from tests.bench.measure import (
    Bar,
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
    compile_all,
    cpu_seconds,
    private_places,
    python_module,
    reader,
    resident_megabytes,
    wait_painted,
)
from tests.terminal import Terminal
from tui.model.dealing import Terms
from tui.store.assignments import AssignmentFile, Dealt

START_LIMIT = 2.0
KEY_LIMIT = 50.0
MEMORY_LIMIT = 200.0
FEW = 3_000
# What is typed to filter by; each is left again.
TYPED = ("bridge council", "source:globe", "date:2020-0", "state:new", "assigned:me", "e 7")
# Every column and back to none, each also the other way round.
SORTS = ("s", "S", "S") * 8
MOVES = ("space", "pageup", "end", "home", "j", "k", "end", "k", "home")
BUSY_SHARE = 0.3
"""Of a cpu that the program uses by itself while it works behind the keys."""
ROUNDS_WHILE_COUNTING = 12
_LONG = 600.0


def run(report: Report, *, quick: bool) -> None:
    """Measure both forms of a corpus."""
    compile_all()
    count = FEW if quick else ARTICLES
    for name, corpus in (("files", files(count)), ("lines", lines(count))):
        with private_places() as env:
            _Measured(report, name, corpus, count, env, quick=quick).run()


class _Measured:
    """One form of the corpus, and the report on it."""

    def __init__(
        self,
        report: Report,
        name: str,
        corpus: Path,
        count: int,
        env: Mapping[str, str],
        *,
        quick: bool,
    ) -> None:
        self._report = report
        self._name = name
        self._corpus = corpus
        self._count = count
        self._env = env
        self._quick = quick
        self._annotations = Path(env["PULLQUOTE_ANNOTATIONS"])
        self._command = reader(corpus)
        self._all = f"{count:,} articles"

    def run(self) -> None:
        """Measure all."""
        _assign(self._annotations, self._corpus)
        self._first_start()
        self._starts()
        self._keys()
        if self._name == "files":
            self._keys_while_looking()
        else:
            decided(self._annotations, "ada", self._count)
            self._keys_while_counting()

    def _row(self, what: str, series: Series, base: Series | None, *bars: Bar) -> None:
        self._report.rows.append(Row(f"list of {self._name}, {what}", series, base, bars))

    def _first_start(self) -> None:
        """Read the corpus, once."""
        took = self._start()
        self._row("first start", Series("first", (took,)), None)
        with opened(self._command, self._env, self._all) as terminal:  # what was new is known
            _wait_idle(terminal)

    def _starts(self) -> None:
        empty = python_module("tests.bench.empty_start")
        found = interleave(
            3 if self._quick else 10,
            {
                "empty app": lambda: (_started(empty, empty_start.READY, self._env),),
                "list": lambda: (self._start(),),
            },
        )
        ours, base = found["list"], found["empty app"]
        self._row("second start", ours, base, ratio_bar(ours, base, START_LIMIT))

    def _start(self) -> float:
        return _started(self._command, self._all, self._env)

    def _keys(self) -> None:
        """Measure keys when all is known, and the memory in the end."""
        rounds = 1 if self._quick else 4
        with ExitStack() as stack:
            terminal = stack.enter_context(opened(self._command, self._env, self._all))
            _wait_idle(terminal)
            ours = Player(terminal, BUSY_QUIET)
            empty = empty_player(stack, self._env, BUSY_QUIET)
            things: dict[str, Callable[[], Iterator[float]]] = {
                "filter as one types": lambda: _type_all(ours),
                "sort": ours.block(SORTS),
                "scroll": ours.block(MOVES),
                "empty widget": empty.block(("j",) * 8),
            }
            found = interleave(rounds, things)
            memory = resident_megabytes(terminal.pid)
            silent = ours.silent
        for name, series in found.items():
            if name != "empty widget":
                bars = (p99_bar(series, KEY_LIMIT),)
                self._row(name, series, found["empty widget"], *bars)
        bar = Bar("MB", memory, MEMORY_LIMIT)
        self._report.rows.append(Row(f"list of {self._name}, memory", found["sort"], None, (bar,)))
        if silent:
            self._report.notes.append(f"list of {self._name}: {silent} keys drew nothing")

    def _keys_while_looking(self) -> None:
        """Press keys from the first paint on until what is new on the disk is listed."""
        starts: list[float] = []
        keys: list[float] = []
        added: list[Path] = []
        try:
            for number in range(2 if self._quick else 5):
                added.append(self._corpus / f"zz-{number}.txt")
                added[-1].write_text(f"The rain is new {number}.\n")
                with Terminal(self._command, rows=ROWS, cols=COLS, env=self._env) as terminal:
                    painted = wait_painted(terminal, f"{self._count + number:,} articles")
                    starts.append((painted - terminal.started) * 1000)
                    news = f"{self._count + number + 1:,} articles"
                    keys += _while(partial(_is_missing, terminal, news), terminal)
        finally:
            for path in added:
                path.unlink()
        self._row("start, something is new", Series("starts", tuple(starts)), None)
        series = Series("keys", tuple(keys))
        self._row("keys while the disk is looked at", series, None, p99_bar(series, KEY_LIMIT))

    def _keys_while_counting(self) -> None:
        """Press keys while it is counted how far somebody else is."""
        with Terminal(self._command, rows=ROWS, cols=COLS, env=self._env) as terminal:
            wait_painted(terminal, self._all)
            rounds = iter(range(ROUNDS_WHILE_COUNTING))  # shorter than it takes
            values = tuple(_while(lambda: next(rounds, None) is not None, terminal))
            began = time.perf_counter()
            _wait_idle(terminal)
            took = time.perf_counter() - began
        series = Series("keys", values)
        self._row("keys while counting", series, None, p99_bar(series, KEY_LIMIT))
        self._report.notes.append(f"list of {self._name}: another's were counted {took:.0f} s on")


def _started(command: list[str], text: str, env: Mapping[str, str]) -> float:
    """Return the milliseconds up to the first paint."""
    with Terminal(command, rows=ROWS, cols=COLS, env=env) as terminal:
        return (wait_painted(terminal, text, timeout=_LONG) - terminal.started) * 1000


def _type_all(player: Player, typed: tuple[str, ...] = TYPED) -> Iterator[float]:
    """Type each filter and leave it; yields the time of each character."""
    for text in typed:
        list(player.play(("/",)))
        yield from player.play(tuple({" ": "space"}.get(one, one) for one in text))
        list(player.play(("escape",)))


def _is_missing(terminal: Terminal, text: str) -> bool:
    return text not in terminal.text


def _while(goes_on: Callable[[], bool], terminal: Terminal) -> Iterator[float]:
    """Press keys of all sorts as long as something goes on."""
    player = Player(terminal, BUSY_QUIET)
    while goes_on():
        yield from _type_all(player, TYPED[:1])
        yield from player.play(("end", "home", "space", "s", "j"))


def _works(terminal: Terminal) -> bool:
    before = cpu_seconds([terminal.pid])
    terminal.drain(0.3)
    return cpu_seconds([terminal.pid]) - before > BUSY_SHARE * 0.3


def _wait_idle(terminal: Terminal) -> None:
    """Wait until nothing is worked at any more, or only by the NLP process.

    Raises:
        NotMeasuredError: It goes on for ever.
    """
    deadline = time.perf_counter() + _LONG
    terminal.drain(0.5)
    while _works(terminal):
        if time.perf_counter() > deadline:
            raise NotMeasuredError(f"the list is never done with\n{terminal.text.strip()}")


def _assign(root: Path, corpus: Path) -> None:
    """Assign every third article to whoever measures."""
    names = ("bench", "ada", "bob")
    readers = {one: (names[number % 3],) for number, one in enumerate(ids(corpus))}
    AssignmentFile(root).change(lambda _: Dealt(readers, Terms(names)))
