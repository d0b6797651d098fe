"""What comes from outside of the keys: the end by a signal, a closed terminal, a pause (ctrl+z).

A handler may run between any two steps of the program, so it only passes on what came: the end is
the app's to make, and here is who makes it when the app does not come to it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

_LOG = logging.getLogger("pullquote.signals")

_PATIENCE = 6.0
"""Seconds that the app gets to end in good order, with everything saved."""
_LAST_PATIENCE = 3.0
"""Seconds that saving gets after that."""

# What the app has switched on, switched off: mouse, paste and focus reports, frames, keyboard
# protocol; lines wrap again, the screen from before is back and has its cursor.
_RESTORED = (
    b"\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[?2004l\x1b[?1004l\x1b[?2048l\x1b[<u\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)


class Signals:
    """Passes signals on to an app.

    Args:
        app: The app.
        save: Saves what is not saved yet; it may be called in any thread.

    Attributes:
        ended_by: The signal that ends the program, once it came.
    """

    def __init__(self, app: App[Any], save: Callable[[], object]) -> None:
        self._app = app
        self._save = save
        self.ended_by: signal.Signals | None = None
        self._came = threading.Event()
        self._is_paused = False
        self._loop: asyncio.AbstractEventLoop
        self._terminal_before: list[Any] | None = None

    @property
    def exit_status(self) -> int:
        """What the program ends with, as a shell says it of a program that a signal ended."""
        return 128 + self.ended_by if self.ended_by else 0

    def listen(self) -> None:
        """Take the signals that end a program; to be called in the event loop."""
        self._loop = asyncio.get_running_loop()
        if sys.platform == "win32":
            return
        self._terminal_before = _attributes()
        # Made now: in a handler, even making a thread could wait for a lock that its thread holds.
        threading.Thread(target=self._make_sure, name="pullquote-end", daemon=True).start()
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGHUP, self._end)
        signal.signal(signal.SIGINT, self._interrupted)

    def listen_to_pauses(self) -> None:
        """Take the signals that pause a program, from Textual: once the terminal is in use.

        Textual's own handlers begin anew with each SIGCONT, and a closed terminal sends one.
        """
        if sys.platform != "win32":
            signal.signal(signal.SIGTSTP, self._stopped)
            signal.signal(signal.SIGCONT, self._continued)

    def hang_up(self) -> None:
        """End as when the terminal was closed: it can be read or written no more."""
        if sys.platform != "win32":
            self._end(signal.SIGHUP, None)

    # -- the end ---------------------------------------------------------------------------------

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self.ended_by is not None:
            return
        self.ended_by = signal.Signals(number)
        if _attributes() is None:
            _let_go_of_terminal()
        self._came.set()
        self._loop.call_soon_threadsafe(self._exit)

    def _exit(self) -> None:
        if self.ended_by is not None:
            _LOG.info("ended by %s", self.ended_by.name)
        self._app.exit(return_code=self.exit_status)

    def _make_sure(self) -> None:
        """End the program when it does not: something hangs, and may be what was to save."""
        self._came.wait()
        threading.Event().wait(_PATIENCE)
        _LOG.error("it did not end in good order within %s s", _PATIENCE)
        saving = threading.Thread(target=self._save, name="pullquote-save", daemon=True)
        saving.start()
        saving.join(_LAST_PATIENCE)
        self._restore_terminal()
        os._exit(self.exit_status)

    def _restore_terminal(self) -> None:
        """Leave the terminal as it was found, without the app and without waiting for it."""
        with suppress(OSError, ValueError):
            if select.select([], [2], [], 0.5)[1]:
                os.write(2, _RESTORED)
        if self._terminal_before is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(0, termios.TCSANOW, self._terminal_before)

    # -- interrupts and pauses -------------------------------------------------------------------

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        """Say how to quit: so does the key, which is no signal while the reader runs."""
        self._loop.call_soon_threadsafe(self._app.call_later, self._app.action_help_quit)

    def _stopped(self, number: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._app.call_later, self.pause)

    def _continued(self, number: int, frame: FrameType | None) -> None:
        """Take the terminal over anew after a stop that was not told (SIGSTOP)."""
        if _attributes() is None:  # a closed terminal sends SIGCONT, after SIGHUP
            self.hang_up()
        elif not self._is_paused and self.ended_by is None:
            self._loop.call_soon_threadsafe(self._app.call_later, self._take_over)

    def _take_over(self) -> None:
        if not self._is_paused and self.ended_by is None:
            with self._app.suspend():
                _wait_for_foreground()

    def pause(self, *, with_group: bool = False) -> None:
        """Give the terminal back and stop until somebody continues the program.

        Args:
            with_group: Whether to stop with all that was started in the same job (`make run`), as
                the key does in a program that leaves it to the terminal.
        """
        if sys.platform == "win32" or self._is_paused or self.ended_by is not None:
            return
        self._is_paused = True
        try:
            with self._app.suspend():
                if with_group:
                    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
                    os.killpg(os.getpgrp(), signal.SIGTSTP)
                    signal.signal(signal.SIGTSTP, self._stopped)
                os.kill(os.getpid(), signal.SIGSTOP)
                _wait_for_foreground()
                if with_group:  # a shell does so, `kill -CONT` does not
                    os.killpg(os.getpgrp(), signal.SIGCONT)
        finally:
            self._is_paused = False


def has_job_control() -> bool:
    """Tell whether a shell would take over, and bring the program back, if it stopped.

    Such a shell gives each job a process group of its own. What a terminal or ssh started directly
    is in the group of the session's leader, and would stop for ever.
    """
    if sys.platform == "win32":
        return False
    return os.getsid(0) != os.getpgrp()


def _wait_for_foreground() -> None:
    """Stop again as long as another job has the terminal: it was continued with `bg`."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # no terminal any more
        while os.tcgetpgrp(0) != os.getpgrp():
            os.kill(os.getpid(), signal.SIGSTOP)


def _attributes() -> list[Any] | None:
    """Return how the terminal is set; None when there is none, or no more."""
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(0)
    except termios.error:
        return None


def _let_go_of_terminal() -> None:
    """Read nothing from now on and write to nowhere: a closed terminal would fail, or block."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
