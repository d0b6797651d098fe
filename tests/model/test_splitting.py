"""Splits: what goes where, and that nothing moves when articles come."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import PullquoteError
from tui.model.splitting import (
    Group,
    Member,
    Shares,
    best_seed,
    not_by_themselves,
    split,
    spread,
)

SHARES = Shares((80, 10, 10))
ids = st.text(st.characters(), min_size=1, max_size=8)
seeds = st.integers(0, 2**40)
shares = st.integers(1, 98).flatmap(
    lambda train: st.integers(1, 99 - train).map(
        lambda dev: Shares((train, dev, 100 - train - dev))
    )
) | st.integers(1, 99).map(lambda train: Shares((train, 100 - train)))


def member(article_id: str, first: str = "2026-01-01T00:00:00Z", **labels: int) -> Member:
    return Member(article_id, first, Counter(labels))


def alone(*article_ids: str) -> list[Group]:
    return [Group.of([member(one)]) for one in article_ids]


def place(parts: dict[str, set[str]]) -> dict[str, str]:
    return {one: name for name, found in parts.items() for one in found}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("80/10/10", ("train", "dev", "test")),
        ("90/10", ("train", "dev")),
        (" 1/1/98 ", ("train", "dev", "test")),
    ],
)
def test_shares_are_read(text: str, names: tuple[str, ...]) -> None:
    found = Shares.parse(text)
    assert str(found) == text.strip()
    assert found.names == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("80/10", "makes up 90 and not 100"),
        ("80", "two parts or three"),
        ("25/25/25/25", "two parts or three"),
        ("", "two parts or three"),
        ("80/20/0", "a part of nothing"),
        ("80/-10/30", "whole numbers"),
        ("0.8/0.1/0.1", "whole numbers"),
        ("80/10/٢", "whole numbers"),
        ("9999999999999999999999/1", "whole numbers"),
        ("a/b/c", "whole numbers"),
        ("80//20", "whole numbers"),
    ],
)
def test_what_is_no_split_is_told_with_a_way_out(text: str, said: str) -> None:
    with pytest.raises(PullquoteError, match=said) as caught:
        Shares.parse(text)
    assert caught.value.hint


@given(st.lists(ids, unique=True), shares, seeds)
def test_every_article_is_in_one_part(article_ids: list[str], of: Shares, seed: int) -> None:
    parts = split(alone(*article_ids), of, seed)
    assert tuple(parts) == of.names
    assert sorted(one for found in parts.values() for one in found) == sorted(article_ids)


@given(st.lists(ids, unique=True), st.lists(ids, unique=True), shares, seeds)
def test_nothing_moves_when_articles_come(
    before: list[str], more: list[str], of: Shares, seed: int
) -> None:
    was = place(split(alone(*before), of, seed))
    now = place(split(alone(*{*before, *more}), of, seed))
    assert {one: now[one] for one in before} == was


@given(st.data(), shares, seeds)
def test_a_near_duplicate_that_comes_later_follows(
    data: st.DataObject, of: Shares, seed: int
) -> None:
    early, late = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
    first = data.draw(st.lists(ids, unique=True, min_size=1))
    new = data.draw(ids.filter(lambda one: one not in first))
    group = [member(one, early) for one in first]
    was = place(split([Group.of(group)], of, seed))
    now = place(split([Group.of([member(new, late), *group])], of, seed))
    assert {one: now[one] for one in first} == was
    assert len(set(now.values())) == 1


@given(st.lists(ids, unique=True, min_size=2), shares, seeds)
def test_a_bridge_moves_the_younger_group_only(
    article_ids: list[str], of: Shares, seed: int
) -> None:
    """An article that is like two groups makes one of them; the one annotated first stays."""
    middle = len(article_ids) // 2
    old = [member(one, "2026-01-01T00:00:00Z") for one in article_ids[:middle]]
    young = [member(one, "2026-01-02T00:00:00Z") for one in article_ids[middle:]]
    was = place(split([Group.of(old), Group.of(young)], of, seed))
    together = Group.of([*young, *old])
    now = place(split([together], of, seed))
    assert all(now[one.id] == was[one.id] for one in old)
    told = set(not_by_themselves([together], of, seed))
    assert told == {one for one in article_ids if now[one] != of.names[of.part(seed, one)]}


@given(st.lists(ids, unique=True, min_size=1))
def test_a_group_is_the_same_in_any_order(article_ids: list[str]) -> None:
    members = [member(one, claim=1) for one in article_ids]
    assert Group.of(members) == Group.of(members[::-1])
    assert Group.of(members).labels["claim"] == len(members)


def test_parts_have_their_shares() -> None:
    parts = split(alone(*(f"a{number}" for number in range(20_000))), SHARES, 3)
    assert [round(len(found) / 200) for found in parts.values()] == [80, 10, 10]


def test_another_seed_splits_otherwise() -> None:
    groups = alone(*map(str, range(100)))
    assert split(groups, SHARES, 1) != split(groups, SHARES, 2)
    assert split(groups, SHARES, 1) == split(groups[::-1], SHARES, 1)


def test_what_a_seed_gives_never_changes() -> None:
    """Somebody's test set depends on it."""
    found = place(split(alone("a1", "b2", "東京", "d4", "e5", "f6", "g7"), Shares((40, 30, 30)), 7))
    train, dev, test = dict.fromkeys(("東京", "b2", "f6"), "train"), ("a1", "g7"), ("d4", "e5")
    assert found == train | dict.fromkeys(dev, "dev") | dict.fromkeys(test, "test")


def test_the_best_seed_leaves_nothing_empty_and_spreads_rare_labels() -> None:
    groups = [
        Group.of([member(f"a{number}", claim=3, stance=int(number % 10 == 0))])
        for number in range(40)
    ]
    even = Shares((50, 25, 25))
    best = best_seed(groups, even, range(100))
    now = spread(groups, even, best)
    assert now.empty == (False, False, False)
    assert now.missing == 0
    assert all(now <= spread(groups, even, seed) for seed in range(100))
    assert any(spread(groups, even, seed).missing for seed in range(100)), "others do not"


def test_a_label_that_cannot_be_in_every_part_is_missing_nowhere() -> None:
    groups = [Group.of([member("a", rare=2)]), *alone("b", "c")]
    assert all(spread(groups, SHARES, seed).missing == 0 for seed in range(20))
