"""The options and arguments that several commands have, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Read FILE in place of pullquote.toml."),
]
Annotations = Annotated[
    Path | None,
    typer.Option("--annotations", metavar="DIR", help="Keep the annotations in DIR."),
]
Annotator = Annotated[
    str | None, typer.Option("--annotator", metavar="NAME", help="Whose decisions: your name.")
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME_OR_PATH", help="The spaCy model; else the best one."),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Read articles whose files do not tell theirs in NAME, not UTF-8.",
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="text=NAME,…", help="What columns of .csv and .tsv files are called."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write FILE; else standard output."),
]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS",
        help="Files of articles, or folders of them; - is standard input; seeds/ without any.",
        show_default=False,
    ),
]
