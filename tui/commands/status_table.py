"""The figures of `pullquote status` as tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tui.model.printable import flat, printable

if TYPE_CHECKING:
    from tui.services.tally import CorpusTally, Status, Tally

_WIDE = 10_000
"""Cells: wider than any table. What is no terminal has no edge."""
_SMALLEST = 40


class Look(NamedTuple):
    """How to draw.

    Attributes:
        width: Of the terminal in cells; None where there is none.
        is_coloured: Whether signs for bold text may be among the text.
    """

    width: int | None = None
    is_coloured: bool = False


class _Column(NamedTuple):
    name: str
    cell: Callable[[Tally], str]


def as_tables(status: Status, labels: Sequence[str], look: Look) -> str:
    """Return the status for people: the corpus in a line, then a table or two, a person a row.

    Args:
        status: The figures.
        labels: The labels of the scheme, in their order; what else was given comes after them.
        look: How to draw.
    """
    names = [*labels, *sorted(status.total.labels.keys() - set(labels))]
    width = _WIDE if look.width is None else max(look.width, _SMALLEST)
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=look.is_coloured,
        color_system="standard" if look.is_coloured else None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(Text(_corpus(status.corpus)), soft_wrap=look.width is None)
        if status.people:
            quotes = [*_decisions(), *_labels(names), *_rest(status.total)]
            console.print(*_fitting("articles", _articles(status.total), status, width))
            console.print(*_fitting("quotes", quotes, status, width))
    # A table fills its last column with blanks.
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def _fitting(title: str, columns: Sequence[_Column], status: Status, width: int) -> Iterator[Table]:
    """Yield tables of all columns, none of them wider than `width`: no number is ever cut."""
    first = 0
    for end in range(1, len(columns) + 1):
        is_last = end == len(columns)
        if is_last or _width_of(_table(title, columns[first : end + 1], status, width)) > width:
            yield _table(title if first == 0 else "", columns[first:end], status, width)
            first = end


def _table(title: str, columns: Sequence[_Column], status: Status, width: int) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="bold",
        title=f"\n{title}" if title else " ",
        title_justify="left",
        title_style="bold",
    )
    table.add_column(Text("annotator"), overflow="fold", max_width=max(width // 4, 12))
    for column in columns:
        table.add_column(Text(flat(printable(column.name))), justify="right", no_wrap=True)
    several = len(status.people) > 1
    for number, (name, tally) in enumerate(status.people.items(), 1):
        cells = [Text(column.cell(tally)) for column in columns]
        is_last = several and number == len(status.people)
        table.add_row(Text(flat(printable(name))), *cells, end_section=is_last)
    if several:
        cells = [Text(column.cell(status.total)) for column in columns]
        table.add_row(Text("all"), *cells, style="bold")
    return table


def _width_of(table: Table) -> int:
    return Console(file=io.StringIO(), width=_WIDE).measure(table).maximum


def _articles(total: Tally) -> list[_Column]:
    """Return the columns of articles; those of trouble only where there is some."""
    columns = [
        _Column("new", lambda tally: _number(tally.states["new"])),
        _Column("started", lambda tally: _number(tally.states["started"])),
        _Column("done", lambda tally: _number(tally.done)),
    ]
    if total.assigned:
        columns = [
            _Column("assigned", lambda tally: _number(tally.assigned)),
            *columns,
            _Column("shared, done", lambda tally: _part(tally.shared_done, tally.shared)),
        ]
    if total.elsewhere:
        columns.append(_Column("elsewhere", lambda tally: _number(tally.elsewhere)))
    if total.states["unreadable"]:
        columns.append(_Column("unreadable", lambda tally: _number(tally.states["unreadable"])))
    return [*columns, _Column("last active", lambda tally: _date(tally.last))]


def _decisions() -> list[_Column]:
    return [
        _Column("decided", lambda tally: _part(tally.decisions.total(), tally.quotes)),
        _Column("%", lambda tally: _percent(tally.decisions.total(), tally.quotes)),
    ]


def _labels(names: Sequence[str]) -> list[_Column]:
    return [*map(_label, names), *map(_decision, ("neither", "unsure"))]


def _label(name: str) -> _Column:
    return _Column(name, lambda tally: _number(tally.labels[name]))


def _decision(name: str) -> _Column:
    return _Column(name, lambda tally: _number(tally.decisions[name]))


def _rest(total: Tally) -> list[_Column]:
    columns = [_Column("seconds", lambda tally: _seconds(tally.median_seconds))]
    if total.suggested:
        columns.append(_Column("suggested", lambda tally: _number(tally.suggested)))
    if total.moved or total.orphans:
        columns += [
            _Column("moved", lambda tally: _number(tally.moved)),
            _Column("orphans", lambda tally: _number(tally.orphans)),
        ]
    return columns


def _corpus(corpus: CorpusTally) -> str:
    said = (
        f"{_number(corpus.articles)} article{'s' * (corpus.articles != 1)}, "
        f"{_number(corpus.analysed)} analysed, {_number(corpus.quotes)} "
        f"quote{'s' * (corpus.quotes != 1)} in these"
    )
    if corpus.assigned:
        said += f"; {_number(corpus.assigned)} assigned"
    if corpus.shared:
        done = f"{_number(corpus.shared_done)} done by all of theirs"
        said += f", {_number(corpus.shared)} to several people, {done}"
    return said


def _number(count: int) -> str:
    return f"{count:,}"


def _part(count: int, whole: int) -> str:
    return f"{count:,}/{whole:,}" if whole else "–"


def _percent(count: int, whole: int) -> str:
    # Rounded down: 100 is all of them.
    return f"{100 * count // whole}" if whole else "–"


def _seconds(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.1f}"


def _date(time: str) -> str:
    """Return the day of a time in the store, here where the reader is."""
    try:
        return datetime.fromisoformat(time).astimezone().date().isoformat()
    except (ValueError, OverflowError, OSError):
        return "–"
