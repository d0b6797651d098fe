"""A program in a real pty, driven as a person at a terminal would: keys in, screen out.

Linux only (pidfd). Nothing here sleeps: every wait reads what the program writes, with a deadline.
Rows and columns are terminal cells, counted from 0.
"""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pyte

from tests.terminal_protocol import LONGEST_QUERY, Cleaner, answers, key_bytes, mouse_bytes

Condition = str | Callable[["Terminal"], bool]

SYNCHRONISED = 2026
# What would make a program look otherwise than in the terminal we are.
_NOT_INHERITED = ("NO_COLOR", "FORCE_COLOR", "LINES", "COLUMNS", "TMUX", "TERM_PROGRAM")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How one cell is painted. Colours are pyte's: a name, `default`, or six hex digits."""

    fg: str
    bg: str
    bold: bool
    italic: bool
    underline: bool
    reverse: bool
    strike: bool


@dataclass(frozen=True, slots=True)
class Burst:
    """A run of output: when its first and its last byte came (`perf_counter`), and its size."""

    first: float
    last: float
    size: int


class Terminal:
    """A command in a pty of its own.

    Attributes:
        pid: The command's process, which leads its session and process group.
        started: When it was started, as `time.perf_counter()`.
        written: How many bytes it has written, as far as they are read; may be set back.
        raw: All of them, where a test has put a `bytearray` here.
        modes_before: How the line discipline was set (`termios.tcgetattr`) before it ran.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        rows: int = 24,
        cols: int = 80,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._model = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self._model)
        self._cleaner = Cleaner()
        self._unread: list[bytes] = []
        self.written = 0
        self.raw: bytearray | None = None
        self._tail = b""
        self._ended = False
        self._closed = self._is_hung_up = False
        self._master, child = os.openpty()
        self._set_size(rows, cols)
        tty = os.ttyname(child)
        self.started = time.perf_counter()
        try:
            # The new session's leader gets the tty it opens first as its controlling terminal;
            # so no code of ours has to run between fork and exec.
            self.pid = os.posix_spawnp(
                command[0],
                list(command),
                _environment(env or {}),
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, tty, os.O_RDWR, 0),
                    (os.POSIX_SPAWN_DUP2, 0, 1),
                    (os.POSIX_SPAWN_DUP2, 0, 2),
                ],
                setsid=True,
            )
        except OSError:
            os.close(self._master)
            raise
        finally:
            os.close(child)
        self._pidfd = os.pidfd_open(self.pid)
        self.modes_before = termios.tcgetattr(self._master)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # In: keys, mouse, size, signals

    def send(self, *keys: str) -> None:
        """Press keys by name (`n`, `enter`, `s-tab`, `ctrl+r`, `shift+right`), in one write."""
        self.write(b"".join(key_bytes(key) for key in keys))

    def type(self, text: str) -> None:
        """Type `text` character by character, in one write."""
        self.write(text.encode())

    def write(self, data: bytes) -> None:
        """Send raw bytes."""
        while data:
            data = data[os.write(self._master, data) :]

    def click(self, row: int, col: int, *, button: int = 0) -> None:
        """Press and release a mouse button (0 left, 1 middle, 2 right)."""
        self.drag((row, col), button=button)

    def drag(self, *places: tuple[int, int], button: int = 0) -> None:
        """Press at the first (row, col), move over the others, release at the last."""
        (row, col), (last_row, last_col) = places[0], places[-1]
        moves = [mouse_bytes(button + 32, *place, down=True) for place in places[1:]]
        release = mouse_bytes(button, last_row, last_col, down=False)
        self.write(b"".join([mouse_bytes(button, row, col, down=True), *moves, release]))

    def wheel(self, row: int, col: int, *, up: bool = False) -> None:
        """Turn the wheel by one notch, down by default."""
        self.write(mouse_bytes(64 if up else 65, row, col, down=True))

    def resize(self, rows: int, cols: int) -> None:
        """Make the window another size; the kernel tells the program with SIGWINCH."""
        self._feed()
        self._model.resize(rows, cols)
        self._set_size(rows, cols)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the command, not to its children."""
        signal.pidfd_send_signal(self._pidfd, number)

    def hang_up(self) -> None:
        """Close the window: the kernel tells the program, and its reads and writes fail."""
        self._ended = self._is_hung_up = True
        os.close(self._master)

    # Out: the screen

    @property
    def is_as_before(self) -> bool:
        """Whether the line discipline is set as before the command ran: cooked, with echo."""
        return termios.tcgetattr(self._master) == self.modes_before

    @property
    def screen(self) -> list[str]:
        """The rows on the screen, without blanks at their ends."""
        self._feed()
        return [row.rstrip() for row in self._model.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.screen)

    @property
    def cursor(self) -> tuple[int, int]:
        """The cursor's (row, col)."""
        self._feed()
        return self._model.cursor.y, self._model.cursor.x

    @property
    def modes(self) -> frozenset[int]:
        """The DEC private modes that are set: 25 cursor, 1049 alternate screen, 1006 mouse…"""
        self._feed()
        return frozenset(self._cleaner.modes)

    def row_of(self, text: str, timeout: float = 10.0) -> int:
        """Return the first row that shows `text`, once one does: a frame may still be coming.

        Raises:
            AssertionError: No row shows it in time, or the program ended; it shows the screen.
        """
        self.wait_for(text, timeout)
        return next(number for number, row in enumerate(self.screen) if text in row)

    def style_at(self, row: int, col: int) -> CellStyle:
        """Return how the cell at `row`, `col` is painted."""
        self._feed()
        cell = self._model.buffer[row][col]
        return CellStyle(
            fg=cell.fg,
            bg=cell.bg,
            bold=cell.bold,
            italic=cell.italics,
            underline=cell.underscore,
            reverse=cell.reverse,
            strike=cell.strikethrough,
        )

    # Waiting

    def read(self, timeout: float) -> bytes:
        """Take in what the program writes within `timeout` seconds; b"" when it is silent.

        Its queries are answered at once; the screen is brought up to date only when looked at, so
        that this is fast enough to measure with.
        """
        if self._ended or not select.select([self._master], [], [], max(0.0, timeout))[0]:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says EIO when the last holder of the tty is gone
            data = b""
        if not data:
            self._ended = True
            return b""
        self.written += len(data)
        if self.raw is not None:
            self.raw += data
        self._unread.append(data)
        self._answer_queries(data)
        return data

    def wait_for(self, condition: Condition, timeout: float = 10.0) -> None:
        """Read until the screen shows a text, or until a predicate over this terminal holds.

        A frame in synchronised output is looked at when it is complete, as a terminal shows it.

        Raises:
            AssertionError: It did not come in time, or the program ended; it shows the screen.
        """
        deadline = time.perf_counter() + timeout
        while not self._holds(condition):
            left = deadline - time.perf_counter()
            if left <= 0 or self._ended:
                why = "the program ended" if self._ended else f"not within {timeout} s"
                raise AssertionError(f"{why}: {condition!r}\n{self._picture()}")
            if self.read(left):
                self._read_all()

    def settle(self, quiet: float = 0.05, limit: float = 5.0) -> Burst | None:
        """Read until nothing came for `quiet` seconds; None when nothing came within `limit`."""
        first = last = math.nan
        size = 0
        deadline = time.perf_counter() + limit
        while (now := time.perf_counter()) < deadline and not self._ended:
            data = self.read(min(quiet, deadline - now) if size else deadline - now)
            if data:
                last = time.perf_counter()
                first = first if size else last
                size += len(data)
            elif size:
                break
        return Burst(first, last, size) if size else None

    def frames(self, quiet: float = 0.1, limit: float = 5.0) -> list[tuple[float, list[str]]]:
        """Read until nothing came for `quiet` seconds; return each frame, and when it was there.

        The screen is modelled afterwards, so that this is fast enough to measure with. A frame in
        synchronised output is there when it is complete.
        """
        self._feed()
        arrived: list[tuple[float, bytes]] = []
        deadline = time.perf_counter() + limit
        while (now := time.perf_counter()) < deadline and not self._ended:
            data = self.read(min(quiet, deadline - now) if arrived else deadline - now)
            if data:
                arrived.append((time.perf_counter(), data))
            elif arrived:
                break
        self._unread.clear()
        found = []
        for at, data in arrived:
            self._unread.append(data)
            screen = self.screen
            if SYNCHRONISED not in self._cleaner.modes:
                found.append((at, screen))
        return found

    def drain(self, seconds: float) -> None:
        """Read for `seconds`, whether or not anything comes."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0 and not self._ended:
            self.read(left)

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Read until the command has ended; return its exit code, or -N for signal N.

        Raises:
            AssertionError: It still runs; it shows the screen.
        """
        deadline = time.perf_counter() + timeout
        while not self._has_exited(0):
            left = deadline - time.perf_counter()
            if left <= 0:
                raise AssertionError(f"still running after {timeout} s\n{self._picture()}")
            self._wait_data_or_exit(left)
        self._read_all()
        # The process is left for `close` to reap: until then nobody else can get its number.
        result = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        assert result is not None
        return result.si_status if result.si_code == os.CLD_EXITED else -result.si_status

    def close(self) -> None:
        """End the command and whatever is left in its process group."""
        if self._closed:
            return
        self._closed = self._ended = True
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if not self._is_hung_up:
            os.close(self._master)
        os.waitpid(self.pid, 0)
        os.close(self._pidfd)

    # Inside

    def _set_size(self, rows: int, cols: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def _feed(self) -> None:
        data, self._unread = b"".join(self._unread), []
        self._stream.feed(self._cleaner.clean(data))

    def _read_all(self) -> None:
        """Read what is already there, but not forever from a program that never pauses."""
        for _ in range(100):
            if not self.read(0):
                return

    def _answer_queries(self, data: bytes) -> None:
        window = self._tail + data
        reply = answers(window, len(self._tail), lambda: self.cursor, lambda: set(self.modes))
        self._tail = window[-LONGEST_QUERY:]
        if reply:
            with contextlib.suppress(OSError):  # the program may be gone by now
                self.write(reply)

    def _holds(self, condition: Condition) -> bool:
        if SYNCHRONISED in self.modes:
            return False
        return condition in self.text if isinstance(condition, str) else condition(self)

    def _wait_data_or_exit(self, timeout: float) -> None:
        if self._ended:
            self._has_exited(timeout)
            return
        if self._master in select.select([self._master, self._pidfd], [], [], timeout)[0]:
            self.read(0)

    def _has_exited(self, timeout: float) -> bool:
        return bool(select.select([self._pidfd], [], [], timeout)[0])

    def _picture(self) -> str:
        line = "-" * self._model.columns
        return "\n".join([line, *self.screen, line])


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    return {**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env}
