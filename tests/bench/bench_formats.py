"""Every format: what an export costs over reading the store with `json` and writing its lines.

Analyses are in the cache, as they are when articles were read. Memory is that of a store ten times
as large over that of the small one. `PULLQUOTE_BENCH_ARTICLES` is the size of the large one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench.bench_store import SIZE, export_program
from tests.bench.big_store import PER_ARTICLE, BigStore, analysed, big_store
from tests.bench.measure import Bar, Report, Row, interleave, ratio_bar
from tests.bench.programs import private_places
from tui.formats.registry import formats

NATIVE_LIMIT, LIMIT, MEMORY_LIMIT = 2.0, 5.0, 1.5
_OURS = {"native", "prodigy"}
"""What others are measured by: to be as quick as a script would be."""


def run(report: Report, *, quick: bool) -> None:
    """Measure all formats that write annotations."""
    size = int(os.environ.get(SIZE, "200" if quick else "2000"))
    names = [one.name for one in formats() if one.write or one.write_folder]
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder, private_places() as env:
        small = big_store(Path(folder) / "small", size // 10)
        large = big_store(Path(folder) / "large", size)
        analysed(small, env)
        analysed(large, env)
        ways: dict[str, Callable[[], tuple[float, ...]]] = {
            name: lambda name=name: export_program(name, large, env)[:1]  # type: ignore[misc]
            for name in ("bare", "bare-tasks", *names)
        }
        found = interleave(1 if quick else 3, ways)
        base = replace(found.pop("bare"), name="json.load, dumps")
        tasks = replace(found.pop("bare-tasks"), name="the same, tasks")
        for name, series in found.items():
            limit = NATIVE_LIMIT if name in _OURS else LIMIT
            peaks = [export_program(name, store, env)[1] for store in (small, large)]
            memory = Bar("peak memory, ten times the size", peaks[1] / peaks[0], MEMORY_LIMIT)
            what = f"{name} of {size * PER_ARTICLE} annotations"
            beside = tasks if name == "prodigy" else base  # as many lines, and as long
            bars = (ratio_bar(series, beside, limit), memory)
            report.rows.append(Row(what, series, beside, bars))
            _removed(large, name)


def _removed(store: BigStore, name: str) -> None:
    output = store.folder / f"{name}.out"
    shutil.rmtree(output) if output.is_dir() else output.unlink()
