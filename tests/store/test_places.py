"""Where one was reading: kept where that is possible, and never in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.store.test_names import NASTY
from tui.formats.problem import encodable
from tui.store.places import Places


def test_nothing_is_known_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    assert Places(folder).get("ada", "seed") is None
    assert not folder.exists()


def test_a_place_is_found_by_the_next_run(tmp_path: Path) -> None:
    Places(tmp_path / "new" / "cache").put("ada", "seed", 120)
    assert Places(tmp_path / "new" / "cache").get("ada", "seed") == 120


def test_the_last_place_counts(tmp_path: Path) -> None:
    places = Places(tmp_path)
    for start in (120, 0, 64):
        places.put("ada", "seed", start)
        assert places.get("ada", "seed") == start


def test_annotators_and_articles_are_apart(tmp_path: Path) -> None:
    places = Places(tmp_path)
    wanted = {("ada", "one"): 1, ("ada", "two"): 2, ("grace", "one"): 3}
    for (annotator, article), start in wanted.items():
        places.put(annotator, article, start)
    assert {key: places.get(*key) for key in wanted} == wanted
    assert places.get("grace", "two") is None


@pytest.mark.parametrize("article_id", [name for name in NASTY if encodable(name)])
def test_any_id(tmp_path: Path, article_id: str) -> None:
    places = Places(tmp_path)
    places.put("ada", article_id, 7)
    assert places.get("ada", article_id) == 7


def test_a_broken_file_is_no_place_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "places.sqlite").write_bytes(b"no database at all, but long enough" * 99)
    places = Places(tmp_path)
    assert places.get("ada", "seed") is None
    places.put("ada", "seed", 3)


def test_a_table_of_another_form_is_no_place(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "places.sqlite")
    database.execute("create table place (annotator text, article text, start)")
    database.execute("insert into place values ('ada', 'seed', 'here')")
    database.commit()
    database.close()
    assert Places(tmp_path).get("ada", "seed") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    places = Places(tmp_path / "cache")
    places.put("ada", "seed", 3)
    assert places.get("ada", "seed") is None


def test_a_folder_in_the_files_place_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "places.sqlite").mkdir()
    places = Places(tmp_path)
    places.put("ada", "seed", 3)
    assert places.get("ada", "seed") is None


def test_two_runs_at_once(tmp_path: Path) -> None:
    one, two = Places(tmp_path), Places(tmp_path)
    for start in range(9):
        one.put("ada", "one", start)
        two.put("ada", "two", start)
    assert (two.get("ada", "one"), one.get("ada", "two")) == (8, 8)
