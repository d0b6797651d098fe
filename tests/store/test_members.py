"""Files of ours, cut into records without reading them; others are left to who reads them whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.test_storage import LAYOUTS, any_tables
from tui.store.members import members_of, record_in
from tui.store.storage import DurableJSONStorage


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("members") / "one.json"


@given(any_tables)
def test_each_record_is_found_in_its_table(file: Path, tables: dict[str, Any]) -> None:
    DurableJSONStorage(file, LAYOUTS).write(tables)
    data = file.read_bytes()
    found = members_of(data)
    if found is None:  # a record without keys stands on lines that are not so plain
        assert any(record == {} for table in tables.values() for record in table.values())
        return
    read = {name: dict(map(record_in, members)) for name, members in found.items()}
    assert read == json.loads(data)


@given(any_tables, st.sampled_from([None, 1, 2, 4]))
def test_a_file_of_another_form_is_told(tables: dict[str, Any], indent: int | None) -> None:
    data = json.dumps(tables, indent=indent).encode()
    assert members_of(data) is None  # it does not end with a line's end


@pytest.mark.parametrize("data", [b"", b"{}", b"[]\n", b'{\n  "a": {\n    "b": {}\n', b"\xff\n"])
def test_what_is_no_file_of_ours_is_told(data: bytes) -> None:
    assert members_of(data) is None


@pytest.mark.parametrize(
    ("member", "why"),
    [
        (b"", "not one record"),
        (b"1", "Expecting"),
        (b'"a": 1', "is not an object"),
        (b'"a": {}, "b": {}', "not one record"),
        (b'"a": {"b": NaN}', "NaN is not JSON"),
    ],
)
def test_what_is_no_record_is_refused(member: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        record_in(member)
