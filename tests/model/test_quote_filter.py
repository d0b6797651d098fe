"""The filter of quotes: what fits, what is offered, and what of it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import CLAIM, STANCE, annotation, any_text, nasty_text
from tests.screens.hand_made import ANALYSIS, TEXT
from tui.model.annotation import Annotation, Suggested
from tui.model.filtered_quotes import FilteredQuotes
from tui.model.quote_filter import completions, last_word, read_filter
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.model.walking import step
from tui.model.worklist import Item, worklist

MADE: dict[int, Annotation] = {
    0: annotation("a", decision="neither", labels=()),
    2: annotation("b", labels=(STANCE,), note="ask again", origin="edited"),
    3: annotation("c", labels=(CLAIM,)),
    4: annotation("e", decision=None, labels=(), suggested=Suggested("x", "neither")),
    6: annotation(
        "f", decision=None, labels=(), suggested=Suggested("x", "labelled", (STANCE, CLAIM))
    ),
    7: annotation("d", decision="unsure", labels=(), suggested=Suggested("x", "neither")),
}
ITEMS = tuple(
    Item(item.quote, MADE.get(number))
    for number, item in enumerate(worklist(ANALYSIS.quotes, (), length=len(TEXT)))
)


def listed(typed: str, items: tuple[Item, ...] = ITEMS) -> list[int]:
    listing = FilteredQuotes(typed, DEFAULT_SCHEME, TEXT)
    listing.follow(items)
    return [number + 1 for number in listing.numbers]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("decision:open", [2, 5, 6, 7]),
        ("decision:open,unsure", [2, 5, 6, 7, 8]),
        ("decision:n", [1]),
        ("-decision:open", [1, 3, 4, 8]),
        ("label:stance", [3]),
        ("label:STANCE,claim", [3, 4]),
        ("label:", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("speaker:lopez", [1, 4]),
        ("speaker:LOPEZ kind:direct decision:lab", [4]),
        ('speaker:"maria lopez"', [1, 4]),
        ('speaker:"maria lop', [1, 4]),
        ("kind:direct", [1, 3, 4]),
        ("kind:mixed,attitude", [5, 6]),
        ("kind:ind", [2, 7, 8]),
        ("conf>0.6", [1, 2, 3, 4, 5, 7]),
        ("conf<60%", [6, 8]),
        ("conf>=83", [1, 2, 3, 4, 5]),
        ("conf:0.83", [1, 2, 3, 4, 5]),
        ("conf<=0.42", [6]),
        ("conf>0.5 conf<0.7", [7, 8]),
        ("note:again", [3]),
        ("is:suggested", [5, 7]),
        ("is:sugg decision:open", [5, 7]),
        ("-is:suggested kind:mixed,attitude", [6]),
        ("suggested:neither", [5]),
        ("suggested:stance", [7]),
        ("suggested:claim,neither", [5, 7]),
        ("-suggested:claim decision:open", [2, 5, 6]),
        ("suggested:frame", []),
        ("origin:edited", [3]),
        ("target:deal", [3]),
        ("polarity:favor", [3]),
        ("check_worthiness:cfs,nfs", [4]),
        ("numbers", [3, 4]),
        ("boston", [8]),
        ('"gift to"', [5]),
        ("-numbers kind:direct", [1]),
        ("nobody-said-this", []),
        ("time:now", []),
    ],
)
def test_what_fits(typed: str, numbers: list[int]) -> None:
    assert listed(typed) == numbers


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("kind:spoken", "kind is direct, indirect, mixed, attitude"),
        ("decision:perhaps", "decision is open, labelled, neither, unsure"),
        ("label:promise", "label is stance, claim"),
        ("conf>much", "conf is a number"),
    ],
)
def test_what_cannot_be_is_told_and_left_out(typed: str, problem: str) -> None:
    made = read_filter(f"{typed} kind:mixed", DEFAULT_SCHEME, lambda _: "")
    assert problem in made.problems[0]
    assert [n for n, item in enumerate(ITEMS) if made.fits(item)] == [4]


@given(any_text | nasty_text)
def test_any_words_are_a_filter(typed: str) -> None:
    assert set(listed(typed)) <= set(range(1, 9))
    before, last = last_word(typed)
    assert before + last == typed
    completions(typed, DEFAULT_SCHEME, ["Ada"])


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("k", ("kind:",)),
        ("kind:direct c", ("conf>", "check_worthiness:")),
        ("kind:", ("kind:direct", "kind:indirect", "kind:mixed", "kind:attitude")),
        ("-kind:m", ("-kind:mixed",)),
        ("decision:open,n", ("decision:open,neither",)),
        ("label:", ("label:stance", "label:claim")),
        ("polarity:a", ("polarity:against",)),
        ("speaker:l", ('speaker:"Maria Lopez"',)),
        ("time:", ()),
    ],
)
def test_what_a_word_may_become(typed: str, offered: tuple[str, ...]) -> None:
    assert completions(typed, DEFAULT_SCHEME, ["Maria Lopez", "Ada"]) == offered


def test_an_empty_line_offers_every_field() -> None:
    assert completions("", DEFAULT_SCHEME, [])[:5] == (
        "decision:", "label:", "speaker:", "kind:", "conf>",
    )  # fmt: skip


def test_what_is_decided_on_stays_listed_until_the_filter_is_set_anew() -> None:
    listing = FilteredQuotes("decision:open", DEFAULT_SCHEME, TEXT)
    listing.follow(ITEMS)
    assert list(listing.numbers) == [1, 4, 5, 6]
    decided = (*ITEMS[:4], Item(ITEMS[4].quote, annotation("x")), *ITEMS[5:])
    listing.follow(decided)
    assert list(listing.numbers) == [1, 4, 5, 6], "the list does not move beneath one"
    reopened = (Item(ITEMS[0].quote), *decided[1:])
    listing.follow(reopened)
    assert list(listing.numbers) == [0, 1, 4, 5, 6], "what comes to fit is listed"
    listing.again("decision:open", DEFAULT_SCHEME)
    assert list(listing.numbers) == [0, 1, 5, 6]


def test_where_a_quote_comes_goes_or_moves_it_is_made_anew() -> None:
    listing = FilteredQuotes("decision:open", DEFAULT_SCHEME, TEXT)
    listing.follow(ITEMS)
    listing.follow(ITEMS[1:])
    assert list(listing.numbers) == [0, 3, 4, 5]
    moved = ITEMS[1].quote._replace(span=Span(0, 5))
    listing.follow((Item(moved), *ITEMS[2:]))
    assert list(listing.numbers) == [0, 3, 4, 5]


@given(st.sets(st.integers(0, 30)), st.integers(0, 30) | st.none())
def test_a_step_there_and_back(numbers: set[int], at: int | None) -> None:
    rising = tuple(sorted(numbers))
    there = step(rising, at, 1)
    if not rising:
        assert there is None
    elif at in numbers:
        assert step(rising, there, -1) == at
    elif at is not None:
        above = [n for n in rising if n > at]
        assert there == (above or rising)[0]
    else:
        assert (there, step(rising, at, -1)) == (rising[0], rising[-1])
