"""What the list of articles shows, sorts and filters by; no widgets, no state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tui.model.article import Article
from tui.model.article_filter import Listed
from tui.model.printable import flat
from tui.services.progress import Progress
from tui.widgets.article_list import GAP, Column
from tui.widgets.bar import Part

_CELLS = {"source": 16, "date": 10, "quotes": 7, "decided": 8, "state": 12}
_SMALLEST_TITLE = 40
"""Cells that the title keeps before date and source get any."""
_SIGNS = {
    "no quotes": " ",
    "new": "·",
    "started": "◐",
    "done": "✓",
    "unsure": "?",
    "unreadable": "!",
}
_UNKNOWN = "…"


class Sorting(NamedTuple):
    """What the list is sorted by; without a column it is in the order it was read in."""

    column: str = ""
    is_reversed: bool = False


def columns(width: int, articles: Iterable[Article]) -> list[Column]:
    """Return the columns that a list of `width` cells has room for."""
    wanted = list(_CELLS)
    articles = list(articles)
    if not any(article.source for article in articles):
        wanted.remove("source")
    if not any(article.date for article in articles):
        wanted.remove("date")
    for spare in ("source", "date"):
        if spare in wanted and _left(width, wanted) < _SMALLEST_TITLE:
            wanted.remove(spare)
    title = Column("title", max(10, _left(width, wanted)))
    return [title, *(Column(name, _CELLS[name]) for name in wanted)]


def _left(width: int, names: Iterable[str]) -> int:
    """Return the cells that the title has beside these columns, an arrow and a margin."""
    return width - 2 - sum(_CELLS[name] + GAP for name in names)


def heading(shown: Sequence[Column], sorting: Sorting) -> list[Part]:
    """Return the names of the columns, each a button that sorts by it."""
    parts = [Part(" ")]
    *others, last = shown
    for name, cells in (*others, last._replace(cells=last.cells - GAP)):
        is_sorted = name == sorting.column
        sign = ("▼" if sorting.is_reversed else "▲") if is_sorted else ""
        text = f"{name}{sign}".ljust(cells + GAP)
        parts.append(Part(text, "strong" if is_sorted else "key", f"sort_by({name!r})"))
    return parts


def texts(article: Article, progress: Progress | None, shown: Iterable[Column]) -> list[str]:
    """Return what stands in the columns for one article."""
    return [_TEXTS[column.name](article, progress) for column in shown]


def _state(progress: Progress | None) -> str:
    return f"{_SIGNS[progress.state]} {progress.state}" if progress else _UNKNOWN


def _quotes(progress: Progress | None) -> str:
    if progress is None:
        return _UNKNOWN
    return "–" if progress.quotes is None else str(progress.quotes)


_TEXTS: Mapping[str, Callable[[Article, Progress | None], str]] = {
    "title": lambda article, _: flat(article.title),
    "source": lambda article, _: flat(article.source),
    "date": lambda article, _: flat(article.date),
    "quotes": lambda _, progress: _quotes(progress),
    "decided": lambda _, progress: str(progress.decided) if progress else _UNKNOWN,
    "state": lambda _, progress: _state(progress),
}
_STATES = list(_SIGNS)

_KEYS: Mapping[str, Callable[[Article, Progress | None], Any]] = {
    "title": lambda article, _: article.title.casefold(),
    "source": lambda article, _: article.source.casefold(),
    "date": lambda article, _: article.date,
    "quotes": lambda _, progress: (
        -1 if not progress or progress.quotes is None else progress.quotes
    ),
    "decided": lambda _, progress: progress.decided if progress else -1,
    "state": lambda _, progress: _STATES.index(progress.state) if progress else -1,
}


def sort_key(column: str, article: Article, progress: Progress | None) -> Any:  # noqa: ANN401
    """Return what an article is sorted by; of one column all can be compared."""
    return _KEYS[column](article, progress)


def listed(article: Article, progress: Progress | None) -> Listed:
    """Return what an article is filtered by."""
    words = f"{article.title} {article.id}"
    if progress is None:
        return Listed(words, article.source, article.date)
    return Listed(
        words,
        article.source,
        article.date,
        progress.state,
        progress.annotators,
        progress.labels,
        unsure=progress.unsure > 0,
    )
