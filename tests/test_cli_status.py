"""`pullquote status`, in a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.formats.builders import annotation, claim, stance
from tests.prepared import BRIDGE_TEXT, PLAIN_TEXT, prepare
from tests.terminal import Terminal
from tests.test_cli import keep, run, surroundings
from tui.model.article import Article

FORTY, PLAN = "The bridge costs forty million dollars,", "a gift to New York"
TABLES = """\
3 articles, 2 analysed, 3 quotes in these; 3 assigned, 1 to several people, 0 done by all of theirs

articles
annotator  assigned  new  started  done  shared, done  last active
──────────────────────────────────────────────────────────────────
ada               2    1        1     0           0/1   2025-01-02
bob               2    0        1     1           0/1   2025-01-02

all               4    1        2     1           0/2   2025-01-02

quotes
annotator  decided   %  stance  claim  neither  unsure  seconds
───────────────────────────────────────────────────────────────
ada            2/3  66       1      1        1       0      2.0
bob            1/3  33       0      0        0       1      2.0

all            3/6  50       1      1        1       1      2.0
"""


def team(folder: Path) -> None:
    """Have two people work on three articles, of which two are analysed."""
    (folder / "articles").mkdir()
    for name, text in (("bridge", BRIDGE_TEXT), ("plain", PLAIN_TEXT), ("raw", "Not yet.\n")):
        (folder / "articles" / f"{name}.txt").write_bytes(text.encode())
    bridge = Article("bridge", BRIDGE_TEXT, "A bridge")
    keep(
        folder,
        annotation(bridge, FORTY, labels=(stance(), claim()), seconds=1.96),
        annotation(bridge, PLAN, decision="neither", labels=(), seconds=2.5),
        annotation(bridge, FORTY, annotator="bob", decision="unsure", labels=(), seconds=2.0),
    )
    prepare(folder / "cache")
    file = {
        "meta": {
            "database": {
                "schema": "pullquote-assignments/1",
                "annotators": ["ada", "bob"],
                "overlap": 0.3,
                "readers": 2,
                "seed": 0,
            }
        },
        "assignments": {
            "bridge": {"annotators": ["ada", "bob"]},
            "plain": {"annotators": ["bob"]},
            "raw": {"annotators": ["ada"]},
        },
    }
    (folder / "annotations" / "assignments.json").write_text(json.dumps(file))


def told(folder: Path, *words: str, code: int = 0) -> dict[str, Any]:
    data = json.loads(run(folder, "status", "articles", "--json", *words, code=code).stdout)
    assert isinstance(data, dict)
    return data


def test_a_row_for_each_person(tmp_path: Path) -> None:
    team(tmp_path)
    result = run(tmp_path, "status", "articles", TZ="UTC")
    assert result.stdout == TABLES
    assert result.stderr == ""


def test_the_same_for_programs(tmp_path: Path) -> None:
    team(tmp_path)
    found = told(tmp_path)
    assert found["corpus"] == {
        "articles": 3, "analysed": 2, "quotes": 3, "assigned": 3, "shared": 1, "shared_done": 0,
    }  # fmt: skip
    ada, bob = found["people"]
    assert ada == {
        "annotator": "ada",
        "articles": {
            "assigned": 2, "new": 1, "started": 1, "done": 0, "unreadable": 0,
            "shared": 1, "shared_done": 0, "elsewhere": 0,
        },
        "quotes": {
            "all": 3, "decided": 2, "labelled": 1, "neither": 1, "unsure": 0,
            "labels": {"claim": 1, "stance": 1}, "suggested": 0, "moved": 0, "orphans": 0,
        },
        "seconds_per_decision": 2.0,
        "last_active": "2025-01-02T03:04:06Z",
    }  # fmt: skip
    assert bob["quotes"]["unsure"] == 1
    assert found["total"]["quotes"]["decided"] == 3
    assert found["problems"] == []
    assert [one["annotator"] for one in told(tmp_path, "--annotator", "bob")["people"]] == ["bob"]


def test_without_anybody(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("One.\n")
    result = run(tmp_path, "status", "articles")
    assert result.stdout == "1 article, 0 analysed, 0 quotes in these\n"
    result = run(tmp_path, "status", "articles", "--annotator", "zoe", code=2)
    assert "'zoe' has no annotations and no articles" in result.stderr
    assert not (tmp_path / "annotations").exists(), "looking leaves nothing behind"


def test_what_is_broken_is_named_and_the_rest_is_counted(tmp_path: Path) -> None:
    team(tmp_path)
    (tmp_path / "annotations" / "assignments.json").write_text("{")
    (tmp_path / "annotations" / "bob" / "bridge.json").write_text("{")
    result = run(tmp_path, "status", "articles", code=1)
    assert "assignments.json is no list of assignments" in result.stderr
    assert "bridge.json is no database of pullquote" in result.stderr
    assert "unreadable" in result.stdout
    found = told(tmp_path, code=1)
    assert found["people"][0]["articles"]["assigned"] == 0
    assert found["people"][1]["articles"]["unreadable"] == 1
    assert len(found["problems"]) == 2


def test_without_a_model_decisions_are_counted_all_the_same(tmp_path: Path) -> None:
    team(tmp_path)
    result = run(tmp_path, "status", "articles", "--model", "no_such_model")
    assert "0 analysed" in result.stdout
    assert "no analyses are counted: there is no spaCy model 'no_such_model'" in result.stderr


def shown(folder: Path, columns: int, **environment: str) -> Terminal:
    """Return a terminal that shows it."""
    words = ("status", str(folder / "articles"), "--annotations", str(folder / "annotations"))
    return Terminal(
        [sys.executable, "-m", "tui", *words],
        rows=40,
        cols=columns,
        env=surroundings(folder) | {"TERM": "xterm-256color", "TZ": "UTC"} | environment,
    )


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_no_number_is_cut_in_a_narrow_terminal(tmp_path: Path, columns: int) -> None:
    team(tmp_path)
    with shown(tmp_path, columns) as terminal:
        terminal.wait_exit(60)
        text = terminal.text
    assert "…" not in text
    assert "x1b" not in text
    assert "2025-01-02" in text
    for name in ("stance", "claim", "neither", "unsure", "seconds", "last active"):
        assert name in text


def test_a_poor_terminal_gets_plain_signs(tmp_path: Path) -> None:
    team(tmp_path)
    with shown(tmp_path, 80, LC_ALL="C") as terminal:
        terminal.wait_exit(60)
        assert terminal.text.isascii()
        assert "-----" in terminal.text
