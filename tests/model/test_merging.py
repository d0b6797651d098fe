"""Joining two stores: nothing is lost, twice is once, and either way comes to the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, edit, mark
from tui.model.annotation import Annotation
from tui.model.edit import Changed, Edit
from tui.model.merging import Merged, Side, merged, merged_log


def at(second: int) -> str:
    return f"2026-01-02T03:04:{second:02}Z"


def change(
    id: str,  # noqa: A002
    second: int,
    before: Changed | None,
    after: Changed | None,
) -> Edit:
    return replace(edit(id, before, after), at=at(second))


def side_of(*edits: Edit) -> Side:
    """Return the store that these edits make."""
    records: dict[str, Changed] = {}
    for one in edits:
        records.pop(one.annotation_id, None)
        if one.after is not None:
            records[one.annotation_id] = one.after
    return Side(tuple(records.values()), edits)


def as_side(made: Merged) -> Side:
    return Side(made.records, made.edits)


def notes(made: Merged) -> dict[str, str]:
    return {one.id: one.note for one in made.records if isinstance(one, Annotation)}


A = annotation("a", 10)
FIRST = change("e1", 1, None, A)
ONE = change("e2", 2, A, replace(A, note="one"))
OTHER = change("e3", 3, A, replace(A, note="other"))


def test_what_only_one_has_comes_in() -> None:
    b = annotation("b", 90)
    made = merged(side_of(FIRST), side_of(FIRST, change("e4", 4, None, b)))
    assert [one.id for one in made.records] == ["a", "b"]
    assert (made.added, made.came_in, made.overruled, made.twice) == ((b,), 1, (), ())


def test_the_later_of_two_changes_holds_and_the_earlier_is_in_the_log() -> None:
    for mine, theirs in (((FIRST, ONE), (FIRST, OTHER)), ((FIRST, OTHER), (FIRST, ONE))):
        made = merged(side_of(*mine), side_of(*theirs))
        assert notes(made) == {"a": "other"}
        assert [one.id for one in made.edits] == ["e1", "e2", "e3"]
        assert [one.note for one in made.overruled if isinstance(one, Annotation)] == ["one"]


def test_what_goes_on_from_the_other_overrules_nothing() -> None:
    older, newer = side_of(FIRST), side_of(FIRST, ONE)
    for mine, theirs in ((older, newer), (newer, older)):
        made = merged(mine, theirs)
        assert (notes(made), made.overruled) == ({"a": "one"}, ())


def test_an_undo_is_a_later_change_although_it_brings_back_what_is_older() -> None:
    assert ONE.after is not None
    undo = replace(change("u", 5, ONE.after, A), action="undo", reverts="e2")
    made = merged(side_of(FIRST, ONE), side_of(FIRST, ONE, undo))
    assert notes(made) == {"a": ""}
    gone = change("u2", 6, A, None)
    made = merged(side_of(FIRST), side_of(FIRST, gone))
    assert (made.records, made.removed) == ((), (A,))


def test_two_annotations_on_one_quote_are_both_kept_and_told() -> None:
    b = replace(annotation("b", 10), note="mine")
    made = merged(side_of(FIRST), side_of(change("e9", 9, None, b)))
    assert {one.id for one in made.records} == {"a", "b"}
    assert made.twice == (b,)
    m, n = mark("m", 3), mark("n", 3)
    made = merged(side_of(change("x", 1, None, m)), side_of(change("y", 2, None, n)))
    assert made.twice == (n,)


def test_what_was_changed_by_hand_is_kept_by_an_edit() -> None:
    by_hand = replace(A, note="by hand", updated=at(9))
    mine, theirs = side_of(FIRST), Side((by_hand,), (FIRST,))
    for made in (merged(mine, theirs), merged(theirs, mine)):
        assert notes(made) == {"a": "by hand"}
        assert made.overruled == (A,)
        assert (made.edits[-1].before, made.edits[-1].after) == (A, by_hand)
        for again in (mine, theirs):
            assert not merged(as_side(made), again).is_news


def test_each_log_keeps_its_order_whatever_the_clocks_say() -> None:
    mine = [edit("a"), replace(edit("b"), at=at(1)), replace(edit("c"), at=at(59))]
    theirs = [edit("a"), replace(edit("x"), at=at(30)), replace(edit("y"), at=at(2))]
    assert [one.id for one in merged_log(mine, theirs)] == ["a", "b", "x", "y", "c"]


numbers = st.integers(0, 4)
steps = st.lists(st.tuples(numbers, st.integers(0, 59), st.sampled_from(["note", "gone"])))


def history(name: str, common: tuple[Edit, ...], made: list[tuple[int, int, str]]) -> Side:
    """Go on from `common` by some changes of five records."""
    edits = list(common)
    for number, (which, second, what) in enumerate(made):
        before = {one.id: one for one in side_of(*edits).records}.get(str(which))
        after = annotation(str(which), 10 + 40 * which, note=f"{name}{number}")
        gone = what == "gone" and before is not None
        edits.append(change(f"{name}{number}", second, before, None if gone else after))
    return side_of(*edits)


@given(steps, steps, steps)
def test_any_two_stores(
    shared: list[tuple[int, int, str]],
    one: list[tuple[int, int, str]],
    other: list[tuple[int, int, str]],
) -> None:
    common = tuple(history("s", (), shared).edits)
    mine, theirs = history("x", common, one), history("y", common, other)
    made, back = merged(mine, theirs), merged(theirs, mine)
    assert (set(made.records), made.edits) == (set(back.records), back.edits)
    assert {e.id for e in made.edits} == {e.id for e in (*mine.edits, *theirs.edits)}
    assert set(side_of(*made.edits).records) == set(made.records), "the log tells the records"
    for again in (mine, theirs, as_side(made)):
        assert not merged(as_side(made), again).is_news
        assert merged(as_side(made), again).edits == made.edits
    # A state that does not hold any more is what some edit has made.
    known = {e.after for e in made.edits}
    assert known >= {*mine.records, *theirs.records}
