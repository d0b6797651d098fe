"""`pullquote check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Annotations, Columns, Config, Encoding, Paths
from tui.commands.output import corpus_at, print_text
from tui.model.printable import printable

if TYPE_CHECKING:
    from tui.services.check import Check, Checked, Finding
    from tui.services.check_articles import Articles
    from tui.settings import Settings


@command(
    "Look through the annotations, and mend what is broken.",
    "pullquote check",
    "pullquote check articles/ --annotator ada",
    "pullquote check --repair",
)
def check(
    paths: Paths = None,
    annotations: Annotations = None,
    annotator: Annotated[
        list[str] | None,
        typer.Option(
            "--annotator",
            metavar="NAME",
            help="Only NAME's files; may be given more than once.",
            show_default=False,
        ),
    ] = None,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="Mend what can be mended; each file as it was is kept."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as one JSON object.")
    ] = False,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Look through the annotations: every file, record and log, each record against its article.

    What is wrong is told with its file and line, and what --repair would do about it. Nothing is
    lost by that: each file that is changed is kept beside the new one, under another name.

    The exit status is 0 when nothing is wrong (any more), 1 when something is, 2 when the
    annotations could not be looked at.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.progress import counted
    from tui.services.check import Check

    flags = Flags(config, None, annotations, None, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    with _articles(paths, settings) as articles:
        looking = Check(
            settings.annotations,
            scheme=settings.scheme,
            articles=articles,
            annotators=annotator or (),
            repair=repair,
        )
        with counted("checking databases") as count:
            findings = looking.run(count)
            if as_json:
                _print_json(findings, looking)
            else:
                _print_lines(findings, looking)
    if not looking.checked.is_well:
        raise typer.Exit(1)


@contextmanager
def _articles(paths: list[Path] | None, settings: Settings) -> Iterator[Articles | None]:
    """Yield the articles at `paths`; None when none are named and there are no seeds/."""
    from tui.services.files import SEEDS

    if not paths and not Path(SEEDS).is_dir():
        yield None
        return
    with corpus_at(paths, settings) as corpus, corpus.in_turn() as articles:
        yield articles


def _print_lines(findings: Iterator[Finding], looking: Check) -> None:
    for one in findings:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")  # the count stands there
            sys.stderr.flush()
        where = str(one.path) if one.line is None else f"{one.path}:{one.line}"
        mend = f" (--repair {one.mend})" if one.mend and not one.mended else ""
        mend = f" (done: {one.mend})" if one.mended else mend
        word = "mended" if one.mended else one.severity
        print_text(printable(f"{word:<8} {where}: {one.reason}{mend}").replace("\n", " "))
    print_text(_summary(looking.checked))


def _summary(checked: Checked) -> str:
    from tui.services.output import many

    looked = f"{many(checked.records, 'record')} in {many(checked.files, 'database')}"
    found = [many(n, word) for word in ("error", "warning", "note") if (n := _count(checked, word))]
    mended = f", {checked.mended} mended" if checked.mended else ""
    return f"{looked}: {', '.join(found) if found else 'all is well'}{mended}"


def _count(checked: Checked, word: str) -> int:
    return sum(n for severity, n in checked.severities.items() if severity == word)


def _print_json(findings: Iterator[Finding], looking: Check) -> None:
    """Print one object, a finding a line, as they come: there may be very many."""
    import json

    before = '{"findings": ['
    for one in findings:
        data = one._asdict() | {"path": str(one.path)}
        print_text(f"{before}{json.dumps(data)}")
        before = ", "
    checked = looking.checked
    counts = {word + "s": _count(checked, word) for word in ("error", "warning", "note")}
    more = {"files": checked.files, "records": checked.records, **counts}
    more |= {"mended": checked.mended, "ok": checked.is_well}
    print_text(("" if before == ", " else before) + "], " + json.dumps(more)[1:])
