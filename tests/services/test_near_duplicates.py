"""Texts that are nearly the same: found, and nothing joined that is not."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.model.shingles import jaccard, shingles
from tui.services.exporting.near_duplicates import ALIKE, NearDuplicates

WORDS = [f"word{number}" for number in range(500)]


def text(seed: int, length: int = 200, changed: int = 0) -> str:
    drawn = random.Random(seed).choices(WORDS, k=length)
    for number in range(changed):
        drawn[number * length // changed] = f"other{number}"
    return " ".join(drawn)


def groups(*texts: str) -> list[list[int]]:
    found = NearDuplicates(texts.__getitem__)
    for one in texts:
        found.add(one)
    return found.groups()


def in_names(texts: Sequence[str], found: list[list[int]]) -> set[frozenset[str]]:
    return {frozenset(texts[number] for number in group) for group in found}


def test_a_text_with_changes_is_found_among_others() -> None:
    others = [text(seed) for seed in range(2, 40)]
    again = text(1, changed=8).upper().replace(" ", "\r\n")
    assert groups(text(1), *others, again)[0] == [0, len(others) + 1]
    assert len(groups(text(1), *others, again)) == len(others) + 1


def test_what_shares_a_border_only_is_no_duplicate() -> None:
    boilerplate = "all rights are reserved by whoever wrote this and nobody else may print it " * 2
    assert len(groups(*(boilerplate + text(seed) for seed in range(20)))) == 20


def test_chains_are_one_group() -> None:
    first, last = text(1), text(1, changed=30)
    middle = " ".join([*last.split()[:100], *first.split()[100:]])
    assert jaccard(shingles(first), shingles(last)) < ALIKE
    assert groups(first, last) == [[0], [1]]
    assert groups(first, last, middle) == [[0, 1, 2]], "a bridge joins"


def test_texts_without_words_are_never_duplicates() -> None:
    assert groups("", "…", "…", "?!") == [[0], [1], [2], [3]]
    assert groups("Yes.", "yes") == [[0, 1]]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), max_size=8, unique=True),
    st.randoms(),
)
def test_the_order_of_texts_makes_no_difference(
    made: list[tuple[int, int]], shuffling: random.Random
) -> None:
    texts = [text(seed, changed=changed) for seed, changed in made]
    shuffled = list(texts)
    shuffling.shuffle(shuffled)
    found = in_names(texts, groups(*texts))
    assert found == in_names(shuffled, groups(*shuffled))
    for group in found:
        for one in group:
            others = [other for other in group if other != one]
            own = shingles(one)
            assert not others or any(jaccard(own, shingles(two)) >= ALIKE for two in others)
