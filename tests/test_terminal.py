"""The pty driver itself, with small real programs."""

from __future__ import annotations

import os
import select
import signal
import sys
import time

import pytest

from tests.terminal import Terminal
from tests.terminal_protocol import Cleaner, key_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the driver needs pidfd")

TINY_APP = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Tiny(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("ready", id="out")

    def on_key(self, event):
        self.query_one("#out", Static).update(f"key {event.key}")
        if event.key == "q":
            self.exit(return_code=7)

    def on_click(self, event):
        self.query_one("#out", Static).update(f"click {event.screen_x},{event.screen_y}")

    def on_resize(self, event):
        self.query_one("#out", Static).update(f"size {event.size.width}x{event.size.height}")

app = Tiny()
app.run()
raise SystemExit(app.return_code)
"""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_keys_go_in_and_the_screen_comes_out() -> None:
    with Terminal(["cat"]) as terminal:
        terminal.type("“hello” 日本")
        terminal.send("enter")
        terminal.wait_for(lambda t: t.screen[1] == "“hello” 日本")
        assert terminal.row_of("hello") == 0
        terminal.send("ctrl+d")
        assert terminal.wait_exit() == 0


def test_waiting_in_vain_shows_the_screen() -> None:
    with Terminal(["cat"]) as terminal:
        terminal.type("here")
        terminal.wait_for("here")
        with pytest.raises(AssertionError, match=r"(?s)not within.*here"):
            terminal.wait_for("there", timeout=0.05)
        with pytest.raises(AssertionError, match="still running"):
            terminal.wait_exit(timeout=0.05)
        with pytest.raises(AssertionError, match=r"(?s)not within.*there.*here"):
            terminal.row_of("there", timeout=0.05)


def test_a_program_that_ends_is_no_text_to_wait_for() -> None:
    with (
        Terminal(python("print('bye')")) as terminal,
        pytest.raises(AssertionError, match=r"(?s)program ended.*bye"),
    ):
        terminal.wait_for("never")


def test_exit_codes_and_signals() -> None:
    with Terminal(python("raise SystemExit(3)")) as terminal:
        assert terminal.wait_exit() == 3
    with Terminal(["cat"]) as terminal:
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == -signal.SIGTERM


def test_the_command_has_the_terminal_for_its_own() -> None:
    code = (
        "import os; print(os.getsid(0) == os.getpid() == os.tcgetpgrp(0), *os.get_terminal_size())"
    )
    with Terminal(python(code), rows=30, cols=100) as terminal:
        terminal.wait_for("True 100 30")


def test_close_ends_the_whole_process_group() -> None:
    code = (
        "import subprocess as s, sys;"
        "print('child', s.Popen(['cat'], stdin=s.PIPE).pid, 'up', flush=True); sys.stdin.read()"
    )
    with Terminal(python(code)) as terminal:
        terminal.wait_for(" up")
        child = os.pidfd_open(int(terminal.screen[0].split()[1]))
    try:
        assert select.select([child], [], [], 10)[0], "a child outlived its terminal"
    finally:
        os.close(child)


def test_styles() -> None:
    code = r"print('\x1b[1;3;4;38;2;255;128;0;48;5;4mA\x1b[0;7;9mB\x1b[0mC')"
    with Terminal(python(code)) as terminal:
        terminal.wait_for("ABC")
        first, second, third = (terminal.style_at(0, col) for col in range(3))
    assert (first.bold, first.italic, first.underline, first.fg) == (True, True, True, "ff8000")
    assert second.reverse
    assert second.strike
    assert (third.fg, third.bg, third.bold) == ("default", "default", False)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (r"\x1b[c", r"\x1b[?62;22c"),
        (r"\x1b[>c", r"\x1b[>1;4000;0c"),
        (r"\x1b[5n", r"\x1b[0n"),
        (r"ab\x1b[6n", r"\x1b[1;3R"),
        (r"\x1b[?2026$p", r"\x1b[?2026;2$y"),
        (r"\x1b[?2048$p", r"\x1b[?2048;0$y"),
        (r"\x1b[?u", r"\x1b[?0u"),
        (r"\x1b[>0q", r"\x1bP>|pullquote-tests(1)\x1b\\"),
        (r"\x1b]11;?\x1b\\", r"\x1b]11;rgb:0000/0000/0000\x1b\\"),
    ],
)
def test_queries_are_answered(query: str, answer: str) -> None:
    code = (
        "import os, tty; tty.setraw(0);"
        f"want = '{answer}'.encode(); os.write(1, '{query}'.encode()); got = b'';\n"
        "while len(got) < len(want): got += os.read(0, 99)\n"
        "print('same' if got == want else got)"
    )
    with Terminal(python(code)) as terminal:
        terminal.wait_for("same")


def test_a_frame_is_seen_when_it_is_complete() -> None:
    code = r"print('\x1b[?2026hhalf', flush=True); input(); print('\x1b[Hwhole\x1b[?2026l');input()"
    with Terminal(python(code)) as terminal:
        with pytest.raises(AssertionError, match="not within"):
            terminal.wait_for("half", timeout=0.3)
        terminal.send("enter")
        terminal.wait_for("whole")


def test_frames_are_told_with_when_they_were_complete() -> None:
    code = (
        r"input(); print('one', flush=True); input(); print('\x1b[?2026hhalf', flush=True);"
        r"input(); print('\x1b[Hwhole\x1b[?2026l', flush=True); input()"
    )
    with Terminal(python(code)) as terminal:
        began = time.perf_counter()
        terminal.send("enter")
        frames = terminal.frames(quiet=0.3)
        assert "one" in frames[-1][1]
        assert all(began < at < time.perf_counter() for at, _ in frames)
        terminal.send("enter")
        assert not any("half" in screen for _, screen in terminal.frames(quiet=0.3))
        terminal.send("enter")
        assert terminal.frames(quiet=0.3)[-1][1][0].startswith("whole")


def test_settle_measures_a_burst() -> None:
    with Terminal(["cat"]) as terminal:
        sent = time.perf_counter()
        terminal.send("x")
        burst = terminal.settle()
        assert burst is not None
        assert sent < burst.first <= burst.last < time.perf_counter()
        assert burst.size == 1
        assert terminal.settle(limit=0.02) is None


def test_a_textual_app_sees_keys_mouse_and_size() -> None:
    with Terminal(python(TINY_APP), rows=24, cols=80) as terminal:
        terminal.wait_for("size 80x24")
        assert {1049, 1006} <= terminal.modes
        for key, name in {
            "s-tab": "shift+tab",
            "ctrl+r": "ctrl+r",
            "shift+right": "shift+right",
            "pageup": "pageup",
            "ctrl+home": "ctrl+home",
            "delete": "delete",
            "esc": "escape",
            "f1": "f1",
            "f5": "f5",
            "<": "less_than_sign",
            "enter": "enter",
        }.items():
            terminal.send(key)
            terminal.wait_for(f"key {name}")
        terminal.click(5, 9)
        terminal.wait_for("click 9,5")
        terminal.resize(30, 100)
        terminal.wait_for("size 100x30")
        terminal.send("q")
        assert terminal.wait_exit() == 7
        assert not {1049, 1006, 2004} & terminal.modes
        assert 25 in terminal.modes


def test_unknown_keys_are_refused() -> None:
    for name in ("word", "hyper+x", "ctrl+word", ""):
        with pytest.raises(ValueError, match="no such key"):
            key_bytes(name)


def test_escapes_are_cleaned_however_they_are_cut() -> None:
    data = (
        b"a\x1b[>1uB\x1bP>|x\x1b\\c\x1b[<u\x1b[?2026$pd\x1b]0;t\x1b\\e\x1b[1mf\x1b[?1000hg\x1b(Bh"
    )
    for cut in range(len(data)):
        cleaner = Cleaner()
        cleaned = cleaner.clean(data[:cut]) + cleaner.clean(data[cut:])
        assert cleaned == b"aBcde\x1b[1mf\x1b[?1000hg\x1b(Bh"
        assert 1000 in cleaner.modes
