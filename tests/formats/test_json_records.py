"""Records of JSON out of files of any form: lines, lists, and what is broken or too long."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.formats import json_records
from tui.formats.articles import bounded
from tui.formats.found import Bad
from tui.formats.json_records import first_keys, json_items, json_lines

values = st.recursive(
    st.none() | st.integers() | st.text('a"\\{}[],\n é🇯🇵', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab{", max_size=2), inner),
    max_leaves=6,
)
objects = st.lists(st.dictionaries(st.text("xy]", max_size=2), values, max_size=3), max_size=4)


def items(path: Path) -> list[Any]:
    return [one if isinstance(one, Bad) else one.data for one in json_items(path)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(found=objects, indent=st.none() | st.integers(0, 2), block=st.integers(1, 40))
def test_items_of_a_list_are_those_that_json_has(
    tmp_path: Path, found: list[Any], indent: int | None, block: int
) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(found, indent=indent, ensure_ascii=False), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "_BLOCK", block)
        assert items(path) == found
        path.write_text("\n".join(json.dumps(one) for one in found) + "\n", encoding="utf-8")
        assert items(path) == found
        assert [one.data for one in json_lines(path) if not isinstance(one, Bad)] == found


def test_lines_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(b'\xef\xbb\xbf[\n\n {"a":\n 1},\n{"b": 2}\n, nonsense {"c": 3}\n] x')
    told = [(one.problem.line if isinstance(one, Bad) else one.line) for one in json_items(path)]
    assert told == [3, 5, 5, 6, 6]
    assert [isinstance(one, Bad) for one in json_items(path)] == [False, False, True, False, True]


def test_what_is_cut_off_is_bad(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(b'[{"a": 1}, {"b": "]}')
    found = items(path)
    assert found[0] == {"a": 1}
    assert isinstance(found[1], Bad)
    assert len(found) == 2, "that it is within a list is not told too"


@pytest.mark.parametrize(
    "data", [b'[{"a": 1}', b'[\n{"a": 1},\n', b'[[{"a": 1}]', b'{"a": 1}\n[[[']
)
def test_a_list_that_is_cut_off_between_two_objects_is_bad(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(data)
    first, last = items(path)
    assert first == {"a": 1}
    assert isinstance(last, Bad)
    assert "it ends within a list" in str(last.problem)
    assert last.problem.line == data.count(b"\n") + 1


@pytest.mark.parametrize("data", [b'{"a": "%s"}', b"%s", b'[{"b": 1}, {"a": [%s]}, {"c": 1}]'])
def test_what_is_too_long_is_not_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(data % (b"1," * (bounded.LONGEST_LINE)))
    tracemalloc.start()
    for read in (json_items, json_lines):
        assert "too long" in str(next(one for one in read(path) if isinstance(one, Bad)).problem)
    assert tracemalloc.get_traced_memory()[1] < 4 * bounded.LONGEST_LINE
    tracemalloc.stop()
    assert items(path)[-1] == {"c": 1} if data.endswith(b"]") else True


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b'{"a": ' + b"[" * 100_000])
def test_what_is_deep_is_bad(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(data)
    assert all(isinstance(one, Bad) for one in json_items(path))
    assert all(isinstance(one, Bad) for one in json_lines(path))


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b'[ {"a": {"b": 1}, "c\\"": ["d", {}], "e" : 1}, {"f": 1}]', ["a", 'c\\"', "e"]),
        (b'\xef\xbb\xbf{"text": "it \\" {"}\n{"x": 1}', ["text"]),
        (b'{"text": "cut o', ["text"]),
        (b'{"a": 1, "b', ["a"]),
        (b'"a": 1', []),
        (b"", []),
        (b'{"' * 1000, []),
    ],
)
def test_the_first_keys_are_told(data: bytes, keys: list[str]) -> None:
    assert first_keys(data) == keys
