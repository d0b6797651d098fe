"""Writing what the detector finds, article by article: JSON for programs, text for people."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from tui.errors import PullquoteError
from tui.formats.jsonl import json_line
from tui.model.analysis import Analysis, Quote
from tui.model.article import Article
from tui.model.printable import flat, printable
from tui.model.span import Span
from tui.model.worklist import Shown
from tui.nlp.process import NotAnalysedError
from tui.services.output import many, write_output

Analyse = Callable[[Article], Analysis]
"""Returns the analysis of an article, or raises a `NotAnalysedError`."""

Form = Callable[[Article, Sequence[Quote]], bytes]
"""Returns what is written of an article and its quotes."""

WIDEST, NARROWEST = 100, 40
"""How long a row of text for people may be, and how short, in characters."""

_INDENT = " " * 5
_GAP = " … "


class Written(NamedTuple):
    """What became of the articles.

    Attributes:
        articles: How many were written.
        quotes: How many quotes are in them.
        problems: Why each of the others was left out.
    """

    articles: int
    quotes: int
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{many(self.quotes, 'quote')} in {many(self.articles, 'article')}"


def write_quotes(
    articles: Iterable[Article],
    analyse: Analyse,
    *,
    form: Form,
    shown: Shown,
    output: Path | None,
    stream: IO[bytes],
) -> Written:
    """Write the quotes of `articles`, in their order, each as soon as it is analysed.

    Args:
        articles: The articles.
        analyse: Asked for the analysis of each.
        form: How they are written: `as_record`, or `as_text` with its columns.
        shown: Which of the quotes.
        output: The file to write, whole or not at all; None for `stream`.
        stream: Where it goes without a file.

    Raises:
        PullquoteError: There is no analysis at all to be had, or the output cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    quotes = written = 0
    problems: list[str] = []

    def write(file: IO[bytes]) -> int:
        nonlocal quotes, written
        for article in articles:
            try:
                found = [quote for quote in analyse(article).quotes if shown.shows(quote)]
            except NotAnalysedError as error:
                problems.append(f"{article.place or article.id}: {error}")
                continue
            file.write(form(article, found))
            file.flush()
            quotes += len(found)
            written += 1
        if problems and not written:
            raise PullquoteError(f"no article could be analysed: {problems[0]}")
        return written

    write_output(output, stream, write)
    return Written(written, quotes, tuple(problems))


def as_record(article: Article, quotes: Sequence[Quote]) -> bytes:
    """Return the quotes of an article as a line of JSON."""
    return json_line({"id": article.id, "quotes": [_record(quote) for quote in quotes]})


def as_text(article: Article, quotes: Sequence[Quote], *, columns: int = 80) -> bytes:
    """Return the quotes of an article as a numbered list, safe to be shown by any terminal."""
    columns = max(NARROWEST, min(columns, WIDEST))
    lines = _wrapped(f"{article.id}: {article.title}", columns)
    if not quotes:
        lines += ["", f"{_INDENT}no quotes"]
    for number, quote in enumerate(quotes, 1):
        lines += ["", *_wrapped(_about(article.text, quote), columns, f"{number:3}. ")]
        lines += _wrapped(_content(article.text, quote), columns, _INDENT)
    return ("\n".join(lines) + "\n\n").encode()


def _record(quote: Quote) -> dict[str, Any]:
    mention = quote.speaker.span if quote.speaker else None
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "spans": [list(part) for part in quote.parts],
        "kind": quote.kind,
        "speaker": list(mention) if mention else None,
        "cue": list(quote.cue) if quote.cue else None,
        "name": quote.speaker.name if quote.speaker else None,
        "confidence": round(quote.confidence, 3),
        "attitude": quote.attitude,
    }


def _about(text: str, quote: Quote) -> str:
    """Tell everything of a quote but its words."""
    return " · ".join(
        (
            f"{quote.kind}, attitude" if quote.attitude else quote.kind,
            _speaker(text, quote),
            *(_words(text, span) for span in (quote.cue,) if span),
            f"{quote.confidence:.2f}",
        )
    )


def _speaker(text: str, quote: Quote) -> str:
    if quote.speaker is None:
        return "no speaker"
    name = flat(quote.speaker.name)
    mention = _words(text, quote.speaker.span) if quote.speaker.span else name
    return name if mention == name else f"{mention} = {name}"


def _content(text: str, quote: Quote) -> str:
    return _GAP.join(_words(text, part) for part in quote.parts)


def _words(text: str, span: Span) -> str:
    return flat(span.of(text))


def _wrapped(text: str, columns: int, first: str = "") -> list[str]:
    """Return `text` in rows: what may steer a terminal as an escape, further rows indented."""
    safe = printable(flat(text))
    return textwrap.wrap(
        safe, columns, initial_indent=first, subsequent_indent=_INDENT, break_on_hyphens=False
    )
