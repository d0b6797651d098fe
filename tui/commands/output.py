"""What the commands share: the articles they read, where they write, what they say at the end."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tui.errors import PullquoteError
from tui.model.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.config import Settings
    from tui.services.corpus import Corpus


_NARROWEST = 20
"""Cells; in a narrower terminal lines are as long as if it had so many."""


def output_file(output: Path | None, corpus: Corpus) -> Path | None:
    """Return the file to write; None for standard output.

    Raises:
        PullquoteError: It is one of the articles, which would be lost.
    """
    if output is None or output == Path("-"):
        return None
    if corpus.is_an_article(output):
        reason = f"{output} is one of the articles: it would be lost"
        raise PullquoteError(reason, "name another file with -o")
    return output


@contextmanager
def corpus_at(paths: list[Path] | None, settings: Settings) -> Iterator[Corpus]:
    """Yield the articles at `paths`, of seeds/ without any, as they are now on the disk.

    Raises:
        PullquoteError: There are none that can be read.
    """
    from tui.progress import counted
    from tui.services.corpus import Corpus
    from tui.services.files import default_paths

    paths = named(paths, settings) or default_paths(Path.cwd())
    with closing(Corpus(paths, settings.catalogs, reading=settings.reading)) as corpus:
        with counted("reading articles") as count:
            corpus.update(count=count)
        problems = corpus.problems
        if problems and not len(corpus):
            first, more = problems[0], len(problems) - 1
            reason = f"{first}" + (f", and {more} more problems" if more else "")
            raise PullquoteError(f"no article could be read: {reason}")
        yield corpus


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


def end(corpus: Corpus, *notes: str, summary: str) -> None:
    """Say what was left out and what was written; exit with 1 when articles could not be read."""
    problems = corpus.problems
    for line in (*notes, *map(str, problems), summary):
        say(line)
    if problems:
        raise typer.Exit(1)


def say(line: str) -> None:
    """Tell people something on standard error, as their terminal can show it."""
    typer.echo(_wrapped(printable(line)), err=True)


def _wrapped(line: str) -> str:
    """Return a line as a terminal shall show it: parted between words. Nothing else parts it."""
    if not sys.stderr.isatty():
        return line
    import shutil
    import textwrap

    width = max(_NARROWEST, shutil.get_terminal_size().columns)
    if len(line) <= width:
        return line
    return textwrap.fill(
        line, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


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
