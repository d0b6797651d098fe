"""Databases with anything in them: one clear message each, never a traceback, in bounded time."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, edit, mark
from tui.errors import PullquoteError
from tui.model.article import Article
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.rulebook import Rulebook
from tui.services.session import Session
from tui.store.annotations import AnnotationStore

VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        2**70,
        10**400,
        0.5,
        -0.0,
        1e308,
        "",
        "x",
        "\ud800",
        "\x1b[2J",
        "\0",
    ),
    *([], {}, [[]], [None], {"id": 1}, {"start": True, "end": 2}, {"start": -1, "end": 2**70}),
)
RAW = ("1e999", "-1e999", "NaN", "Infinity", "[" * 1000 + "]" * 1000, "[" * 100_000, '"' + "x" * 99)
LONGEST_MESSAGE = 1000


def whole() -> dict[str, Any]:
    """Return a database with a record of each kind."""
    one = annotation("a1")
    made = edit("e1", after=one)
    corrected = edit("e2", after=mark("m1"), action="entity-label")
    meta = {"schema": "pullquote-store/2", "article": "seed", "annotator": "ada"}
    return {
        "meta": {"database": meta},
        "annotations": {"a1": one.as_record()},
        "entities": {"m1": mark("m1").as_record()},
        "edits": {"e1": made.as_json(), "e2": corrected.as_json()},
    }


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where anything stands in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(items):
        yield (*at, key)
        if isinstance(one, dict | list):
            yield from places(one, (*at, key))


PLACES = list(places(whole()))


def changed(at: tuple[Any, ...], value: Any) -> dict[str, Any]:
    data = deepcopy(whole())
    part: Any = data
    for key in at[:-1]:
        part = part[key]
    part[at[-1]] = value
    return data


def used(root: Path, data: bytes, *, save: bool = True) -> None:
    """Read a database in every way; whatever is in it, an error is one that a person can read."""
    store = AnnotationStore(root)
    path = store.path_of("ada", "seed")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    for read in (store.read, store.read_annotations, store.read_entities):
        try:
            read("ada", "seed")
        except PullquoteError as error:
            assert len(str(error)) < LONGEST_MESSAGE  # noqa: PT017
            assert path.name in error.message  # noqa: PT017
    database = store.open("ada", "seed")
    article = Article("seed", "She said: “" + "q" * 50, "Seed")
    try:
        rulebook = Rulebook(store.open_corpus("ada"))
        session = Session(article, "ada", DEFAULT_SCHEME, database, rulebook)
    except PullquoteError as error:
        assert len(str(error)) < LONGEST_MESSAGE  # noqa: PT017
        return
    for one in session.edits:
        one.as_json()
    if not save:
        return
    database.append([edit("later", after=annotation("later", note="x"))])
    assert "later" in {one.id for one in store.read("ada", "seed").edits}


@pytest.mark.parametrize("at", PLACES, ids=str)
def test_any_value_anywhere(tmp_path: Path, at: tuple[Any, ...]) -> None:
    for number, value in enumerate(VALUES):
        data = json.dumps(changed(at, value)).encode()
        used(tmp_path / "whole", data, save=number % 5 == 0)
        # As we write it, record by record: that is another way through the reader.
        used(tmp_path / "lines", _lines(changed(at, value)), save=number % 5 == 0)


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
def test_what_is_hardly_json(tmp_path: Path, raw: str) -> None:
    for number, at in enumerate(PLACES):
        text = json.dumps(changed(at, "HERE")).replace('"HERE"', raw)
        used(tmp_path, text.encode(), save=number % 5 == 0)


def _as_we_write(data: dict[str, Any]) -> bytes:
    """Return the tables with each record on one line, as the log stands in a file of ours."""
    tables = []
    for name, records in data.items():
        lines = (f"    {json.dumps(key)}: {json.dumps(one)}" for key, one in records.items())
        tables.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }")
    return ("{\n" + ",\n".join(tables) + "\n}\n").encode()


@pytest.mark.parametrize("raw", RAW, ids=range(len(RAW)))
def test_what_is_hardly_json_in_our_own_layout(tmp_path: Path, raw: str) -> None:
    for number, at in enumerate(one for one in PLACES if len(one) > 2):
        text = _as_we_write(changed(at, "HERE")).replace(b'"HERE"', raw.encode())
        used(tmp_path, text, save=number % 5 == 0)


_keys = st.text(max_size=5)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), _json), min_size=1, max_size=3))
def test_several_at_once(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    data = whole()
    for at, value in changes:
        part: Any = data
        for key in at[:-1]:
            part = part[key] if isinstance(part, dict) and key in part else {}
        if isinstance(part, dict):
            part[at[-1]] = value
    with TemporaryDirectory() as folder:
        used(Path(folder) / "a", json.dumps(data).encode())
        used(Path(folder) / "b", _lines(data))


def _lines(data: dict[str, Any]) -> bytes:
    try:
        return _as_we_write(data)
    except AttributeError:  # a table is no object
        return json.dumps(data).encode()


def test_a_line_of_50_mb(tmp_path: Path) -> None:
    data = json.dumps(changed(("annotations", "a1", "kind"), "x" * 50_000_000)).encode()
    used(tmp_path, data)


def test_the_line_is_told(tmp_path: Path) -> None:
    store = AnnotationStore(tmp_path)
    store.open("ada", "seed").append([edit("e1"), edit("e2")])
    path = store.path_of("ada", "seed")
    lines = path.read_text().split("\n")
    number = next(n for n, line in enumerate(lines, 1) if line.startswith('    "e2"'))
    lines[number - 1] = lines[number - 1].replace('"action": "decide"', '"action": "x"')
    path.write_text("\n".join(lines))
    told = rf"seed\.json:{number} is no database of pullquote: edit 'e2'"
    with pytest.raises(PullquoteError, match=told) as caught:
        store.read("ada", "seed")
    assert "pullquote check --repair" in caught.value.hint


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))


def _large(path: Path) -> None:
    path.touch()
    os.truncate(path, 2 << 30)


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": lambda path: os.mkfifo(path),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "folder": lambda path: path.mkdir(),
    "circle": lambda path: path.symlink_to(path.name),
    "large": _large,
    "socket": _socket,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_refused_at_once(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = AnnotationStore(tmp_path)
    path = store.path_of("ada", "seed")
    path.parent.mkdir()
    KINDS[kind](path)
    uses: list[Callable[[], object]] = [lambda: store.open("ada", "seed").append([edit("e1")])]
    if kind != "circle":  # which is as good as nothing, until one saves
        uses += [lambda: store.read("ada", "seed"), lambda: store.open("ada", "seed").load()]
    for use in uses:
        with pytest.raises(PullquoteError) as caught:
            use()
        assert str(path) in caught.value.message or "/dev/zero" in caught.value.message
        assert caught.value.hint
    assert os.path.lexists(path)
    assert not list(path.parent.glob("*.broken-*"))


@pytest.mark.parametrize("name", ["~", "a~b"])
def test_an_id_is_asked_of_no_pipe(tmp_path: Path, name: str) -> None:
    store = AnnotationStore(tmp_path)
    path = store.path_of("ada", name)
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(PullquoteError, match="a pipe"):
        store.articles("ada")


def test_a_folder_that_is_nobodys_is_passed_over(tmp_path: Path) -> None:
    for name in (".obsidian", "con", "a\x1b", "e\u0301"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "app.json").write_text("{}")
    store = AnnotationStore(tmp_path)
    store.open("ada", "seed").append([edit("e1")])
    assert store.annotators() == ["ada"]


@pytest.mark.parametrize("what", ["removed", "file"])
def test_a_store_that_goes_away_while_it_is_open(tmp_path: Path, what: str) -> None:
    root = tmp_path / "annotations"
    database = AnnotationStore(root).open("ada", "seed")
    database.append([edit("e1")])
    path = database.path
    path.unlink()
    path.with_name(".seed.json.lock").unlink()
    path.parent.rmdir()
    root.rmdir()
    if what == "file":
        root.touch()
        with pytest.raises(PullquoteError, match="cannot save"):
            database.append([edit("e2")])
        with pytest.raises(PullquoteError, match="it is no folder"):
            AnnotationStore(root).annotators()
        root.unlink()
    database.append([edit("e2")])
    contents = AnnotationStore(root).read("ada", "seed")
    assert [one.id for one in contents.edits] == ["e1", "e2"], "what was saved is put back"
