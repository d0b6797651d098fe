"""What was found in the corpus, as far as it is known, and the rows that show it; no widgets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from tui.model.printable import flat
from tui.services.full_text import Result
from tui.store.catalog.full_text import NOTHING, Found, Sort
from tui.widgets.passage_list import Heading, Line, More, Note, Row

HELP = (
    "",
    "All words have to occur, in any case and with any accents.",
    "",
    '  "trade deal"     these words, one after the other',
    "  sanction*        any word that begins so",
    "  tariff OR duty   either of the two",
    "  -aluminium       leaves articles out",
    "  title:treasury   only in titles",
    "  source:globe date:2024-01   as in the list of articles",
)


@dataclass
class Results:
    """The answer to one search. Its rows grow as more of it is read.

    Attributes:
        words: What was looked for.
        sort: What it is sorted by.
        found: The articles.
        read: Those that were read by now, with their passages.
        problem: Why there is nothing, or an empty string.
        rows: What the list shows.
    """

    words: str = ""
    sort: Sort = "rank"
    found: Found = NOTHING
    read: list[Result] = field(default_factory=list)
    problem: str = ""
    rows: list[Row] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        read, self.read = self.read, []
        self.add(read)

    @property
    def count(self) -> str:
        """How many articles there are, in words."""
        more = "" if self.found.is_counted else "+"
        return f"{self.found.articles:,}{more} article{'s' * (self.found.articles != 1)}"

    @property
    def left(self) -> int:
        """How many articles there are that were not read."""
        return len(self.found.numbers) - len(self.read)

    def add(self, results: list[Result]) -> None:
        """Add articles that were read."""
        if self.rows and not isinstance(self.rows[-1], Heading | Line):
            self.rows.pop()
        for one in results:
            self._starts.append(len(self.rows))
            self.read.append(one)
            self.rows.append(Heading(one.title or one.id, _about(one)))
            if one.problem:
                self.rows.append(Line(((one.problem, False),)))
            self.rows += (Line(tuple(passage.pieces)) for passage in one.passages)
        self.rows += self._rest()

    def _rest(self) -> list[Row]:
        if self.problem:
            return [Note(self.problem)]
        if not self.words:
            return [Note(line) for line in HELP]
        if not self.found.articles:
            return [Note("No article has all of that.")]
        if self.left:
            return [More(f"… {self.left:,} more articles")]
        is_all = self.found.is_counted and self.found.articles == len(self.found.numbers)
        return [] if is_all else [Note("Others are not listed: add a word.")]

    def at(self, row: int) -> tuple[Result, int | None] | None:
        """Return the article of a row, and the offset of its hit there, if there are any."""
        number = bisect_right(self._starts, row) - 1
        if number < 0 or not isinstance(self.rows[row], Heading | Line):
            return None
        one = self.read[number]
        place = max(0, row - self._starts[number] - 1)
        hits = one.passages[place].hits if place < len(one.passages) else ()
        return one, hits[0].start if hits else None

    def row_of(self, number: int, offset: int | None) -> int | None:
        """Return the row of an article's passage that has this hit, or the article's first."""
        for start, one in zip(self._starts, self.read, strict=True):
            if one.number == number:
                places = (
                    place
                    for place, passage in enumerate(one.passages)
                    if passage.hits and passage.hits[0].start == offset
                )
                return start + 1 + next(places, 0)
        return None


def _about(one: Result) -> str:
    hits = f"{one.hits:,}{'' if one.is_counted else '+'} hit{'s' * (one.hits != 1)}"
    return "  ".join(filter(None, (hits, flat(one.source), flat(one.date).partition("T")[0])))


@dataclass
class Searched:
    """What is kept of a search while one reads an article.

    Attributes:
        typed: What stands in the line.
        sort: What is sorted by.
        results: What was found.
        row: The row with the cursor.
    """

    typed: str = ""
    sort: Sort = "rank"
    results: Results = field(default_factory=Results)
    row: int = 0
