"""The command line: all commands, and what holds for each."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.core import TyperGroup

from tui import __version__
from tui.commands.add import add
from tui.commands.assign import assign
from tui.commands.check import check
from tui.commands.doctor import doctor
from tui.commands.export import export
from tui.commands.formats import formats
from tui.commands.import_ import import_
from tui.commands.keys import keys
from tui.commands.merge import merge
from tui.commands.prepare import prepare
from tui.commands.quotes import quotes
from tui.commands.read import read
from tui.commands.schema import schema
from tui.commands.search import search
from tui.commands.status import status

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


_COMMANDS = (
    *(read, add, search, prepare, export, import_, formats, quotes, merge, check, assign, status),
    *(schema, keys, doctor),
)
for _command in _COMMANDS:
    name = _command.run.__name__.rstrip("_")  # `import` cannot be a function's
    app.command(name, short_help=_command.short_help, epilog=_examples(*_command.examples))(
        _command.run
    )
