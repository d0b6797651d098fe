"""What holds in any weather: an app that saves, gives the terminal back and says why it ended."""

from __future__ import annotations

import logging
import os
import sys
import threading
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from tui.errors import PullquoteError
from tui.log import log_file, open_log
from tui.plain import why_plain
from tui.screens.keys.keymap import NO_KEY
from tui.settings import Settings
from tui.signals import Signals, has_job_control
from tui.widgets.key_bar import key_name

if TYPE_CHECKING:
    from rich.console import RenderableType

_LOG = logging.getLogger("pullquote")

_SETTLED = 0.05
"""Seconds after which a window has stopped changing its size."""


class SturdyApp(App[None]):
    """An app that ends in good order, whatever ends it.

    Args:
        state: The folder in which log and reports are kept.

    Attributes:
        signals: Passes signals on; None where the app does not run in a terminal.
        failure: The first error that nobody took care of.
    """

    def __init__(self, state: Path) -> None:
        super().__init__()
        self._state = state
        self.signals: Signals | None = None
        self.failure: BaseException | None = None
        self._redraw: Timer | None = None
        self._is_sized = False

    def save_rest(self) -> int:
        """Save what is not saved, now and in this thread; return how many changes are left.

        For the end only, when no event loop saves behind the keys any more.
        """
        return 0

    def on_load(self) -> None:
        """Take signals as soon as there is an event loop, before the terminal is touched."""
        if self.signals is not None:
            self.signals.listen()

    def on_resize(self, event: events.Resize) -> None:
        """Draw all of it again when a window has stopped changing its size.

        Textual draws nothing when a window comes back to its size before it has looked; but the
        terminal may have shifted or cut its rows by then.
        """
        if self._redraw is not None:
            self._redraw.stop()
        elif not self._is_sized:  # the first news of it: nothing is drawn yet
            self._is_sized = True
            return
        self._redraw = self.set_timer(_SETTLED, self._resized)

    def _resized(self) -> None:
        """Draw all of it; at another size, if the news of the last one was overtaken by older news.

        A signal that arrives while Textual handles the one before it is handled first.
        """
        self._redraw = None
        if self.signals is not None and (size := Size(*get_terminal_size())) != self.size:
            self.post_message(events.Resize(size, size))
        self.refresh()

    def on_mount(self) -> None:
        """Take the signals that pause, too: the terminal is in use now."""
        if self.signals is not None:
            self.signals.listen_to_pauses()

    def action_help_quit(self) -> None:
        """Say how to quit to whoever presses ctrl+c."""
        quits = (b.binding for b in self.screen.active_bindings.values())
        keys = [key_name(one.key) for one in quits if one.action == "quit" and one.id == "app.quit"]
        with_key = [name for name in keys if name != NO_KEY]
        quits_with = " or ".join(with_key) or "Quit in the palette"
        self.notify(f"{quits_with} quits; everything decided is saved by then.")

    def action_suspend_process(self) -> None:
        """Give the terminal back to the shell until `fg`."""
        if self.signals is not None and has_job_control():
            self.signals.pause(with_group=True)
        else:
            self.notify("There is no shell here that could bring the reader back (with fg).")

    # -- what nobody expected --------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End the app because of an error that nobody took care of; `run` reports it.

        It takes the place of a private method of Textual's: of all public ones none is told the
        error. What it would do is render a traceback with the values of all variables, articles
        among them, over the whole screen. A test tells if it is ever called otherwise.
        """
        if self.signals is None:  # not in a terminal: a test is told in Textual's way
            super()._handle_exception(error)
            return
        self._fail(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End the app: its input failed, as it does when a terminal goes away without a signal."""
        if self.signals is None:
            super().panic(*renderables)
        else:
            self.signals.hang_up()

    def _fail(self, error: BaseException) -> None:
        if self.failure is None:
            self.failure = error
        else:
            _LOG.error("another error on the way out", exc_info=error)
        self.exit(return_code=1)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell when something in the background failed."""
        self.tell_failed(event.worker)

    def tell_failed(self, worker: Worker[object]) -> None:
        """Tell that a worker failed, if it did: the rest goes on without it."""
        error = worker.error
        if worker.state is WorkerState.ERROR and error is not None:
            _LOG.error("the worker %s failed", worker.name, exc_info=error)
            self.notify(
                f"{type(error).__name__} while it worked on: {worker.group}. Reading and deciding "
                f"go on.\nMore is in {log_file(self._state)}",
                title="Something went wrong",
                severity="error",
                timeout=15,
            )


def run_to_the_end(app: SturdyApp, settings: Settings) -> None:
    """Run `app` in the terminal, and save what is left whatever ended it.

    Raises:
        UnexpectedError: An error that nobody took care of ended it; the report is written.
        PullquoteError: Some changes could not be saved.
        SystemExit: A signal ended it.
    """
    open_log(settings.state)
    if why_plain(settings.reader.plain, os.environ):
        from tui.driver import never_fail_to_encode, plain_driver

        never_fail_to_encode()
        app.driver_class = plain_driver(app.driver_class)
    threading.excepthook = _thread_failed
    app.signals = Signals(app, app.save_rest)
    failed: BaseException | None = None
    try:
        app.run()
    except Exception as error:  # noqa: BLE001 - reported below, when all is saved
        failed = error
    lost = app.save_rest()
    failed = app.failure or failed
    if failed is not None:
        from tui.crash import Circumstances, told

        raise told(failed, Circumstances(settings, app.size, lost)) from failed
    if lost:
        raise PullquoteError(
            f"{lost} change{'s' * (lost != 1)} could not be saved",
            f"the log says why: {log_file(settings.state)}",
        )
    if app.return_code:
        sys.exit(app.return_code)


def _thread_failed(args: threading.ExceptHookArgs) -> None:
    """Log what ended a thread: on standard error it would be written across the screen."""
    if args.exc_value is not None:
        name = args.thread.name if args.thread else "?"
        _LOG.error("the thread %s failed", name, exc_info=args.exc_value)
