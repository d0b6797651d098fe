"""What the commands share: the articles they read, where they write, what they say at the end."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.errors import PullquoteError
from tui.model.printable import printable

if TYPE_CHECKING:
    from tui.services.library import Library
    from tui.settings import Settings


def output_file(output: Path | None, library: Library) -> Path | None:
    """Return the file to write; None for standard output.

    Raises:
        PullquoteError: It is one of the articles, which would be lost.
    """
    if output is None or output == Path("-"):
        return None
    for path in {path for article in library.articles for path in _files(article.place)}:
        with suppress(OSError):
            if output.samefile(path):
                reason = f"{output} is one of the articles: it would be lost"
                raise PullquoteError(reason, "name another file with -o")
    return output


def _files(place: str) -> list[str]:
    """Return what may be the file of `file`, `file:line`, `archive:file` or `archive:file:line`."""
    return list(accumulate(place.split(":"), "{}:{}".format))


def library_at(paths: list[Path] | None, settings: Settings) -> Library:
    """Return the articles at `paths`, of seeds/ without any; they are counted meanwhile.

    Raises:
        PullquoteError: There are none that can be read.
    """
    from tui.progress import counted
    from tui.services.library import default_paths, read_library

    paths = named(paths, settings)
    with counted("reading articles") as count:
        library = read_library(paths or default_paths(Path.cwd()), settings.reading, count=count)
    if library.problems and not library.articles:
        first, more = library.problems[0], len(library.problems) - 1
        reason = f"{first}" + (f", and {more} more problems" if more else "")
        raise PullquoteError(f"no article could be read: {reason}")
    return library


def named(paths: list[Path] | None, settings: Settings) -> list[Path]:
    """Return the paths that were named; standard input (`-`) is kept in a file, and that is said.

    Raises:
        PullquoteError: Nothing came over standard input, or it cannot be kept.
    """
    if not paths:
        return []
    from tui.services.stdin import with_stdin

    found = with_stdin(paths, sys.stdin.buffer, settings.state)
    if found.note:
        typer.echo(printable(found.note), err=True)
    return found.paths


def end(library: Library, *notes: str, summary: str) -> None:
    """Say what was left out and what was written; exit with 1 when articles could not be read."""
    for line in (*notes, *map(str, library.problems), summary):
        typer.echo(printable(line), err=True)
    if library.problems:
        raise typer.Exit(1)


def print_text(text: str) -> None:
    """Print in UTF-8, whatever the terminal's encoding: this is data for programs too."""
    from tui.commands.data_output import data_output

    try:
        out = data_output()
        out.write(text.encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PullquoteError(f"cannot write the output: {error.strerror or error}") from error
