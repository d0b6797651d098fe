"""Which annotations by several people are on one quote."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation
from tui.model.annotation import Annotation
from tui.model.same_quotes import HALF, likeness, same_quotes
from tui.model.span import Span


def by(
    name: str,
    start: int = 0,
    end: int = 10,
    *,
    called: str = "",
    detected: Span | None = None,
) -> Annotation:
    return annotation(
        called or f"{name}-{start}", start, end - start, annotator=name, detected=detected
    )


def grouped(*annotations: Annotation) -> list[list[str]]:
    return [[one.id for one in group] for group in same_quotes(annotations)]


def test_what_overlaps_by_half_is_one_quote() -> None:
    assert grouped(by("bob", 0, 10), by("ada", 0, 10)) == [["ada-0", "bob-0"]]
    assert grouped(by("ada", 0, 10), by("bob", 0, 20)) == [["ada-0", "bob-0"]]
    assert grouped(by("ada", 0, 10), by("bob", 0, 21)) == [["ada-0"], ["bob-0"]]
    assert grouped(by("ada", 0, 10), by("bob", 10, 20)) == [["ada-0"], ["bob-10"]]


def test_the_same_detected_borders_are_one_quote_whatever_became_of_them() -> None:
    found = Span(0, 100)
    one, other = by("ada", 0, 10, detected=found), by("bob", 50, 60, detected=found)
    assert grouped(one, other) == [["ada-0", "bob-50"]]


def test_the_most_alike_are_paired_first() -> None:
    nested = by("ada", 0, 100), by("ada", 0, 60), by("bob", 0, 58, called="inner"), by("bob", 1, 99)
    found = [{one.span for one in group} for group in same_quotes(nested)]
    assert found == [{Span(0, 60), Span(0, 58)}, {Span(0, 100), Span(1, 99)}]


def test_nobody_is_twice_on_a_quote() -> None:
    assert grouped(by("ada", 0, 10), by("ada", 0, 9, called="again")) == [["again"], ["ada-0"]]


def test_another_text_is_another_quote() -> None:
    old = annotation("old", 0, 10, annotator="bob", article_sha256="1" * 64)
    assert grouped(by("ada", 0, 10), old) == [["ada-0"], ["old"]]


people = st.sampled_from(["ada", "bob", "eve"])
borders = st.tuples(st.integers(0, 30), st.integers(1, 20))


@given(st.lists(st.tuples(people, borders, st.none() | borders), max_size=12), st.randoms())
def test_everybody_is_in_one_group_once(
    made: list[tuple[str, tuple[int, int], tuple[int, int] | None]], random: Random
) -> None:
    found = [
        annotation(
            f"id-{number}", start, length, annotator=name,
            detected=Span(at[0], at[0] + at[1]) if at else None,
        )
        for number, (name, (start, length), at) in enumerate(made)
    ]  # fmt: skip
    groups = same_quotes(found)
    assert sorted(one.id for group in groups for one in group) == sorted(a.id for a in found)
    for group in groups:
        names = [one.annotator for one in group]
        assert names == sorted(set(names)), "each once, by name"
        for one in group:
            others = [other for other in group if other is not one]
            assert not others or any(
                likeness(one.span, other.span) >= HALF
                or (one.detected and other.detected and one.detected.span == other.detected.span)
                for other in others
            )
    shuffled = list(found)
    random.shuffle(shuffled)
    assert same_quotes(shuffled) == groups
