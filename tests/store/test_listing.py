"""The list of the catalog: what fits a filter, in which order, beside the plainest way to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.article import Article
from tui.model.article_filter import ArticleFilter
from tui.model.progress import Progress
from tui.model.states import OPEN, STATES
from tui.store.catalog.articles import ArticleTable
from tui.store.catalog.assigned import AssignedTable
from tui.store.catalog.file import CatalogFile
from tui.store.catalog.listing import Listing, Share
from tui.store.catalog.standings import Standings
from tui.store.durable import Signature

NAMES = ("ada", "bob", "Cy")
SOURCES = ("", "The Globe", "Zeit")


class Made(NamedTuple):
    """An article as the list is to know it."""

    title: str
    source: str
    date: str
    readers: tuple[str, ...]
    progress: Progress | None

    @property
    def state(self) -> str:
        return self.progress.state if self.progress else "new"


progresses = st.builds(
    lambda quotes, decided, unsure: Progress(quotes, decided, min(unsure, decided)),
    st.none() | st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 1),
)
articles = st.builds(
    Made,
    st.sampled_from(("Bridge", "bridges 2", "Council “x”", 'a"b\\', "ÄRGER")),
    st.sampled_from(SOURCES),
    st.sampled_from(("", "2024-01-31", "2023")),
    st.sets(st.sampled_from(NAMES)).map(lambda names: tuple(sorted(names))),
    st.none() | progresses,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogs")


def catalog(path: Path, corpus: list[Made]) -> CatalogFile:
    """Make a catalog of these articles, whose ids are their numbers from 0 on."""
    path.unlink(missing_ok=True)
    file = CatalogFile(path)
    table = ArticleTable(file)
    with file.writing():
        one = table.put_file(path, "", b"", path.parent.stat())
        for number, made in enumerate(corpus):
            article = Article(
                str(number), "It rains.", made.title, source=made.source, date=made.date
            )
            table.put_article(article, one, b"", number, "")
    standings = Standings(file, "ada", "counted")
    numbers = ((str(n), made.progress) for n, made in enumerate(corpus))
    put = [(i, progress) for i, progress in numbers if progress]
    states = [(f"{i}.json", Signature(1, 1, 1)) for i, _ in put]
    uncounted = {one.id: one for one in standings.uncounted(states, ())}
    standings.put((uncounted[i], progress) for i, progress in put)
    readers = {str(n): made.readers for n, made in enumerate(corpus) if made.readers}
    AssignedTable(file).put(readers, Signature(1, 2, 3))
    return file


def fits(made: Made, field: str, value: str) -> bool:
    """Tell whether an article fits a term, as the help says."""
    names = [name.casefold() for name in made.readers]
    answers = {
        "": value in made.title.casefold(),
        "source": value in made.source.casefold(),
        "date": value in made.date,
        "state": made.state.startswith(value),
        "has": bool(made.progress and made.progress.unsure),
        "annotator": value in "ada" and bool(made.progress and made.progress.decided),
        "assigned": {"me": "ada" in made.readers, "none": not made.readers}.get(
            value, any(value in name for name in names)
        ),
    }
    return answers[field]


terms = st.sampled_from(
    [
        ("", "bridge"), ("", "“x”"), ("", "ärger"), ("source", "globe"), ("date", "2024"),
        ("has", "unsure"), ("annotator", "ad"), ("annotator", "bob"),
        ("assigned", "me"), ("assigned", "none"), ("assigned", "c"), ("assigned", "bob"),
        *(("state", state.split()[0]) for state in STATES),
    ]
)  # fmt: skip
KEYS: Mapping[str, Callable[[Made], Any]] = {
    "source": lambda made: made.source.casefold(),
    "date": lambda made: made.date,
    "state": lambda made: STATES.index(made.state),
    "decided": lambda made: made.progress.decided if made.progress else 0,
    "quotes": lambda made: (
        -1 if made.progress is None or made.progress.quotes is None else made.progress.quotes
    ),
    "assigned": lambda made: (not made.readers, made.readers),
}


@given(st.lists(articles, max_size=8), st.lists(terms, max_size=3), st.booleans(), st.data())
def test_filtered_and_sorted_as_it_says(
    folder: Path,
    corpus: list[Made],
    asked: list[tuple[str, str]],
    reverse: bool,
    data: st.DataObject,
) -> None:
    file = catalog(folder / "one.sqlite", corpus)
    try:
        listing = Listing(file, "ada")
        column = data.draw(st.sampled_from(("", "title", *KEYS)))
        typed = " ".join(f"{field}:{value}" if field else value for field, value in asked)
        found = listing.numbers(ArticleFilter(typed), column, is_reversed=reverse)
        rows = listing.rows(found)
        expected = [n for n, one in enumerate(corpus) if all(fits(one, *term) for term in asked)]
        if column == "title":
            expected.sort(key=lambda n: f"{corpus[n].title} {n}".casefold(), reverse=reverse)
        elif column:
            expected.sort(key=lambda n: KEYS[column](corpus[n]))
            expected = expected[::-1] if reverse else expected
        else:
            expected = expected[::-1] if reverse else expected
            expected.sort(key=lambda n: "ada" not in corpus[n].readers)
        assert [int(rows[number].id) for number in found] == expected
        mine = [one for one in corpus if "ada" in one.readers]
        done = [one for one in mine if one.state not in OPEN]
        assert listing.share() == Share(len(mine), len(done))
        for row in rows.values():
            made = corpus[int(row.id)]
            assert (row.title, row.source, row.date) == made[:3]
            assert (row.state, row.readers) == (made.state, made.readers)
            assert row.is_mine is ("ada" in made.readers)
    finally:
        file.close()


@pytest.fixture
def file(folder: Path) -> Iterator[CatalogFile]:
    corpus = [Made(f"Rain {n}", "", "", ("bob",), None) for n in range(3)]
    file = catalog(folder / "other.sqlite", corpus)
    yield file
    file.close()


def test_what_another_program_writes_is_in_the_next_list(file: CatalogFile) -> None:
    listing = Listing(file, "ada")
    assert len(listing.order()) == 3
    assert listing.order() is listing.order()
    other = CatalogFile(file.path)
    AssignedTable(other).put({"2": ("ada",)}, Signature(4, 5, 6))
    other.close()
    assert [row.id for row in map(listing.rows(listing.order()).get, listing.order()) if row] == [
        *("2", "0", "1")
    ]


def test_what_is_current(file: CatalogFile) -> None:
    table = AssignedTable(file)
    assert table.is_current(Signature(1, 2, 3))
    assert not table.is_current(Signature(1, 2, 4))
    assert not table.is_current(None)
    with file.writing():
        one = ArticleTable(file).put_file(file.path, "", b"", file.path.parent.stat())
        article = Article("new", "It rains.", "")
        ArticleTable(file).put_article(article, one, b"", 3, "")
    assert not table.is_current(Signature(1, 2, 3)), "the new one may be assigned, too"
    table.put({}, None)
    assert table.is_current(None)
    assert not table.is_current(Signature(1, 2, 3))
    table.put({"\ud800": ("ada",), "new": ("zoe", "\ud800"), "gone": ("ada",)}, None)
    assert Listing(file, "zoe").share() == Share(1, 0)


@given(st.text())
def test_any_title_comes_back(folder: Path, title: str) -> None:
    clean = title.encode("utf-8", "replace").decode("utf-8")
    file = catalog(folder / "title.sqlite", [Made(clean, clean, clean, (), None)])
    listing = Listing(file, "ada")
    (row,) = listing.rows(listing.order()).values()
    file.close()
    assert (row.title, row.source, row.date) == (clean, clean, clean)


@given(st.lists(articles, max_size=8), st.lists(terms, max_size=3), st.data())
def test_typed_on_or_not_it_is_the_same(
    folder: Path, corpus: list[Made], asked: list[tuple[str, str]], data: st.DataObject
) -> None:
    file = catalog(folder / "typed.sqlite", corpus)
    typing = Listing(file, "ada")
    text = " ".join(f"{field}:{value}" if field else value for field, value in asked)
    for _ in range(4):
        typed = ArticleFilter(text[: data.draw(st.integers(0, len(text)))])
        column = data.draw(st.sampled_from(("", "title")))
        assert typing.numbers(typed, column) == Listing(file, "ada").numbers(typed, column)
    file.close()
