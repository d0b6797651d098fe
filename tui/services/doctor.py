"""What is in use on this machine, and what is wrong with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from tui.config import Flags, Settings, load_settings
from tui.crash import latest_report
from tui.errors import PullquoteError
from tui.log import log_file
from tui.model.cue_words import CueWords
from tui.nlp import detector_version
from tui.plain import why_plain
from tui.store.lock import has_locks

Status = Literal["ok", "warning", "problem"]
SMALLEST = (80, 24)
"""Columns and rows that every screen is made for."""

_GOOD_PYTHONS = ((3, 11), (3, 14))
_PACKAGES = ("textual", "rich", "spacy", "tinydb", "typer", "filelock", "platformdirs", "pydantic")


@dataclass(frozen=True, slots=True)
class Check:
    """One finding.

    Attributes:
        section: What it is about: `versions`, `settings`, `model`, `paths` or `terminal`.
        name: What was looked at.
        status: `ok`, `warning` (something works less well) or `problem` (it does not work).
        detail: What was found.
        fix: The command that mends it, or an empty string.
    """

    section: str
    name: str
    status: Status
    detail: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the terminal is, as far as a program can tell."""

    environment: Mapping[str, str]
    encoding: str
    size: tuple[int, int] | None
    is_terminal: bool

    @classmethod
    def here(cls) -> Terminal:
        """Return the terminal of this process."""
        is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        try:
            size = tuple(os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1))
        except (OSError, ValueError):
            size = ()
        known = (size[0], size[1]) if len(size) == 2 else None
        return cls(os.environ, sys.stdout.encoding or "", known, is_terminal)


def examine(
    flags: Flags, *, folder: Path | None = None, terminal: Terminal | None = None
) -> list[Check]:
    """Look at everything; never raises for what it finds."""
    folder = folder or Path.cwd()
    checks = [*_versions(), *_settings(flags, folder)]
    checks += _terminal(terminal or Terminal.here())
    return checks


def as_lines(checks: Sequence[Check]) -> list[str]:
    """Return the findings as text, a section at a time, each with its status as a word."""
    lines: list[str] = []
    section = ""
    for check in checks:
        if check.section != section:
            section = check.section
            lines += ["", section] if lines else [section]
        lines.append(f"  {check.status:<8} {check.name:<14} {check.detail}")
        if check.fix:
            lines.append(f"{'':<26}mend it: {check.fix}")
    return [*lines, "", _verdict(checks)]


def as_data(checks: Sequence[Check]) -> dict[str, Any]:
    """Return the findings for a program."""
    return {"ok": not _count(checks, "problem"), "checks": [asdict(check) for check in checks]}


def _verdict(checks: Sequence[Check]) -> str:
    counts = [(_count(checks, "problem"), "problem"), (_count(checks, "warning"), "warning")]
    said = [f"{n} {word}" + ("s" if n > 1 else "") for n, word in counts if n]
    return ", ".join(said) if said else "all is well"


def _count(checks: Sequence[Check], status: Status) -> int:
    return sum(check.status == status for check in checks)


# -- versions ------------------------------------------------------------------------------------


def _versions() -> Iterator[Check]:
    yield _python(sys.version_info[:2], sys.version.split()[0])
    required = _required()
    if required is None:
        yield Check("versions", "pullquote", "warning", "not installed", "pip install -e .")
    for package in _PACKAGES:
        yield _package(package, (required or {}).get(package, ""))
    yield _web()


def _python(version: tuple[int, ...], full: str) -> Check:
    low, high = _GOOD_PYTHONS
    if low <= version < high:
        return Check("versions", "python", "ok", full)
    wanted = f"{full}, but it needs {low[0]}.{low[1]} to {high[0]}.{high[1] - 1}"
    return Check("versions", "python", "problem", wanted, "make PYTHON=python3.13")


def _required() -> dict[str, str] | None:
    """Return the version ranges that the installed pullquote asks for; None without one."""
    from importlib.metadata import PackageNotFoundError, requires

    from packaging.requirements import Requirement

    try:
        lines = requires("pullquote") or []
    except PackageNotFoundError:
        return None
    wanted = (Requirement(line) for line in lines)
    return {one.name: str(one.specifier) for one in wanted if one.marker is None}


