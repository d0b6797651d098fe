"""Time from exec to the first painted article, over an empty Textual app's first paint."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.bench import empty_start
from tests.bench.measure import Report, Row, interleave, ratio_bar
from tests.bench.programs import (
    COLS,
    ROWS,
    SAMPLE,
    SAMPLE_TEXT,
    mapped_libraries,
    prepare,
    private_places,
    python_module,
    reader,
    wait_painted,
)
from tests.terminal import Terminal

LIMIT = 1.3
HEAVY = ("spacy", "numpy", "thinc")


def run(report: Report, *, quick: bool) -> None:
    """Measure the starts; two of the empty app, whose difference is the noise."""
    empty = python_module("tests.bench.empty_start")
    with private_places() as env:
        prepare(env, SAMPLE)
        found = interleave(
            5 if quick else 25,
            {
                "empty app": _start(empty, empty_start.READY, env),
                "article": _start(reader(SAMPLE), SAMPLE_TEXT, env),
                "by the command": _start(
                    python_module("tui", "read", str(SAMPLE)), SAMPLE_TEXT, env
                ),
                "empty app again": _start(empty, empty_start.READY, env),
            },
        )
        report.notes.append(_imports_note(env))
    ours, base = found["article"], found["empty app"]
    report.rows.append(Row("start to first article", ours, base, (ratio_bar(ours, base, LIMIT),)))
    ours = found["by the command"]
    report.rows.append(Row("start, with `read`", ours, base, (ratio_bar(ours, base, LIMIT),)))
    report.rows.append(Row("start, noise", found["empty app again"], base))


def _start(
    command: list[str], text: str, env: Mapping[str, str]
) -> Callable[[], tuple[float, ...]]:
    def measure() -> tuple[float, ...]:
        with Terminal(command, rows=ROWS, cols=COLS, env=env) as terminal:
            return ((wait_painted(terminal, text) - terminal.started) * 1000,)

    return measure


def _imports_note(env: Mapping[str, str]) -> str:
    """Tell what heavy libraries the UI's process (not its children) holds after some use."""
    with Terminal(reader(SAMPLE), rows=ROWS, cols=COLS, env=env) as terminal:
        wait_painted(terminal, SAMPLE_TEXT)
        for key in ("n", "p", "e", "e"):
            terminal.send(key)
            terminal.settle(quiet=0.2)
        mapped = mapped_libraries(terminal.pid)
    held = ", ".join(name for name in HEAVY if f"/{name}/" in mapped)
    return f"start: of {', '.join(HEAVY)} the UI's process has imported: {held or 'none'}"
