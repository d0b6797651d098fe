"""Who reads what, in its file: readable, a line an article, and never lost by a mistake."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import any_text
from tui.errors import PullquoteError
from tui.model.dealing import Terms
from tui.services.assignments import Assignments
from tui.store.annotations import AnnotationStore
from tui.store.assignments import AssignmentFile, Dealt

TERMS = Terms(("ada", "bob"), 0.25, 2, 7)
READERS = {"b": ("ada",), "2024/01": ("ada", "bob"), "a": ("bob",)}
READABLE = """\
{
  "meta": {
    "database": {"schema": "pullquote-assignments/1", "annotators": ["ada", "bob"], \
"overlap": 0.25, "readers": 2, "seed": 7}
  },
  "assignments": {
    "2024/01": {"annotators": ["ada", "bob"]},
    "a": {"annotators": ["bob"]},
    "b": {"annotators": ["ada"]}
  }
}
"""


@pytest.fixture
def file(tmp_path: Path) -> AssignmentFile:
    return AssignmentFile(tmp_path / "annotations")


def write(file: AssignmentFile, text: str) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_text(text, "utf-8")


def test_without_a_file_nobody_has_anything(file: AssignmentFile) -> None:
    assert file.read() == Dealt({})
    assigned = Assignments.load(file.path.parent)
    assert len(assigned) == 0
    assert assigned.of("ada") == frozenset()
    assert assigned.is_current()
    assert not file.path.parent.exists(), "looking makes no folder"


def test_the_file_can_be_read_by_people_and_merged_by_git(file: AssignmentFile) -> None:
    file.change(lambda _: Dealt(READERS, TERMS))
    assert file.path.read_text("utf-8") == READABLE
    assert file.read().readers == READERS
    assert file.read().terms == TERMS


def test_what_the_lists_ask_for(file: AssignmentFile) -> None:
    file.change(lambda _: Dealt(READERS, TERMS))
    assigned = Assignments.load(file.path.parent)
    assert assigned.of("ada") == {"b", "2024/01"}
    assert assigned.of("eve") == frozenset()
    assert assigned.readers("2024/01") == ("ada", "bob")
    assert assigned.readers("new") == ()
    assert assigned.annotators == ("ada", "bob")
    assert sorted(assigned) == ["2024/01", "a", "b"]
    assert assigned.is_current()
    file.change(lambda dealt: Dealt({**dealt.readers, "c": ("bob",)}, TERMS))
    assert not assigned.is_current()


@given(st.dictionaries(any_text, st.sets(any_text, min_size=1).map(lambda s: tuple(sorted(s)))))
def test_any_ids_and_names_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, readers: dict[str, tuple[str, ...]]
) -> None:
    file = AssignmentFile(tmp_path_factory.mktemp("any"))
    file.change(lambda _: Dealt(readers, TERMS))
    assert file.read().readers == readers
    assert list(json.loads(file.path.read_bytes())["assignments"]) == sorted(readers)


def test_it_is_no_annotator_and_no_article(file: AssignmentFile) -> None:
    file.change(lambda _: Dealt(READERS, TERMS))
    assert AnnotationStore(file.path.parent).annotators() == []


def test_nothing_new_writes_nothing(file: AssignmentFile) -> None:
    file.change(lambda _: Dealt(READERS, TERMS))
    before = file.signature()
    file.change(lambda dealt: dealt)
    assert file.signature() == before


def test_what_was_written_by_hand_is_read_and_kept(file: AssignmentFile) -> None:
    write(file, json.dumps(json.loads(READABLE), indent=7))
    assert file.read().readers == READERS
    file.change(lambda dealt: Dealt({**dealt.readers, "c": ("bob",)}, TERMS))
    assert file.read().readers == {**READERS, "c": ("bob",)}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "{}", '{"meta": {"database": 1}}', "[" * 5000),
        READABLE.replace("pullquote-assignments/1", "pullquote-store/1"),
        READABLE.replace('{"annotators": ["bob"]}', "7"),
        READABLE.replace('"a": {"annotators": ["bob"]}', '"a": {"annotators": "bob"}'),
        READABLE.replace('"a": {"annotators": ["bob"]}', '"a": {"annotators": [["bob"]]}'),
        READABLE.replace('"a": {"annotators": ["bob"]}', '"a": {}'),
        READABLE.replace('"seed": 7', '"seed": "x"'),
        READABLE.replace('    "a"', '<<<<<<< HEAD\n    "a"'),
    ],
)
def test_a_broken_file_is_one_clear_message_and_left_alone(file: AssignmentFile, text: str) -> None:
    write(file, text)
    for use in (file.read, lambda: file.change(lambda _: Dealt(READERS, TERMS))):
        with pytest.raises(PullquoteError, match=r"assignments\.json is no list of assignments"):
            use()
    assert file.path.read_text("utf-8") == text


def test_a_newer_programs_file_is_left_alone(file: AssignmentFile) -> None:
    write(file, READABLE.replace("assignments/1", "assignments/2"))
    with pytest.raises(PullquoteError, match="newer pullquote"):
        file.read()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_its_place_is_not_waited_for(file: AssignmentFile) -> None:
    file.path.parent.mkdir()
    os.mkfifo(file.path)
    with pytest.raises(PullquoteError, match="no regular file"):
        file.read()


def test_two_who_deal_at_once_lose_nothing(file: AssignmentFile) -> None:
    def add(name: str) -> None:
        for number in range(10):
            one = {f"{name}-{number}": (name,)}
            file.change(lambda dealt: Dealt({**dealt.readers, **one}, TERMS))  # noqa: B023

    threads = [threading.Thread(target=add, args=(name,)) for name in ("ada", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(file.read().readers) == 20
