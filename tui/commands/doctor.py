"""`pullquote doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Annotations, Annotator, Config, Model
from tui.commands.output import print_text
from tui.model.printable import printable


@command(
    "Say what is in use, and how to mend what is wrong.",
    "pullquote doctor",
    "pullquote doctor --json",
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
