"""Articles from `.csv` and `.tsv` files: one a row, below a row with the columns' names.

Which column is the text is told by its name, or said by the person; every column that is no part of
an article is kept as metadata. A row's place is the line it begins at.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple

from tui.formats.articles.bounded import LONGEST_LINE, lines_from, offset_and_line
from tui.formats.articles.encoding import in_utf8, not_utf8, recorded
from tui.formats.articles.found import ArticleFile, Found, Reading
from tui.formats.articles.title import cleaned, first_sentence
from tui.formats.problem import Problem, id_problem, writable
from tui.model.article import Article, text_sha256
from tui.settings import ARTICLE_PARTS

_USUAL = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "article_text"),
    "id": ("id", "article_id", "uid", "guid"),
    "title": ("title", "headline", "head"),
    "date": ("date", "published", "pubdate", "published_at", "publish_date", "datetime"),
    "source": ("source", "outlet", "publisher", "newspaper"),
    "url": ("url", "link", "uri"),
}
"""What columns are usually called, the likeliest first."""

_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 1_000
_MOST_NAMED = 12
_TOO_LONG = f"the row is too long to read: {LONGEST_LINE:,} bytes is the most"
_NAMES_COLUMNS = "the first row has to name the columns"
_CHOOSE = "say which it is, as in --columns text=NAME"


class _NoTableError(Exception):
    """A file that is no table of articles: where and why, and what to do about it."""

    def __init__(self, reason: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.line = reason, hint, line


class _Row(NamedTuple):
    """A row: where it begins, in bytes and by line; its cells, or what is wrong with it."""

    offset: int
    line: int
    cells: Sequence[str]
    wrong: str = ""


class _Table(NamedTuple):
    """What the first row tells: the delimiter, the columns, and which of them are what.

    Attributes:
        delimiter: What stands between two cells.
        columns: Their names, none twice.
        parts: The column of each part of an article that has one.
        end: Where the row after the first begins: its offset in bytes, its line.
    """

    delimiter: str
    columns: tuple[str, ...]
    parts: dict[str, int]
    end: tuple[int, int]


def read(path: ArticleFile, reading: Reading, start: str = "") -> Iterator[Found | Problem]:
    """Read the articles of `path`, a problem in the place of each row that is none.

    Where an article is, is told as in JSON Lines: `1024:7`, of its UTF-8.

    Raises:
        OSError: The file cannot be read.
    """
    file = in_utf8(path, reading)
    if isinstance(file, Problem):
        yield file
        return
    with file:
        try:
            table = _table(file, path, reading)
        except _NoTableError as none:
            yield Problem(writable(path), none.line, none.reason, none.hint)
            return
        begin = offset_and_line(start) if start else table.end
        for row in _rows(file, table.delimiter, *begin):
            found = _article(row, table, path, reading)
            where = f"{row.offset}:{row.line}"
            if found is not None:
                yield found if isinstance(found, Problem) else Found(where, found)


def _table(file: IO[bytes], path: ArticleFile, reading: Reading) -> _Table:
    delimiters = "\t" if path.suffix.lower() == ".tsv" else _DELIMITERS
    made: list[_Table] = []
    if len(file.readline(LONGEST_LINE + 1)) > LONGEST_LINE:
        raise _NoTableError(_TOO_LONG, _NAMES_COLUMNS, line=1)
    for delimiter in delimiters:
        try:
            made.append(_headed(file, delimiter, reading))
        except _NoTableError:
            if delimiter == delimiters[-1] and not made:
                raise
    # The one that makes a table of articles of it, else the one that makes most columns.
    best = max(made, key=lambda table: ("text" in table.parts, len(table.columns)))
    if "text" not in best.parts:
        named = ", ".join(repr(name) for name in best.columns[:_MOST_NAMED])
        more = len(best.columns) - _MOST_NAMED
        there = named + (f" and {more} more" if more > 0 else "")
        wanted = dict(reading.columns).get("text")
        said = f"no column {wanted!r} for the text" if wanted else "no column is known as the text"
        raise _NoTableError(f"{said}; there are {there}", _CHOOSE, line=1)
    for part, name in reading.columns:
        if part not in best.parts:
            there = ", ".join(repr(one) for one in best.columns[:_MOST_NAMED])
            raise _NoTableError(f"no column {name!r} for the {part}; there are {there}", "", 1)
    return best


def _headed(file: IO[bytes], delimiter: str, reading: Reading) -> _Table:
    rows = _rows(file, delimiter, 0, 1)
    first = next(rows, None)
    if first is None:
        raise _NoTableError("there is nothing in it")
    if first.wrong:
        raise _NoTableError(first.wrong, _NAMES_COLUMNS, first.line)
    if len(first.cells) > _MOST_COLUMNS:
        reason = f"{len(first.cells):,} columns, and {_MOST_COLUMNS:,} is the most"
        raise _NoTableError(reason, _NAMES_COLUMNS, first.line)
    second = next(rows, None)
    end = (second.offset, second.line) if second else (file.tell(), first.line + 1)
    columns = _different([cell.strip() for cell in first.cells])
    return _Table(delimiter, columns, _parts(columns, dict(reading.columns)), end)


def _different(names: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names, each one once."""
    made: list[str] = []
    seen: set[str] = set()
    for number, name in enumerate(names, 1):
        own = name or f"column {number}"
        while own in seen:
            own = f"{own} ({number})"
        seen.add(own)
        made.append(own)
    return tuple(made)


