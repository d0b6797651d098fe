"""A transcript of 500,000 words with 25,000 entities and 5,000 quotes: it must feel like a note."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import empty_start
from tests.bench.bench_keys import Player, empty_player, opened
from tests.bench.long_article import (
    FIRST_WORDS,
    LAST_WORDS,
    decide_all,
    long_article,
    put_prepared,
)
from tests.bench.measure import (
    Bar,
    NotMeasuredError,
    Report,
    Row,
    Series,
    interleave,
    p99_bar,
    percentile,
    ratio_bar,
)
from tests.bench.programs import (
    COLS,
    ROWS,
    SAMPLE,
    SAMPLE_TEXT,
    compile_all,
    prepare,
    private_places,
    python_module,
    reader,
    resident_megabytes,
    wait_painted,
)
from tests.terminal import Terminal

KEY_LIMIT, JUMP_LIMIT, FLOOD_LIMIT, RESIZE_LIMIT = 16.0, 33.0, 400.0, 100.0
"""Milliseconds."""
RATIO_LIMIT = 2.0
OPENING_RATIO, OPENING_MORE = 1.5, 150.0
MEMORY_MORE, MEMORY_RATIO = 60.0, 8.0
"""Megabytes over an empty app: so many, and so many times the text."""
BYTES_LIMIT = 3000.0
FLOOD, HELD, RATE = 200, 60, 30.0
WIDE = 120

# A decision is drawn, and then "saved" when it is: the gap between is the disk's.
DECISION_QUIET = 0.004
MOVES: dict[str, tuple[str, ...]] = {
    "n p": ("n",) * 4 + ("p",) * 4,
    "j k": ("j",) * 4 + ("k",) * 4,
    "space b": ("space",) * 4 + ("b",) * 4,
}
SELECTING = ("l", "l", "w", "w", "b", "b", "h", "h")
JUMPS = ("G", "g") * 4
FLOODS = {"j": "k", "n": "p", "space": "b"}
"""Keys that are written many times at once, each with the one that goes back."""


def run(report: Report, *, quick: bool) -> None:
    """Measure all that a person does in a long article, beside an empty widget."""
    rounds = 3 if quick else 30
    article = long_article()
    with private_places() as env, TemporaryDirectory(prefix="pullquote-long-") as folder:
        compile_all()
        path = put_prepared(Path(folder), env, article)
        prepare(env, SAMPLE)
        size = len(article.text.encode()) / 1e6
        report.notes.append(f"long: a text of {size:.1f} MB at {COLS}x{ROWS}")
        _keys(report, path, env, rounds)
        _floods(report, path, env, 2 if quick else 10)
        _opening(report, path, env, 3 if quick else 15)
        _resizing(report, path, env, 3 if quick else 15)
        _memory(report, path, env, size)
        _bytes(report, env, rounds)
        decide_all(env, path, article)
        _when_decided(report, path, env, 3 if quick else 10)


# -- keys ----------------------------------------------------------------------------------------


def _keys(report: Report, path: Path, env: Mapping[str, str], rounds: int) -> None:
    with ExitStack() as stack:
        ours = Player(stack.enter_context(_opened(path, env)))
        deciding = Player(ours.terminal, DECISION_QUIET)
        empty = empty_player(stack, env)
        things = {name: ours.block(keys) for name, keys in MOVES.items()}
        things["selection step"] = _selecting(ours)
        things["G g"] = ours.block(JUMPS)
        things["x u"] = _deciding(deciding)
        things["empty widget"] = empty.block(MOVES["j k"])
        for block in things.values():  # the first of each is slower: it fills caches
            list(block())
        found = interleave(rounds, things)
    base = found["empty widget"]
    for name in (*MOVES, "selection step", "x u"):
        bars = [p99_bar(found[name], KEY_LIMIT)]
        if name in {"j k", "selection step"}:
            bars.insert(0, ratio_bar(found[name], base, RATIO_LIMIT))
        report.rows.append(Row(f"long, {name}", found[name], base, tuple(bars)))
    bar = p99_bar(found["G g"], JUMP_LIMIT)
    report.rows.append(Row("long, G g", found["G g"], base, (bar,)))
    if ours.silent:
        report.notes.append(f"long: {ours.silent} keys drew nothing and are not counted")


def _opened(path: Path, env: Mapping[str, str], *, cols: int = COLS) -> Terminal:
    return opened(reader(path), env, FIRST_WORDS, cols=cols)


def _selecting(player: Player) -> Callable[[], Iterator[float]]:
    def measure() -> Iterator[float]:
        _do(player.terminal, "v")
        yield from player.play(SELECTING)
        _do(player.terminal, "escape")

    return measure


def _deciding(player: Player) -> Callable[[], Iterator[float]]:
    """Decide and undo; the focus goes on and comes back."""

    def measure() -> Iterator[float]:
        for key in ("x", "u") * 4:
            yield from player.play((key,))
            player.terminal.settle(quiet=0.15, limit=0.5)  # until it is saved

    return measure


def _do(terminal: Terminal, key: str) -> None:
    terminal.send(key)
    terminal.settle(quiet=0.1, limit=1)


# -- keys that do not wait -----------------------------------------------------------------------


def _floods(report: Report, path: Path, env: Mapping[str, str], rounds: int) -> None:
    with _opened(path, env) as terminal:
        things = {key: _flood(terminal, key, back) for key, back in FLOODS.items()}
        things["held j"] = lambda: iter((_held(terminal),))
        found = interleave(rounds, things)
    for key in FLOODS:
        name = f"long, {FLOOD} times {key} at once"
        report.rows.append(Row(name, found[key], bars=(p99_bar(found[key], FLOOD_LIMIT),)))
    lag = found["held j"]
    bar = p99_bar(lag, 1000 / RATE)
    report.rows.append(Row(f"long, j held at {RATE:g} Hz, lag at the end", lag, bars=(bar,)))


def _flood(terminal: Terminal, key: str, back: str) -> Callable[[], Iterator[float]]:
    def measure() -> Iterator[float]:
        for one in (key, back):
            terminal.drain(0.05)
            sent = time.perf_counter()
            terminal.send(*[one] * FLOOD)
            burst = terminal.settle(quiet=0.3)
            if burst is None:
                raise NotMeasuredError(f"long: {FLOOD} times {one} drew nothing")
            if key == "n" and f"quote {FLOOD + 1 if one == key else 1}/" not in terminal.text:
                raise NotMeasuredError(f"long: not all of {FLOOD} keys arrived\n{terminal.text}")
            yield (burst.last - sent) * 1000

    return measure


def _held(terminal: Terminal) -> float:
    """Press a key as a keyboard repeats it; return how long after the last one it still drew."""
    began = time.perf_counter()
    sent = last = began
    for number in range(HELD):
        while (left := began + number / RATE - time.perf_counter()) > 0:
            if terminal.read(left):
                last = time.perf_counter()
        terminal.send("j")
        sent = time.perf_counter()
    burst = terminal.settle(quiet=0.2, limit=1)
    last = burst.last if burst else last
    _do(terminal, "g")
    return max(0.0, last - sent) * 1000


# -- opening, other sizes ------------------------------------------------------------------------


def _opening(report: Report, path: Path, env: Mapping[str, str], rounds: int) -> None:
    def start(article: Path, text: str) -> tuple[float]:
        with Terminal(reader(article), rows=ROWS, cols=COLS, env=env) as terminal:
            return ((wait_painted(terminal, text) - terminal.started) * 1000,)

    found = interleave(
        rounds,
        {
            "long": lambda: start(path, FIRST_WORDS),
            "the sample": lambda: start(SAMPLE, SAMPLE_TEXT),
        },
    )
    ours, base = found["long"], found["the sample"]
    limit = OPENING_RATIO * base.p50 + OPENING_MORE
    bar = Bar(f"{OPENING_RATIO:g} x + {OPENING_MORE:g} ms", ours.p50, limit)
    report.rows.append(Row("long, open prepared", ours, base, (bar,)))


def _resizing(report: Report, path: Path, env: Mapping[str, str], rounds: int) -> None:
    """Resize from 80 to 120 columns, and wait for the screen that a start at 120 shows.

    At the start of the text, and at its end, where a start does not come to: there it is compared
    with what has come to the end in 120 columns.
    """
    for where, keys, words in (("", (), FIRST_WORDS), (" at the end", ("G",), LAST_WORDS)):
        with _opened(path, env, cols=WIDE) as fresh:
            for key in keys:
                _do(fresh, key)
            wanted = fresh.screen
        if not any(words in row for row in wanted):
            raise NotMeasuredError(f"long: not{where or ' at the start'}: {wanted}")
        with _opened(path, env) as terminal:
            for key in keys:
                _do(terminal, key)
            values = [_resized(terminal, wanted) for _ in range(rounds)]
        series = Series("resize", tuple(values))
        name = f"long, {COLS} to {WIDE} columns{where}"
        report.rows.append(Row(name, series, bars=(p99_bar(series, RESIZE_LIMIT),)))


def _resized(terminal: Terminal, wanted: list[str]) -> float:
    """Make the window wide and narrow again; return when it was right, in milliseconds."""
    began = time.perf_counter()
    terminal.resize(ROWS, WIDE)
    frames = terminal.frames(quiet=0.3)
    right = next((at for at, screen in frames if screen == wanted), None)
    if right is None:
        shown = "\n".join(frames[-1][1]) if frames else "nothing"
        raise NotMeasuredError(f"long: never right after a resize:\n{shown}")
    terminal.resize(ROWS, COLS)
    terminal.settle(quiet=0.3, limit=2)
    return (right - began) * 1000


# -- memory and bytes ----------------------------------------------------------------------------


def _memory(report: Report, path: Path, env: Mapping[str, str], text: float) -> None:
    with opened(python_module("tests.bench.empty_start"), env, empty_start.READY) as terminal:
        base = resident_megabytes(terminal.pid)
    with _opened(path, env) as terminal:
        at_start = resident_megabytes(terminal.pid)
        for key in ("n", "x", "s", "escape", "r", "escape", "G", "p", *["space"] * 20, "g"):
            _do(terminal, key)
        used = resident_megabytes(terminal.pid)
    limit = MEMORY_MORE + MEMORY_RATIO * text
    bar = Bar("MB over it", used - base, limit)
    row = Row("long, memory (MB)", Series("used", (used,)), Series("empty app", (base,)), (bar,))
    report.rows.append(row)
    report.notes.append(f"long: {at_start - base:.0f} MB over the empty app before the first key")


def _when_decided(report: Report, path: Path, env: Mapping[str, str], rounds: int) -> None:
    """The same article when all of it is decided: each save writes thousands of decisions."""
    began = time.perf_counter()
    with _opened(path, env) as terminal:
        opening = (time.perf_counter() - began) * 1000
        before = resident_megabytes(terminal.pid)
        player = Player(terminal, DECISION_QUIET)
        list(player.block(("n", "p"))())
        found = interleave(rounds, {"x u": _deciding(player)})["x u"]
        lag = interleave(rounds, {"saved": lambda: _until_saved(terminal)})["saved"]
    stored = next(Path(env["PULLQUOTE_ANNOTATIONS"]).rglob("*.json"))
    name = "long, all decided"
    report.rows.append(Row(f"{name}, x u", found, bars=(p99_bar(found, KEY_LIMIT),)))
    report.rows.append(Row(f"{name}, x to saved", lag))
    report.notes.append(
        f"{name}: {stored.stat().st_size / 1e6:.0f} MB in the store; open and quiet after "
        f"{opening:.0f} ms; the process holds {before:.0f} MB"
    )


def _until_saved(terminal: Terminal) -> Iterator[float]:
    for key in ("x", "u"):
        terminal.drain(0.3)
        sent = time.perf_counter()
        terminal.send(key)
        frames = terminal.frames(quiet=0.5)
        saved = [at for at, screen in frames if "saved" in screen[0]]
        if not saved:
            raise NotMeasuredError(f"long: {key} was never saved\n{terminal.text}")
        yield (saved[-1] - sent) * 1000


def _bytes(report: Report, env: Mapping[str, str], rounds: int) -> None:
    with opened(reader(SAMPLE), env, SAMPLE_TEXT) as terminal:
        sizes = []
        for _ in range(18 * min(rounds, 5)):  # each of its quotes: most scroll the text
            terminal.send("n")
            burst = terminal.settle(limit=0.5)
            sizes.append(float(burst.size) if burst else 0.0)
    series = Series("n", tuple(sizes))
    bar = Bar("median", percentile(sizes, 50), BYTES_LIMIT)
    report.rows.append(Row("n on the sample (bytes)", series, bars=(bar,)))
