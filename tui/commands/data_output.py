"""Data on standard output: as it is for a program, without anything to obey for a terminal."""

from __future__ import annotations

import codecs
import io
import sys
from typing import IO, TYPE_CHECKING, cast

from tui.model.printable import escaped

if TYPE_CHECKING:
    from typing_extensions import Buffer


def data_output() -> IO[bytes]:
    """Return standard output for data in UTF-8.

    JSON holds control characters as escapes, but not those beyond ASCII, nor what turns the
    direction of writing. In a terminal these are escapes too: it is the same JSON.
    """
    out = sys.stdout.buffer
    return cast("IO[bytes]", _ForTerminal(out)) if sys.stdout.isatty() else out


class _ForTerminal(io.BufferedIOBase):
    """Writes text on with escapes for what a terminal would obey.

    Args:
        out: The terminal.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def write(self, data: Buffer, /) -> int:
        """Write bytes of a text in UTF-8; returns how many."""
        given = bytes(data)
        self._out.write(escaped(self._decoder.decode(given)).encode("utf-8", "backslashreplace"))
        return len(given)

    def flush(self) -> None:
        """Have what was written on the terminal."""
        self._out.flush()
