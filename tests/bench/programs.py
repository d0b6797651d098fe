"""What is started in the benchmarks' terminals, apart from the user's own files."""

from __future__ import annotations

import compileall
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.measure import NotMeasuredError
from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "seeds" / "000_027f6d915e3f7946.txt"
# Near the sample's top, on one row, not in the title too, and without an entity in it, so that no
# change of style cuts it in the output.
SAMPLE_TEXT = "contract for the maintenance of"
# What the header says once an article's quotes are known.
QUOTES_KNOWN = re.compile(r"quote [1-9]\d*/\d+")

ROWS, COLS = 24, 80


def python_module(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module with this interpreter."""
    return [sys.executable, "-m", module, *arguments]


def reader(*paths: Path) -> list[str]:
    """Return the command that opens articles."""
    return python_module("tui", *map(str, paths))


@contextmanager
def private_places() -> Iterator[dict[str, str]]:
    """Give an environment in which nothing of the user's is read or written."""
    with TemporaryDirectory(prefix="pullquote-bench-") as folder:
        yield {
            "PULLQUOTE_CACHE": str(Path(folder, "cache")),
            "PULLQUOTE_STATE": str(Path(folder, "state")),
            "PULLQUOTE_ANNOTATIONS": str(Path(folder, "annotations")),
            "PULLQUOTE_ANNOTATOR": "bench",
            "TEXTUAL_FPS": "120",
            # Found from the repository, whatever the folder this was started in.
            "PYTHONPATH": str(ROOT),
        }


def compile_all() -> None:
    """Write the bytecode that an installed program has, also where Python is told not to."""
    compileall.compile_dir(ROOT / "tui", quiet=2)
    compileall.compile_dir(ROOT / "tests", quiet=2)


def prepare(env: Mapping[str, str], path: Path) -> None:
    """Have an article analysed and cached, by opening it once.

    Raises:
        NotMeasuredError: Its quotes never came.
    """
    compile_all()
    with Terminal(reader(path), rows=ROWS, cols=COLS, env=env) as terminal:
        try:
            terminal.wait_for(lambda t: bool(QUOTES_KNOWN.search(t.text)), timeout=120)
            terminal.settle(quiet=0.5, limit=2)
            terminal.send("q")
            terminal.wait_exit()
        except AssertionError as error:
            raise NotMeasuredError(f"the article was not prepared: {error}") from error


_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\[\]])")


def wait_painted(terminal: Terminal, text: str, timeout: float = 60.0) -> float:
    """Return the `perf_counter` at which `text` had come out of the terminal.

    It looks at the bytes, not at the screen: modelling that takes as long as what is measured.

    Raises:
        NotMeasuredError: It never came.
    """
    wanted = text.encode()
    deadline = time.perf_counter() + timeout
    raw = b""
    while (left := deadline - time.perf_counter()) > 0:
        data = terminal.read(left)
        now = time.perf_counter()
        if not data:
            break
        raw += data
        if wanted in _ESCAPES.sub(b"", raw):
            return now
    raise NotMeasuredError(f"{text!r} was never shown:\n{terminal.text.strip()}")


def mapped_libraries(pid: int) -> str:
    """Return the names of the files that are mapped into a process."""
    return Path(f"/proc/{pid}/maps").read_text()


def resident_megabytes(pid: int) -> float:
    """Return how much memory a process holds, without its children."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def children(pid: int) -> list[int]:
    """Return the processes under `pid`, at any depth."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *children(child)]
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Return the processor time that processes have used so far; one that is gone counts 0."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")
