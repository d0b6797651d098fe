"""The benchmark of found quotes, on a corpus of one article; its figures are not asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.bench_quotes import SCORES, score_table
from tests.prepared import BRIDGE_TEXT

ROOT = Path(__file__).parents[2]
# It gives a point for each quote, and one more when told to merge.
SCORER = """
import argparse, json
parser = argparse.ArgumentParser()
for name in ("--polnear", "--split", "--pred", "--json"):
    parser.add_argument(name, required=True)
parser.add_argument("--merge-same-cue", action="store_true")
told = parser.parse_args()
(article,) = [json.loads(line) for line in open(told.pred, encoding="utf-8")]
assert (article["id"], told.split) == ("bridge", "dev")
f1 = {"f1": (len(article["quotes"]) + told.merge_same_cue) / 100}
content = {"reported": {"triple": f1}, "direct": {"exact": f1}, "all": {"iou50": f1}}
found = {"content": content, "speaker": {"e2e": {"head": f1}}, "cue": {"e2e": {"exact": f1}}}
json.dump(found, open(told.json, "w"))
"""


def bench(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.bench.bench_quotes", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    texts = tmp_path / "gold" / "data" / "dev" / "text"
    texts.mkdir(parents=True)
    (texts / "bridge.txt").write_text(BRIDGE_TEXT, encoding="utf-8")
    return tmp_path / "gold"


def test_found_quotes_are_scored_as_the_command_writes_them(gold: Path, tmp_path: Path) -> None:
    scorer = tmp_path / "score.py"
    scorer.write_text(SCORER)
    done = bench("--gold", str(gold), "--scorer", str(scorer), "--no-time")
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    points = [float(line.split()[-3]) for line in lines[1 : len(SCORES) + 1]]
    assert points[0] > 0
    assert points == [points[0] + score.merged for score in SCORES]
    assert f"pullquote quotes: {points[0]:.0f} quotes in 1 article" in done.stdout
    checked = bench("--gold", str(gold), "--scorer", str(scorer), "--no-time", "--check")
    assert checked.returncode == 3


def test_what_is_missing_is_told(gold: Path) -> None:
    done = bench("--gold", str(gold), "--split", "no", "--scorer", "nothing.py")
    assert (done.returncode, done.stdout) == (1, "")
    assert "SPLIT=NAME" in done.stderr
    done = bench("--gold", str(gold), "--scorer", "nothing.py")
    assert "there is no scorer nothing.py: SCORER=FILE" in done.stderr
    make = subprocess.run(
        ["make", "-s", "-o", ".venv/.installed-dev", "bench-quotes", "GOLD="],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "make bench-quotes GOLD=folder" in make.stderr


def test_a_bar_is_met_or_missed() -> None:
    met = score_table([float(score.bar) for score in SCORES])
    assert met.count(" ok\n") == len(SCORES)
    assert score_table([score.bar - 0.1 for score in SCORES]).count(" MISSED\n") == len(SCORES)