def _parts(columns: Sequence[str], said: dict[str, str]) -> dict[str, int]:
    """Return which column is what: as was said, else by its usual name."""
    plain = [column.casefold().replace(" ", "_") for column in columns]
    parts: dict[str, int] = {}
    for part in ARTICLE_PARTS:
        if part in said:
            wanted = said[part]
            same = [i for i, name in enumerate(columns) if name == wanted]
            like = [i for i, name in enumerate(columns) if name.casefold() == wanted.casefold()]
            found = same or like
        else:
            found = [plain.index(name) for name in _USUAL[part] if name in plain]
        if found:
            parts[part] = found[0]
    return parts


class _Lines:
    """The lines of a file as a csv reader takes them, and where the next one begins.

    Attributes:
        wrong: What is wrong with the lines of the row.
        is_lost: Whether a quote was opened and never closed: nothing after it can be told.
    """

    def __init__(self, file: IO[bytes], offset: int, number: int) -> None:
        self._lines = lines_from(file, offset, number)
        self.offset, self.number = offset, number
        self.wrong = ""
        self.is_lost = False
        self._row = 0

    def begin(self) -> None:
        """Note that a row begins."""
        self._row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._row += line.end - line.offset
        self.offset, self.number = line.end, line.number + 1
        if self._row > LONGEST_LINE:
            self.wrong = _TOO_LONG
            self.is_lost = line.data is not None
        if self.is_lost:
            raise csv.Error("a quote mark is opened and never closed")
        if line.data is None:
            return "\n"
        try:
            return line.data.decode("utf-8" if line.offset else "utf-8-sig")
        except UnicodeDecodeError as error:
            self.wrong = not_utf8(line.data, error, line.offset)
            return line.data.decode("utf-8", "replace")


def _rows(file: IO[bytes], delimiter: str, offset: int, number: int) -> Iterator[_Row]:
    """Yield the rows from a place on, empty lines left out."""
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(file, offset, number)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        offset, number, lines.wrong = lines.offset, lines.number, ""
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield _Row(offset, number, (), lines.wrong or f"broken row: {error}")
            if lines.is_lost:
                return
            continue
        if cells or lines.wrong:
            yield _Row(offset, number, cells, lines.wrong)


def _article(
    row: _Row, table: _Table, path: ArticleFile, reading: Reading
) -> Article | Problem | None:
    """Return the article of a row; None for a row without a single cell filled."""
    place = writable(path)
    if row.wrong:
        hint = "a quote mark in a quoted cell has to be doubled" if "broken" in row.wrong else ""
        if row.wrong.startswith("not UTF-8"):
            hint = "save it as UTF-8, or say what it is in with --encoding, as in cp1252"
        return Problem(place, row.line, row.wrong, hint)
    if len(row.cells) > len(table.columns):
        reason = f"{len(row.cells)} cells, and there are {len(table.columns)} columns"
        return Problem(place, row.line, reason, "put cells with a delimiter in them in quotes")
    if not any(row.cells):
        return None
    cells = [*row.cells, *[""] * (len(table.columns) - len(row.cells))]
    said = {part: cells[index] for part, index in table.parts.items()}
    text = said["text"]
    if not text.strip():
        return Problem(place, row.line, "the text is empty")
    article_id = said.get("id", "").strip() or f"{path.stem}-{text_sha256(text)[:12]}"
    if reason := id_problem(article_id) or "":
        return Problem(place, row.line, reason, "give it another id")
    used = set(table.parts.values())
    rest = {name: cells[i] for i, name in enumerate(table.columns) if i not in used and cells[i]}
    return Article(
        id=article_id,
        text=text,
        title=cleaned(said.get("title", "")) or first_sentence(text) or writable(path.stem),
        place=f"{place}:{row.line}",
        date=said.get("date", "").strip(),
        source=said.get("source", "").strip(),
        url=said.get("url", "").strip(),
        metadata={**rest, **recorded(reading)},
    )