def _package(name: str, wanted: str) -> Check:
    from importlib.metadata import PackageNotFoundError, version

    from packaging.specifiers import SpecifierSet

    fix = f'pip install "{name}{wanted}"'
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check("versions", name, "problem", "not installed", fix)
    if SpecifierSet(wanted).contains(found, prereleases=True):
        return Check("versions", name, "ok", found)
    return Check("versions", name, "problem", f"{found}, but it needs {wanted}", fix)


def _web() -> Check:
    """Return what there is of the extra web; to be without it is nothing wrong."""
    from importlib.metadata import PackageNotFoundError, version

    from tui.formats.articles.registry import INSTALL_WEB

    try:
        found = version("trafilatura")
    except PackageNotFoundError:
        found = f"not installed; web pages are read with it: {INSTALL_WEB}"
    return Check("versions", "trafilatura", "ok", found)


# -- settings, model and paths -------------------------------------------------------------------


def _settings(flags: Flags, folder: Path) -> Iterator[Check]:
    try:
        settings = load_settings(flags, folder=folder)
    except PullquoteError as error:
        yield Check("settings", "settings", "problem", error.message, error.hint)
        return
    file = str(settings.file) if settings.file else "no pullquote.toml: the defaults are in use"
    yield Check("settings", "config file", "ok", file)
    yield Check("settings", "annotator", "ok", settings.annotator)
    labels = ", ".join(label.name for label in settings.scheme.labels)
    yield Check("settings", "labels", "ok", labels)
    yield Check("settings", "cue words", "ok", _cue_words(settings.cues))
    yield from _model(settings)
    yield Check("model", "detector", "ok", detector_version(settings.cues))
    yield from _paths(settings, folder)


def _cue_words(cues: CueWords) -> str:
    counts = ((len(cues.verbs), "verb"), (len(cues.nouns), "noun"))
    own = [f"{count} {word}" + ("s" if count > 1 else "") for count, word in counts if count]
    return f"the built-in ones, and your own: {', '.join(own)}" if own else "the built-in ones"


def _model(settings: Settings) -> Iterator[Check]:
    from tui.nlp.models import PACKAGES, find_model

    try:
        model = find_model(settings.model)
    except PullquoteError as error:
        yield Check("model", "model", "problem", error.message, error.hint)
        return
    yield Check("model", "model", "ok", f"{model.name} {model.version} in {model.path}")
    if settings.model is None:
        return
    for package in PACKAGES:
        try:
            best = find_model(package)
        except PullquoteError:
            continue
        if best.path != model.path and best.name != model.name:
            detail = f"{best.name} {best.version} is installed; {settings.model} was asked for"
            yield Check("model", "better model", "ok", detail, "")
        return


def _paths(settings: Settings, folder: Path) -> Iterator[Check]:
    yield _writable("annotations", settings.annotations, "--annotations DIR")
    yield from _locks(settings.annotations)
    yield from _leftovers(settings.annotations)
    yield _writable("cache", settings.cache, "PULLQUOTE_CACHE=DIR", size=True)
    yield _writable("state", settings.state, "PULLQUOTE_STATE=DIR")
    yield _log(settings.state)
    yield from _last_report(settings.state)
    seeds = folder / "seeds"
    if seeds.is_dir():
        yield Check("paths", "seeds", "ok", str(seeds))
    else:
        detail = f"there is no {seeds}: paths have to be named"
        yield Check("paths", "seeds", "warning", detail, "pullquote PATH")


def _writable(name: str, folder: Path, other: str, *, size: bool = False) -> Check:
    """Check a folder by writing to it: permissions alone do not tell of full or locked disks."""
    place = folder
    try:
        while not place.exists() and place != place.parent:
            place = place.parent
        _try_to_write(place)
    except OSError as error:
        detail = f"{folder} cannot be written: {error.strerror or error}"
        return Check("paths", name, "problem", detail, f"chmod u+rwx {place}, or {other}")
    if place != folder:
        return Check("paths", name, "ok", f"{folder} (made when it is needed)")
    return Check("paths", name, "ok", f"{folder}{_size(folder) if size else ''}")


def _locks(annotations: Path) -> Iterator[Check]:
    if not annotations.is_dir():
        return
    try:
        if has_locks(annotations):
            yield Check("paths", "locks", "ok", "the system's")
            return
    except OSError:  # that the folder cannot be used is told by another check
        return
    detail = f"{annotations} has no locks: lock files are used instead"
    yield Check("paths", "locks", "warning", detail)


