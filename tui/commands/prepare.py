"""`pullquote prepare`."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Columns, Config, Encoding, Model, Paths
from tui.commands.output import corpus_at, end


@command(
    "Analyse articles ahead, so that they open at once.",
    "pullquote prepare articles/",
    "pullquote prepare --jobs 2 articles/ more.jsonl",
)
def prepare(
    paths: Paths = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            metavar="N",
            min=1,
            help="How many processes; else one for each processor.",
            show_default=False,
        ),
    ] = None,
    model: Model = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Analyse articles ahead: what is not in the cache of analyses yet.

    It may be stopped at any time, with Ctrl-C: what is done is kept, and the same command goes on
    from there.

    The exit status is 0; 1 when some articles could not be read or analysed; 2 when none can
    be, or nothing can be kept; 130 when it was stopped.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.progress import advancing
    from tui.services.prepare import Preparation

    flags = Flags(config, None, None, model, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    with corpus_at(paths, settings) as corpus:
        with (
            corpus.in_turn() as articles,
            closing(Preparation(settings, corpus.ids, articles.find, jobs=jobs)) as work,
        ):
            missing = work.count()
            with advancing("prepared", missing) as told:
                prepared = work.run(told)
        end(corpus, *prepared.problems, summary=str(prepared))
    if prepared.failed:
        raise typer.Exit(1)
