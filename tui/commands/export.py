"""`pullquote export`."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.command import command
from tui.commands.data_output import data_output
from tui.commands.options import Annotations, Columns, Config, Encoding, Model, Output, Paths
from tui.commands.output import corpus_at, end, output_file
from tui.errors import PullquoteError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.config import Settings
    from tui.services.corpus import Corpus
    from tui.services.export import TokensOf


@command(
    "Write the decisions as JSON Lines.",
    "pullquote export > all.jsonl",
    "pullquote export -o train.jsonl --annotator ada --annotator bob articles/",
    "pullquote export --format prodigy -o tasks.jsonl",
    "pullquote export --format entities -o entities.jsonl",
)
def export(
    paths: Paths = None,
    output: Output = None,
    form: Annotated[
        str, typer.Option("--format", metavar="native|prodigy|entities", help="What to write.")
    ] = "native",
    annotator: Annotated[
        list[str] | None,
        typer.Option(
            "--annotator",
            metavar="NAME",
            help="Only NAME's annotations; may be given more than once.",
            show_default=False,
        ),
    ] = None,
    skip_orphans: Annotated[
        bool,
        typer.Option(
            "--skip-orphans", help="Leave out annotations whose article changed since then."
        ),
    ] = False,
    skip_moved: Annotated[
        bool,
        typer.Option(
            "--skip-moved", help="Leave out what moved with a changed text, until it is confirmed."
        ),
    ] = False,
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Write the decisions as JSON Lines, one annotation a line, each checked against its text.

    `--format entities` writes the corrected entities instead, by hand and by rule.

    The exit status is 0; 1 when some articles could not be read and the rest was written; 2 when
    nothing was written.
    """
    from tui.config import Flags, load_settings
    from tui.formats.registry import ENTITIES, EXPORTS, WITH_TOKENS
    from tui.log import open_log
    from tui.progress import counted, told
    from tui.services.export import Gathering
    from tui.services.export import export as write_export
    from tui.services.tokens import Tokens
    from tui.store.annotations import AnnotationStore

    if form not in (*EXPORTS, ENTITIES):
        known = ", ".join((*EXPORTS, ENTITIES))
        raise PullquoteError(f"there is no format {form!r}", f"choose one of {known}")
    flags = Flags(config, None, annotations, model, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    with corpus_at(paths, settings) as corpus:
        if form == ENTITIES:
            names = annotator or ()
            _export_entities(settings, corpus, output, names, skip_orphans=skip_orphans)
            return
        tokens = Tokens(settings) if form in WITH_TOKENS else None
        with ExitStack() as open_ones:
            # Where tokens are wanted it is told how many articles have theirs, and not both.
            count = None
            if tokens is None:
                count = open_ones.enter_context(counted("checking articles"))
            gathering = Gathering(
                open_ones.enter_context(corpus.in_turn()),
                AnnotationStore(settings.annotations),
                settings.scheme,
                annotators=annotator or (),
                skip_orphans=skip_orphans,
                skip_moved=skip_moved,
                count=count or (lambda _: None),
            )
            tokens_of: TokensOf | None = None
            if tokens is not None:
                open_ones.enter_context(closing(tokens))
                working = told(tokens, len(gathering), beside_output=False)
                tokens_of = open_ones.enter_context(working)
            summary = write_export(
                gathering,
                form=form,
                output=output_file(output, corpus),
                stream=data_output(),
                tokens_of=tokens_of,
            )
        notes = list(tokens.notes) if tokens else []
        end(corpus, *gathering.left_out(), *notes, summary=summary)


def _export_entities(
    settings: Settings,
    corpus: Corpus,
    output: Path | None,
    annotators: Sequence[str],
    *,
    skip_orphans: bool,
) -> None:
    from tui.progress import counted
    from tui.services.export_entities import EntityGathering, cached_entities, export_entities
    from tui.store.annotations import AnnotationStore

    with counted("checking articles") as count, corpus.in_turn() as articles:
        gathering = EntityGathering(
            articles,
            AnnotationStore(settings.annotations),
            cached_entities(settings),
            annotators=annotators,
            skip_orphans=skip_orphans,
            count=count,
        )
        file = output_file(output, corpus)
        summary = export_entities(gathering, output=file, stream=data_output())
    end(corpus, *gathering.left_out(), summary=summary)
