"""Finding a quote again in a changed text: the one place, or none."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.model import anchor
from tui.model.anchor import Anchor, Anchoring, context
from tui.model.annotation import CONTEXT, Excerpt
from tui.model.span import Span

TEXT = "He said “we will pay” on Monday. She said “we will pay” on Friday. They said “no”."


def _anchor(text: str, span: Span) -> Anchor:
    return Anchor(Excerpt.of(text, span), *context(text, span))


def _found(now: str, before: str, span: Span) -> Span | None:
    return Anchoring(now).find(_anchor(before, span))


def _again(span: Span, text: str) -> Span | None:
    return _found(text, TEXT, span)


def _span_of(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


@given(st.text(min_size=1, max_size=80), st.data())
def test_context_joins_up_with_the_excerpt(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    before, after = context(text, span)
    assert before + span.of(text) + after in text
    assert len(before) == min(CONTEXT, span.start)
    assert len(after) == min(CONTEXT, len(text) - span.end)


@pytest.mark.parametrize("nth", [0, 1])
def test_text_put_before_moves_the_span(nth: int) -> None:
    span = _span_of("we will pay", nth)
    assert _again(span, "By A. Writer\n\n" + TEXT) == span.shifted(14)


def test_one_side_of_the_context_is_enough() -> None:
    span = _span_of("no")
    changed = TEXT.replace("They", "Nobody there")
    found = _again(span, changed + " So it ended.")
    assert found is not None
    assert found.of(changed) == "no"


def test_the_words_alone_are_enough_when_they_stand_once() -> None:
    changed = "Everything else is new, but “no” stayed."
    found = _again(_span_of("no"), changed)
    assert found is not None
    assert found.of(changed) == "no"


def test_two_places_are_no_place() -> None:
    assert _again(_span_of("we will pay"), "“we will pay”, or “we will pay”?") is None


def test_a_doubled_text_is_ambiguous() -> None:
    assert _again(_span_of("we will pay"), TEXT + "\n" + TEXT) is None


def test_gone_is_gone() -> None:
    assert _again(_span_of("we will pay"), "Nothing of it is left.") is None


@given(
    st.text("ab ", max_size=60), st.text("ab ", min_size=1, max_size=8), st.text("ab ", max_size=60)
)
def test_what_is_found_is_the_text(before: str, exact: str, after: str) -> None:
    text = before + exact + after
    span = Span(len(before), len(before) + len(exact))
    found = _found(text, text, span)
    assume(found is not None)
    assert found is not None
    assert found.of(text) == exact


@given(st.text(max_size=40), st.text("xyz", min_size=1, max_size=40))
def test_an_unchanged_surrounding_gives_the_shifted_span(before: str, added: str) -> None:
    text = before + "“A unique sentence, said once.” End"
    span = Span(len(before) + 1, len(before) + 30)
    found = _found(added + text, text, span)
    assert found == span.shifted(len(added))


@given(st.text("ab ", min_size=20, max_size=400), st.text("ab ", max_size=9), st.data())
def test_many_are_found_as_each_is_alone(text: str, added: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + added + text[at:]
    starts = range(0, len(text) - 1, 7)
    lengths = data.draw(st.lists(st.integers(1, 60), min_size=len(starts), max_size=len(starts)))
    spans = [
        Span(start, min(len(text), start + length))
        for start, length in zip(starts, lengths, strict=True)
    ]
    anchors = [_anchor(text, span) for span in spans]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(anchor, "_MANY", 1)
        many = Anchoring(changed, anchors)
    assert [many.find(one) for one in anchors] == [Anchoring(changed).find(one) for one in anchors]