def _try_to_write(folder: Path) -> None:
    if not folder.is_dir():
        raise NotADirectoryError(20, "not a folder")
    trial = folder / f".pullquote-doctor-{os.getpid()}"
    try:
        trial.write_bytes(b"pullquote")
    finally:
        trial.unlink(missing_ok=True)


def _size(folder: Path) -> str:
    try:
        total = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    except OSError:  # something was removed meanwhile: then its size is no news
        return ""
    return f" ({total / 1_000_000:.1f} MB)"


def _log(state: Path) -> Check:
    path = log_file(state)
    return Check("paths", "log", "ok", f"{path}" if path.exists() else f"{path} (nothing yet)")


def _last_report(state: Path) -> Iterator[Check]:
    report = latest_report(state)
    if report is not None:
        detail = f"an unexpected error, the last one in {report}"
        yield Check("paths", "report", "warning", detail, f"send it along, then rm {report}")


def _leftovers(annotations: Path) -> Iterator[Check]:
    try:
        aside = sorted(annotations.glob("*/*.broken-*"))
    except OSError:  # that the folder cannot be used is told by another check
        return
    if aside:
        detail = f"{len(aside)} that could not be read, such as {aside[0]}"
        fix = "pullquote check --repair takes back in what is whole in them"
        yield Check("paths", "set aside", "warning", detail, fix)


# -- terminal ------------------------------------------------------------------------------------


def _terminal(terminal: Terminal) -> Iterator[Check]:
    looks: tuple[Callable[[Terminal], Check], ...] = (_tty, _term, _colour, _encoding)
    for look in looks:
        yield look(terminal)
    if terminal.size is not None:
        yield _extent(terminal.size)
    yield from _multiplexer(terminal.environment)


def _tty(terminal: Terminal) -> Check:
    if terminal.is_terminal:
        return Check("terminal", "terminal", "ok", "yes")
    detail = "none here: the reader needs one, the other commands do not"
    return Check("terminal", "terminal", "warning", detail)


def _term(terminal: Terminal) -> Check:
    term = terminal.environment.get("TERM", "")
    if term not in {"", "dumb", "unknown"}:
        return Check("terminal", "TERM", "ok", term)
    status: Status = "problem" if terminal.is_terminal else "warning"
    detail = f"{term or 'not set'}: screens cannot be drawn"
    return Check("terminal", "TERM", status, detail, "export TERM=xterm-256color")


def _colour(terminal: Terminal) -> Check:
    known = terminal.environment
    if known.get("NO_COLOR"):
        return Check("terminal", "colours", "ok", "none, as NO_COLOR asks")
    if known.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return Check("terminal", "colours", "ok", "16 million")
    if "256" in known.get("TERM", ""):
        return Check("terminal", "colours", "ok", "256; more with export COLORTERM=truecolor")
    detail = "16, as far as TERM and COLORTERM tell"
    return Check("terminal", "colours", "warning", detail, "export COLORTERM=truecolor")


def _encoding(terminal: Terminal) -> Check:
    why = why_plain(None, terminal.environment)
    if terminal.encoding.lower().replace("-", "") != "utf8":
        detail = f"{terminal.encoding or 'unknown'}: what it lacks is replaced by something like it"
        return Check("terminal", "encoding", "warning", detail, "export LC_ALL=C.UTF-8")
    if why:
        detail = f"UTF-8, and plain signs because {why}"
        return Check("terminal", "encoding", "ok", detail)
    return Check("terminal", "encoding", "ok", "UTF-8")


def _extent(size: tuple[int, int]) -> Check:
    detail = f"{size[0]}x{size[1]}"
    if size[0] >= SMALLEST[0] and size[1] >= SMALLEST[1]:
        return Check("terminal", "size", "ok", detail)
    wanted = f"{detail}, made for {SMALLEST[0]}x{SMALLEST[1]} and more"
    return Check("terminal", "size", "warning", wanted, "make the window larger")


def _multiplexer(environment: Mapping[str, str]) -> Iterator[Check]:
    if "TMUX" not in environment:
        return
    if environment.get("TERM", "").startswith(("tmux", "screen")):
        yield Check("terminal", "tmux", "ok", "yes")
    else:
        fix = "tmux set -g default-terminal tmux-256color"
        yield Check("terminal", "tmux", "warning", "TERM is not tmux's own", fix)
