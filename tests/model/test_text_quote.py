"""Text quotes are found where they fit, as looking at each place of a text finds them."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from tui.model.span import Span
from tui.model.text_quote import MOST_PLACES, TextQuote, places_of

TEXT = "He said “it works”.\r\n\r\nShe said  “it works” too, said 🇯🇵 he."


def found(exact: str, prefix: str = "", suffix: str = "") -> list[str]:
    spans = places_of(TEXT, TextQuote(exact, prefix, suffix))
    return [f"{TEXT[:start][-4:]}[{TEXT[start:end]}]" for start, end in spans]


def test_words_are_told_apart_by_what_is_around_them() -> None:
    assert len(found("it works")) == 2
    assert found("it works", "She said “") == ["d  “[it works]"]
    assert found("it works", suffix="”.") == ["id “[it works]"]
    assert found("it works", "They said “") == []
    assert found("said", "🇯🇵") == found("nowhere") == found(" \n") == []
    assert found("he", "said 🇯🇵", ".") == ["d 🇯🇵 "[-4:] + "[he]"]


def test_white_space_is_white_space() -> None:
    assert found("works”. She said “it") == ["“it [works”.\r\n\r\nShe said  “it]"]
    assert found(" it\tworks ", "said “", "”\n.") == []
    assert found(" works ", "said “it", "”. She") == ["“it [works]"]


@given(
    st.text(st.sampled_from("ab \n🇯"), max_size=120),
    st.text(st.sampled_from("ab \n🇯"), min_size=1, max_size=60),
    st.data(),
)
def test_it_finds_what_a_look_at_each_place_finds(
    text: str, other: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    exact = data.draw(st.sampled_from([text[start:end], other]))
    prefix = data.draw(st.sampled_from([text[max(0, start - 40) : start], "", other]))
    suffix = data.draw(st.sampled_from([text[end : end + 40], "", other]))
    parts = [r"\s+".join(map(re.escape, part.split())) for part in (prefix, exact, suffix)]
    if not exact.split():
        assert places_of(text, TextQuote(exact, prefix, suffix)) == []
        return
    pattern = re.compile(rf"(?={parts[1]}(?<=\S))({parts[1]})(?=\s*{parts[2]})")
    before = re.compile(rf"{parts[0]}\s*\Z")
    wanted = []
    at = 0
    while match := pattern.search(text, at):
        if before.search(text[: match.start()]):
            wanted.append(Span(*match.span(1)))
        at = match.start() + 1
    assert places_of(text, TextQuote(exact, prefix, suffix)) == wanted[:MOST_PLACES]


def test_thousands_of_quotes_of_a_book_do_not_cost_a_look_at_it_each() -> None:
    text = " ".join(f"word{n} of the {n * 7919 % 100_003}rd" for n in range(100_000))
    quotes = [text[at : at + 60] for at in range(1_000, 1_000_000, 500)]
    places_of(text, TextQuote(quotes[0]))
    began = time.process_time()
    for at, quote in enumerate(quotes):
        cut = quote.split(" ", 1)[1].rsplit(" ", 1)[0]
        (span,) = places_of(text, TextQuote(cut))
        assert text[span.start : span.end] == cut, at
    assert time.process_time() - began < 2
