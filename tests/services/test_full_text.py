"""Searching a corpus: which articles, in which order, and what becomes of it as they change."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui.errors import PullquoteError
from tui.model.full_text import full_text_query
from tui.services import full_text
from tui.services.corpus import Corpus
from tui.services.full_text import CorpusSearch, Result
from tui.store.catalog import full_text as index

Opened = Callable[[], CorpusSearch]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def opened(folder: Path, tmp_path: Path) -> Iterator[Opened]:
    """Opens the corpus as another program does: as it is now on the disk, and indexed."""
    corpora: list[Corpus] = []

    def open_now() -> CorpusSearch:
        corpus = Corpus([folder], tmp_path / "catalogs")
        corpora.append(corpus)
        corpus.update()
        search = CorpusSearch(corpus)
        search.index()
        return search

    yield open_now
    for corpus in corpora:
        corpus.close()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def wire(folder: Path, *articles: dict[str, str], name: str = "wire.jsonl") -> Path:
    return write(folder, name, "\n".join(map(json.dumps, articles)))


def results(search: CorpusSearch, typed: str, sort: index.Sort = "rank") -> list[Result]:
    query = full_text_query(typed)
    found = search.find(query, sort, most=100)
    assert found.articles == len(found.numbers)
    return list(search.results(found.numbers, query, context=10, most=3))


def ids(search: CorpusSearch, typed: str, sort: index.Sort = "rank") -> list[str]:
    return [one.id for one in results(search, typed, sort)]


def test_articles_are_found_by_all_words(folder: Path, opened: Opened) -> None:
    write(folder, "a.txt", "The new bridge over the river is open.")
    write(folder, "b.txt", "A bridge, old. It’s a new one that is wanted.")
    write(folder, "c.txt", "The river rose over night.")
    search = opened()
    for typed, found in (
        ("bridge", ["a", "b"]),
        ("BRIDGE river", ["a"]),
        ('"new bridge"', ["a"]),
        ("brid* -river", ["b"]),
        ("night OR open", ["a", "c"]),
        ("it's", ["b"]),
        ("nowhere", []),
        ("bridge nowhere", []),
        ("", []),
        ("-bridge", []),
    ):
        assert sorted(ids(search, typed)) == found, typed


def test_titles_sources_and_dates_are_asked_for(folder: Path, opened: Opened) -> None:
    articles = (
        {"id": "a", "title": "On bridges", "source": "The Globe", "date": "2024-01-01"},
        {"id": "b", "title": "Rain", "source": "Daily Planet", "date": "2024-02-01"},
        {"id": "c", "title": "More rain", "source": "The Globe", "date": "2023-01-01"},
    )
    wire(folder, *({**one, "text": "It rained on all bridges."} for one in articles))
    search = opened()
    assert ids(search, "title:bridges") == ["a"]
    assert ids(search, "bridges", "title") == ["c", "a", "b"]
    assert ids(search, "bridges", "date") == ["b", "a", "c"]
    assert sorted(ids(search, "bridges source:globe")) == ["a", "c"]
    assert ids(search, "bridges -source:globe") == ["b"]
    assert ids(search, "bridges source:globe date:2024") == ["a"]
    assert ids(search, "title:rain rained -title:more") == ["b"]
    assert ids(search, "bridges")[0] == "a", "the title weighs more"


def test_hits_are_where_the_article_has_them(folder: Path, opened: Opened) -> None:
    text = "🙂 Café.\r\n\r\nThe cafe\u0301 is open.\r\nNobody is in the CAFÉ."
    write(folder, "a.txt", text)
    (found,) = results(opened(), "cafe")
    assert found.hits == 3
    assert found.is_counted
    hits = [hit.of(text) for one in found.passages for hit in one.hits]
    assert hits == ["Café", "cafe\u0301", "CAFÉ"]


def test_an_article_with_the_words_in_its_title_alone_shows_its_beginning(
    folder: Path, opened: Opened
) -> None:
    wire(folder, {"id": "a", "title": "Bridges", "text": "\nIt rained all day long."})
    (found,) = results(opened(), "bridges")
    assert found.hits == 0
    assert [(one.text, one.hits) for one in found.passages] == [("It rained", ())]


def test_what_changes_is_found_as_it_is_now(folder: Path, opened: Opened) -> None:
    write(folder, "a.txt", "A bridge.")
    write(folder, "b.txt", "A bridge, too.")
    wire(folder, {"id": "c", "title": "Old title", "text": "A bridge as well."})
    assert sorted(ids(opened(), "bridge")) == ["a", "b", "c"]
    write(folder, "a.txt", "A tunnel.")
    (folder / "b.txt").unlink()
    wire(folder, {"id": "c", "title": "New title", "text": "A bridge as well."})
    write(folder, "d.txt", "Another bridge.")
    search = opened()
    assert sorted(ids(search, "bridge")) == ["c", "d"]
    assert ids(search, "tunnel") == ["a"]
    assert ids(search, "title:old") == []
    assert ids(search, "title:new") == ["c"]


def test_what_is_not_indexed_yet_is_told_and_gone_on_with(
    folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "_LARGEST_TRANSACTION", 1)
    opened()
    wire(folder, *({"id": f"r{n}", "text": f"It rained, {n}."} for n in range(30)))
    corpus_search = CorpusSearch(opened_without_index(opened))
    asked = iter(range(30))
    corpus_search.index(is_over=lambda: next(asked) >= 9)
    assert corpus_search.waiting == 20
    assert len(ids(corpus_search, "rained")) == 10
    told: list[int] = []
    corpus_search.index(told=told.append)
    assert told[-1] == 20
    assert corpus_search.waiting == 0
    assert len(ids(corpus_search, "rained")) == 30


def opened_without_index(opened: Opened) -> Corpus:
    corpus = opened()._corpus
    corpus.update()
    connection = corpus.file.connection
    with connection:
        connection.execute("UPDATE article SET indexed = NULL")
    return corpus


def test_two_who_index_at_once_find_each_article_once(folder: Path, opened: Opened) -> None:
    wire(folder, *({"id": f"r{n}", "text": f"It rained, {n}."} for n in range(30)))
    one = CorpusSearch(opened_without_index(opened))
    other = CorpusSearch(one._corpus)
    one.index(told=lambda _: other.index())
    other.index()
    assert sorted(ids(one, "rained")) == sorted(f"r{n}" for n in range(30))


def test_an_index_that_is_mostly_stale_is_made_anew(
    folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_FEW_STALE", 5)
    for day in range(9):
        wire(folder, *({"id": f"r{n}", "text": f"Rain on day {day}."} for n in range(3)))
        search = opened()
        connection = search._corpus.file.connection
        rows = connection.execute("SELECT count(*) FROM full_text_docsize").fetchone()[0]
        assert rows <= 3 + 5 + 3
        assert len(ids(search, f'"day {day}"')) == 3
        assert not day or not ids(search, f'"day {day - 1}"')


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_what_could_not_be_read_is_tried_again(folder: Path, opened: Opened) -> None:
    path = write(folder, "a.txt", "A bridge.")
    search = CorpusSearch(opened_without_index(opened))
    path.chmod(0)
    search.index()
    assert (search.waiting, search.unreadable) == (0, 1)
    path.chmod(0o600)
    search.index()
    assert (search.waiting, search.unreadable) == (0, 0)
    assert ids(search, "bridge") == ["a"]


def test_a_file_that_changes_while_it_is_indexed_is_left_to_the_next_look(
    folder: Path, opened: Opened
) -> None:
    write(folder, "a.txt", "A bridge.")
    search = CorpusSearch(opened_without_index(opened))
    write(folder, "a.txt", "Quite another text.")
    search.index()
    assert search.unreadable == 1
    assert ids(search, "bridge") == ids(search, "quite") == []
    search._corpus.update()
    search.index()
    assert ids(search, "quite") == ["a"]


def test_a_single_article_is_searched_as_well(folder: Path, opened: Opened) -> None:
    write(folder, "a.txt", "A bridge.")
    assert ids(opened(), "bridge") == ["a"]


def test_an_article_that_is_gone_since_then_says_so(folder: Path, opened: Opened) -> None:
    path = write(folder, "a.txt", "A bridge.")
    write(folder, "b.txt", "A tunnel.")
    search = opened()
    path.unlink()
    (found,) = results(search, "bridge")
    assert "a.txt" in found.problem
    assert not found.passages


def test_so_many_that_ranking_says_nothing_are_in_the_order_of_the_list(
    folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ("Rain. " * (n + 1) + "Sun. " * (30 - n) for n in range(5))
    wire(folder, *({"id": f"r{n}", "title": "T", "text": text} for n, text in enumerate(texts)))
    search = opened()
    assert ids(search, "rain") == [f"r{n}" for n in (4, 3, 2, 1, 0)]
    monkeypatch.setattr(index, "_MOST_RANKED", 4)
    assert ids(search, "rain") == [f"r{n}" for n in range(5)]
    query = full_text_query("rain")
    found = search.find(query, most=2)
    assert (found.articles, found.is_ranked, found.is_counted) == (5, False, True)
    found = search.find(query, most=2, is_hurried=True)
    assert (found.articles, found.is_ranked, found.is_counted) == (4, False, False)
    found = search.find(query, "title", most=2)
    assert (found.articles, found.is_ranked, found.is_counted) == (5, True, True)


def test_a_python_without_full_text_search_is_told_of(
    folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "a.txt", "A bridge.")
    monkeypatch.setattr(index, "_MAKE", ("CREATE VIRTUAL TABLE full_text USING no_fts5(text)",))
    with pytest.raises(PullquoteError, match="made without FTS5"):
        opened()


def test_hostile_texts_are_found(folder: Path, opened: Opened) -> None:
    texts = {
        "escape": "A \x1b]0;bridge\x07 title",
        "nul": "bridge\0bridge\0 of sighs",
        "bidi": "the \u202ebridge\u202c turned",
        "private": "\ue000bridge \U000f0000 bridge",
        "long": "x" * 1_000_000 + " bridge",
    }
    wire(folder, *({"id": name, "text": text} for name, text in texts.items()))
    found = {one.id: one for one in results(opened(), "bridge")}
    assert set(found) == set(texts)
    for name, one in found.items():
        for passage in one.passages:
            assert {hit.of(texts[name]) for hit in passage.hits} == {"bridge"}
