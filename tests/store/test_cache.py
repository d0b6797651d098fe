"""The cache of analyses: it may be lost, but it must never be in the way."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from tests.builders import any_analysis
from tui.model.analysis import Analysis, Quote
from tui.model.span import Span
from tui.store.cache import CACHE_SCHEMA, AnalysisCache

ONE = Analysis(tokens=(Span(0, 3), Span(4, 9)), quotes=(Quote(Span(0, 9), "direct"),))
TWO = Analysis(quotes=(Quote(Span(0, 9), "direct"), Quote(Span(10, 19), "mixed", Span(20, 24))))
KEY = ("0" * 64, "en_core_web_sm-3.8.0", "1")


def _use(path: Path) -> None:
    """Put something in, find it in a new cache, and have no problem with it."""
    for analysis in (ONE, TWO):
        with closing(AnalysisCache(path)) as cache:
            cache.put(*KEY, analysis)
            assert cache.problem == ""
        with closing(AnalysisCache(path)) as cache:
            assert cache.get(*KEY) == analysis
            assert cache.problem == ""


@given(any_analysis)
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, analysis: Analysis) -> None:
    with closing(AnalysisCache(tmp_path_factory.getbasetemp() / "any.sqlite")) as cache:
        cache.put(*KEY, analysis)
        assert cache.get(*KEY) == analysis
        assert cache.quotes(*KEY) == analysis.quotes
        assert cache.get(*KEY, tokens=False) == analysis._replace(tokens=())


def test_it_makes_its_folder_and_outlives_the_program(tmp_path: Path) -> None:
    _use(tmp_path / "new" / "folder" / "cache.sqlite")


def test_nothing_is_made_before_it_is_used(tmp_path: Path) -> None:
    AnalysisCache(tmp_path / "cache.sqlite").close()
    assert list(tmp_path.iterdir()) == []


def test_text_model_and_detector_are_all_the_key(tmp_path: Path) -> None:
    with closing(AnalysisCache(tmp_path / "cache.sqlite")) as cache:
        cache.put("a", "m", "1", ONE)
        assert cache.get("a", "m", "1") == ONE
        for other in (("b", "m", "1"), ("a", "n", "1"), ("a", "m", "2")):
            assert (cache.get(*other), cache.quotes(*other)) == (None, None)


def test_quotes_alone_tell_none_from_not_analysed(tmp_path: Path) -> None:
    with closing(AnalysisCache(tmp_path / "cache.sqlite")) as cache:
        cache.put("a", "m", "1", Analysis(tokens=ONE.tokens))
        cache.put("b", "m", "1", ONE)
        cache.put("b", "m", "1", TWO)
        assert [cache.quotes(text, "m", "1") for text in "abc"] == [(), TWO.quotes, None]


def test_some_are_put_and_looked_for_together(tmp_path: Path) -> None:
    with closing(AnalysisCache(tmp_path / "cache.sqlite")) as cache:
        assert cache.known(["a"], "m", "1") == set()
        assert cache.put_all({"a": ONE, "b": TWO}, "m", "1")
        assert cache.put_all({}, "m", "1")
        assert [cache.get(text, "m", "1") for text in "abc"] == [ONE, TWO, None]
        assert cache.known(["c", "b"], "m", "1") == {"b"}
        assert cache.known("abc", "n", "1") == cache.known("abc", "m", "2") == set()
        assert cache.known([], "m", "1") == set()
    assert not cache.put_all({"c": ONE}, "m", "1")


@pytest.mark.parametrize("data", [b"no database", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_broken_file_is_made_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "cache.sqlite").write_bytes(data)
    _use(tmp_path / "cache.sqlite")


def test_a_file_broken_in_the_middle_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with closing(AnalysisCache(path)) as cache:
        for number in range(300):
            cache.put(f"t{number}", "m", "1", TWO)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with closing(AnalysisCache(path)) as cache:
        assert cache.get("t1", "m", "1") is None
    _use(path)


@pytest.mark.parametrize("version", [99, 1, CACHE_SCHEMA])
def test_a_newer_older_or_strange_file_is_made_anew(tmp_path: Path, version: int) -> None:
    path = tmp_path / "cache.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE other (a)")
        other.execute(f"PRAGMA user_version = {version}")
        other.commit()
    _use(path)


def test_a_broken_body_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with closing(AnalysisCache(path)) as cache:
        cache.put(*KEY, ONE)
        for broken in (b"", b"x", "text"):
            for column in ("body", "quotes", "tokens"):
                with closing(sqlite3.connect(path)) as other, other:
                    other.execute(f"UPDATE analysis SET {column} = ?", (broken,))
                assert cache.get(*KEY) is None
            assert cache.quotes(*KEY) is None
            assert cache.problem == ""
            cache.put(*KEY, ONE)
        cache.put(*KEY, TWO)
        assert cache.get(*KEY) == TWO


def test_deleted_while_in_use_breaks_nothing(tmp_path: Path) -> None:
    with closing(AnalysisCache(tmp_path / "cache.sqlite")) as cache:
        cache.put(*KEY, ONE)
        for path in tmp_path.iterdir():
            path.unlink()
        cache.put(*KEY, TWO)
        assert cache.get(*KEY) in {None, TWO}
    _use(tmp_path / "cache.sqlite")


def test_a_place_that_cannot_be_is_a_problem_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in (tmp_path / "file" / "cache.sqlite", folder):
        with closing(AnalysisCache(path)) as cache:
            cache.put(*KEY, ONE)
            assert cache.get(*KEY) is None
            assert cache.quotes(*KEY) is None
            assert str(path) in cache.problem


def test_a_locked_file_is_a_problem_only_while_it_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.cache._BUSY_SECONDS", 0.01)
    path = tmp_path / "cache.sqlite"
    with closing(AnalysisCache(path)) as cache, closing(sqlite3.connect(path)) as other:
        cache.put(*KEY, ONE)
        other.execute("BEGIN IMMEDIATE")
        cache.put(*KEY, TWO)
        assert "locked" in cache.problem
        other.rollback()
        assert cache.get(*KEY) == ONE
        assert cache.problem == ""


def test_threads_may_share_it(tmp_path: Path) -> None:
    wrong = []
    with closing(AnalysisCache(tmp_path / "cache.sqlite")) as cache:

        def use(name: str) -> None:
            for number in range(30):
                key = (f"{name}{number}", "m", "1")
                cache.put(*key, TWO)
                if cache.get(*key) != TWO:
                    wrong.append(key)

        threads = [threading.Thread(target=use, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (wrong, cache.problem) == ([], "")


def test_after_closing_it_finds_nothing(tmp_path: Path) -> None:
    cache = AnalysisCache(tmp_path / "cache.sqlite")
    cache.put(*KEY, ONE)
    cache.close()
    cache.close()
    assert cache.get(*KEY) is None
    cache.put(*KEY, TWO)
