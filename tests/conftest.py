"""What holds for all tests."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

# Read when Textual is imported: what is seen must not depend on where the tests run.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
for _name in ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_COLOR_SYSTEM"):
    os.environ.pop(_name, None)


SOAK, EXAMPLES = "soak", "PULLQUOTE_TEST_EXAMPLES"
"""The hypothesis profile of `make soak`, and the variable that says how many examples it tries."""
settings.register_profile(
    SOAK, max_examples=int(os.environ.get(EXAMPLES, "1000")), deadline=None, print_blob=True
)


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let the programs that are started be interrupted, also where the tests run in the background.

    A shell has its background jobs ignore the signal, and what they start inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
