"""The terminal as the app writes to it: in fewer bytes, and in plain signs where it needs them."""

from __future__ import annotations

import io
import sys

from textual.driver import Driver

from tui.plain import ERRORS, plain, register
from tui.sgr import SgrCompactor


def plain_driver(base: type[Driver]) -> type[Driver]:
    """Return the driver `base` with all that it writes in plain signs."""

    class PlainDriver(base):  # type: ignore[valid-type, misc]
        def write(self, data: str) -> None:
            super().write(plain(data))

    return PlainDriver


def compact_driver(base: type[Driver]) -> type[Driver]:
    """Return the driver `base` with all that it writes in fewer bytes."""

    class CompactDriver(base):  # type: ignore[valid-type, misc]
        _compactor = SgrCompactor()

        def write(self, data: str) -> None:
            super().write(self._compactor.compacted(data))

    return CompactDriver


def never_fail_to_encode() -> None:
    """Let what the terminal's encoding lacks be replaced by something as wide.

    Textual writes to the interpreter's own standard error.
    """
    register()
    for stream in (sys.__stderr__, sys.__stdout__):
        if isinstance(stream, io.TextIOWrapper) and not _is_unicode(stream.encoding):
            stream.reconfigure(errors=ERRORS)


def _is_unicode(encoding: str) -> bool:
    return encoding.lower().replace("-", "").startswith("utf")
