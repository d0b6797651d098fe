"""Opening the reader: what both `pullquote PATH` and `pullquote read` do.

Apart from the commands, because it can go without typer: see `plain_line`.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from tui.config import Flags, Settings, load_settings
from tui.errors import PullquoteError
from tui.services.files import default_paths

COMMANDS = frozenset(
    (
        *("read", "add", "search", "prepare", "export", "import", "formats", "quotes", "merge"),
        *("check", "assign", "status"),
        *("schema", "keys", "doctor"),
    )
)
"""The words that are commands; any other first word is a path to read."""

_SWITCH_SECONDS = 0.0005
"""Python's own 5 ms is a third of the time that a key may take."""
_OPTIONS = frozenset({"annotator", "annotations", "model", "config", "encoding", "columns"})


def plain_line(words: Sequence[str]) -> tuple[list[Path], Flags] | None:
    """Return paths and flags when the line opens the reader and is easy to tell; else None.

    Typer and the pydantic it brings take 100 ms, a third of the time to the first painted text.
    What is not wholly plain here (other commands, help, mistakes) is left to them.
    """
    rest = list(words)
    if rest[:1] == ["read"]:
        del rest[0]
    elif rest and rest[0] in COMMANDS:
        return None
    paths: list[Path] = []
    said: dict[str, str] = {}
    while rest:
        word = rest.pop(0)
        if not word.startswith("-") or word == "-":
            paths.append(Path(word))
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or name not in _OPTIONS or not (equals or rest):
            return None
        said[name] = value if equals else rest.pop(0)
    return paths, _flags(said)


def _flags(said: dict[str, str]) -> Flags:
    places = {name: Path(said[name]) for name in ("config", "annotations") if name in said}
    return Flags(
        config=places.get("config"),
        annotator=said.get("annotator"),
        annotations=places.get("annotations"),
        model=said.get("model"),
        encoding=said.get("encoding"),
        columns=said.get("columns"),
    )


def open_reader(paths: Sequence[Path], flags: Flags) -> None:
    """Open the reader on `paths`, on `seeds/` without any.

    Raises:
        PullquoteError: There is no terminal, there are no articles, or the settings are wrong.
    """
    settings = load_settings(flags)
    paths, note = _with_stdin(paths, settings) if Path("-") in paths else (list(paths), "")
    paths = paths or default_paths(Path.cwd())
    _check_any(paths)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise PullquoteError(
            "the reader needs a terminal, and this is none",
            "for the annotations as data use pullquote export",
        )
    _check_terminal(os.environ)
    # What is loaded now stays: looking through it for garbage, again and again while it grows,
    # takes a tenth of the start. The app switches the collector on once its first screen is there.
    gc.disable()
    # A save runs beside the keys; a thread that wants to go on waits this long for the other.
    sys.setswitchinterval(_SWITCH_SECONDS)
    # Textual reads it when it is imported: at 60 frames a second, quick keys wait for a frame.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tui.app import run

    run(settings, paths, note)


def _with_stdin(paths: Sequence[Path], settings: Settings) -> tuple[list[Path], str]:
    """Keep standard input in a file, then take the keys from the terminal; see `with_stdin`."""
    from tui.services.stdin import with_stdin

    if not sys.stdout.isatty():
        raise PullquoteError("the reader needs a terminal, and this is none")
    named = with_stdin(paths, sys.stdin.buffer, settings.state)
    if not sys.stdin.isatty():
        try:
            terminal = os.open("/dev/tty" if os.name == "posix" else "CONIN$", os.O_RDWR)
        except OSError as error:
            reason = f"the reader needs a terminal for its keys: {error.strerror or error}"
            raise PullquoteError(reason, f"{named.note}: open that") from error
        os.dup2(terminal, sys.stdin.fileno())
        os.close(terminal)
    return named


def _check_terminal(environment: MutableMapping[str, str]) -> None:
    """Stop where a screen cannot be drawn; where there are no colours, ask for none."""
    term = environment.get("TERM", "")
    if os.name == "posix" and term in {"", "dumb", "unknown"}:
        raise PullquoteError(
            f"the terminal cannot draw a screen: TERM is {term or 'not set'}",
            "if it can, say what it is, as in: export TERM=xterm-256color",
        )
    if term.startswith("vt"):
        environment.setdefault("NO_COLOR", "1")


def _check_any(paths: Sequence[Path]) -> None:
    """Stop when none of the paths is there; a single missing one is named in the reader."""
    if any(os.path.lexists(path) for path in paths):
        return
    from difflib import get_close_matches

    near = get_close_matches(str(paths[0]), sorted(COMMANDS), n=1)
    hint = f"did you mean pullquote {near[0]}?" if near else "check the name"
    raise PullquoteError(f"there is no file or folder {paths[0]}", hint)
