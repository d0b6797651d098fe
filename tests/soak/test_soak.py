"""The short form of `make soak`; in a process of its own, because it forks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_nothing_is_lost_or_wrong() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--kills", "24", "--errors", "300", "--examples", "0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for ends in (r"24 kills", r"3\d\d errors"):
        wanted = rf"{ends}, [1-9]\d* edits confirmed .* 0 lost, 0 files unreadable, 0 wrong undo"
        assert re.search(wanted, done.stdout), done.stdout
