"""Numbers and the table they are shown in; knows nothing of what is measured."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field


class NotMeasuredError(Exception):
    """Something could not be measured, and why."""


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the percentile, interpolated between its two neighbours.

    Raises:
        NotMeasuredError: There are no values.
    """
    ordered = sorted(values)
    if not ordered:
        raise NotMeasuredError("no values")
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@dataclass(frozen=True, slots=True)
class Series:
    """What was measured of one thing, in milliseconds."""

    name: str
    values: tuple[float, ...]

    @property
    def p50(self) -> float:
        return percentile(self.values, 50)

    @property
    def p99(self) -> float:
        return percentile(self.values, 99)


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise and what became of it."""

    name: str
    value: float
    limit: float

    @property
    def met(self) -> bool:
        return self.value <= self.limit

    def __str__(self) -> str:
        sign = "<=" if self.met else "> "
        return f"{self.name} {self.value:.2f} {sign} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a thing beside what it is compared with."""

    what: str
    ours: Series
    base: Series | None = None
    bars: tuple[Bar, ...] = ()

    @property
    def ratio(self) -> float | None:
        return self.ours.p50 / self.base.p50 if self.base else None


@dataclass(slots=True)
class Report:
    """What the benchmarks found.

    Attributes:
        rows: The table.
        notes: What a reader must know to judge the table.
        failures: What could not be measured.
    """

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def missed(self) -> list[Bar]:
        return [bar for row in self.rows for bar in row.bars if not bar.met]


def ratio_bar(ours: Series, base: Series, limit: float) -> Bar:
    """Promise that our median is at most `limit` times the other's."""
    return Bar("ratio", ours.p50 / base.p50, limit)


def p99_bar(ours: Series, limit: float) -> Bar:
    """Promise that all but one in a hundred take at most `limit` milliseconds."""
    return Bar("p99 ms", ours.p99, limit)


def interleave(
    rounds: int, things: Mapping[str, Callable[[], Iterable[float]]]
) -> dict[str, Series]:
    """Measure each thing once a round, in turn, so that a slow spell of the machine hits all.

    Every other round goes backwards: what runs second must not always profit from the first.
    """
    values: dict[str, list[float]] = {name: [] for name in things}
    gc.collect()
    gc.disable()  # a collection of ours in the middle would be counted as theirs
    try:
        for number in range(rounds):
            order = list(things) if number % 2 == 0 else list(things)[::-1]
            for name in order:
                values[name].extend(things[name]())
    finally:
        gc.enable()
    return {name: Series(name, tuple(found)) for name, found in values.items()}


def machine_note(seconds: float = 0.5) -> str:
    """Tell how busy the machine is: its load, and how long a loop that wants to run is held up."""
    gaps: list[float] = []
    now = time.perf_counter()
    end = now + seconds
    while now < end:
        before, now = now, time.perf_counter()
        gaps.append((now - before) * 1000)
    load = os.getloadavg()[0]
    return (
        f"machine: {os.cpu_count()} cpus, load {load:.1f}; a spinning loop was held up "
        f"by at most {max(gaps):.1f} ms in {seconds:g} s"
    )


_HEADS = ("what", "n", "p50 ms", "p99 ms", "beside", "n", "p50 ms", "p99 ms", "ratio", "bar")


def table(report: Report) -> str:
    """Lay the report out as text."""
    lines = [_HEADS, *(_cells(row) for row in report.rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(_HEADS))]
    text = [
        "  ".join(
            cell.ljust(width) if i in (0, 4, 9) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    text.insert(1, "  ".join("-" * width for width in widths))
    text += ["", *report.notes]
    text += [f"NOT MEASURED: {failure}" for failure in report.failures]
    return "\n".join(text) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    base = _numbers(row.base) if row.base else ("", "", "")
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    bars = ", ".join(str(bar) + (" ok" if bar.met else " MISSED") for bar in row.bars)
    name = row.base.name if row.base else ""
    return (row.what, *_numbers(row.ours), name, *base, ratio, bars)


def _numbers(series: Series) -> tuple[str, str, str]:
    return str(len(series.values)), f"{series.p50:.2f}", f"{series.p99:.2f}"


def as_json(report: Report) -> dict[str, object]:
    """Return the report, every value of it, as JSON takes it."""
    rows = [
        asdict(row)
        | {"ratio": row.ratio}
        | {"bars": [asdict(bar) | {"met": bar.met} for bar in row.bars]}
        for row in report.rows
    ]
    return {"rows": rows, "notes": report.notes, "failures": report.failures}
