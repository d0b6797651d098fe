"""Edit distances in few steps: the same as by the plain table."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.model.approximate import nearest_match, similarity

_texts = st.text("abc", min_size=1, max_size=12)


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for number, character in enumerate(one, 1):
        new = [number]
        for at, its in enumerate(other, 1):
            new.append(min(row[at] + 1, new[-1] + 1, row[at - 1] + (character != its)))
        row = new
    return row[-1]


@given(_texts, _texts)
def test_the_likeness_is_by_the_edit_distance(one: str, other: str) -> None:
    longer = max(len(one), len(other))
    assert similarity(one, other) == 1 - _distance(one, other) / longer


@given(_texts, _texts, st.integers(0, 12))
def test_the_nearest_place_is_found_if_it_is_near_enough(words: str, text: str, most: int) -> None:
    most = min(most, len(words) - 1)
    ends = [(s, e) for s in range(len(text) + 1) for e in range(s, len(text) + 1)]
    best = min(_distance(words, text[start:end]) for start, end in ends)
    match = nearest_match(words, text, most)
    if match is None:
        assert best > most
    else:
        assert match.distance == best <= most
        assert _distance(words, text[match.start : match.end]) == best


def test_two_texts_with_nothing_in_them_are_alike() -> None:
    assert similarity("", "") == 1
    assert similarity("a", "") == similarity("", "a") == 0


def test_a_word_that_was_replaced_belongs_to_the_match() -> None:
    match = nearest_match("the deal is good", "so the deal is goot, he said", 3)
    assert match is not None
    assert (match.start, match.end) == (3, 19)
