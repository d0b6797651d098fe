"""Files in a database's place that are none of ours: set aside or left alone, never overwritten."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from tests.builders import annotation, edit
from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.model.entity_mark import EntityMark
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
    data = _with("pullquote-store/1 -> pullquote-store/99")
    database.path.parent.mkdir(parents=True)
    database.path.write_bytes(data)
    for use in (database.load, partial(database.append, [edit("e2")])):
        with pytest.raises(PullquoteError, match="newer pullquote"):
            use()
    assert database.path.read_bytes() == data


@pytest.mark.parametrize(
    "changes",
    [
        '"kind": "direct" -> "kind": "loud"',
        '"e2": {"id": "e2" -> "e2": {"id": "e3"',
        '"action": "decide" -> "action": "guess"',
        '"seconds": 1.5, "reverts" -> "seconds": 1.5 "reverts"',
        '"before": null -> "before": 5',
        '"before": null -> "before": NaN',
    ],
)
def test_an_edit_that_is_broken_is_told_before_it_is_looked_at(
    database: ArticleDatabase, changes: str
) -> None:
    database.append([edit("e1"), edit("e2")])
    text = database.path.read_text("utf-8")
    database.close()
    old, new = changes.split(" -> ")
    head, last = text.rsplit(old, 1)
    database.path.write_text(head + new + last, "utf-8")
    contents = database.load()
    assert contents.set_aside is not None
    assert contents.set_aside.read_text("utf-8") == head + new + last


def test_two_records_on_a_line_are_read_all_the_same(database: ArticleDatabase) -> None:
    database.append([edit("e1"), edit("e2")])
    text = database.path.read_text("utf-8")
    database.close()
    database.path.write_text(text.replace('},\n    "e2"', '}, "e2"'), "utf-8")
    assert _ids(database.load()) == ["e1", "e2"]
    database.append([edit("e3")])
    assert _saved(database.path) == ["e1", "e2", "e3"]
    assert '},\n    "e2"' in database.path.read_text("utf-8")


def test_an_edit_that_was_read_says_what_it_said(database: ArticleDatabase) -> None:
    first = edit("e1")
    second = edit("e2", before=first.after, after=annotation("of-e1", note="so"), action="note")
    gone = edit("e3", before=second.after, action="remove")
    database.append([first, second, gone])
    database.close()
    read = database.load().edits
    assert read == (first, second, gone)
    assert [one.annotation_id for one in read] == ["of-e1"] * 3
    assert [one.is_removal for one in read] == [False, False, True]
    assert all(one.is_of(Annotation) and not one.is_of(EntityMark) for one in read)
    assert read[1].before == read[0].after
    assert read[1] != first
