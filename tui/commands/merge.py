"""`pullquote merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Annotations, Config
from tui.commands.output import say


@command(
    "Join annotations that were made apart.",
    "pullquote merge ../laptop/annotations",
    "pullquote merge --dry-run ada/annotations bob/annotations",
    "pullquote merge --annotations all/ ada/annotations bob/annotations",
)
def merge(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Folders of annotations to join in.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would come in, and write nothing.")
    ] = False,
    annotations: Annotations = None,
    config: Config = None,
) -> None:
    """Join the annotations in each DIR into those in use; the DIRs stay as they are.

    Each annotator's decisions stay apart. What was changed in both has the later state, and the
    earlier one is in the log. What was decided apart on one quote is kept twice. Both are named.
    To join the same again changes nothing.

    The exit status is 0; 1 when something could not be read or written and the rest was joined; 2
    when nothing was done.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.progress import counted
    from tui.services.merge import merge_stores
    from tui.store.annotations import AnnotationStore

    settings = load_settings(Flags(config, None, annotations), annotator_needed=False)
    open_log(settings.state)
    with counted("joining databases") as count:
        report = merge_stores(
            AnnotationStore(settings.annotations), folders, dry_run=dry_run, count=count
        )
    for line in (*report.notes, *report.problems, report.summary(dry_run=dry_run)):
        say(line)
    if report.problems:
        raise typer.Exit(1)
