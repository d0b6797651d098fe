"""`pullquote read`."""

from __future__ import annotations

from tui.commands.command import command
from tui.commands.options import Annotations, Annotator, Columns, Config, Encoding, Model, Paths


@command(
    "Read articles and decide on their quotes.",
    "pullquote read",
    "pullquote read articles/ more.jsonl",
    "pullquote read --annotator ada --annotations shared/ articles/",
)
def read(
    paths: Paths = None,
    annotator: Annotator = None,
    annotations: Annotations = None,
    model: Model = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Read articles and decide on their quotes."""
    from tui.config import Flags
    from tui.launch import open_reader

    open_reader(paths or [], Flags(config, annotator, annotations, model, encoding, columns))
