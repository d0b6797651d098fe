"""`pullquote status`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Annotations, Columns, Config, Encoding, Model, Paths
from tui.commands.output import corpus_at, print_text, say
from tui.errors import PullquoteError

if TYPE_CHECKING:
    from tui.model.analysis import Quote
    from tui.services.assignments import Assignments
    from tui.services.corpus import Corpus
    from tui.services.tally import Status
    from tui.settings import Settings
    from tui.store.cache import AnalysisCache


@command(
    "Say how far everybody is.",
    "pullquote status articles/",
    "pullquote status --annotator ada articles/",
    "pullquote status --json articles/ > status.json",
)
def status(
    paths: Paths = None,
    annotator: Annotated[
        list[str] | None,
        typer.Option(
            "--annotator",
            metavar="NAME",
            help="Only NAME's figures; may be given more than once.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Say how far everybody is: articles, quotes, labels, the time that a decision takes.

    An article is new, started or done as the list of articles has it; quotes are those the reader
    shows. "shared, done" counts articles that several people read, and of these what all of them
    are done with; "seconds" is the median of the time a decision took, pauses left out.

    With --json there is one object: "corpus", "people" (a list), "total" and "problems". People and
    total have "articles", "quotes", "seconds_per_decision" and "last_active"; null is unknown.

    The exit status is 0; 1 when something could not be read and the rest was counted; 2 when
    nothing was.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log

    flags = Flags(config, None, annotations, model, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    with corpus_at(paths, settings) as corpus:
        found, notes = _counted(settings, corpus, annotator or ())
        problems = [*map(str, corpus.problems), *found.problems]
    if as_json:
        import json

        print_text(json.dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        print_text(_tables(settings, found), is_ours=True)
    for line in (*notes, *problems):
        say(line)
    if problems:
        raise typer.Exit(1)


def _counted(
    settings: Settings, corpus: Corpus, annotators: Sequence[str]
) -> tuple[Status, list[str]]:
    """Return the figures, and what else there is to say."""
    from tui.model.worklist import Shown
    from tui.progress import counted
    from tui.services.status import status_of
    from tui.store.annotations import AnnotationStore
    from tui.store.cache import AnalysisCache

    reader = settings.reader
    with closing(AnalysisCache(settings.analyses)) as cache, counted("counting articles") as count:
        quotes_of, notes = _quotes_of(settings, cache)
        assignments, problems = _assignments(settings)
        found = status_of(
            corpus,
            AnnotationStore(settings.annotations),
            assignments,
            quotes_of,
            Shown(reader.indirect, reader.attitudes, reader.min_confidence),
            annotators=annotators,
            count=count,
        )
        found = found._replace(problems=(*problems, *found.problems))
        return found, [*notes, cache.problem] if cache.problem else notes


def _assignments(settings: Settings) -> tuple[Assignments, list[str]]:
    """Return who reads what, and what is wrong with the file: all else is counted without it."""
    from tui.services.assignments import Assignments

    try:
        return Assignments.load(settings.annotations), []
    except PullquoteError as error:
        return Assignments(settings.annotations), [str(error)]


def _quotes_of(
    settings: Settings, cache: AnalysisCache
) -> tuple[Callable[[str], Sequence[Quote] | None], list[str]]:
    """Return what finds the quotes of the model in use, and why it will find none."""
    from tui.nlp import detector_version
    from tui.nlp.models import find_model

    try:
        key = find_model(settings.model).key
    except PullquoteError as error:
        return lambda _: None, [f"no analyses are counted: {error}"]
    detector = detector_version(settings.cues)
    return lambda sha256: cache.quotes(sha256, key, detector), []


def _tables(settings: Settings, found: Status) -> str:
    from tui.commands.status_table import Look, as_tables
    from tui.plain import plain, why_plain

    is_seen = sys.stdout.isatty()
    dumb = os.environ.get("TERM", "") in {"", "dumb", "unknown"}
    look = Look(get_terminal_size().columns if is_seen else None, is_seen and not dumb)
    text = as_tables(found, [label.name for label in settings.scheme.labels], look)
    return plain(text) if is_seen and why_plain(settings.reader.plain, os.environ) else text
