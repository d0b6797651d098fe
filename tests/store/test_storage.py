"""The storage below TinyDB: one file, replaced as a whole, never a stale text."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import where
from tinydb.table import Document

from tui.store.durable import make_folder, temporary_path, write_durably
from tui.store.records import BrokenFileError, TableLayout, freeze_record, thaw_record
from tui.store.storage import DurableJSONStorage
from tui.store.tables import RecordDatabase

any_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
any_record = st.dictionaries(st.text(st.characters(), max_size=8), any_json, max_size=5)
any_tables = st.dictionaries(
    st.sampled_from(["spread", "plain", "other", 'odd " name \ud800']),
    st.dictionaries(st.text(st.characters(), max_size=8), any_record, max_size=4),
    max_size=3,
)
LAYOUTS = {
    "plain": TableLayout(),
    "spread": TableLayout(spread=True, order=lambda record_id, _: (record_id,)),
}


def _plain(tables: dict[str, Any] | None) -> dict[str, Any]:
    return {
        name: {doc_id: thaw_record(record) for doc_id, record in table.items()}
        for name, table in (tables or {}).items()
        if table
    }


def _ids(documents: Iterable[Document]) -> list[object]:
    return [document.doc_id for document in documents]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("storage") / "one.json"


@given(before=any_tables, after=any_tables)
def test_round_trip(place: Path, before: dict[str, Any], after: dict[str, Any]) -> None:
    storage = DurableJSONStorage(place, LAYOUTS)
    for tables in (before, after):
        storage.write(tables)
        wanted = {name: table for name, table in tables.items() if table}
        assert _plain(storage.read()) == wanted
        assert _plain(DurableJSONStorage(place, LAYOUTS).read()) == wanted
        assert _plain(json.loads(place.read_bytes())) == wanted


@given(any_record)
def test_frozen_and_thawed_is_the_same(record: dict[str, Any]) -> None:
    assert thaw_record(freeze_record(record)) == record


def test_layout(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    record = {"a": "“ü”", "b": [1, {"c": None}]}
    DurableJSONStorage(path, LAYOUTS).write(
        {"spread": {"z": record, "k": {}}, "plain": {"z": record, "k": record}}
    )
    assert path.read_text("utf-8") == (
        "{\n"
        '  "plain": {\n'
        '    "z": {"a": "“ü”", "b": [1, {"c": null}]},\n'
        '    "k": {"a": "“ü”", "b": [1, {"c": null}]}\n'
        "  },\n"
        '  "spread": {\n'
        '    "k": {\n\n    },\n'
        '    "z": {\n'
        '      "a": "“ü”",\n'
        '      "b": [1, {"c": null}]\n'
        "    }\n"
        "  }\n"
        "}\n"
    )


def test_same_data_same_bytes_whatever_the_way(tmp_path: Path) -> None:
    one, other = (DurableJSONStorage(tmp_path / name, LAYOUTS) for name in ("1.json", "2.json"))
    one.write({"spread": {"a": {"n": 1}, "b": {"n": 2}}})
    for tables in ({"spread": {"b": {"n": 5}}}, {"spread": {"b": {"n": 2}, "a": {"n": 1}}}):
        other.write(tables)
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


@given(before=any_tables, after=any_tables, indent=st.sampled_from([None, 0, 2, 3]))
def test_same_bytes_whether_a_record_was_read_or_made(
    place: Path, before: dict[str, Any], after: dict[str, Any], indent: int | None
) -> None:
    """Also when somebody has written the file in another form in between."""
    read, made = place.with_name("read.json"), place.with_name("made.json")
    DurableJSONStorage(read, LAYOUTS).write(before)
    if indent is not None:
        text = json.dumps(json.loads(read.read_bytes()), indent=indent or None)
        read.write_text(text, "utf-8")
    again = DurableJSONStorage(read, LAYOUTS)
    known = {name: dict(table) for name, table in (again.read() or {}).items()}
    for name, table in after.items():
        known.setdefault(name, {}).update(table)
    again.write(known)
    DurableJSONStorage(made, LAYOUTS).write(known)
    assert read.read_bytes() == made.read_bytes()


def test_a_dict_changed_after_the_write_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    storage = DurableJSONStorage(path)
    record: dict[str, Any] = {"n": 1, "list": [1], "deep": {"x": 1}}
    storage.write({"t": {"a": record}})
    record["n"] = 2
    record["list"].append(2)
    record["deep"]["x"] = 2
    assert _plain(storage.read()) == {"t": {"a": {"n": 1, "list": [1], "deep": {"x": 1}}}}
    storage.write({"t": {"a": record}})
    assert json.loads(path.read_bytes()) == {"t": {"a": record}}


@pytest.mark.parametrize("value", [True, 1.0, "1", [1]])
def test_an_almost_equal_value_is_another(tmp_path: Path, value: object) -> None:
    path = tmp_path / "one.json"
    storage = DurableJSONStorage(path)
    storage.write({"t": {"a": {"n": 1}}})
    storage.write({"t": {"a": {"n": value}}})
    assert f'{{"n": {json.dumps(value)}}}' in path.read_text()


def test_a_kept_record_cannot_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    storage = DurableJSONStorage(path)
    storage.write({"t": {"a": {"deep": {"x": [1]}}}})
    for text in (path.read_text("utf-8"), json.dumps(json.loads(path.read_bytes()))):
        path.write_text(text, "utf-8")  # as we write it, and in another form
        record = (storage.read() or {})["t"]["a"]
        with pytest.raises(TypeError):
            record["n"] = 1
        with suppress(TypeError, AttributeError):  # a copy may be the caller's own
            record["deep"]["x"].append(2)
        assert list(record["deep"]["x"]) == [1]


def test_documents_are_the_callers_own(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    database = RecordDatabase(path)
    log = database.records("edits")
    log.put("a", {"list": [1]})
    found = log.record("a")
    assert found is not None
    found["list"].append(2)
    log.put("b", {})
    assert json.loads(path.read_bytes())["edits"]["a"] == {"list": [1]}
    assert _ids(log.all()) == ["a", "b"]


def test_tinydb_queries_see_the_records(tmp_path: Path) -> None:
    table = RecordDatabase(tmp_path / "one.json").records("edits")
    table.put("a", {"n": 1, "labels": [{"label": "claim"}], "cue": {"text": "said"}})
    table.put("b", {"n": 2, "labels": [], "cue": None})
    assert _ids(table.search(where("n") > 1)) == ["b"]
    assert _ids(table.search(where("cue").text == "said")) == ["a"]
    assert _ids(table.search(where("labels").any(where("label") == "claim"))) == ["a"]


def test_a_batch_is_one_write_or_none(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    database = RecordDatabase(path)
    with database.file.batch():
        database.records("edits").put("a", {})
        database.records("meta").put("m", {})
        assert not path.exists()
        assert database.records("edits").has("a")
    before = path.read_bytes()
    with suppress(LookupError), database.file.batch():
        database.records("edits").put("b", {})
        raise LookupError
    assert path.read_bytes() == before
    assert not database.records("edits").has("b")
    with database.file.batch(), pytest.raises(RuntimeError), database.file.batch():
        pass
    assert path.read_bytes() == before


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    DurableJSONStorage(path).write({"t": {"a": {"n": 1}}})
    storage = DurableJSONStorage(path)
    first, again = storage.read(), storage.read()
    assert first is not None
    assert again is not None
    assert first["t"]["a"] is again["t"]["a"]
    DurableJSONStorage(path).write({"t": {"a": {"n": 2}}})
    assert not storage.is_current()
    assert _plain(storage.read()) == {"t": {"a": {"n": 2}}}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "one.json"
    storage = DurableJSONStorage(path)
    storage.write({})
    path.chmod(mode)
    storage.write({"t": {"a": {}}})
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_umask_is_respected(tmp_path: Path) -> None:
    old = os.umask(0o077)
    try:
        write_durably(tmp_path / "one", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600


def test_a_leftover_is_no_obstacle_and_not_followed(tmp_path: Path) -> None:
    path, precious = tmp_path / "one.json", tmp_path / "precious"
    precious.write_text("precious")
    temporary_path(path).symlink_to(precious)
    write_durably(path, b"x")
    assert (path.read_bytes(), precious.read_text()) == (b"x", "precious")
    assert not temporary_path(path).exists()


def test_data_of_any_size(tmp_path: Path) -> None:
    path = tmp_path / "one"
    for data in (b"", b"x", b"x" * 5_000_000):
        signature = write_durably(path, data)
        assert path.read_bytes() == data
        assert signature.size == path.stat().st_size


def test_make_folder(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b" / "c")
    make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file" / "a")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"t": 1}',
        b'{"t": {"a": []}}',
        b'{"t": {"a": {"n": NaN}}}',
        b"\xff\xfe{}",
        b'{"t": {"a": {"s": "\xe9"}}}',
        b"[" * 100_000,
        b"<<<<<<< HEAD\n{}",
        b"\0" * 512,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_database_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(data)
    with pytest.raises(BrokenFileError):
        DurableJSONStorage(path).read()


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, b"x"])
def test_what_is_not_json_is_refused_and_nothing_is_written(tmp_path: Path, value: object) -> None:
    path = tmp_path / "one.json"
    storage = DurableJSONStorage(path)
    storage.write({"t": {"a": {"n": 1}}})
    with pytest.raises((TypeError, ValueError)):
        storage.write({"t": {"a": {"n": value}}})
    assert _plain(storage.read()) == {"t": {"a": {"n": 1}}}
