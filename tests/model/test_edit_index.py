"""The edits of one quote, out of a log that grows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation, edit
from tui.model.edit import Edit
from tui.model.edit_index import EditIndex
from tui.model.worklist import Item, worklist

ONE, OTHER = annotation("one", start=10), annotation("other", start=100)


def item(of: str) -> Item:
    (found,) = worklist((), [ONE if of == "one" else OTHER], length=1000)
    return found


@given(st.lists(st.sampled_from(["one", "other"]), max_size=20), st.data())
def test_it_answers_as_a_look_through_the_whole_log(which: list[str], data: st.DataObject) -> None:
    index = EditIndex()
    log: list[Edit] = []
    for number, of in enumerate(which):
        log.append(edit(f"e{number}", after=ONE if of == "one" else OTHER))
        if data.draw(st.booleans()):
            assert list(index.of(tuple(log), item(of))) == [e for e in log if e.annotation_id == of]


def test_another_log_is_read_from_its_start() -> None:
    index = EditIndex()
    first = (edit("a", after=ONE), edit("b", after=OTHER))
    assert [e.id for e in index.of(first, item("one"))] == ["a"]
    merged = (edit("x", after=ONE), *first)
    assert [e.id for e in index.of(merged, item("one"))] == ["x", "a"]
    assert index.of((), item("one")) == ()


def test_what_was_undone_is_still_told_of_the_quote() -> None:
    index = EditIndex()
    made = edit("a", after=ONE)
    undone = replace(edit("b", before=ONE, after=None, action="undo"), reverts="a")
    bare = Item(item("one").quote)
    assert [e.id for e in index.of((made, undone), bare)] == ["a", "b"]
    assert not index.of((made, undone), Item(item("other").quote))
