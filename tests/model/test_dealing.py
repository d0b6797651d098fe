"""Dealing: everybody as many, the share that is wanted, the same for the same seed, and stable."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import any_text
from tui.errors import PullquoteError
from tui.model.dealing import Readers, Terms, deal, pairs_of

PEOPLE = ("ada", "bob", "dan", "eve", "fay", "gus", "hal")
corpora = st.dictionaries(any_text, st.integers(0, 10_000), max_size=60)
overlaps = st.floats(0, 1)


class Dealing(NamedTuple):
    lengths: dict[str, int]
    terms: Terms


@st.composite
def dealings(draw: st.DrawFn) -> Dealing:
    people = draw(st.integers(2, len(PEOPLE)))
    readers = draw(st.integers(2, people))
    terms = Terms(PEOPLE[:people], draw(overlaps), readers, draw(st.integers()))
    return Dealing(draw(corpora), terms.checked())


def numbers(dealt: dict[str, Readers], people: Readers) -> list[int]:
    """Return how many articles each one of `people` has."""
    counts = Counter(name for readers in dealt.values() for name in readers)
    return [counts[name] for name in people]


def shared(dealt: dict[str, Readers]) -> int:
    return sum(len(readers) > 1 for readers in dealt.values())


@given(dealings())
def test_everybody_has_as_many_and_the_share_is_what_is_wanted(one: Dealing) -> None:
    dealt = deal(*one)
    assert dealt.keys() == one.lengths.keys()
    assert abs(shared(dealt) - one.terms.overlap * len(dealt)) <= 0.5 + 1e-6
    counts = numbers(dealt, one.terms.annotators)
    assert max(counts) - min(counts) <= 1
    for readers in dealt.values():
        assert len(readers) in (1, one.terms.readers)
        assert list(readers) == sorted(set(readers))
        assert set(readers) <= set(one.terms.annotators)


@given(dealings(), st.randoms())
def test_the_order_of_files_makes_no_difference(one: Dealing, random: Random) -> None:
    turned = list(one.lengths.items())
    random.shuffle(turned)
    assert deal(dict(turned), one.terms) == deal(*one)


@given(dealings(), corpora, st.integers(0, len(PEOPLE)))
def test_what_was_dealt_stays_when_articles_and_people_come(
    one: Dealing, more: dict[str, int], newcomers: int
) -> None:
    before = deal(*one)
    people = tuple(sorted({*one.terms.annotators, *PEOPLE[:newcomers]}))
    terms = one.terms._replace(annotators=people)
    after = deal({**more, **one.lengths}, terms, kept=before)
    assert after.keys() == more.keys() - one.lengths.keys()
    whole = {**before, **after}
    wanted = terms.overlap * len(whole)
    if shared(before) <= wanted <= shared(before) + len(after):
        assert abs(shared(whole) - wanted) <= 0.5 + 1e-6
    # A newcomer catches up; beside that, nobody gets one while somebody has fewer.
    counts = dict(zip(people, numbers(whole, people), strict=True))
    alone = {readers[0] for readers in after.values() if len(readers) == 1}
    assert all(counts[name] <= min(counts.values()) + 1 for name in alone)


@given(dealings(), st.data())
def test_an_article_stays_with_those_who_hold_it(one: Dealing, data: st.DataObject) -> None:
    some = st.lists(st.sampled_from((*PEOPLE, "zoe")), unique=True, max_size=4)
    holders = {
        article: tuple(sorted(data.draw(some))) for article in list(one.lengths)[: len(PEOPLE)]
    }
    dealt = deal(*one, holders=holders)
    assert dealt.keys() == one.lengths.keys()
    for article, names in holders.items():
        assert set(names) <= set(dealt[article])
        assert len(dealt[article]) in {max(len(names), k) for k in (1, one.terms.readers)}


@pytest.mark.parametrize(
    ("people", "readers"), [(p, k) for p in range(2, 8) for k in (2, 3, 4) if k <= p]
)
@pytest.mark.parametrize("overlap", [0.1, 0.5, 1.0])
def test_any_two_people_meet_as_often(people: int, readers: int, overlap: float) -> None:
    names = PEOPLE[:people]
    lengths = {f"n{number}": number * 7 % 1000 for number in range(400)}
    met = pairs_of(deal(lengths, Terms(names, overlap, readers, 1)).values())
    counts = [met.get(pair, 0) for pair in combinations(names, 2)]
    assert max(counts) - min(counts) <= (1 if readers == 2 else 3)


def test_people_with_as_many_articles_read_about_as_much() -> None:
    lengths = {f"n{number}": 100 + number * 389 % 9000 for number in range(300)}
    dealt = deal(lengths, Terms(PEOPLE[:3]))
    totals = Counter[str]()
    for article, (name,) in dealt.items():
        totals[name] += lengths[article]
    assert max(totals.values()) - min(totals.values()) < 0.02 * totals.total()


def test_another_seed_deals_otherwise() -> None:
    lengths = {f"n{number}": 100 for number in range(100)}
    groups: set[frozenset[frozenset[str]]] = set()
    for seed in (1, 2, 3):
        dealt = deal(lengths, Terms(PEOPLE[:3], seed=seed))
        of = {name: frozenset(a for a, who in dealt.items() if who == (name,)) for name in PEOPLE}
        groups.add(frozenset(of.values()))
    assert len(groups) == 3, "other articles are together, not only with other people"


def test_it_is_dealt_the_same_on_every_machine() -> None:
    lengths = {f"n{number}": 100 for number in range(6)}
    assert deal(lengths, Terms(("ada", "bob", "eve"), 0.5, seed=7)) == EXPECTED


EXPECTED = {
    "n0": ("ada", "eve"),
    "n1": ("bob", "eve"),
    "n2": ("bob",),
    "n3": ("ada",),
    "n4": ("ada", "bob"),
    "n5": ("eve",),
}


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (Terms(()), "nobody is named"),
        (Terms(("ada",), 0.2), "2 people cannot read an article: 1 named"),
        (Terms(("ada", "bob"), 0.2, 3), "3 people cannot"),
        (Terms(("ada", "bob"), 1.01), "the overlap is 1.01"),
        (Terms(("ada", "bob"), -0.1), "the overlap is -0.1"),
        (Terms(("ada", "bob"), float("nan")), "the overlap is nan"),
        (Terms(("ada", "bob"), 0.2, 1), "has 1 readers"),
    ],
)
def test_terms_nobody_can_deal_by(terms: Terms, reason: str) -> None:
    with pytest.raises(PullquoteError, match=reason):
        terms.checked()


def test_one_person_may_read_everything() -> None:
    assert deal({"a": 1, "b": 2}, Terms(("ada",)).checked()) == {"a": ("ada",), "b": ("ada",)}
