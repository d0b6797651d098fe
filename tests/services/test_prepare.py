"""Preparing a corpus, as a service: what is in the cache after it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from tests.nlp.trouble import FAILS, make_trouble
from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.cue_words import CueWords
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.services.prepare import Preparation, Prepared
from tui.settings import Settings
from tui.store.cache import AnalysisCache


def corpus(*texts: str) -> dict[str, Article]:
    return {str(n): Article(str(n), text, "title", f"{n}.txt") for n, text in enumerate(texts)}


def settings(folder: Path) -> Settings:
    return Settings("ada", folder / "annotations", folder / "cache", folder / "state")


def preparation(folder: Path, articles: dict[str, Article]) -> Preparation:
    def read(article_id: str) -> Article:
        if article_id == "gone":
            raise PullquoteError("gone.txt is no longer there")
        return articles[article_id]

    def ids() -> Iterable[tuple[str, str]]:
        return ((one, article.sha256) for one, article in articles.items())

    return Preparation(settings(folder), ids, read, jobs=1)


def prepare(folder: Path, articles: dict[str, Article]) -> tuple[int, Prepared, int]:
    """Return how many were missing, what became of them, and how many the bar went on by."""
    told: list[int] = []
    with closing(preparation(folder, articles)) as work:
        return work.count(), work.run(told.append), sum(told)


def quotes_of(folder: Path, article: Article) -> int | None:
    with closing(AnalysisCache(settings(folder).analyses)) as cache:
        found = cache.get(article.sha256, find_model().key, detector_version(CueWords()))
    return None if found is None else len(found.quotes)


def test_what_is_missing_is_analysed_and_nothing_twice(tmp_path: Path) -> None:
    said = "“It rained,” said John Smith."
    articles = corpus(said, "Nobody spoke.", "", said)
    assert prepare(tmp_path, articles) == (4, Prepared(3, 1), 4)
    assert [quotes_of(tmp_path, one) for one in articles.values()] == [1, 0, 0, 1]
    articles |= {"new": Article("new", said + " " + said, "title")}
    assert prepare(tmp_path, articles) == (1, Prepared(1, 4), 1)
    assert prepare(tmp_path, articles) == (0, Prepared(0, 5), 0)


def test_an_article_that_fails_or_is_gone_is_told_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(make_trouble(tmp_path))
    articles = corpus("Anna left.", f"{FAILS}.", "He slept.")
    articles["gone"] = Article("gone", "It was here.", "title")
    missing, prepared, told = prepare(tmp_path, articles)
    assert (missing, told) == (4, 4)
    assert (prepared.done, prepared.failed) == (2, 2)
    problems = ("gone: gone.txt is no longer there", "1.txt: ValueError: it is wrong")
    assert sorted(prepared.problems) == sorted(problems)
    assert str(prepared) == "2 articles analysed, 2 could not be"
    assert quotes_of(tmp_path, articles["1"]) is None
    assert quotes_of(tmp_path, articles["2"]) == 0


def test_a_cache_that_cannot_be_used_ends_it_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    work = preparation(tmp_path, corpus("Anna left."))
    with closing(work), pytest.raises(PullquoteError, match="cannot be kept"):
        work.count()


def test_a_cache_that_is_lost_meanwhile_ends_it(tmp_path: Path) -> None:
    with closing(preparation(tmp_path, corpus("Anna left."))) as work:
        assert work.count() == 1
        work._cache.problem = ""
        work._cache.close()
        work._cache = AnalysisCache(tmp_path / "state" / "file" / "cache.sqlite")
        (tmp_path / "state").mkdir()
        (tmp_path / "state" / "file").touch()
        with pytest.raises(PullquoteError, match="cannot be kept"):
            work.run()


def test_what_became_of_it_is_said() -> None:
    assert str(Prepared(1, 0)) == "1 article analysed"
    assert str(Prepared(2, 3)) == "2 articles analysed, 3 were before"
    assert str(Prepared(0, 3)) == "nothing is left to do: 3 articles analysed before"
    assert str(Prepared(0, 0, 1)) == "0 articles analysed, 1 could not be"
