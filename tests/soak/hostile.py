"""The tests of hostile input, with more examples of each property than a test run has time for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.conftest import EXAMPLES, SOAK

ROOT = Path(__file__).parents[2]
SUITES = (
    "tests/test_hostile.py",
    "tests/store/test_hostile.py",
    "tests/store/test_broken.py",
    "tests/services/test_check.py",
    "tests/formats/test_readers.py",
    "tests/formats/test_hostile_files.py",
)
"""Where hostile input is tried: texts and names, databases, files of articles."""


class Tried(NamedTuple):
    """What came of it.

    Attributes:
        passed: Tests that passed.
        failed: Tests that did not.
        said: What pytest said of those.
    """

    passed: int
    failed: int
    said: str


def try_hostile(examples: int) -> Tried:
    """Run the suites, each property with so many examples."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", f"--hypothesis-profile={SOAK}", *SUITES],
        cwd=ROOT,
        env={**os.environ, EXAMPLES: str(examples)},
        capture_output=True,
        text=True,
        check=False,
    )
    counts = {what: int(count) for count, what in re.findall(r"(\d+) (\w+)", _last_line(done))}
    failed = counts.get("failed", 0) + counts.get("errors", 0) + counts.get("error", 0)
    if done.returncode:
        failed = max(failed, 1)
    return Tried(counts.get("passed", 0), failed, done.stdout + done.stderr if failed else "")


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stdout.strip().splitlines() or [""])[-1]
