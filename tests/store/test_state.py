"""What is remembered from run to run, and that a broken file of it does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.store.state import Choices, StateFile

CHOICES = st.builds(
    Choices,
    theme=st.none() | st.text(max_size=20),
    measure=st.none() | st.integers(40, 120),
    outline=st.none() | st.booleans(),
    inspector=st.none() | st.booleans(),
    article=st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(CHOICES)
def test_what_is_kept_comes_back(tmp_path: Path, choices: Choices) -> None:
    StateFile(tmp_path / "new" / "folder", "ada").save(choices)
    assert StateFile(tmp_path / "new" / "folder", "ada").load() == choices


def test_each_annotator_has_choices_of_their_own(tmp_path: Path) -> None:
    StateFile(tmp_path, "ada").save(Choices(theme="nord"))
    assert StateFile(tmp_path, "bob").load() == Choices()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 50_000, b'{"theme": 1, "measure": true}',
     b'{"measure": 7, "outline": "yes", "article": null}', b'{"measure": 1e9}'],
)  # fmt: skip
def test_a_broken_file_is_no_choice(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "ada.json").write_bytes(data)
    file = StateFile(tmp_path, "ada")
    assert file.load() == Choices()
    file.save(Choices(measure=60))
    assert file.load() == Choices(measure=60)


def test_what_is_right_in_a_file_counts(tmp_path: Path) -> None:
    (tmp_path / "ada.json").write_text('{"theme": "nord", "measure": "wide", "new": 1}')
    assert StateFile(tmp_path, "ada").load() == Choices(theme="nord")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in its place")
    file = StateFile(tmp_path / "state", "ada")
    file.save(Choices(theme="nord"))
    assert file.load() == Choices()


def test_nothing_is_written_when_nothing_was_chosen(tmp_path: Path) -> None:
    StateFile(tmp_path / "state", "ada").save(Choices())
    assert not (tmp_path / "state").exists()
