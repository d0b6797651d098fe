"""The log of edits, and what can be undone after it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, any_edit, edit
from tui.model.edit import Edit, History


@given(any_edit)
def test_round_trip_through_json(one: Edit) -> None:
    assert Edit.from_json(json.loads(json.dumps(one.as_json()))) == one


def test_annotation_id() -> None:
    assert edit(after=annotation("new")).annotation_id == "new"
    assert edit(before=annotation("old")).annotation_id == "old"
    with pytest.raises(ValueError, match="before or an after"):
        _ = Edit("e", "", "ada", "decide", None, None).annotation_id


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "invent"},
        {"before": None, "after": None},
        {"after": {}},
        {"before": {}},
        {"seconds": "soon"},
    ],
)
def test_what_is_no_edit_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Edit.from_json(edit().as_json() | changes)


def test_nothing_to_undo_in_an_empty_history() -> None:
    assert History().next_undo is None
    assert History().next_redo is None


def test_undo_and_redo_walk_the_log() -> None:
    first, second = edit("e1"), edit("e2")
    history = History([first, second])
    assert history.next_undo == second
    history.add(edit("u1", action="undo", reverts="e2"))
    assert (history.next_undo, history.next_redo) == (first, second)
    history.add(edit("r1", action="redo", reverts="e2"))
    assert (history.next_undo, history.next_redo) == (second, None)


def test_a_new_edit_ends_the_redoing() -> None:
    history = History([edit("e1"), edit("u1", action="undo", reverts="e1"), edit("e2")])
    assert history.next_redo is None
    assert history.next_undo is not None
    assert history.next_undo.id == "e2"


def test_a_log_merged_from_two_programs_may_name_any_place() -> None:
    history = History([edit("e1"), edit("e2"), edit("u", action="undo", reverts="e1")])
    assert (history.next_undo, history.next_redo) == (edit("e2"), edit("e1"))
    history.add(edit("u2", action="undo", reverts="unknown"))
    assert history.next_undo == edit("e2")


@given(st.lists(st.sampled_from(["new", "undo", "redo"]), max_size=40))
def test_the_log_alone_tells_what_can_be_undone(steps: list[str]) -> None:
    """A history that was followed live and one replayed from its log agree with two stacks."""
    live, log = History(), []
    done: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        if step == "new":
            made = edit(f"e{number}")
            done.append(made.id)
            undone.clear()
        elif step == "undo":
            if live.next_undo is None:
                continue
            made = edit(f"e{number}", action="undo", reverts=live.next_undo.id)
            undone.append(done.pop())
        else:
            if live.next_redo is None:
                continue
            made = edit(f"e{number}", action="redo", reverts=live.next_redo.id)
            done.append(undone.pop())
        live.add(made)
        log.append(made)
        replayed = History(log)
        for history in (live, replayed):
            assert (history.next_undo.id if history.next_undo else None) == (
                done[-1] if done else None
            )
            assert (history.next_redo.id if history.next_redo else None) == (
                undone[-1] if undone else None
            )
