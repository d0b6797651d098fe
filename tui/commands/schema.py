"""`pullquote schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Config
from tui.commands.output import print_text


@command(
    "Print the JSON Schema of the exported record.",
    "pullquote schema > record.schema.json",
    "pullquote schema --config other/pullquote.toml",
    "pullquote schema --entities",
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
        from tui.formats.exchange.entities import entity_schema

        print_text(json.dumps(entity_schema(), indent=2, ensure_ascii=False))
        return
    from tui.config import Flags, load_settings
    from tui.formats.schema import record_schema

    settings = load_settings(Flags(config), annotator_needed=False)
    print_text(json.dumps(record_schema(settings.scheme), indent=2, ensure_ascii=False))
