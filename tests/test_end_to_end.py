"""The main job from start to end, by keys through a real terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "seeds" / "000_027f6d915e3f7946.txt"
COMMAND = [sys.executable, "-m", "tui"]
# The analysis loads a model on a machine that may be busy with other tests.
SLOW = 60.0


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {
        "PULLQUOTE_CACHE": str(tmp_path / "cache"),
        "PULLQUOTE_ANNOTATIONS": str(tmp_path / "annotations"),
        "PULLQUOTE_ANNOTATOR": "ada",
        "PYTHONPATH": str(ROOT),
    }


def open_sample(env: dict[str, str]) -> Terminal:
    return Terminal([*COMMAND, "read", str(SAMPLE)], rows=24, cols=80, env=env)


def wait_for_quotes(terminal: Terminal) -> None:
    terminal.wait_for("contract for the maintenance", timeout=SLOW)
    terminal.wait_for(lambda t: position(t) is not None, timeout=SLOW)


def position(terminal: Terminal) -> tuple[int, int] | None:
    """The `quote i/n` of the header, once there are quotes."""
    found = re.search(r"quote ([1-9]\d*)/(\d+)", terminal.text)
    return (int(found[1]), int(found[2])) if found else None


def decided(terminal: Terminal) -> int | None:
    """How many quotes the header says are decided."""
    found = re.search(r"(\d+)/\d+ decided", terminal.text)
    return int(found[1]) if found else None


def wait_for_decided(terminal: Terminal, count: int) -> None:
    terminal.wait_for(lambda t: decided(t) == count and "saved ✓" in t.text)


def quit_reader(terminal: Terminal) -> None:
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert 1049 not in terminal.modes, "the alternate screen is left"
    assert 25 in terminal.modes, "the cursor is shown again"


def export(env: dict[str, str]) -> list[dict[str, object]]:
    done = subprocess.run(
        [*COMMAND, "export", str(SAMPLE)],
        env=os.environ | env,
        capture_output=True,
        check=True,
        timeout=SLOW,
    )
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_read_decide_undo_quit_and_come_back(env: dict[str, str]) -> None:
    with open_sample(env) as terminal:
        wait_for_quotes(terminal)
        assert position(terminal) is not None
        terminal.send("n")
        terminal.wait_for(lambda t: (position(t) or (0,))[0] == 2)
        terminal.send("p")
        terminal.wait_for(lambda t: (position(t) or (0,))[0] == 1)

        terminal.send("x")
        wait_for_decided(terminal, 1)
        terminal.send("c", "c")
        wait_for_decided(terminal, 2)
        terminal.send("s", "1", "f")
        wait_for_decided(terminal, 3)
        records = export(env)  # saved means: another program finds it now
        assert [record["decision"] for record in records] == ["neither", "labelled", "labelled"]
        terminal.send("u")
        wait_for_decided(terminal, 2)
        quit_reader(terminal)

    with open_sample(env) as terminal:
        wait_for_quotes(terminal)
        terminal.wait_for(lambda t: decided(t) == 2)
        terminal.send("ctrl+r")  # what was undone before the restart comes back after it
        wait_for_decided(terminal, 3)
        terminal.send("u", "u")
        wait_for_decided(terminal, 1)
        quit_reader(terminal)

    (record,) = export(env)
    text = SAMPLE.read_bytes().decode("utf-8")
    start, end = record["start"], record["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert text[start:end] == record["text"]
    assert (record["decision"], record["annotator"]) == ("neither", "ada")


def test_a_window_that_changes_its_size_keeps_the_article(env: dict[str, str]) -> None:
    with open_sample(env) as terminal:
        wait_for_quotes(terminal)
        for rows, cols in ((60, 200), (24, 80), (10, 40), (24, 80)):
            terminal.resize(rows, cols)
            terminal.settle()
        terminal.wait_for("contract for the maintenance")
        quit_reader(terminal)
