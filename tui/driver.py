"""The terminal as the app writes to it: in fewer bytes, and in plain signs where it needs them."""

from __future__ import annotations

import io
import re
import sys

from textual.driver import Driver

from tui.plain import ERRORS, plain, register
from tui.sgr import SgrCompactor

_STEERING = re.compile(
    "[\x80-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def plain_driver(base: type[Driver]) -> type[Driver]:
    """Return the driver `base` with all that it writes in plain signs."""

    class PlainDriver(base):  # type: ignore[valid-type, misc]
        def write(self, data: str) -> None:
            super().write(plain(data))

    return PlainDriver


def compact_driver(base: type[Driver]) -> type[Driver]:
    """Return the driver `base` with all that it writes in fewer bytes, and nothing of others in it.

    What is drawn is harmless already. What Textual draws by itself (its palette) may have what was
    pasted into it: marks that turn the direction of writing, controls beyond ASCII. They have no
    width, so that nothing moves without them.
    """

    class CompactDriver(base):  # type: ignore[valid-type, misc]
        _compactor = SgrCompactor()

        def write(self, data: str) -> None:
            seen = data if data.isascii() else _STEERING.sub("", data)
            super().write(self._compactor.compacted(seen))

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
