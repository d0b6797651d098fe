"""Large stores: an export over what `json` alone takes; a save over one in an empty store.

`PULLQUOTE_BENCH_ARTICLES=100000` measures a million annotations; that takes 3 GB of disk and some
minutes. Also by itself: `python -m tests.bench.bench_store [--quick]`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.bench.big_store import ANNOTATOR, PER_ARTICLE, BigStore, big_store
from tests.bench.measure import (
    Bar,
    NotMeasuredError,
    Report,
    Row,
    interleave,
    machine_note,
    ratio_bar,
    table,
)
from tests.builders import annotation, edit
from tui.store.annotations import AnnotationStore

EXPORT_LIMIT, SAVE_LIMIT, MEMORY_LIMIT = 2.0, 1.2, 1.5
SIZE = "PULLQUOTE_BENCH_ARTICLES"


def run(report: Report, *, quick: bool) -> None:
    """Measure a small store and one ten times as large."""
    size = int(os.environ.get(SIZE, "1000" if quick else "10000"))
    peaks = []
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        for articles in (size // 10, size):
            store = big_store(Path(folder) / str(articles), articles)
            peaks.append(_export(report, store, rounds=1 if quick or articles > 20_000 else 5))
        memory = Bar("peak memory, ten times the size", peaks[1] / peaks[0], MEMORY_LIMIT)
        report.rows[-1] = replace(report.rows[-1], bars=(*report.rows[-1].bars, memory))
        report.notes.append("export, peak memory: {:.0f} MB, {:.0f} MB".format(*peaks))
        _save(report, store, AnnotationStore(Path(folder) / "empty"), 20 if quick else 200)
        _listings(report, AnnotationStore(store.annotations), store.size)


def _export(report: Report, store: BigStore, rounds: int) -> float:
    """Measure exports; returns the most memory that one of ours took, in MB."""
    peaks: list[float] = []

    def ours() -> tuple[float]:
        took, peak = export_program("native", store)
        peaks.append(peak)
        return (took,)

    found = interleave(rounds, {"ours": ours, "bare": lambda: (export_program("bare", store)[0],)})
    what = f"export of {store.size * PER_ARTICLE} annotations"
    bar = ratio_bar(found["ours"], found["bare"], EXPORT_LIMIT)
    base = replace(found["bare"], name="json.load, dumps")
    report.rows.append(Row(what, found["ours"], base, (bar,)))
    return max(peaks)


def export_program(
    way: str, store: BigStore, env: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Return what one export took: milliseconds, and MB of memory.

    Args:
        way: The format, or `bare`.
        store: What is exported.
        env: The environment of the program.
    """
    module = "tests.bench.export_program"
    arguments = [sys.executable, "-m", module, way, str(store.folder), str(store.size)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        raise NotMeasuredError(done.stderr)
    took, peak = done.stdout.split()
    return float(took), float(peak) / 1000


def _save(report: Report, big: BigStore, empty: AnnotationStore, rounds: int) -> None:
    """Measure the first decision on an article: among many databases, and alone."""
    stores = {"full": AnnotationStore(big.annotations), "empty": empty, "empty again": empty}
    number = 0

    def first(store: AnnotationStore) -> tuple[float]:
        nonlocal number
        number += 1
        one = annotation(f"a{number}", article="fresh")
        database = store.open(ANNOTATOR, "fresh")
        took = _timed(lambda: database.append([edit(f"e{number}", after=one)]))
        database.path.unlink()
        return took

    found = interleave(rounds, {name: partial(first, one) for name, one in stores.items()})
    ours, base = found["full"], replace(found["empty"], name="in an empty store")
    what = f"save with {big.size * PER_ARTICLE} annotations there"
    report.rows.append(Row(what, ours, base, (ratio_bar(ours, base, SAVE_LIMIT),)))
    noise = found["empty again"].p50 / base.p50
    report.notes.append(f"save in an empty store over the same again: {noise:.2f}")


def _listings(report: Report, store: AnnotationStore, size: int) -> None:
    """Measure what the start of the program asks a large store."""
    asked = {
        "annotators": store.annotators,
        "articles": lambda: store.articles(ANNOTATOR),
        "recent_articles": lambda: store.recent_articles(ANNOTATOR, 500),
    }
    for name, ask in asked.items():
        found = interleave(5, {name: partial(_timed, ask)})
        report.rows.append(Row(f"{name}() of {size} databases", found[name]))


def _timed(call: Callable[[], object]) -> tuple[float]:
    start = time.perf_counter()
    call()
    return ((time.perf_counter() - start) * 1000,)


def main() -> None:
    """Print this benchmark's table."""
    report = Report(notes=[machine_note()])
    run(report, quick="--quick" in sys.argv)
    sys.stdout.write(table(report))


if __name__ == "__main__":
    main()
