"""What the list of articles shows, sorts and filters by; no widgets, no state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tui.model.article_filter import ArticleFilter
from tui.model.printable import flat
from tui.store.catalog.listing import Listing, Row, Share
from tui.widgets.article_list import GAP, Column
from tui.widgets.bar import Part

_CELLS = {
    "source": 16,
    "date": 10,
    "assigned": 16,
    "quotes": 7,
    "decided": 8,
    "suggested": 10,
    "state": 12,
}
_BY_PROGRESS = {"quotes", "decided", "state", "label", "annotator", "has", "suggested"}
"""Columns and fields of filters that change with what is decided."""
_SPARE = {"assigned": 40, "source": 40, "date": 40, "suggested": 20}
"""Columns that there may be nothing for, or no room: the cells that the title keeps before them."""
ROOMY = 100
"""Cells from which the header says in full what is assigned."""
_MINE = "◆"
"""What stands before the title of an article that is assigned to the annotator."""
_SIGNS = {
    "no quotes": " ",
    "new": "·",
    "started": "◐",
    "done": "✓",
    "unsure": "?",
    "unreadable": "!",
}


class Sorting(NamedTuple):
    """What the list is sorted by; without a column it is in the order it was read in."""

    column: str = ""
    is_reversed: bool = False


def depends_on_progress(wanted: ArticleFilter, sorting: Sorting) -> bool:
    """Tell whether other articles are listed, or in another order, when something is decided."""
    fields = {field for field, _ in wanted.fields}
    return sorting.column in _BY_PROGRESS or not fields.isdisjoint(_BY_PROGRESS)


def columns(width: int, listing: Listing) -> list[Column]:
    """Return the columns that a list of `width` cells has room for."""
    wanted = [name for name in _CELLS if name not in _SPARE or listing.has(name)]
    for spare, least in _SPARE.items():
        if spare in wanted and _left(width, wanted) < least:
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


def texts(row: Row | None, shown: Iterable[Column], *, has_mine: bool) -> list[str]:
    """Return what stands in the columns for one article; nothing for one that is gone.

    Args:
        row: The article.
        shown: The columns.
        has_mine: Whether any article is assigned to the annotator: theirs have a sign then.
    """
    if row is None:
        return ["" for _ in shown]
    title, *others = (_TEXTS[column.name](row) for column in shown)
    sign = f"{_MINE if row.is_mine else ' '} " if has_mine else ""
    return [sign + title, *others]


def share_told(share: Share, *, in_full: bool) -> str:
    """Return what the header says of what is assigned to the annotator."""
    what = "assigned to you done" if in_full else "done"
    return f" {_MINE} {share.done:,} of {share.articles:,} {what} "


_TEXTS: Mapping[str, Callable[[Row], str]] = {
    "title": lambda row: flat(row.title),
    "source": lambda row: flat(row.source),
    "date": lambda row: flat(row.date).partition("T")[0],
    "assigned": lambda row: flat(", ".join(row.readers)),
    "quotes": lambda row: "–" if row.quotes is None else str(row.quotes),
    "decided": lambda row: str(row.decided),
    "suggested": lambda row: str(row.suggested or ""),
    "state": lambda row: f"{_SIGNS[row.state]} {row.state}",
}
