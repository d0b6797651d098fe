"""`python -m tests.bench`: run the benchmarks and print one table."""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from tests.bench.measure import NotMeasuredError, Report, as_json, machine_note, table

NAMES = ("start", "keys", "decide", "save", "store", "formats", "long", "list", "prepare", "search")
NOT_MEASURED, BAR_MISSED = 1, 3


class Benchmark(Protocol):
    """What a `bench_NAME` module is."""

    def run(self, report: Report, *, quick: bool) -> None: ...


def main() -> int:
    """Run what was asked for; 1 when something could not be measured, 3 when a bar is missed."""
    arguments = _parser().parse_args()
    report = Report(notes=[machine_note() + ", before"])
    for name in arguments.only or NAMES:
        sys.stderr.write(f"{name}…\n")
        benchmark = cast("Benchmark", import_module(f"tests.bench.bench_{name}"))
        try:
            benchmark.run(report, quick=arguments.quick)
        except (NotMeasuredError, OSError) as error:
            report.failures.append(f"{name}: {error}")
    report.notes.append(machine_note() + ", after")
    sys.stdout.write(table(report))
    if arguments.json:
        text = json.dumps(as_json(report), indent=2, ensure_ascii=False)
        arguments.json.write_text(text + "\n", encoding="utf-8")
    if report.failures:
        return NOT_MEASURED
    return BAR_MISSED if arguments.check and report.missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds: to see that it runs")
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given repeatedly")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every value there too")
    parser.add_argument("--check", action="store_true", help="exit with 3 when a bar is missed")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
