"""doccano's own code takes in what we write for it, and we take in what it gives out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.formats.exchange.hard import hard
from tests.formats.exchange.reading import by_id, expected, good, on_disk
from tests.formats.exchange.writing import written
from tui.formats.exchange.doccano import FORMAT

pytest.importorskip("django", reason="make installs it: tests/readers.txt")

PROGRAM = "tests.formats.exchange.doccano_program"


def through_doccano(path: Path) -> tuple[Path, list[Any]]:
    """Return the file that doccano gives out, and what it says is wrong with the one it took."""
    out = path.with_name("all.jsonl")
    command = [sys.executable, "-W", "ignore", "-m", PROGRAM, str(path), str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return out, json.loads(ended.stdout)


def examples(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def places(example: dict[str, Any]) -> list[tuple[str, int, int]]:
    return sorted(
        (one["label"], one["start_offset"], one["end_offset"]) for one in example["entities"]
    )


def test_all_that_is_hard_goes_through_it_and_back(tmp_path: Path) -> None:
    path = on_disk(tmp_path, written(FORMAT, *hard()))
    out, wrong = through_doccano(path)
    assert wrong == []
    ours, theirs = examples(path), examples(out)
    assert len(theirs) == len(ours) == 7
    for one, other in zip(ours, theirs, strict=True):
        assert other["text"] == one["text"]
        assert places(other) == places(one)
        assert len(other["relations"]) == len(one["relations"])
    assert by_id(good(FORMAT, out)) == expected(hard(), FORMAT)


def test_it_does_look(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    backwards = {"id": 1, "label": "claim", "start_offset": 2, "end_offset": 1}
    path.write_text(
        json.dumps({"text": "It works.", "entities": [backwards], "relations": []})
        + "\n"
        + json.dumps({"entities": [], "relations": []})
    )
    out, wrong = through_doccano(path)
    assert [(error["line"], error["message"]) for error in wrong] == [
        (2, "Column text not found in record")
    ]
    assert examples(out)[0]["entities"] == [], "it leaves out what is no span, without a word"
