"""What holds for all tests."""

from __future__ import annotations

import os
import signal

import pytest

# Read when Textual is imported: what is seen must not depend on where the tests run.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
for _name in ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_COLOR_SYSTEM"):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let the programs that are started be interrupted, also where the tests run in the background.

    A shell has its background jobs ignore the signal, and what they start inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
