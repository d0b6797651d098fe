"""`pullquote keys`."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Config
from tui.commands.output import print_text
from tui.model.printable import printable


@command(
    "Print all keys, as they are in use.",
    "pullquote keys",
    "pullquote keys | grep entity",
    "pullquote keys --markdown",
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
    print_text(printable("\n".join(as_markdown(groups) if markdown else as_lines(groups))))
