"""Signals, closed windows and pauses, in a real terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from tests.prepared import SAMPLE
from tests.reader import COMMAND, Place, assert_restored, ended, wait_for_quotes
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

SLOW_SAVE = """
import time
from tui.services.session import Session
save = Session.save
def slow(self):
    time.sleep(0.7)
    return save(self)
Session.save = slow
"""
STUCK = """
import time
from tui.screens.reader import ReaderScreen
ReaderScreen.action_drop = lambda self: time.sleep(1000)
import tui.signals
tui.signals._PATIENCE = 0.5
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_saves_restores_the_terminal_and_ends(
    place: Place, number: signal.Signals, status: int
) -> None:
    with place.opened(before=SLOW_SAVE) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x")
        terminal.wait_for("1/")  # decided, and on its way to the disk
        terminal.wait_for("saving…")
        assert ended(terminal, number) == status
        assert_restored(terminal)
        assert "Traceback" not in terminal.text
    assert [record["decision"] for record in place.records()] == ["neither"]


def test_a_signal_ends_the_analysis_too(tmp_path: Path) -> None:
    place = Place(tmp_path, is_prepared=False)
    with place.opened() as terminal:
        terminal.wait_for(lambda t: bool(children(t.pid)), timeout=60)
        child = os.pidfd_open(children(terminal.pid)[0])
        try:
            assert ended(terminal, signal.SIGTERM) == 143
            assert_restored(terminal)
            assert select.select([child], [], [], 10)[0], "the NLP process outlived the reader"
        finally:
            os.close(child)


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    return [int(one) for task in tasks.iterdir() for one in (task / "children").read_text().split()]


def test_a_closed_window_loses_nothing_and_leaves_nothing_running(place: Place) -> None:
    with place.opened(before=SLOW_SAVE) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x")
        terminal.wait_for("saving…")
        terminal.hang_up()
        assert terminal.wait_exit() == 129
    assert [record["decision"] for record in place.records()] == ["neither"]


def test_a_window_closed_without_a_signal_ends_the_reader_too(place: Place) -> None:
    deaf = "import tui.signals\ntui.signals.signal.SIGHUP = tui.signals.signal.SIGUSR1"
    with place.opened(
        before=deaf + "\nimport signal\nsignal.signal(1, signal.SIG_IGN)"
    ) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x")
        terminal.wait_for("saved ✓")
        terminal.hang_up()
        assert terminal.wait_exit() > 0
    assert len(place.records()) == 1


def test_what_hangs_is_ended_all_the_same(place: Place) -> None:
    with place.opened(before=STUCK) as terminal:
        wait_for_quotes(terminal)
        terminal.send("x")
        terminal.wait_for("saved ✓")
        terminal.send("d")
        terminal.drain(0.2)
        assert ended(terminal, signal.SIGTERM) == 143
        assert_restored(terminal)
    assert len(place.records()) == 1
    assert "did not end in good order" in (place.state / "pullquote.log").read_text()


@pytest.mark.parametrize("by_key", [True, False])
def test_an_interrupt_says_how_to_quit(place: Place, by_key: bool) -> None:
    with place.opened() as terminal:
        wait_for_quotes(terminal)
        if by_key:
            terminal.send("ctrl+c")
        else:
            terminal.signal(signal.SIGINT)
        terminal.wait_for("ctrl+q quits")
        terminal.send("n")
        terminal.wait_for("quote 2/")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)


def shell(place: Place) -> Terminal:
    return Terminal(["bash", "--norc", "--noprofile", "-i"], env=place.env | {"PS1": "$> "})


def start_in(terminal: Terminal) -> None:
    terminal.wait_for("$>")
    terminal.type(f"{' '.join(COMMAND)} read {SAMPLE}")
    terminal.send("enter")
    wait_for_quotes(terminal)


@pytest.mark.parametrize("keys", [[], ["s"], ["s", "1"], ["t"], ["r"], ["?"], ["E"], ["O"]])
def test_suspending_gives_the_shell_back_and_fg_the_same_screen(
    place: Place, keys: list[str]
) -> None:
    with shell(place) as terminal:
        start_in(terminal)
        if keys:
            terminal.send(*keys)
            terminal.settle(quiet=0.5)
        before = terminal.screen
        terminal.send("ctrl+z")
        terminal.wait_for("Stopped")
        assert 1049 not in terminal.modes
        assert 25 in terminal.modes
        terminal.type("echo $((6 * 7))")
        terminal.send("enter")
        terminal.wait_for("\n42")
        terminal.type("fg")
        terminal.send("enter")
        terminal.wait_for(lambda t: t.screen == before)
        if not keys:
            terminal.send("x")
            terminal.wait_for("saved ✓")


def test_a_window_resized_while_suspended_is_drawn_in_its_new_size(place: Place) -> None:
    with shell(place) as terminal:
        start_in(terminal)
        terminal.send("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.resize(30, 100)
        terminal.type("fg")
        terminal.send("enter")
        terminal.wait_for(lambda t: "quote 1/" in t.screen[0] and bool(t.screen[29]))
        assert len(terminal.screen[0]) > 80
        terminal.send("n")
        terminal.wait_for("quote 2/")


def test_bg_stops_it_again(place: Place) -> None:
    with shell(place) as terminal:
        start_in(terminal)
        terminal.send("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.type("clear; bg; sleep 0.2; jobs")
        terminal.send("enter")
        terminal.wait_for("Stopped")
        terminal.type("fg")
        terminal.send("enter")
        wait_for_quotes(terminal)
        terminal.send("n")
        terminal.wait_for("quote 2/")


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP])
def test_stopped_from_outside_it_comes_back_whole(place: Place, number: signal.Signals) -> None:
    with shell(place) as terminal:
        start_in(terminal)
        (reader,) = children(terminal.pid)
        os.kill(reader, number)
        terminal.wait_for("Stopped")
        terminal.type("fg")
        terminal.send("enter")
        # The shell has written across the screen; keys count again once all of it is drawn anew.
        terminal.wait_for(lambda t: "quote 1/" in t.screen[0] and "Stopped" not in t.text)
        terminal.settle(quiet=0.3, limit=1)
        terminal.send("n")
        terminal.wait_for("quote 2/")


def test_without_a_shell_nothing_is_suspended(place: Place) -> None:
    with place.opened() as terminal:
        wait_for_quotes(terminal)
        terminal.send("ctrl+z")
        terminal.wait_for("no shell")
        terminal.send("n")
        terminal.wait_for("quote 2/")
