"""`pullquote assign`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Annotations, Columns, Config, Encoding, Paths
from tui.commands.output import corpus_at, end, print_text
from tui.model.printable import printable

if TYPE_CHECKING:
    from tui.services.assigning import Plan


@command(
    "Say who reads which article.",
    "pullquote assign --annotators ada,bob,eve --overlap 0.2 --seed 7 articles/",
    "pullquote assign articles/     # what has come in since, dealt as the last time",
    "pullquote assign --again --overlap 0.3 --dry-run articles/",
)
def assign(
    paths: Paths = None,
    annotators: Annotated[
        str | None,
        typer.Option(
            "--annotators",
            metavar="NAME,NAME",
            help="To whom; else to whom it was the last time.",
            show_default=False,
        ),
    ] = None,
    overlap: Annotated[
        float | None,
        typer.Option(
            "--overlap",
            metavar="0..1",
            help="The share of the articles that several people read.",
            show_default=False,
        ),
    ] = None,
    readers: Annotated[
        int | None,
        typer.Option(
            "--readers",
            metavar="K",
            help="How many people read such an article; 2 without it.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", metavar="N", help="Other numbers deal otherwise.", show_default=False
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Deal anew what was dealt, but for what somebody decided on."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    annotations: Annotations = None,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Say who reads which article: everybody as many, some articles read by two people or more.

    It is written to assignments.json among the annotations. What was dealt before stays: run it
    again when articles or people have come. The same seed deals the same articles alike.

    The exit status is 0; 1 when some articles could not be read and the rest was dealt; 2 when
    nothing was dealt.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.progress import counted
    from tui.services.assigning import Wanted, named
    from tui.services.assigning import assign as deal_out
    from tui.store.annotations import AnnotationStore

    names = None if annotators is None else named(annotators)
    flags = Flags(config, None, annotations, None, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    with corpus_at(paths, settings) as corpus:
        with counted("looking for decisions") as count:
            plan = deal_out(
                dict(corpus.lengths()),
                AnnotationStore(settings.annotations),
                Wanted(names, overlap, readers, seed, again),
                dry_run=dry_run,
                count=count,
            )
        if as_json:
            import json

            print_text(json.dumps(plan.as_json(written=not dry_run), indent=2, ensure_ascii=False))
        else:
            print_text(printable("\n".join(_lines(plan))))
        notes = () if as_json else _notes(plan)
        end(corpus, *notes, summary="nothing is written" if dry_run else f"written: {plan.file}")


def _lines(plan: Plan) -> list[str]:
    """Return a line for each person, with the numbers below each other."""
    rows = [
        (one.name, f"{one.articles:,}", f"{one.new:,}", f"{one.shared:,}", f"{one.characters:,}")
        for one in plan.portions
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    texts = ("", " articles", " new", " shared", " characters")
    return [
        "  ".join(
            (f"{cell:{width}}" if not text else f"{cell:>{width}}") + text
            for cell, width, text in zip(row, widths, texts, strict=True)
        )
        for row in rows
    ]


def _notes(plan: Plan) -> list[str]:
    """Return what is new, what stays and why, one reason a line."""
    share = plan.shared / plan.articles if plan.articles else 0.0
    by_several = f"{plan.shared:,} ({share:.0%}) read by several people"
    notes = [
        f"{_articles(plan.articles)}: {by_several}, {plan.articles - plan.shared:,} by one",
        f"{plan.dealt:,} dealt now, {plan.changed:,} dealt otherwise, {plan.kept:,} as before",
    ]
    if plan.shared:
        fewest, most = min(plan.pairs.values()), max(plan.pairs.values())
        between = f"{fewest:,}" if fewest == most else f"{fewest:,} to {most:,}"
        notes.append(f"two people share {between} article{'s' * (most != 1)}")
    if plan.elsewhere:
        left = f"{_articles(plan.elsewhere)} assigned before and not among those given"
        notes.append(f"{left}: as before")
    notes += [
        f"{name} is not named: has articles or decisions here, and gets nothing new"
        for name in plan.unnamed
    ]
    return notes


def _articles(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"
