"""`pullquote add`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tui.commands.command import command
from tui.errors import PullquoteError
from tui.model.printable import printable


@command(
    "Add articles from the web to a corpus.",
    "pullquote add https://paper.example/story",
    "pullquote add --to articles/ https://paper.example/1 https://paper.example/2",
)
def add(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of pages.")],
    folder: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Keep the articles in DIR; else in seeds/."),
    ] = None,
) -> None:
    """Add articles from the web: the main text of each page, with title, date, source and address.

    One file an article, in DIR. An address that is there is not fetched again. Only http and https,
    from public addresses, without a proxy; 10 MB and 30 seconds at most. It needs the extra web:
    pip install "pullquote[web]".

    The exit status is 0; 1 when some pages could not be added; 2 when none was.
    """
    from tui.services.clock import stored_now
    from tui.services.files import SEEDS
    from tui.services.web.adding import add as add_page

    folder = folder or Path(SEEDS)
    failed: list[PullquoteError] = []
    for url in urls:
        try:
            added = add_page(url, folder, now=stored_now)
        except PullquoteError as error:
            failed.append(error)
            typer.echo(printable(f"{url}: {error}"), err=True)
            continue
        said = "added as" if added.is_new else "is there already:"
        typer.echo(printable(f"{url}: {said} {added.file}"), err=True)
    if failed:
        raise typer.Exit(2 if len(failed) == len(urls) else 1)
