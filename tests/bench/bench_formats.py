"""Every format: what an export costs over reading the store with `json` and writing its lines.

The lines are as a script would write them: those of our records, in one file or, beside a format
that has files for each article, in one an article; and beside a format that tells every token,
tasks with as many tokens as the texts have.

Analyses are in the cache, as they are when articles were read. Memory is that of a store ten times
as large over that of the small one. `PULLQUOTE_BENCH_ARTICLES` is the size of the large one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.bench.bench_store import SIZE, export_program
from tests.bench.big_store import PER_ARTICLE, BigStore, analysed, big_store
from tests.bench.measure import Bar, Report, Row, interleave, ratio_bar
from tests.bench.programs import private_places
from tui.formats.format import Need
from tui.formats.registry import format_called, formats

NATIVE_LIMIT, LIMIT, MEMORY_LIMIT = 2.0, 5.0, 1.5
_FLOORS = {
    "bare": "json.load, dumps",
    "bare-files": "the same, files",
    "bare-tasks": "the same, tokens",
}
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
            name: partial(_milliseconds, name, large, env) for name in (*_FLOORS, *names)
        }
        found = interleave(1 if quick else 3, ways)
        floors = {way: replace(found.pop(way), name=told) for way, told in _FLOORS.items()}
        for name, series in found.items():
            limit = NATIVE_LIMIT if name in _OURS else LIMIT
            peaks = [export_program(name, store, env)[1] for store in (small, large)]
            memory = Bar("peak memory, ten times the size", peaks[1] / peaks[0], MEMORY_LIMIT)
            what = f"{name} of {size * PER_ARTICLE} annotations"
            beside = floors[_floor(name, large)]
            bars = (ratio_bar(series, beside, limit), memory)
            report.rows.append(Row(what, series, beside, bars))
            _removed(large, name)


def _milliseconds(way: str, store: BigStore, env: Mapping[str, str]) -> tuple[float]:
    return export_program(way, store, env)[:1]


def _floor(name: str, store: BigStore) -> str:
    """Return what a format is measured by, whose export is there."""
    if Need.TOKENS in format_called(name).needs:
        return "bare-tasks"
    files = sum(1 for one in (store.folder / f"{name}.out").rglob("*") if one.is_file())
    return "bare-files" if files >= store.size else "bare"


def _removed(store: BigStore, name: str) -> None:
    output = store.folder / f"{name}.out"
    shutil.rmtree(output) if output.is_dir() else output.unlink()
