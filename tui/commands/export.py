"""`pullquote export`."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tui.commands.command import command
from tui.commands.data_output import data_output
from tui.commands.options import Annotations, Columns, Config, Encoding, Model, Paths
from tui.commands.output import corpus_at, end, output_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tui.config import Settings
    from tui.formats.format import Format
    from tui.services.corpus import Corpus
    from tui.services.exporting.export import Give
    from tui.services.exporting.gathering import Gathering


@command(
    "Write the decisions in a format that others read.",
    "pullquote export > all.jsonl",
    "pullquote export -o train.jsonl --annotator ada --annotator bob articles/",
    "pullquote export --format prodigy -o tasks.jsonl",
    "pullquote export --format entities -o entities.jsonl",
)
def export(
    paths: Paths = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write FILE, or the folder FILE where a format has several; else standard output.",
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="NAME", help="What to write; `pullquote formats` lists what."
        ),
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
    include_negatives: Annotated[
        bool,
        typer.Option(
            "--include-negatives", help="Write what has no label too, as an example of that."
        ),
    ] = False,
    context: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Sentences around a quote, where it stands alone in a record."
        ),
    ] = 0,
    licence: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The licence of texts and annotations, where a format tells it."
        ),
    ] = "",
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
    """Write the decisions, each checked against its text: one annotation a line, or as others do.

    `--format entities` writes the corrected entities instead, by hand and by rule.

    The exit status is 0; 1 when some articles could not be read and the rest was written; 2 when
    nothing was written.
    """
    from tui.config import Flags, load_settings
    from tui.formats.format import Options
    from tui.formats.registry import format_called
    from tui.log import open_log
    from tui.services.exporting.export import export as write_export
    from tui.services.exporting.gathering import Gathering
    from tui.store.annotations import AnnotationStore

    wanted = format_called(form)
    flags = Flags(config, None, annotations, model, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    options = Options(settings.scheme, context, include_negatives, licence)
    with corpus_at(paths, settings) as corpus:
        if wanted.is_of_entities:
            names = annotator or ()
            _export_entities(settings, corpus, output, names, skip_orphans=skip_orphans)
            return
        with _checking(wanted) as count, corpus.in_turn() as articles:
            gathering = Gathering(
                articles,
                AnnotationStore(settings.annotations),
                settings.scheme,
                annotators=annotator or (),
                skip_orphans=skip_orphans,
                skip_moved=skip_moved,
                count=count,
            )
            with _material(wanted, settings, gathering) as material:
                summary = write_export(
                    gathering,
                    wanted,
                    output=output_file(output, corpus),
                    stream=data_output(),
                    options=options,
                    give=material.give,
                )
        notes = [*gathering.left_out(), *material.notes, *summary.lines()]
        end(corpus, *notes, summary=str(summary))


@contextmanager
def _checking(form: Format) -> Iterator[Callable[[int], None]]:
    """Yield what counts articles; where they are analysed too, that is what is told."""
    from tui.progress import counted

    if form.needs:
        yield lambda _: None
        return
    with counted("checking articles") as count:
        yield count


class _Given(NamedTuple):
    """What gives articles what a format needs, and what is to be said of how that went."""

    give: Give
    notes: list[str]


@contextmanager
def _material(form: Format, settings: Settings, gathering: Gathering) -> Iterator[_Given]:
    if not form.needs:
        yield _Given(lambda articles: articles, [])
        return
    from tui.progress import told
    from tui.services.exporting.material import Analysing, Material
    from tui.store.annotations import AnnotationStore

    store = AnnotationStore(settings.annotations)
    analysing = Analysing(settings)
    working = told(analysing, len(gathering), beside_output=False)
    with closing(analysing), working as analysis_of:
        material = Material(analysis_of, form.needs, store, gathering.names)
        yield _Given(material.given, analysing.notes)


def _export_entities(
    settings: Settings,
    corpus: Corpus,
    output: Path | None,
    annotators: Sequence[str],
    *,
    skip_orphans: bool,
) -> None:
    from tui.progress import counted
    from tui.services.exporting.entities import EntityGathering, cached_entities, export_entities
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
