"""The commands. Each imports what it needs inside, so that none waits for another's imports."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from tui import __version__
from tui.cli_options import Annotations, Annotator, Config, Model, Output, Paths
from tui.cli_output import end, library_at, output_file, print_text
from tui.errors import PullquoteError
from tui.model.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.config import Settings
    from tui.services.export import TokensOf
    from tui.services.library import Library
    from tui.services.tokens import Tokens

_OPTIONS = {"help_option_names": ["-h", "--help"]}


def _examples(*lines: str) -> str:
    """Return an epilog whose lines are kept apart: a backspace before them asks for that."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


class _PathsOrCommand(TyperGroup):
    """Takes a first word that is no command for `read`'s: `pullquote articles/` reads them."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        own = {"-h", "--help", "--version"}
        if not args or (args[0] not in self.commands and args[0] not in own):
            args = ["read", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_PathsOrCommand,
    subcommand_metavar="[PATHS]... | COMMAND [ARGS]...",
    add_completion=False,
    # Plain help and errors: rich's would be imported for them, for 60 ms.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_OPTIONS,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pullquote {__version__}")
        raise typer.Exit


@app.callback(
    epilog=_examples(
        "pullquote articles/",
        "pullquote --annotator ada story.txt",
        "pullquote export -o train.jsonl articles/",
    ),
)
def pullquote(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """Read news in the terminal, tag every quote, export what a model can be trained on.

    A first word that is no command is a path to read: `pullquote articles/` is `pullquote read
    articles/`. A path that is called like a command is opened with `pullquote ./export`.
    """


@app.command(
    epilog=_examples(
        "pullquote read",
        "pullquote read articles/ more.jsonl",
        "pullquote read --annotator ada --annotations shared/ articles/",
    ),
)
def read(
    paths: Paths = None,
    annotator: Annotator = None,
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
) -> None:
    """Read articles and decide on their quotes."""
    from tui.config import Flags
    from tui.launch import open_reader

    open_reader(paths or [], Flags(config, annotator, annotations, model))


@app.command(
    short_help="Write the decisions as JSON Lines.",
    epilog=_examples(
        "pullquote export > all.jsonl",
        "pullquote export -o train.jsonl --annotator ada --annotator bob articles/",
        "pullquote export --format prodigy -o tasks.jsonl",
        "pullquote export --format entities -o entities.jsonl",
    ),
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
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
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
    from tui.services.export import export as write_export
    from tui.services.export import gather
    from tui.store.annotations import AnnotationStore

    if form not in (*EXPORTS, ENTITIES):
        known = ", ".join((*EXPORTS, ENTITIES))
        raise PullquoteError(f"there is no format {form!r}", f"choose one of {known}")
    flags = Flags(config, None, annotations, model)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    library = library_at(paths)
    if form == ENTITIES:
        names = annotator or ()
        _export_entities(settings, library, output, names, skip_orphans=skip_orphans)
        return
    with counted("checking articles") as count:
        gathered = gather(
            library.articles,
            AnnotationStore(settings.annotations),
            settings.scheme,
            annotators=annotator or (),
            skip_orphans=skip_orphans,
            count=count,
        )
    tokens = _tokens(settings) if form in WITH_TOKENS else None
    with ExitStack() as open_ones:
        tokens_of: TokensOf | None = None
        if tokens is not None:
            open_ones.enter_context(closing(tokens))
            working = told(tokens, len(gathered.articles), beside_output=False)
            tokens_of = open_ones.enter_context(working)
        summary = write_export(
            gathered,
            form=form,
            output=output_file(output, library),
            stream=sys.stdout.buffer,
            tokens_of=tokens_of,
        )
    notes = list(tokens.notes) if tokens else []
    end(library, *gathered.left_out(), *notes, summary=summary)


def _export_entities(
    settings: Settings,
    library: Library,
    output: Path | None,
    annotators: Sequence[str],
    *,
    skip_orphans: bool,
) -> None:
    from tui.progress import counted
    from tui.services.export_entities import cached_entities, export_entities, gather_entities
    from tui.store.annotations import AnnotationStore

    with counted("checking articles") as count:
        gathered = gather_entities(
            library.articles,
            AnnotationStore(settings.annotations),
            cached_entities(settings),
            annotators=annotators,
            skip_orphans=skip_orphans,
            count=count,
        )
    file = output_file(output, library)
    summary = export_entities(gathered, output=file, stream=sys.stdout.buffer)
    end(library, *gathered.left_out(), summary=summary)


@app.command(
    short_help="Write the quotes that are found in articles.",
    epilog=_examples(
        "pullquote quotes --text story.txt",
        "pullquote quotes -o quotes.jsonl articles/",
        "pullquote quotes --no-indirect --min-confidence 0.8 articles/ > sure.jsonl",
    ),
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

    settings = load_settings(Flags(config, None, None, model), annotator_needed=False)
    open_log(settings.state)
    library = library_at(paths)
    file = output_file(output, library)
    is_seen = file is None and sys.stdout.isatty()
    columns = get_terminal_size().columns if is_seen else 80
    with (
        closing(Analyses(settings)) as analyses,
        told(analyses, len(library.articles), beside_output=is_seen) as analyse,
    ):
        written = write_quotes(
            library.articles,
            analyse,
            form=partial(as_list, columns=columns) if as_text else as_record,
            shown=Shown(not no_indirect, not no_attitudes, min_confidence),
            output=file,
            stream=sys.stdout.buffer,
        )
        unkept = analyses.problem
    problems = [*map(str, library.problems), *written.problems]
    notes = [f"nothing is kept for the next time: {unkept}"] if unkept else []
    for line in (*problems, *notes, str(written)):
        typer.echo(printable(line), err=True)
    if problems:
        raise typer.Exit(1)


@app.command(
    short_help="Print the JSON Schema of the exported record.",
    epilog=_examples(
        "pullquote schema > record.schema.json",
        "pullquote schema --config other/pullquote.toml",
        "pullquote schema --entities",
    ),
)
def schema(
    config: Config = None,
    entities: Annotated[
        bool, typer.Option("--entities", help="Of a corrected entity, not of an annotation.")
    ] = False,
) -> None:
    """Print the JSON Schema of the exported record, as the labels in use make it."""
    import json

    if entities:
        from tui.formats.entities import entity_schema

        print_text(json.dumps(entity_schema(), indent=2, ensure_ascii=False))
        return
    from tui.config import Flags, load_settings
    from tui.formats.schema import record_schema

    settings = load_settings(Flags(config), annotator_needed=False)
    print_text(json.dumps(record_schema(settings.scheme), indent=2, ensure_ascii=False))


@app.command(
    short_help="Print all keys, as they are in use.",
    epilog=_examples("pullquote keys", "pullquote keys | grep entity", "pullquote keys --markdown"),
)
def keys(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables.")] = False,
    config: Config = None,
) -> None:
    """Print all keys: which they are, what they do, and the names that `[keys]` takes.

    They are the keys in use, with what pullquote.toml says in its table `[keys]`.
    """
    from tui.config import Flags, load_settings
    from tui.screens.keys.registry import groups_in_use
    from tui.screens.keys.table import as_lines, as_markdown

    groups = groups_in_use(load_settings(Flags(config), annotator_needed=False))
    print_text("\n".join(as_markdown(groups) if markdown else as_lines(groups)))


@app.command(
    short_help="Say what is in use, and how to mend what is wrong.",
    epilog=_examples("pullquote doctor", "pullquote doctor --json"),
)
def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as one JSON object.")
    ] = False,
    annotator: Annotator = None,
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
) -> None:
    """Say what is in use (model, paths, terminal, versions), and how to mend what is wrong.

    The exit status is 1 when there is a problem, and 0 otherwise.
    """
    from tui.checks import keys_and_looks
    from tui.config import Flags
    from tui.services.doctor import as_data, as_lines, examine

    flags = Flags(config, annotator, annotations, model)
    checks = [*examine(flags), *keys_and_looks(flags)]
    if as_json:
        import json

        print_text(json.dumps(as_data(checks), indent=2, ensure_ascii=False))
    else:
        print_text(printable("\n".join(as_lines(checks))))
    if any(check.status == "problem" for check in checks):
        raise typer.Exit(1)


def _tokens(settings: Settings) -> Tokens:
    from tui.services.tokens import Tokens

    return Tokens(settings)
