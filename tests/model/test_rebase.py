"""Edits made apart, one after the other: each changes what there is, and undoes only its own."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, edit, mark
from tui.model.annotation import Suggested
from tui.model.edit import Changed, Edit
from tui.model.entity_change import Change, EntityRule
from tui.model.rebase import rebased, renamed

A = annotation("a", 10)
NOTED = replace(A, note="noted")


def after(edits: list[Edit]) -> dict[str, Changed]:
    """Return the records that a log gives, and check that each edit follows from those before."""
    states: dict[str, Changed] = {}
    for one in edits:
        assert states.get(one.annotation_id) == one.before
        states.pop(one.annotation_id, None)
        if one.after is not None:
            states[one.annotation_id] = one.after
    return states


def test_what_nobody_else_touched_is_the_very_same_edit() -> None:
    first = edit("e1", after=A)
    second = edit("e2", A, NOTED)
    made = rebased([second], [first], [A])
    assert made.edits[0] is second
    assert (made.left_out, made.overridden) == ((), 0)


def test_what_is_in_the_log_is_passed_over() -> None:
    first = edit("e1", after=A)
    assert rebased([first], [first], [A]).edits == ()


def test_another_on_the_same_quote_takes_its_place() -> None:
    mine = replace(annotation("b", 10), note="mine", created="2027-01-01T00:00:00Z")
    first = edit("e1", after=A)
    made = rebased([edit("e2", after=mine), edit("e3", mine, None)], [first], [A])
    joined = replace(mine, id="a", created=A.created)
    assert [(e.before, e.after) for e in made.edits] == [(A, joined), (joined, None)]
    assert renamed([edit("e2", after=mine)], made.edits) == {"b": "a"}


def test_quotes_that_were_moved_to_the_same_place_stay_two() -> None:
    moved = annotation("b", 10, detected=annotation("x", 90).span)
    made = rebased([edit("e2", after=moved)], [edit("e1", after=A)], [A])
    assert made.edits[0].before is None


def test_a_decision_made_beside_a_suggestion_keeps_it() -> None:
    said = Suggested("bob in x.jsonl", "neither")
    suggested = replace(A, decision=None, labels=(), suggested=said)
    first = edit("e1", after=suggested, action="import")
    decided = replace(annotation("b", 10), decision="unsure", labels=())
    (one,) = rebased([edit("e2", after=decided)], [first], [suggested]).edits
    assert one.before == suggested
    assert one.after == replace(decided, id="a", created=A.created, suggested=said)


def test_a_suggestion_takes_no_decision_away() -> None:
    said = Suggested("bob in x.jsonl", "neither")
    suggested = replace(annotation("b", 10), decision=None, labels=(), suggested=said)
    importing = edit("e2", after=suggested, action="import")
    (one,) = rebased([importing], [edit("e1", after=A)], [A]).edits
    assert (one.before, one.after) == (A, replace(A, suggested=said))


def test_rules_for_the_same_words_stay_two() -> None:
    change = Change("relabel", "Paris", "Paris", label="ORG")
    one, two = (EntityRule(name, change, "ada", A.created) for name in "rs")
    made = rebased([edit("e2", after=two)], [edit("e1", after=one)], [one])
    assert made.edits[0].after == two


def test_an_undo_of_what_was_changed_since_is_left_out() -> None:
    log = [edit("e1", after=A), edit("e2", A, NOTED)]
    undo = edit("u", A, None, "undo", reverts="e1")
    assert rebased([undo], log, [NOTED]).left_out == (undo,)
    unknown = edit("u", A, None, "undo", reverts="nobody")
    assert rebased([unknown], log, [NOTED]).left_out == (unknown,)


def test_an_undo_brings_nothing_back_beside_another_on_the_same_quote() -> None:
    log = [edit("e1", after=A), edit("e2", A, None, "drop")]
    theirs = annotation("b", 10)
    undo = edit("u", None, A, "undo", reverts="e2")
    assert rebased([undo], [*log, edit("x1", after=theirs)], [theirs]).left_out == (undo,)


steps = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["note", "gone", "undo", "new"])), max_size=8
)


def branch(name: str, common: list[Edit], made: list[tuple[int, str]]) -> list[Edit]:
    """Go on from `common` on four quotes and entities, with ids of its own for what is new."""
    edits = list(common)
    for number, (place, what) in enumerate(made):
        own = f"{name}{number}"
        states = after(edits)
        there = next((one for one in states.values() if one.span.start == 40 * place), None)  # type: ignore[union-attr]
        last = edits[-1] if edits else None
        if what == "undo" and last and last.action != "undo":
            edits.append(edit(own, last.after, last.before, "undo", reverts=last.id))
        elif there is None:
            new = mark(own, 40 * place) if place == 3 else annotation(own, 40 * place)
            edits.append(edit(own, after=new))
        elif what == "gone":
            edits.append(edit(own, there, None, "drop"))
        elif isinstance(there, type(A)):
            edits.append(edit(own, there, replace(there, note=own)))
    return edits[len(common) :]


@given(steps, steps, steps)
def test_any_two_branches(
    shared: list[tuple[int, str]], one: list[tuple[int, str]], other: list[tuple[int, str]]
) -> None:
    common = branch("s", [], shared)
    log = common + branch("x", common, one)
    mine = branch("y", common, other)
    made = rebased(mine, log, after(log).values())
    states = after([*log, *made.edits])
    assert {e.id for e in (*made.edits, *made.left_out)} == {e.id for e in mine}
    places = [one.span for one in states.values()]  # type: ignore[union-attr]
    assert len(set(places)) == len(places), "one quote, one annotation"
