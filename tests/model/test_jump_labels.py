"""The letters of jump mode."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.model.jump_labels import jump_labels


@given(st.integers(0, 2000))
def test_labels_are_as_many_as_are_asked_for_and_none_begins_another(count: int) -> None:
    labels = jump_labels(count)
    assert len(labels) == count
    assert all(not after.startswith(before) for before, after in pairwise(sorted(labels)))
    assert all(len(before) <= len(after) for before, after in pairwise(labels))


def test_few_have_one_letter_and_the_home_row_comes_first() -> None:
    assert jump_labels(9) == list("asdfghjkl")
    assert {len(label) for label in jump_labels(26)} == {1}
    assert jump_labels(27)[:25] == list("asdfghjklqwertyuiopzxcvbn")
    assert jump_labels(27)[25:] == ["ma", "ms"]
    assert {len(label) for label in jump_labels(676)} == {2}
