"""Errors that nobody expected: what was decided is saved, and a report says what happened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reader import Place, assert_restored, wait_for_quotes
from tests.terminal import Terminal
from tests.test_cli import surroundings
from tui.crash import latest_report

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

IN_A_HANDLER = """
from tui.screens.reader import ReaderScreen
def broken(self):
    secret = self.article.text
    raise KeyError("nobody expected it")
ReaderScreen.action_drop = broken
"""
WHEN_DRAWN = """
from tui.widgets.bar import Bar
def broken(self, y):
    raise KeyError("nobody expected it")
Bar.render_line = broken
"""
IN_SAVING = """
from tui.services.session import Session
save = Session.save
tries = []
def broken(self):
    tries.append(1)
    if len(tries) == 1:
        raise KeyError("nobody expected it")
    return save(self)
Session.save = broken
"""
IN_A_WORKER = """
from tui.services.workspace import Workspace
def broken(self):
    raise KeyError("nobody expected it")
Workspace.targets_used = broken
"""
BEFORE_THE_START = """
import tui.services.corpus
def broken(*arguments, **more):
    raise KeyError("nobody expected it")
tui.services.corpus.Corpus.__init__ = broken
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def report_of(place: Place, terminal: Terminal) -> str:
    report = latest_report(place.state)
    assert report is not None
    assert "Traceback" not in terminal.text
    assert report.name in terminal.text.replace("\n", "")
    return report.read_text()


def test_an_error_at_a_key_saves_restores_and_says_where_the_report_is(place: Place) -> None:
    with place.opened(before=IN_A_HANDLER) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x", "d")
        assert terminal.wait_exit() == 1
        assert_restored(terminal)
        assert "an unexpected error ended the program: KeyError" in terminal.text
        assert "What was decided is saved." in terminal.text.replace("\n", "")
        report = report_of(place, terminal)
    assert [record["decision"] for record in place.records()] == ["neither"]
    for told in (
        "nobody expected it",
        "terminal 80x24",
        "TERM=xterm-256color",
        "textual 8",
        "pullquote",
    ):
        assert told in report
    assert "Pentagon" not in report, "no article's text"
    assert "Pentagon" not in (place.state / "pullquote.log").read_text()


def test_an_error_while_drawing(place: Place) -> None:
    with place.opened(before=WHEN_DRAWN) as terminal:
        assert terminal.wait_exit() == 1
        assert_restored(terminal)
        assert "nobody expected it" in report_of(place, terminal)


def test_an_error_before_the_first_screen(place: Place) -> None:
    with place.opened(before=BEFORE_THE_START) as terminal:
        assert terminal.wait_exit() == 1
        assert_restored(terminal)
        assert "nobody expected it" in report_of(place, terminal)


def test_an_error_in_saving_is_told_and_saving_tried_again(place: Place) -> None:
    with place.opened(before=IN_SAVING) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x")
        terminal.wait_for("unexpected KeyError")
        terminal.wait_for("saved ✓")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert len(place.records()) == 1


def test_an_error_in_the_background_is_told_and_reading_goes_on(place: Place) -> None:
    with place.opened(before=IN_A_WORKER, cols=120) as terminal:
        terminal.wait_for("KeyError")
        terminal.wait_for("pullquote.log")
        terminal.send("x")
        terminal.wait_for("saved ✓")
        terminal.send("q")
        assert terminal.wait_exit() == 0
    assert "nobody expected it" in (place.state / "pullquote.log").read_text()


def test_an_error_in_a_command_is_two_lines_and_a_report(tmp_path: Path) -> None:
    code = f"import sys\n{BEFORE_THE_START}\nfrom tui.__main__ import main\nmain()"
    result = subprocess.run(
        [sys.executable, "-c", code, "quotes", str(tmp_path)],
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 2
    report = latest_report(tmp_path / "state")
    assert report is not None
    assert str(report) in result.stderr
    assert "nobody expected it" in report.read_text()


def test_a_state_folder_that_cannot_be_written_stops_nobody(place: Place) -> None:
    place.state.write_bytes(b"a file")
    with place.opened(before=IN_A_HANDLER) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x", "d")
        assert terminal.wait_exit() == 1
        assert "the report is /" in terminal.text
    assert len(place.records()) == 1
