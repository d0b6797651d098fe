"""Finding quotes again in a changed text: the one place, or none, in bounded time."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.model import anchoring
from tui.model.anchor import Anchor, context
from tui.model.anchoring import SIMILAR, Anchoring, Found
from tui.model.annotation import CONTEXT, Excerpt
from tui.model.approximate import similarity
from tui.model.folded import fold
from tui.model.span import Span

TEXT = "He said “we will pay” on Monday. She said “we will pay” on Friday. They said “no”."


def _anchor(text: str, span: Span) -> Anchor:
    return Anchor(Excerpt.of(text, span), *context(text, span))


def _found(now: str, before: str, span: Span) -> Span | None:
    found = Anchoring(now).find_all([_anchor(before, span)])[0]
    return found and found.span


def _again(span: Span, text: str) -> Span | None:
    return _found(text, TEXT, span)


def _span_of(words: str, nth: int = 0, text: str = TEXT) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


@given(st.text(min_size=1, max_size=80), st.data())
def test_context_joins_up_with_the_excerpt(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    before, after = context(text, span)
    assert before + span.of(text) + after in text
    assert len(before) == min(CONTEXT, span.start)
    assert len(after) == min(CONTEXT, len(text) - span.end)


# -- one by one ------------------------------------------------------------------------------------


@pytest.mark.parametrize("nth", [0, 1])
def test_text_put_before_moves_the_span(nth: int) -> None:
    span = _span_of("we will pay", nth)
    assert _again(span, "By A. Writer\n\n" + TEXT) == span.shifted(14)


def test_one_side_of_the_context_is_enough() -> None:
    changed = TEXT.replace("They", "Nobody there") + " So it ended."
    found = _again(_span_of("no"), changed)
    assert found is not None
    assert found.of(changed) == "no"


def test_the_words_alone_are_enough_when_they_stand_once() -> None:
    changed = "Everything else is new, but “no” stayed."
    assert _again(_span_of("no"), changed) == _span_of("no", text=changed)


def test_a_word_in_another_is_another() -> None:
    assert _again(_span_of("no"), "Everything else is new, and nothing stayed.") is None


def test_two_places_are_no_place() -> None:
    assert _again(_span_of("we will pay"), "“we will pay”, or “we will pay”?") is None


def test_of_two_places_the_one_between_its_neighbours_is_taken() -> None:
    first, second = "One came early.", "Two came late."
    quote = "“We will pay.”"
    before = f"{first} X {quote} Y {second}"
    now = f"{quote} {first} new {quote} new {second}"
    spans = [_span_of(words, text=before) for words in (first, quote, second)]
    found = Anchoring(now).find_all([_anchor(before, span) for span in spans])
    assert [one and one.span for one in found] == [
        _span_of(first, text=now), _span_of(quote, 1, now), _span_of(second, text=now),
    ]  # fmt: skip


def test_two_that_stood_apart_never_come_to_one_place() -> None:
    spans = [_span_of("we will pay"), _span_of("we will pay", 1)]
    now = "Somebody said “we will pay” on some day."
    assert Anchoring(now).find_all([_anchor(TEXT, span) for span in spans]) == [None, None]
    now = "Nobody knows. She said “we will pay” on Friday."
    found = Anchoring(now).find_all([_anchor(TEXT, span) for span in spans])
    assert [one and one.span for one in found] == [None, _span_of("we will pay", text=now)]


def test_where_it_stood_it_stands_in_a_doubled_text() -> None:
    assert _again(_span_of("we will pay"), TEXT + "\n" + TEXT) == _span_of("we will pay")


def test_gone_is_gone() -> None:
    assert _again(_span_of("we will pay"), "Nothing of it is left.") is None


@given(
    st.text("ab ", max_size=60), st.text("ab ", min_size=1, max_size=8), st.text("ab ", max_size=60)
)
def test_in_the_same_text_it_is_where_it_was(before: str, exact: str, after: str) -> None:
    assume(exact.strip())
    text = before + exact + after
    span = Span(len(before), len(before) + len(exact))
    found = _found(text, text, span)
    assert found is not None
    assert fold(found.of(text)).strip() == fold(exact).strip()


# -- any text, any change --------------------------------------------------------------------------

_words = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta", "so", "the", "of", "é"]), max_size=12
)
_paragraphs = st.lists(_words.map(" ".join), min_size=1, max_size=6)
_QUOTE = "A quote, said once, of Zoë’s."


@st.composite
def _articles(draw: st.DrawFn) -> tuple[str, Span]:
    """Return a text with a quote in it that stands there once."""
    paragraphs = draw(_paragraphs)
    number = draw(st.integers(0, len(paragraphs) - 1))
    words = paragraphs[number].split()
    words.insert(draw(st.integers(0, len(words))), _QUOTE)
    paragraphs[number] = " ".join(words)
    text = "\n\n".join(paragraphs)
    return text, _span_of(_QUOTE, text=text)


@st.composite
def _edits(draw: st.DrawFn) -> Callable[[str], str]:
    """Return a change of everything around the quote: words come, go, are others; all is moved."""
    kind = draw(st.sampled_from(["insert", "delete", "replace", "move", "crlf", "nfd", "wrap"]))
    at, new = draw(st.integers(0, 60)), draw(_words.map(" ".join))

    def change(text: str) -> str:
        if kind == "move":
            paragraphs = text.split("\n\n")
            return "\n\n".join(paragraphs[at % len(paragraphs) :] + paragraphs[:at])
        if kind in {"crlf", "nfd", "wrap"}:
            text = text.replace("\r\n", "\n")
            if kind == "nfd":
                return unicodedata.normalize("NFD", text)
            return text.replace("\n", "\r\n") if kind == "crlf" else text.replace(" ", "\n  ")
        head, quote, tail = text.partition(next(one for one in _FORMS if one in text))
        words = head.split(" ")
        place = at % len(words)
        words[place : place + (kind != "insert")] = [new] if kind != "delete" else []
        return " ".join([*words, ""]) + quote + tail

    return change


_WRAPPED = (
    _QUOTE,
    _QUOTE.replace(" ", "\n  "),
    _QUOTE.replace(" ", "\r\n  "),
    _QUOTE.replace(" ", "\n\n  "),
)
_FORMS = (*_WRAPPED, *(unicodedata.normalize("NFD", one) for one in _WRAPPED))


@given(_articles(), st.lists(_edits(), min_size=1, max_size=2))
def test_what_did_not_change_and_stands_once_is_found(
    article: tuple[str, Span], edits: list[Callable[[str], str]]
) -> None:
    before, span = article
    now = before
    for change in edits:
        if not any(form in now for form in _FORMS):
            break  # wrapped twice
        now = change(now)
    assume(fold(now).count(fold(_QUOTE)) == 1)
    found = Anchoring(now).find_all([_anchor(before, span)])[0]
    assert found is not None
    assert found.similarity == 1
    assert fold(found.span.of(now)) == fold(_QUOTE)


@given(st.text("abc “”.\n", min_size=2, max_size=120), st.text("abc ", max_size=40), st.data())
def test_nothing_comes_to_words_that_are_not_like_it(
    before: str, new: str, data: st.DataObject
) -> None:
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(before))] * 2)))
    now = before[: ends[0]] + new + before[ends[1] :]
    start = data.draw(st.integers(0, len(before) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(before))))
    found = Anchoring(now).find_all([_anchor(before, span)])[0]
    if found:
        was, is_now = (fold(one).strip() for one in (span.of(before), found.span.of(now)))
        assert similarity(was, is_now) >= SIMILAR
        assert 0 <= found.span.start < found.span.end <= len(now)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r"),
    ],
)
def test_another_line_end_or_normal_form_changes_no_words(change: Callable[[str], str]) -> None:
    lines = [f"Line {n}: “we will pay” é, he said.\n" for n in range(200)]
    before = "".join(lines)
    spans = [_span_of(f"Line {n}:", text=before) for n in range(200)]
    spans += [_span_of("we will pay", n, before) for n in range(200)]
    now = change(before)
    found = Anchoring(now).find_all([_anchor(before, span) for span in spans])
    assert all(one and one.similarity == 1 for one in found)
    starts = [now.index(f"Line {n}:") for n in range(200)]
    assert [one.span.start for one in found[:200] if one] == starts
    assert all(
        start < one.span.start < start + 20
        for start, one in zip(starts, found[200:], strict=True)
        if one
    )


# -- how long it takes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a" * 30_000, "a" * 29_000 + "b"),
        ("ab" * 15_000, "ba" * 14_999 + "c"),
        ("a" * 30_000, ("a" * 99 + "b") * 300),
        ("one two three " * 2_000, "one two four " * 2_000),
        ("“" * 30_000, "”" * 30_000),
    ],
)
def test_texts_that_repeat_themselves_take_no_more_steps_than_allowed(
    before: str, now: str
) -> None:
    anchors = [_anchor(before, Span(at, at + 90)) for at in range(0, len(before) - 90, 300)]
    steps = 20_000
    anchored = Anchoring(now, steps=steps)
    found = anchored.find_all(anchors)
    assert 0 <= anchored.left <= steps
    assert len(found) == len(anchors)


def test_without_steps_only_what_stands_where_it_is_expected_is_found() -> None:
    far = Span(0, 11)
    before = "We will pay. " + "x" * 20_000
    now = "y" * 20_000 + " We will pay. "
    assert Anchoring(now, steps=0).find_all([_anchor(before, far)]) == [None]
    assert Anchoring("New. " + before, steps=0).find_all([_anchor(before, far)]) == [
        Found(Span(5, 16), 1.0, 64 + CONTEXT)
    ]


@given(st.text("ab ", min_size=20, max_size=400), st.text("ab ", max_size=9), st.data())
def test_many_are_found_as_few_are(text: str, added: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    changed = text[:at] + added + text[at:]
    starts = range(0, len(text) - 1, 7)
    lengths = data.draw(st.lists(st.integers(1, 60), min_size=len(starts), max_size=len(starts)))
    anchors = [
        _anchor(text, Span(start, min(len(text), start + length)))
        for start, length in zip(starts, lengths, strict=True)
    ]
    few = Anchoring(changed).find_all(anchors)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(anchoring, "_MANY", 1)
        assert Anchoring(changed).find_all(anchors) == few
