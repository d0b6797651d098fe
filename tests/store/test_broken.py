"""Files in a database's place that are none of ours: set aside or left alone, never overwritten."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests.builders import annotation, edit
from tui.errors import PullquoteError
from tui.store.annotations import AnnotationStore, ArticleDatabase, Contents


def _ids(contents: Contents | None) -> list[str]:
    assert contents is not None
    return [one.id for one in contents.edits]


def _saved(path: Path) -> list[str]:
    return list(json.loads(path.read_bytes())["edits"])


def _with(changes: str) -> bytes:
    """Return a good file with one thing changed by `old -> new`."""
    old, new = changes.split(" -> ")
    meta = {"schema": "pullquote-store/1", "article": "seed", "annotator": "ada"}
    data = {
        "meta": {"database": meta},
        "annotations": {"a1": annotation().as_record()},
        "edits": {"e1": edit().as_json()},
    }
    text = json.dumps(data)
    assert old in text
    return text.replace(old, new).encode()


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b"\xff\xfe\x00",
    b"\0" * 4096,
    b"<<<<<<< HEAD\n{}\n",
    _with("} -> "),
    _with('"meta" -> "mega"'),
    _with("pullquote-store/1 -> prodigy/1"),
    _with('"article": "seed", "annotator" -> "article": 7, "annotator"'),
    _with('"a1": -> "a2":'),
    _with('"e1": -> "e2":'),
    _with("pullquote/1 -> pullquote/9"),
    _with('"kind": "direct" -> "kind": "loud"'),
    _with('"start": 10 -> "start": 99'),
    _with('"action": "decide" -> "action": "guess"'),
    _with('"action": "decide", -> '),
    _with('"before": null -> "before": 5'),
    _with('"labels": [ -> "labels": [1, '),
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_is_set_aside_and_never_overwritten(
    store: AnnotationStore, database: ArticleDatabase, data: bytes
) -> None:
    database.path.parent.mkdir(parents=True)
    aside = []
    for number in range(3):
        database.path.write_bytes(data)
        with pytest.raises(PullquoteError, match="no database of pullquote"):
            store.read("ada", "seed")
        assert database.path.read_bytes() == data
        if number == 2:
            contents = database.append([edit("e1")])
        else:
            contents = database.load()
            assert not database.exists
        assert contents is not None
        assert contents.set_aside is not None
        aside.append(contents.set_aside)
    assert len(set(aside)) == 3
    assert [path.read_bytes() for path in aside] == [data] * 3
    assert store.articles("ada") == ["seed"]
    assert _saved(database.path) == ["e1"]
    assert database.load() == Contents((annotation("of-e1"),), (edit("e1"),))


def test_a_file_broken_meanwhile_is_written_anew_from_what_is_known(
    database: ArticleDatabase,
) -> None:
    database.append([edit("e1")])
    database.path.write_text("{ somebody's half")
    contents = database.append([edit("e2")])
    assert _ids(contents) == ["e1", "e2"]
    assert contents is not None
    assert contents.set_aside is not None
    assert contents.set_aside.read_text() == "{ somebody's half"


@pytest.mark.parametrize("load", [True, False])
def test_the_file_of_another_article_is_left_alone(
    store: AnnotationStore, database: ArticleDatabase, load: bool
) -> None:
    store.open("ada", "other").append([edit("e1")])
    database.path.write_bytes(store.path_of("ada", "other").read_bytes())
    before = database.path.read_bytes()
    for _ in range(2):
        if load:
            with pytest.raises(PullquoteError, match="belongs to article 'other'"):
                database.load()
        with pytest.raises(PullquoteError, match="belongs to article 'other'"):
            database.append([edit("e2")])
    assert database.path.read_bytes() == before


def test_the_file_of_a_newer_program_is_left_alone(database: ArticleDatabase) -> None:
    data = _with("pullquote-store/1 -> pullquote-store/3")
    database.path.parent.mkdir(parents=True)
    database.path.write_bytes(data)
    for use in (database.load, partial(database.append, [edit("e2")])):
        with pytest.raises(PullquoteError, match="newer pullquote"):
            use()
    assert database.path.read_bytes() == data
