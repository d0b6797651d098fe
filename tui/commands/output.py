"""What the commands share: the articles they read, where they write, what they say at the end."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.errors import PullquoteError
from tui.model.printable import printable

if TYPE_CHECKING:
    from tui.services.library import Library


def output_file(output: Path | None, library: Library) -> Path | None:
    """Return the file to write; None for standard output.

    Raises:
        PullquoteError: It is one of the articles, which would be lost.
    """
    if output is None or output == Path("-"):
        return None
    for place in {article.place for article in library.articles}:
        for path in (Path(place), Path(place.rpartition(":")[0])):
            with suppress(OSError):
                if output.samefile(path):
                    reason = f"{output} is one of the articles: it would be lost"
                    raise PullquoteError(reason, "name another file with -o")
    return output


def library_at(paths: list[Path] | None) -> Library:
    """Return the articles at `paths`, of seeds/ without any; they are counted meanwhile.

    Raises:
        PullquoteError: There are none that can be read.
    """
    from tui.progress import counted
    from tui.services.library import default_paths, read_library

    with counted("reading articles") as count:
        library = read_library(paths or default_paths(Path.cwd()), count=count)
    if library.problems and not library.articles:
        first, more = library.problems[0], len(library.problems) - 1
        reason = f"{first}" + (f", and {more} more problems" if more else "")
        raise PullquoteError(f"no article could be read: {reason}")
    return library


def end(library: Library, *notes: str, summary: str) -> None:
    """Say what was left out and what was written; exit with 1 when articles could not be read."""
    for line in (*notes, *map(str, library.problems), summary):
        typer.echo(printable(line), err=True)
    if library.problems:
        raise typer.Exit(1)


def print_text(text: str, *, is_ours: bool = False) -> None:
    """Print in UTF-8, whatever the terminal's encoding: this is data for programs too.

    Args:
        text: What to print.
        is_ours: Whether a terminal shall obey it: we put bold text into it, and nobody anything.
    """
    from tui.commands.data_output import data_output

    try:
        out = sys.stdout.buffer if is_ours else data_output()
        out.write(text.encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PullquoteError(f"cannot write the output: {error.strerror or error}") from error
