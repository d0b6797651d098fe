"""What is left of an error that nobody expected: a report in a file, two lines for the person."""

from __future__ import annotations

import logging
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tui import __version__
from tui.errors import PullquoteError
from tui.log import open_log
from tui.settings import Settings

_PACKAGES = ("textual", "rich", "spacy", "tinydb", "typer", "pydantic")
_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "TMUX", "LANG", "LC_ALL", "LC_CTYPE", "TERM_PROGRAM")
_PREFIX = "crash-"
_KEPT = 10
"""Reports that are kept; older ones make room."""


class UnexpectedError(PullquoteError):
    """An error that is the program's own fault, as a person is told of it."""

    exit_status = 1


class Circumstances(NamedTuple):
    """Where an error happened.

    Attributes:
        settings: The settings of the run; None when it did not come that far.
        size: Columns and rows of the terminal; None without one.
        lost: Changes that could not be saved in the end.
    """

    settings: Settings | None = None
    size: tuple[int, int] | None = None
    lost: int = 0


def told(error: BaseException, where: Circumstances) -> UnexpectedError:
    """Write the report on `error`; return what to tell the person at the terminal."""
    folder = _folder(where)
    if folder is not None:
        open_log(folder)
        logging.getLogger("pullquote").error("unexpected error", exc_info=error)
    report = _written(_report(error, where), folder)
    kept = "What was decided is saved."
    if where.lost:
        kept = f"{where.lost} change{'s' * (where.lost != 1)} could not be saved."
    if where.settings is None:
        kept = ""
    message = f"an unexpected error ended the program: {_short(error)}"
    hint = f"the report is {report}; send it along when you tell of it" if report else ""
    return UnexpectedError(" ".join(filter(None, (f"{message}.", kept))), hint)


def latest_report(state: Path) -> Path | None:
    """Return the last report in a state folder."""
    return max(_reports(state), default=None)


def _reports(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob(f"{_PREFIX}*.txt"))
    except OSError:
        return []


def _short(error: BaseException) -> str:
    """Name an error and the line of ours it came through last; not its words: they may be long."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(Path(__file__).parent)
    ]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    return f"{type(error).__name__}{place}"


def _folder(where: Circumstances) -> Path | None:
    if where.settings is not None:
        return where.settings.state
    from tui.config import load_settings

    try:
        return load_settings(annotator_needed=False).state
    except (PullquoteError, OSError):
        return None


def _written(report: str, folder: Path | None) -> Path | None:
    """Write a report to `folder`, else to where temporary files go; None when neither works."""
    name = f"{_PREFIX}{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for place in (folder, Path(tempfile.gettempdir())):
        if place is None:
            continue
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(report, "utf-8", "backslashreplace")
        except OSError:
            continue
        for old in _reports(place)[:-_KEPT]:
            with suppress(OSError):
                old.unlink()
        return place / name
    return None


def _report(error: BaseException, where: Circumstances) -> str:
    lines = [
        f"pullquote {__version__}, {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "",
        *_versions(),
        "",
        *_terminal(where.size),
        "",
        *(_settings(where.settings) if where.settings else ("no settings yet",)),
        "",
        # Without the values of variables: texts and decisions would be among them.
        "".join(traceback.format_exception(error)),
    ]
    return "\n".join(lines)


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    yield f"python {platform.python_version()} on {platform.platform()}"
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} not installed"


def _terminal(size: tuple[int, int] | None) -> Iterator[str]:
    yield f"terminal {size[0]}x{size[1]}" if size else "no terminal"
    yield f"encoding {sys.stdout.encoding if sys.stdout else 'unknown'}"
    yield from (f"{name}={os.environ[name]}" for name in _VARIABLES if name in os.environ)


def _settings(settings: Settings) -> Iterator[str]:
    yield f"config file {settings.file}"
    yield f"annotations {settings.annotations}"
    yield f"cache {settings.cache}"
    yield f"model {settings.model}"
    yield f"labels {', '.join(label.name for label in settings.scheme.labels)}"
    yield f"own cue words {len(settings.cues.verbs) + len(settings.cues.nouns)}"
    yield f"{settings.reader}"
