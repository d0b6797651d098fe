"""`pullquote search`."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from tui.commands.command import command
from tui.commands.options import Columns, Config, Encoding
from tui.commands.output import corpus_at, print_text, say
from tui.errors import PullquoteError
from tui.model.printable import flat, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.text import Text

    from tui.model.passages import Passage
    from tui.services.corpus import Corpus
    from tui.services.full_text import CorpusSearch, Result
    from tui.store.catalog.full_text import Found, Sort

_CONTEXT = 60
_PASSAGES = 3
"""Of an article in a terminal; a file or a pipe gets all."""
_BEFORE = 12
"""Cells of a terminal's row that a passage leaves for its offset and its marks."""


@command(
    "Find the articles with some words in them.",
    "pullquote search pentagon japan",
    "pullquote search '\"trade agreement\" -tariff* source:reuters' --corpus articles/",
    "pullquote search --json --limit 0 sanction* OR embargo > hits.jsonl",
)
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", show_default=False)],
    corpus: Annotated[
        list[Path] | None,
        typer.Option(
            "--corpus",
            "-C",
            metavar="PATH",
            help="Search this file or folder, seeds/ without any; may be given more than once.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Show N articles; 0 shows all.")
    ] = 20,
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="rank|date|title", help="The best, or the latest first."),
    ] = "rank",
    context: Annotated[
        int | None,
        typer.Option(
            "--context",
            metavar="N",
            min=0,
            help=f"Show N characters before and after a hit; else {_CONTEXT}, or what fits a row.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print an article a line, with all its passages.")
    ] = False,
    config: Config = None,
    encoding: Encoding = None,
    columns: Columns = None,
) -> None:
    """Find the articles with some words in them, and show those where they stand.

    All words have to occur, in any case and with any accents. "a phrase" is these words one after
    the other, begin* any word that begins so, one OR other either of the two; -word and NOT word
    leave articles out; title:word looks into titles only; source:globe and date:2024-01 are as in
    the list of articles. For the shell put all of it in quote marks: '"a phrase" -word'.

    In a pipe each passage is a line, ID:OFFSET: TEXT, the offset in characters of the article.

    The first search makes an index beside the cache, which takes its time; ctrl+c stops it, and
    the next search goes on with it. The exit status is 0; 1 when nothing was found; 2 when there
    was an error.
    """
    from tui.config import Flags, load_settings
    from tui.log import open_log
    from tui.model.full_text import full_text_query
    from tui.progress import counted
    from tui.services.files import SEEDS
    from tui.services.full_text import CorpusSearch

    query = full_text_query(" ".join(words))
    if query.problem or not query.all_of:
        hint = "pullquote search --help tells what words there are"
        raise PullquoteError(query.problem or "there is no word to look for in this", hint)
    flags = Flags(config, None, None, None, encoding, columns)
    settings = load_settings(flags, annotator_needed=False)
    open_log(settings.state)
    if not corpus and not Path(SEEDS).is_dir():
        reason = f"no articles were named, and there is no folder {SEEDS}/ here"
        raise PullquoteError(reason, "as in: pullquote search rain --corpus articles/")
    with corpus_at(corpus, settings) as articles:
        looking = CorpusSearch(articles)
        with counted("indexing articles") as count:
            looking.index(told=count)
        found = looking.find(query, _sort(sort), most=limit or len(articles))
        is_seen = sys.stdout.isatty() and not as_json
        if context is None:
            width = get_terminal_size().columns
            context = max(10, (width - _BEFORE) // 2 - 10) if is_seen else _CONTEXT
        most = _PASSAGES if is_seen else None
        for result in looking.results(found.numbers, query, context=context, most=most):
            if result.problem:
                say(result.problem)
            elif as_json:
                print_text(_as_json(result))
            elif is_seen:
                _show(result)
            else:
                print_text("\n".join(_lines(result)))
        _tell(articles, looking, found)
    if not found.articles:
        raise typer.Exit(1)


def _sort(name: str) -> Sort:
    from tui.store.catalog.full_text import SORTS

    for sort in SORTS:
        if sort == name:
            return sort
    raise PullquoteError(f"cannot sort by {name!r}", f"choose one of {', '.join(SORTS)}")


def _tell(corpus: Corpus, looking: CorpusSearch, found: Found) -> None:
    """Say how much there is, and what could not be searched."""
    from tui.services.output import many

    shown = len(found.numbers)
    fit = many(found.articles, "article")
    summary = f"{fit}, the first {shown} shown" if shown < found.articles else fit
    if not found.is_ranked and shown > 1:
        summary += ", in the order of the corpus: so many are not ranked"
    unread = looking.unreadable
    notes = [f"{many(unread, 'article')} could not be read and searched"] if unread else []
    if problems := len(corpus.problems):
        notes.append(f"{many(problems, 'file or line', 'files or lines')} could not be read:")
        notes[-1] += " pullquote prepare tells which"
    for line in (*notes, summary):
        say(line)


def _as_json(result: Result) -> str:
    import json

    data = {
        "article": result.id,
        "article_sha256": result.sha256,
        "title": result.title,
        "date": result.date,
        "source": result.source,
        "hits": result.hits,
        "passages": [_passage_data(passage) for passage in result.passages if passage.hits],
    }
    return json.dumps(data, ensure_ascii=False)


def _passage_data(passage: Passage) -> dict[str, object]:
    start, end = passage.span
    offset = passage.span.start
    hits = [
        {"start": a, "end": b, "text": passage.text[a - offset : b - offset]}
        for a, b in passage.hits
    ]
    return {"start": start, "end": end, "text": passage.text, "hits": hits}


def _lines(result: Result) -> Iterator[str]:
    """Yield a line for each passage, to be looked through by other programs."""
    for passage in result.passages:
        at = passage.hits[0].start if passage.hits else passage.span.start
        yield printable(f"{result.id}:{at}: {flat(passage.text)}")


def _show(result: Result) -> None:
    """Print an article for people: hits are bold, and between signs for where nothing is bold."""
    from rich.console import Console
    from rich.text import Text

    about = [result.date, flat(result.source), result.id, _hits(result)]
    lines = [
        Text(_plain(result.title), "bold"),
        Text("  " + _plain(" · ".join(filter(None, about))), "dim"),
    ]
    for passage in result.passages:
        at = passage.hits[0].start if passage.hits else passage.span.start
        line = Text(f"{at:>8}  ", "dim")
        line.append_text(_marked(passage.pieces))
        lines.append(line)
    console = Console(highlight=False)
    for line in (*lines, Text()):
        console.print(line, soft_wrap=True)


def _hits(result: Result) -> str:
    from tui.services.output import many

    return many(result.hits, "hit") if result.is_counted else f"{result.hits:,}+ hits"


def _marked(pieces: Iterable[tuple[str, bool]]) -> Text:
    from rich.text import Text

    marked = Text(style="not dim")
    for text, is_hit in pieces:
        plain = printable(text.replace("\r\n", "\n")).replace("\n", " ")
        marked.append(f"«{plain}»" if is_hit else plain, "bold" if is_hit else "")
    return marked


def _plain(text: str) -> str:
    return printable(flat(text))
