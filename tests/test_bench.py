"""The benchmarks' arithmetic and table; what they measure is not asserted anywhere."""

from __future__ import annotations

import json
from functools import partial

import pytest

from tests.bench.measure import (
    NotMeasuredError,
    Report,
    Row,
    Series,
    as_json,
    interleave,
    p99_bar,
    percentile,
    ratio_bar,
    table,
)


def test_percentiles_lie_between_neighbours() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([1, 2, 3], 100) == 3
    assert percentile([7], 99) == 7
    with pytest.raises(NotMeasuredError):
        percentile([], 50)


def test_rounds_are_interleaved_and_turned_round() -> None:
    order: list[str] = []

    def thing(name: str) -> list[float]:
        order.append(name)
        return [1.0, 2.0]

    found = interleave(2, {name: partial(thing, name) for name in "ab"})
    assert "".join(order) == "abba"
    assert found["a"] == Series("a", (1.0, 2.0, 1.0, 2.0))


def test_a_missed_bar_is_said() -> None:
    ours, base = Series("ours", (3.0, 3.0)), Series("base", (1.0, 1.0))
    report = Report([Row("a thing", ours, base, (ratio_bar(ours, base, 2), p99_bar(ours, 16)))])
    report.failures.append("another thing")
    text = table(report)
    assert "ratio 3.00 >  2 MISSED, p99 ms 3.00 <= 16 ok" in text
    assert "NOT MEASURED: another thing" in text
    assert [bar.name for bar in report.missed] == ["ratio"]
    assert json.loads(json.dumps(as_json(report)))["rows"][0]["ratio"] == 3
