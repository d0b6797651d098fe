"""The options of `pullquote export` that no other command has."""

from __future__ import annotations

from typing import Annotated

import typer

Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write FILE, or the folder FILE where there are several; else standard output. An "
        "earlier one is replaced.",
    ),
]
FormatName = Annotated[
    str,
    typer.Option("--format", metavar="NAME", help="What to write; `pullquote formats` lists what."),
]
Annotators = Annotated[
    list[str] | None,
    typer.Option(
        "--annotator",
        metavar="NAME",
        help="Only NAME's annotations; may be given more than once.",
        show_default=False,
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="LABEL",
        help="Only what has LABEL, or was decided to be `neither` or `unsure`; other labels are "
        "taken off. May be given more than once.",
        show_default=False,
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="0..1",
        help="Only quotes that the detector was that sure of; what was marked by hand stays.",
        show_default=False,
    ),
]
Merge = Annotated[
    str,
    typer.Option(
        "--merge",
        metavar="HOW",
        help="Of several people's annotations on a quote: `each`; one with what the `majority` "
        "decided, or with the `union` of labels; or `adjudicated`.",
    ),
]
Adjudicator = Annotated[
    str,
    typer.Option(
        "--adjudicator",
        metavar="NAME",
        help="Whose decision counts with --merge adjudicated; where NAME has none, it is what all "
        "decided alike.",
        show_default=False,
    ),
]
Anonymise = Annotated[
    bool,
    typer.Option("--anonymise", help="Write annotator-1 and so on in place of annotators' names."),
]
SplitShares = Annotated[
    str | None,
    typer.Option(
        "--split",
        metavar="80/10/10",
        help="Write train, dev and test parts, or two with 90/10; an article and its "
        "near-duplicates go into one.",
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="N",
        help="What articles are split by: with the same N each stays in its part when others come. "
        "Else the one that spreads the labels best.",
        show_default=False,
    ),
]
IncludeNegatives = Annotated[
    bool,
    typer.Option(
        "--include-negatives",
        help="Write what has no label too, as an example of that, where a format leaves it out.",
    ),
]
Context = Annotated[
    int,
    typer.Option(
        "--context",
        min=0,
        metavar="N",
        help="Sentences around a quote, where it stands alone in a record.",
    ),
]
Licence = Annotated[
    str,
    typer.Option(
        "--licence",
        metavar="NAME",
        help="The licence of texts and annotations, where a format tells it.",
    ),
]
SkipOrphans = Annotated[
    bool,
    typer.Option("--skip-orphans", help="Leave out annotations whose article changed since then."),
]
SkipMoved = Annotated[
    bool,
    typer.Option(
        "--skip-moved", help="Leave out what moved with a changed text, until it is confirmed."
    ),
]
