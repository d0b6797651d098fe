"""The log file: what happened and why, for whoever has to find out. No article's text is in it.

Modules write to the standard library's loggers below `pullquote`; this says where that goes. The
file is made with the first line, so that a run in which nothing happens leaves nothing.
"""

from __future__ import annotations

import logging
from pathlib import Path

LOG_NAME = "pullquote.log"
_LARGEST = 512 * 1024
"""Bytes from which a new file is begun."""
_KEPT = 3
"""Older files that are kept, as `pullquote.log.1` and so on."""


def log_file(state: Path) -> Path:
    """Return where the log of a state folder is."""
    return state / LOG_NAME


def open_log(state: Path) -> None:
    """Send what is logged from now on to the log in `state`, warnings of any library too."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _LogFile)]:
        root.removeHandler(handler)
        handler.close()
    root.addHandler(_LogFile(log_file(state)))
    logging.getLogger("pullquote").setLevel(logging.INFO)


class _LogFile(logging.Handler):
    """Hands records on to a rotated file, which is opened for the first of them.

    A log that cannot be written is no reason to disturb anybody: then nothing is logged.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        try:
            if self._file is None:
                self._file = self._opened()
            self._file.emit(record)
        except OSError:
            self._file = logging.NullHandler()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        self._path.parent.mkdir(parents=True, exist_ok=True)

        class File(RotatingFileHandler):
            def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
                """A full disk would be told on standard error, in the middle of the screen."""

        file = File(
            self._path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", errors="replace"
        )
        file.setFormatter(
            logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
        )
        return file
