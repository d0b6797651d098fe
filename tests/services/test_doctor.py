"""The doctor: what it looks at and what it says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.config import Flags
from tui.services import doctor
from tui.services.doctor import Check, Terminal, as_data, as_lines, examine

GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULLQUOTE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PULLQUOTE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("PULLQUOTE_ANNOTATOR", "ada")


def terminal(
    environment: dict[str, str] | None = None,
    *,
    encoding: str = "utf-8",
    size: tuple[int, int] | None = (80, 24),
) -> Terminal:
    return Terminal(GOOD | (environment or {}), encoding, size, is_terminal=True)


def found(folder: Path, of: Terminal | None = None, flags: Flags | None = None) -> dict[str, Check]:
    checks = examine(flags or Flags(), folder=folder, terminal=of or terminal())
    return {check.name: check for check in checks}


def test_a_good_place_has_no_problem(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    checks = found(tmp_path)
    assert not [check for check in checks.values() if check.status == "problem"]
    assert checks["annotator"].detail == "ada"
    assert checks["labels"].detail == "stance, claim"
    assert checks["annotations"].detail == f"{tmp_path / 'annotations'} (made when it is needed)"
    assert checks["model"].detail.startswith("en_core_web_")
    assert list(tmp_path.iterdir()) == [tmp_path / "seeds"]


def test_every_problem_has_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "annotations").write_bytes(b"a file")
    of = terminal({"TERM": "dumb", "COLORTERM": "", "TMUX": "x"}, encoding="ascii", size=(60, 20))
    checks = found(tmp_path, of, Flags(model="no_such_model"))
    for name in ("model", "annotations", "TERM"):
        assert checks[name].status == "problem"
        assert checks[name].fix
    for name in ("seeds", "size", "colours", "tmux", "encoding"):
        assert checks[name].status == "warning"
        assert checks[name].fix


def test_a_wrong_config_file_is_a_problem_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "pullquote.toml").write_text("anotator = 1\n")
    checks = found(tmp_path)
    assert checks["settings"].status == "problem"
    assert checks["settings"].fix == "did you mean annotator?"
    assert checks["TERM"].status == "ok"


def test_the_config_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "pullquote.toml").write_text('annotator = "bob"\n')
    checks = found(tmp_path)
    assert checks["config file"].detail == str(tmp_path / "pullquote.toml")
    assert checks["annotator"].detail == "bob"


def test_the_detector_and_own_cue_words_are_told(tmp_path: Path) -> None:
    plain = found(tmp_path)
    assert plain["cue words"].detail == "the built-in ones"
    (tmp_path / "pullquote.toml").write_text(
        '[cues.verbs]\ngreenlight = ["object"]\nsay = []\n[cues.nouns]\nsoundbite = ["clause"]\n'
    )
    own = found(tmp_path)
    assert own["cue words"].detail == "the built-in ones, and your own: 2 verbs, 1 noun"
    assert own["detector"].detail.startswith(plain["detector"].detail + "+")


def test_the_cache_tells_its_size(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "x").write_bytes(b"0" * 1_500_000)
    assert found(tmp_path)["cache"].detail.endswith("(1.5 MB)")


def test_databases_that_were_set_aside_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "annotations" / "ada"
    folder.mkdir(parents=True)
    aside = folder / "a1.broken-20250101T000000Z.json"
    aside.write_bytes(b"{")
    check = found(tmp_path)["set aside"]
    assert check.status == "warning"
    assert str(aside) in check.detail


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir(mode=0o500)
    assert found(tmp_path)["annotations"].status == "problem"


@pytest.mark.parametrize(
    ("environment", "status", "said"),
    [
        ({"NO_COLOR": "1"}, "ok", "NO_COLOR"),
        ({}, "ok", "16 million"),
        ({"COLORTERM": ""}, "ok", "256"),
        ({"COLORTERM": "", "TERM": "xterm"}, "warning", "16,"),
    ],
)
def test_colours(tmp_path: Path, environment: dict[str, str], status: str, said: str) -> None:
    check = found(tmp_path, terminal(environment))["colours"]
    assert check.status == status
    assert said in check.detail


def test_no_terminal_is_no_problem(tmp_path: Path) -> None:
    checks = found(tmp_path, Terminal({}, "utf-8", None, is_terminal=False))
    assert checks["terminal"].status == "warning"
    assert checks["TERM"].status == "warning"
    assert "size" not in checks


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_other_pythons_are_a_problem(version: tuple[int, int]) -> None:
    check = doctor._python(version, "x")
    assert check.status == "problem"
    assert "3.11 to 3.13" in check.detail


def test_versions_out_of_range_are_a_problem() -> None:
    old = doctor._package("rich", ">=99,<100")
    assert old.status == "problem"
    assert old.fix == 'pip install "rich>=99,<100"'
    assert doctor._package("no-such-package", ">=1").detail == "not installed"
    assert doctor._package("rich", "").status == "ok"


def test_the_status_is_a_word_and_the_remedy_is_under_it() -> None:
    checks = [
        Check("versions", "python", "ok", "3.11.7"),
        Check("paths", "cache", "problem", "cannot be written", "chmod u+w x"),
        Check("paths", "seeds", "warning", "none"),
    ]
    assert as_lines(checks) == [
        "versions",
        "  ok       python         3.11.7",
        "",
        "paths",
        "  problem  cache          cannot be written",
        "                          mend it: chmod u+w x",
        "  warning  seeds          none",
        "",
        "1 problem, 1 warning",
    ]
    assert as_lines(checks[:1])[-1] == "all is well"
    data = as_data(checks)
    assert data["ok"] is False
    assert data["checks"][1]["fix"] == "chmod u+w x"


def test_log_and_last_report_are_named(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert found(tmp_path)["log"].detail == f"{state / 'pullquote.log'} (nothing yet)"
    assert "report" not in found(tmp_path)
    state.mkdir()
    for name in ("pullquote.log", "crash-20260101-000000-1.txt", "crash-20260102-000000-1.txt"):
        (state / name).write_text("x")
    checks = found(tmp_path)
    assert checks["log"].detail == str(state / "pullquote.log")
    assert checks["report"].status == "warning"
    assert checks["report"].detail.endswith("crash-20260102-000000-1.txt")
