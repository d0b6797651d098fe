"""`pullquote quotes`."""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from shutil import get_terminal_size
from typing import Annotated

import typer

from tui.commands.command import command
from tui.commands.data_output import data_output
from tui.commands.options import Columns, Config, Encoding, Model, Output, Paths
from tui.commands.output import corpus_at, output_file, say


@command(
    "Write the quotes that are found in articles.",
    "pullquote quotes --text story.txt",
    "pullquote quotes -o quotes.jsonl articles/",
    "pullquote quotes --no-indirect --min-confidence 0.8 articles/ > sure.jsonl",
)
def quotes(
    paths: Paths = None,
    output: Output = None,
    as_text: Annotated[bool, typer.Option("--text", help="Write for people, not JSON.")] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            metavar="0..1",
            min=0,
            max=1,
            help="Leave out the less sure ones.",
            show_default=False,
        ),
    ] = 0.0,
    no_attitudes: Annotated[
        bool, typer.Option("--no-attitudes", help="Leave out what is thought or wanted, not said.")
    ] = False,
    no_indirect: Annotated[
        bool, typer.Option("--no-indirect", help="Leave out what has no word in quote marks.")
    ] = False,
    model: Model = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Write the quotes that are found in articles, as JSON Lines, one article a line.

    No decision is needed for that, and none is written: see `pullquote export` for those.
    Without options all quotes are written, whatever the reader shows.

    The exit status is 0; 1 when some articles could not be read and the rest was written; 2 when
    nothing was written.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.model.worklist import Shown
    from tui.progress import told
    from tui.services.analyses import Analyses
    from tui.services.quotes import as_record, write_quotes
    from tui.services.quotes import as_text as as_list

    settings = load_settings(
        Flags(config, None, None, model, encoding, columns), annotator_needed=False
    )
    open_log(settings.state)
    with corpus_at(paths, settings) as corpus:
        file = output_file(output, corpus)
        is_seen = file is None and sys.stdout.isatty()
        width = get_terminal_size().columns if is_seen else 80
        with (
            closing(Analyses(settings)) as analyses,
            told(analyses, len(corpus), beside_output=is_seen) as analyse,
        ):
            written = write_quotes(
                corpus.articles(),
                analyse,
                form=partial(as_list, columns=width) if as_text else as_record,
                shown=Shown(not no_indirect, not no_attitudes, min_confidence),
                output=file,
                stream=data_output(),
            )
            unkept = analyses.problem
        problems = [*map(str, corpus.problems), *written.problems]
    notes = [f"nothing is kept for the next time: {unkept}"] if unkept else []
    for line in (*problems, *notes, str(written)):
        say(line)
    if problems:
        raise typer.Exit(1)
