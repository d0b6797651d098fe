"""The reader in a pty of its own, on the prepared sample or on articles of a test."""

from __future__ import annotations

import json
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.prepared import SAMPLE, prepare
from tests.terminal import Terminal

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "tui"]
TOUCHED = {25, 1000, 1003, 1004, 1006, 1015, 1049, 2004, 2026}
"""Private modes that the reader sets; of them only the cursor (25) is on in a shell."""


class Place:
    """A folder with everything of one person's, in which the sample is analysed."""

    def __init__(self, folder: Path, *, is_prepared: bool = True) -> None:
        self.folder = folder
        self.env = {
            "PULLQUOTE_CACHE": str(folder / "cache"),
            "PULLQUOTE_STATE": str(folder / "state"),
            "PULLQUOTE_ANNOTATIONS": str(folder / "annotations"),
            "PULLQUOTE_ANNOTATOR": "ada",
            "PYTHONPATH": str(ROOT),
        }
        if is_prepared:
            prepare(folder / "cache")

    @property
    def state(self) -> Path:
        """The folder of log and reports."""
        return self.folder / "state"

    def opened(
        self,
        *paths: Path,
        rows: int = 24,
        cols: int = 80,
        before: str = "",
        env: dict[str, str] | None = None,
    ) -> Terminal:
        """Open the reader on `paths`, on the sample without any.

        Args:
            paths: What to read.
            rows: The window's rows.
            cols: The window's columns.
            before: Python code that runs before the program, to break something.
            env: Further environment variables.
        """
        words = ["read", *map(str, paths or (SAMPLE,))]
        command: Sequence[str] = [*COMMAND, *words]
        if before:
            code = f"import sys\n{before}\nfrom tui.__main__ import main\nmain()"
            command = [sys.executable, "-c", code, *words]
        return Terminal(command, rows=rows, cols=cols, env=self.env | (env or {}))

    def records(self) -> list[dict[str, Any]]:
        """What is in the file of the decisions on the sample, as any program may read it."""
        path = self.folder / "annotations" / "ada" / f"{SAMPLE.stem}.json"
        return list(json.loads(path.read_bytes())["annotations"].values()) if path.exists() else []


def wait_for_quotes(terminal: Terminal) -> None:
    """Wait for the header to count quotes, and for the rest of that frame: the keys are last."""
    terminal.wait_for(
        lambda t: bool(re.search(r"quote [1-9]\d*/\d+", t.text)) and bool(t.screen[-1]), timeout=60
    )


def assert_restored(terminal: Terminal) -> None:
    """Check that the terminal is as a shell left it."""
    assert terminal.modes & TOUCHED == {25}
    assert terminal.is_as_before


def ended(terminal: Terminal, number: signal.Signals) -> int:
    """Send a signal; return the exit status."""
    terminal.signal(number)
    return terminal.wait_exit()
