"""File names for ids from outside."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.store.names import file_name, is_database_name, plain_id, set_aside_name

NASTY = [
    *("", ".", "..", "../x", "/etc/passwd", "a/b", "a\\b", "C:\\x", "a\0b", "x" * 300, "-x", ".x"),
    *(
        "con",
        "NUL",
        "aux.txt",
        "com1",
        "LPT9.a.b",
        "x.",
        "x ",
        "é",
        "a~b",
        "\ud800",
        "\u202e",
        "a\n",
    ),
    *("x.broken-20260102T030405Z", "x.broken-20260102T030405Z-2", "..json", "日本語", "~"),
]


@pytest.mark.parametrize(
    "article_id", ["000_027f6d915e3f7946", "a", "A.b-c_9", "x" * 100, "a.json"]
)
def test_a_good_id_is_its_own_name(article_id: str) -> None:
    assert file_name(article_id) == f"{article_id}.json"
    assert plain_id(f"{article_id}.json") == article_id


@pytest.mark.parametrize("article_id", NASTY)
def test_a_nasty_id_gets_a_harmless_name(article_id: str) -> None:
    name = file_name(article_id)
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,47}~[0-9a-f]{12}\.json", name)
    assert plain_id(name) is None
    assert is_database_name(name)


@given(st.text(st.characters(), max_size=400) | st.sampled_from(NASTY))
@example("con.x")
def test_never_a_path_never_reserved_never_too_long(article_id: str) -> None:
    name = file_name(article_id)
    assert (Path("/folder") / name).parent == Path("/folder")
    assert name.isascii()
    assert name.isprintable()
    assert len(name) <= 105
    assert not set(name) & set('/\\:*?"<>|')
    assert name.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1", "lpt1"}
    assert not name.removesuffix(".json").endswith((".", " "))
    assert is_database_name(name)
    assert plain_id(name) in {None, article_id}


@given(st.lists(st.text(st.characters(), max_size=40), unique=True, min_size=2, max_size=30))
def test_two_ids_two_names(ids: list[str]) -> None:
    assert len({file_name(one) for one in ids}) == len(ids)


@pytest.mark.parametrize("attempt", [0, 1, 12])
def test_what_is_set_aside_is_no_database(attempt: int) -> None:
    name = set_aside_name("a.json", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), attempt)
    assert name.startswith("a.broken-20260102T030405Z")
    assert not is_database_name(name)


@pytest.mark.parametrize("name", [".a.json.lock", ".a.json.tmp", ".a.json", "a.txt", "a.json~"])
def test_other_files_are_no_databases(name: str) -> None:
    assert not is_database_name(name)
