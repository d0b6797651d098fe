"""`python -m tests.soak`: kills, errors of the disk and hostile input in long, with figures."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.soak.checks import Figures
from tests.soak.faults import fail_many
from tests.soak.hostile import try_hostile
from tests.soak.kills import kill_many


def main() -> int:
    """Run it and print the figures; returns 1 when something was lost or wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="processes to kill")
    parser.add_argument("--errors", type=int, default=2000, help="errors of the system to throw")
    parser.add_argument(
        "--examples", type=int, default=2000, help="of each property of hostile input; 0 for none"
    )
    parser.add_argument("--seed", type=int, default=1, help="another one, another course")
    wanted = parser.parse_args()
    _say(f"{datetime.now(UTC):%Y-%m-%d}, {_machine()}")
    is_good = True
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        kills = kill_many(Path(folder), wanted.kills, wanted.seed, _progress(wanted.kills))
        is_good &= _tell("kill -9", "kills", kills, time.monotonic() - began)
        began = time.monotonic()
        errors = fail_many(Path(folder), wanted.errors, wanted.seed)
        is_good &= _tell("errors of the disk", "errors", errors, time.monotonic() - began)
    if wanted.examples:
        is_good &= _tell_hostile(wanted.examples)
    return 0 if is_good else 1


def _tell_hostile(examples: int) -> bool:
    began = time.monotonic()
    tried = try_hostile(examples)
    _say(
        f"hostile input: {tried.passed} tests passed, {tried.failed} failed, "
        f"{examples:,} examples of each property, {time.monotonic() - began:.0f} s"
    )
    if tried.said:
        _say(tried.said)
    return not tried.failed


def _tell(title: str, ends: str, figures: Figures, seconds: float) -> bool:
    _say(
        f"{title}: {figures.ends} {ends}, {figures.confirmed} edits confirmed "
        f"({figures.undos} undos and redos, {figures.left} left as another had changed the same), "
        f"{figures.lost} lost, {figures.unreadable} files unreadable, {figures.wrong} wrong undo, "
        f"{seconds:.0f} s"
    )
    for line in figures.said[:20]:
        _say(f"  {line}")
    return figures.is_good


def _progress(kills: int) -> Callable[[int], None]:
    def show(done: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\rkilled {done} of {kills}")
            sys.stderr.flush()

    return show


def _machine() -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
