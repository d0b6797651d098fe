"""The list that follows each change is the list that is made anew after it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import annotation
from tui.model.analysis import Quote
from tui.model.annotation import Annotation, Detected, Excerpt, Suggested
from tui.model.listing import Listing
from tui.model.span import Span
from tui.model.worklist import Shown, counted_worklist, number_of

LENGTH = 14
# Few places, so that quotes share their ends, stand in one another and in several pieces.
_spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 8), st.integers(1, 6))
_quotes = st.builds(
    lambda span, confidence, in_pieces: Quote(
        span,
        "direct",
        fragments=_pieces(span) if in_pieces else (),
        confidence=confidence,
    ),
    _spans,
    st.sampled_from([0.5, 1.0]),
    st.booleans(),
)
_changes = st.tuples(
    st.sampled_from(["decide", "unsure", "suggest", "note", "move", "remove", "mark"]),
    st.integers(0, 9),
    _spans,
)


def _pieces(span: Span) -> tuple[Span, ...]:
    if span.end - span.start < 3:
        return ()
    return Span(span.start, span.start + 1), Span(span.end - 1, span.end)


def _made_on(quote: Quote, name: str) -> Annotation:
    return replace(
        annotation(name, quote.span.start, quote.span.end - quote.span.start, decision=None),
        fragments=tuple(Excerpt(one, "q") for one in quote.fragments),
        detected=Detected(quote.span, quote.fragments),
        confidence=quote.confidence,
    )


@settings(max_examples=300)
@given(
    st.lists(_quotes, max_size=6),
    st.lists(st.tuples(_quotes, st.booleans()), max_size=3),
    st.sampled_from([0.0, 0.9]),
    st.lists(_changes, max_size=12),
)
def test_it_is_as_if_made_anew(
    quotes: list[Quote],
    before: list[tuple[Quote, bool]],
    confidence: float,
    changes: list[tuple[str, int, Span]],
) -> None:
    names = count()
    shown = Shown(min_confidence=confidence)
    made: dict[str, Annotation] = {}
    for quote, by_hand in before:  # of an earlier detector, whose quotes were others
        one = _made_on(quote, f"a{next(names)}")
        made[one.id] = replace(one, origin="manual", detected=None) if by_hand else one
    listing = Listing(quotes, list(made.values()), length=LENGTH, shown=shown)
    for what, number, span in changes:
        item = listing.items[number % len(listing.items)] if listing.items else None
        old = item.annotation if item else None
        new: Annotation | None = None
        if what == "mark" or item is None:
            name = f"a{next(names)}"
            old, new = None, annotation(name, *_extent(span), origin="manual", detected=None)
        elif what != "remove":
            base = old or _made_on(item.quote, f"a{next(names)}")
            new = _changed(base, what, span)
        if new:
            made[new.id] = new
        elif old:
            del made[old.id]
        if not listing.change(old, new):
            listing = Listing(quotes, list(made.values()), length=LENGTH, shown=shown)
        fresh = counted_worklist(quotes, made.values(), length=LENGTH, shown=shown)
        assert (listing.items, listing.hidden) == fresh
        assert listing.decided == sum(item.is_decided for item in fresh.items)
        assert listing.suggested == sum(item.is_suggested for item in fresh.items)


def _extent(span: Span) -> tuple[int, int]:
    return span.start, span.end - span.start


def _changed(base: Annotation, what: str, span: Span) -> Annotation:
    if what == "move":
        return replace(base, content=Excerpt(span, "q"), fragments=(), origin="edited")
    if what == "suggest":
        return replace(base, decision=None, suggested=Suggested("x", "neither"))
    if what == "note":
        return replace(base, note="why?")
    return replace(base, decision="neither" if what == "decide" else "unsure")


def test_a_decision_and_its_undo_need_no_new_list() -> None:
    quotes = [Quote(Span(n * 10, n * 10 + 5), "direct") for n in range(100)]
    listing = Listing(quotes, length=1000)
    first = _made_on(quotes[40], "a")
    decided = replace(first, decision="neither")
    assert listing.change(None, decided)
    assert (listing.decided, listing.items[40].annotation) == (1, decided)
    assert listing.change(decided, replace(decided, note="why?"))
    assert listing.change(replace(decided, note="why?"), None)
    assert listing.items == Listing(quotes, length=1000).items
    assert listing.decided == 0


def test_a_quote_is_found_wherever_it_is_by_now() -> None:
    quotes = [Quote(Span(n * 10, n * 10 + 5), "direct") for n in range(100)]
    moved = replace(_made_on(quotes[40], "a"), content=Excerpt(Span(700, 702), "qq"))
    items = Listing(quotes, [moved], length=1000).items
    at = number_of(items, moved)
    assert at is not None
    assert items[at].annotation == moved
    assert number_of(items, Listing(quotes, length=1000).items[40]) == at
