"""Quotes in pieces, in one another and over one another: where they are drawn and clicked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.widgets.articles import DEAL, NEVER, NO, clicked, span_of, view_of
from tests.widgets.harness import rows, strips, style_of
from tui.model.span import Span
from tui.widgets.article_rows import MARGIN
from tui.widgets.article_view import ArticleView
from tui.widgets.quote_marks import Marks, QuoteMark

PIECES = QuoteMark(
    Span(DEAL.start, NEVER.end),
    cue=span_of("said “no”")._replace(end=span_of("said “no”").start + 4),
    fragments=(DEAL, NEVER),
)
LONG = (
    "He said “"
    + "so it went on " * 20
    + ",” and after "
    + "a long pause in which nobody spoke " * 9
    + "he added “and on.”"
)
FIRST = Span(LONG.index("so it"), LONG.index(",”"))
LAST = Span(LONG.index("and on."), len(LONG) - 1)


def margins(view: ArticleView) -> list[str]:
    return [row[:MARGIN] for row in rows(view) if row.strip()]


async def test_only_the_fragments_are_marked() -> None:
    async with view_of() as (view, _):
        view.show_marks([PIECES, QuoteMark(NO)], 0)
        focus, between = style_of(view, "It is a fair deal."), style_of(view, "Abe ")
        assert style_of(view, "never.") == focus
        assert between.bgcolor == style_of(view, "Ada met").bgcolor != focus.bgcolor
        assert style_of(view, "no”"[:2]).bgcolor not in (focus.bgcolor, between.bgcolor)
        view.show_marks([PIECES, QuoteMark(NO)], 1)
        assert style_of(view, "never.") == style_of(view, "It is a fair deal.") != focus


async def test_the_sign_stands_at_the_first_fragment_and_bars_beside_each() -> None:
    async with view_of(LONG, (60, 24)) as (view, _):
        mark = QuoteMark(Span(FIRST.start, LAST.end), "S", "labelled", fragments=(FIRST, LAST))
        view.show_marks([mark], 0)
        found = margins(view)
        first, last = found.index("▶S  ┃ "), len(found) - 1
        assert found.count("▶S  ┃ ") == 1
        assert first == 0
        assert found[last] == "    ┃ "
        bars = [n for n, margin in enumerate(found) if "┃" in margin]
        gaps = sorted(set(range(last + 1)) - set(bars))
        assert gaps, "rows between the fragments have no bar"
        assert gaps == list(range(gaps[0], gaps[-1] + 1))
        view.show_marks([mark], None)
        assert [n for n, margin in enumerate(margins(view)) if "│" in margin] == bars


async def test_moving_the_focus_draws_the_rows_of_the_fragments_only() -> None:
    async with view_of(LONG, (60, 24)) as (view, pilot):
        mark = QuoteMark(Span(FIRST.start, LAST.end), fragments=(FIRST, LAST))
        view.show_marks([mark], None)
        before = strips(view)
        await pilot.pause()
        view.asked.clear()
        view.focus_mark(0)
        await pilot.pause()
        bars = {n for n, margin in enumerate(margins(view)) if "┃" in margin}
        assert view.asked == bars
        assert {y for y, strip in enumerate(strips(view)) if strip is not before[y]} == bars


@pytest.mark.parametrize(("words", "numbers"), [("fair", [0]), ("never", [0]), ("Abe said", [])])
async def test_a_click_on_any_fragment_tells_the_quote(words: str, numbers: list[int]) -> None:
    async with view_of() as (view, pilot):
        view.show_marks([PIECES], None)
        y = next(n for n, row in enumerate(rows(view)) if words in row)
        await pilot.click(ArticleView, offset=(rows(view)[y].index(words), y))
        await pilot.pause()
        assert clicked(pilot) == numbers


async def test_of_overlapping_quotes_the_shorter_piece_is_clicked() -> None:
    async with view_of() as (view, pilot):
        whole = QuoteMark(Span(DEAL.start, NEVER.end))
        view.show_marks([whole, PIECES, QuoteMark(span_of("fair deal."))], None)
        row = rows(view)[1]
        for words in ("deal.", "It is"):
            await pilot.click(ArticleView, offset=(row.index(words), 1))
        await pilot.click(ArticleView, offset=(rows(view)[2].index("said"), 2))
        await pilot.pause()
        assert clicked(pilot) == [2, 1, 0]


async def test_the_inner_and_the_outer_quote_each_stand_out() -> None:
    async with view_of() as (view, _):
        marks = [QuoteMark(DEAL), QuoteMark(span_of("fair"))]
        view.show_marks(marks, 1)
        inner, outer = style_of(view, "fair"), style_of(view, "It is a ")
        assert inner.bold
        assert not outer.bold
        view.show_marks(marks, 0)
        assert style_of(view, "It is a fair deal.").bold
        assert margins(view)[1] == "▶·· ┃ "


async def test_the_whole_is_brought_into_view_where_there_is_room_else_the_first_piece() -> None:
    text = "Yes.\n\n" * 30 + LONG
    move = len(text) - len(LONG)
    parts = (FIRST.shifted(move), LAST.shifted(move))
    async with view_of(text, (60, 40)) as (view, _):
        view.scroll_to_parts(parts)
        assert "and on." in rows(view)[-1] or any("and on." in row for row in rows(view))
        assert any("so it went" in row for row in rows(view))
    async with view_of(text, (60, 10)) as (view, _):
        view.scroll_to_parts(parts)
        assert "so it went" in "".join(rows(view))
        assert not any("and on." in row for row in rows(view))


_spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 40), st.integers(1, 9))
_marks = st.lists(
    st.lists(_spans, min_size=1, max_size=3).map(
        lambda spans: QuoteMark(
            Span(min(s.start for s in spans), max(s.end for s in spans)), fragments=tuple(spans)
        )
    ),
    max_size=6,
)


@given(_marks, _marks, st.integers(0, 50))
def test_marks_are_found_where_their_fragments_are(
    before: list[QuoteMark], after: list[QuoteMark], at: int
) -> None:
    marks = Marks(after, Marks(before))
    around = {n for n, m in enumerate(after) for part in m.parts if part.start <= at < part.end}
    assert {number for number, _ in marks.parts_in(at, at + 1)} == around
    assert (marks.innermost(at) in around) == bool(around)
    assert marks.changed_from(marks) == set()
    changed = marks.changed_from(Marks(before))
    assert set(before).symmetric_difference(after) <= changed | (set(before) & set(after))


@given(_marks, st.dictionaries(st.integers(0, 5), st.sampled_from("SC–")), _marks)
def test_marks_may_be_changed_by_number(
    before: list[QuoteMark], signs: dict[int, str], others: list[QuoteMark]
) -> None:
    changed = {n: before[n]._replace(sign=sign) for n, sign in signs.items() if n < len(before)}
    for number, other in enumerate(others):  # with other places, too
        if number < len(before) and number not in changed:
            changed[number] = other
    after = Marks(before).with_changed(changed)
    plain = Marks([changed.get(n, mark) for n, mark in enumerate(before)])
    assert list(after) == list(plain)
    assert after.places.parts == plain.places.parts
    for at in range(50):
        assert after.parts_in(at, at + 1) == plain.parts_in(at, at + 1)


async def test_a_changed_mark_is_drawn_and_no_other_row() -> None:
    async with view_of() as (view, _):
        view.show_marks([QuoteMark(DEAL), QuoteMark(NO)], 0)
        before = strips(view)
        view.change_marks({1: QuoteMark(NO, "C", "labelled")}, 0)
        after = strips(view)
        other = [n for n, (new, old) in enumerate(zip(after, before, strict=True)) if new != old]
        assert [margin.strip() for margin in margins(view)].count("C  │") == 1
        assert len(other) == 1
        view.change_marks({}, 1)
        assert "▶C  ┃ " in margins(view)


@given(_marks)
def test_a_decision_leaves_the_places_as_they_are(spans: list[QuoteMark]) -> None:
    before = Marks(spans)
    after = Marks([mark._replace(sign="S") for mark in spans], before)
    assert after.places is before.places
    assert after.changed_from(before) == {*before, *after}
