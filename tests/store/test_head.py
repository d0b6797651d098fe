"""A database read up to its log: the same as the whole of it, less the log, or the whole of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, any_edit, edit
from tui.errors import PullquoteError
from tui.model.edit import Edit
from tui.store.annotations import AnnotationStore, ArticleDatabase
from tui.store.head import tables_before_log


@given(edits=st.lists(any_edit, max_size=4, unique_by=lambda one: one.id))
def test_what_stands_before_the_log_is_read(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    store = AnnotationStore(tmp_path_factory.mktemp("store"))
    database = store.open("ada", "seed")
    database.append(edits)
    if not edits:
        assert store.read_annotations("ada", "seed") == ()
        return
    whole = json.loads(database.path.read_bytes())
    assert tables_before_log(database.path.read_bytes()) == _without_log(whole)
    assert store.read_annotations("ada", "seed") == store.read("ada", "seed").annotations
    with_entities = store.read_entities("ada", "seed")
    assert with_entities.entities == store.read("ada", "seed").entities


def _without_log(tables: dict[str, Any]) -> dict[str, Any]:
    return {name: table for name, table in tables.items() if name != "edits"}


@pytest.fixture
def data(database: ArticleDatabase) -> bytes:
    database.append([edit("e1"), edit("e2", after=annotation("other", start=50))])
    return database.path.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\n  }\n}\n", b"\n  }\n}"),
        (b"\n  }\n}\n", b'\n  },\n  "later": {}\n}\n'),
        (b'\n  "edits": {\n', b'\n  "edits":  {\n'),
    ],
)
def test_another_form_is_read_whole(data: bytes, old: bytes, new: bytes) -> None:
    changed = data.replace(old, new)
    assert changed != data
    assert tables_before_log(changed) == json.loads(changed)


def test_of_two_tables_of_a_name_the_last_is_read_wherever_it_stands(data: bytes) -> None:
    changed = data.removesuffix(b"\n}\n") + b',\n  "annotations": {}\n}\n'
    assert tables_before_log(changed)["annotations"] == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'    "e2"', b'<<<<<<< HEAD\n    "e2"'),
        (b'    "e2"', b'=======\n    "e2"'),
        (b"\n  }\n}\n", b""),
        (b"\n  }\n}\n", b"\n  }\n"),
        (b'\n  "edits": {\n', b'\n  "edits": {\n},\n'),
    ],
)
def test_a_file_that_was_not_merged_or_ends_too_soon_is_told(
    store: AnnotationStore, database: ArticleDatabase, data: bytes, old: bytes, new: bytes
) -> None:
    changed = data.replace(old, new, 1)
    assert changed != data
    database.path.write_bytes(changed)
    with pytest.raises(PullquoteError, match="no database of pullquote"):
        store.read_annotations("ada", "seed")


def test_where_nothing_is_corrected_the_log_is_not_read(
    store: AnnotationStore, database: ArticleDatabase, data: bytes
) -> None:
    database.path.write_bytes(data.replace(b'"action": "decide"', b'"action": "guess"'))
    assert store.read_entities("ada", "seed").entities == ()
    with pytest.raises(PullquoteError, match="no database of pullquote"):
        store.read("ada", "seed")
