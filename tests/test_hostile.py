"""A hostile corpus in a real terminal: nothing in it is obeyed, on any screen, by any command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile import STEERING, fill, obeyed
from tests.terminal import Terminal
from tui.launch import COMMANDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "tui"]
LIST_KEYS = ("j", "k", "G", "g", "s", "s", "s", "S", "/", "f", "f1", "escape", "T", "ctrl+p", "!")
READER_KEYS = (
    *("n", "p", "N", "j", "k", "space", "b", "G", "g", "{", "}", "i", "a", "+", "-", "e", "e", "E"),
    *("O", "I", "J", "K", "F", "f2", "/", "*", "#", "y", "f", "s", "c", "x", "m", "t", "r", "d"),
    *("u", "u", "ctrl+r", "v", ">", "<", "o", "A", ";", ",", "enter", "'", '"', "d", "u", "?"),
    *("=", "&", "ctrl+p", "T", "L"),
)
PASTED = frozenset({"/", "O", "F", "#", "t", "r", "ctrl+p", "s"})
"""Keys that ask for something that can be pasted."""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {**fill(tmp_path), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def articles(tmp_path: Path, env: dict[str, str]) -> Path:
    return next(path for path in tmp_path.iterdir() if path.name.startswith("ar"))


def test_nothing_is_obeyed_on_any_screen(env: dict[str, str], articles: Path) -> None:
    with Terminal([*COMMAND, "read", str(articles)], rows=40, cols=130, env=env) as terminal:
        raw = terminal.raw = bytearray()
        terminal.wait_for("A title")
        pressed(terminal, "L")
        for key in LIST_KEYS:
            pressed(terminal, key)
            pressed(terminal, "escape")
        pressed(terminal, "g", "enter")
        terminal.wait_for("council")
        for key in READER_KEYS:
            pressed(terminal, key)
            if key in PASTED:
                terminal.write(f"\x1b[200~{STEERING.replace(chr(27), '')}b\x1b[201~".encode())
                pressed(terminal, "a", "enter")
            if key in "sc;,":
                pressed(terminal, "enter", "a", "enter")
            pressed(terminal, "escape")
        pressed(terminal, "O", "I")
        for key in ("n", "s", "1", "f", "]", "]", "[", "[", "["):
            pressed(terminal, key)
        terminal.send("ctrl+q")
        terminal.wait_exit()
        assert obeyed(bytes(raw)) == []
        assert b"OBEYED" in raw, "it was shown"


def pressed(terminal: Terminal, *keys: str) -> None:
    """Press keys, and let each be drawn."""
    for key in keys:
        terminal.send(key)
        if key == "escape":  # with a key soon after it, it would be another key
            terminal.drain(0.13)
        else:
            terminal.settle(quiet=0.03, limit=0.15)


def lines(articles: Path, out: Path) -> dict[str, list[list[str]]]:
    """Return how each command is called, so that it tells as much as it can."""
    paths = [str(articles)]
    return {
        "read": [["read", str(articles / "none\x1b[66;66H")], ["read", "--annotator", "\x1bc"]],
        "export": [
            *(["export", *paths], ["export", "--skip-orphans", *paths]),
            *(["export", "--format", "entities", *paths], ["export", "-o", str(out), *paths]),
            *(["export", "--format", "x\x1bc\u202e"], ["export", "--annotator", "b\x1bc", *paths]),
        ],
        "quotes": [["quotes", *paths], ["quotes", "--text", *paths]],
        "check": [["check", *paths], ["check", "--json", *paths], ["check", "--repair", *paths]],
        "schema": [["schema"]],
        "keys": [["keys"], ["keys", "--markdown"]],
        "doctor": [["doctor"], ["doctor", "--json"], ["doctor", "--annotator", "\x1bc"]],
    }


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_nothing_is_obeyed_that_a_command_says(
    env: dict[str, str], articles: Path, tmp_path: Path, command: str
) -> None:
    for words in lines(articles, tmp_path / "out.jsonl").get(command, [[command, "\x1bc"]]):
        with Terminal([*COMMAND, *words], env=env) as terminal:
            raw = terminal.raw = bytearray()
            code = terminal.wait_exit(60)
        assert not obeyed(bytes(raw)), words
        assert b"Traceback" not in raw
        assert code in {0, 1, 2}, raw.decode()


def test_data_that_goes_to_a_file_is_as_it_is(
    env: dict[str, str], articles: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [*COMMAND, "quotes", str(articles)], env=os.environ | env, capture_output=True, check=False
    )
    quotes = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert any("\u202e" in json.dumps(one, ensure_ascii=False) for one in quotes)
    assert "\u202e".encode() in done.stdout
