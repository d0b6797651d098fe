"""From a text to its analysis: offsets, pieces and strange texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.model.analysis import Analysis
from tui.model.reflow import reflow
from tui.nlp import pieces
from tui.nlp.marks import find_marks
from tui.nlp.models import Model
from tui.nlp.pipeline import Pipeline

STRANGE = [
    "",
    " \n\t \r\n",
    "\x00",
    "A\x00B said \x1b[31m“no\x07 way at all.”\x1b[0m",
    "He left.\r\n“We\r\nstay here,” said Ann Lee.\r\n\r\nEnd.\r",
    "One.\u2028“Two is enough,” she said.\u2029Three.\x85Four.\x0b\x0c",
    "😀😀 “Great 👩‍👩‍👧 news for all,” said Zoë Müller 🇩🇪.",
    "e\u0301a\u0308 ‘שלום’ “مرحبا بكم في” 你好。",
    "\ufeffThe end.\u200b",
    "\x1c\x1d\x1e\x1f",
    "lone \ud800 surrogate",
    "x" * 30_000,
    "word " * 6_000,
    "“" * 500 + "a" + "”" * 500,
]


def check(text: str, found: Analysis) -> None:
    """Check what has to be true of every analysis."""
    for spans in (found.sentences, found.tokens, [e.span for e in found.entities]):
        for span in spans:
            assert span.checked(len(text)).of(text) == span.of(text).strip()
        assert all(one.end <= two.start for one, two in pairwise(spans))
    inside = {i for s in found.sentences for i in range(*s)}
    assert not "".join(c for i, c in enumerate(text) if i not in inside).strip()
    assert all(t.start in inside for t in found.tokens)
    for quote in found.quotes:
        assert quote.span.checked(len(text))
        assert quote.cue is None or quote.cue.checked(len(text))
        if quote.speaker:
            assert quote.speaker.span is not None
            assert quote.speaker.span.checked(len(text))
            assert quote.speaker.name.strip()
    assert list(found.quotes) == sorted(found.quotes, key=lambda q: q.span)
    assert Analysis.from_json(found.as_json()) == found


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_texts(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse(text))


def test_the_seed_is_sound(seed: Analysis, seed_text: str) -> None:
    check(seed_text, seed)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "“We won,”",
                    "said",
                    "Ann Lee",
                    ".",
                    "\n",
                    "\r\n",
                    "\n\n",
                    " ",
                    "’s",
                    "(NATO)",
                    "the",
                    "NATO",
                    '"',
                    "‘",
                    "\x00",
                    "\u2028",
                    "😀",
                    "Trump",
                    "Donald Trump",
                ]
            ),
            st.text(max_size=5),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_any_text(pipeline: Pipeline, text: str) -> None:
    check(text, pipeline.analyse(text))


def test_line_ends_do_not_change_what_is_found(pipeline: Pipeline, seed_text: str) -> None:
    windows = seed_text.replace("\n", "\r\n")
    plain, found = pipeline.analyse(seed_text), pipeline.analyse(windows)

    def shown(text: str, analysis: Analysis) -> list[str]:
        return [q.span.of(text).replace("\r\n", "\n") for q in analysis.quotes] + [
            f"{e.span.of(text)} {e.label}".replace("\r\n", "\n") for e in analysis.entities
        ]

    assert shown(windows, found) == shown(seed_text, plain)


def test_a_long_text_comes_in_parts_that_add_up(pipeline: Pipeline, seed_text: str) -> None:
    text = seed_text * 6
    *parts, last = pipeline.parts(text)
    assert len(parts) >= 3
    assert [p.done for p in parts] == sorted({p.done for p in parts})
    assert last.complete
    assert last.done == last.total == len(text)
    assert not any(p.complete for p in parts)
    assert last.analysis.tokens[: len(parts[0].analysis.tokens)] == parts[0].analysis.tokens
    check(text, last.analysis)


def test_pieces_have_the_same_entities_and_quotes_as_the_whole(
    pipeline: Pipeline, model: Model, seed_text: str
) -> None:
    text = "\n\n".join(seed_text.strip() for _ in range(8))
    cut = pipeline.analyse(text)
    whole = Pipeline.load(model, piece=len(text)).analyse(text)
    one, two = set(cut.entities), set(whole.entities)
    assert len(one & two) >= 0.995 * len(one | two)
    assert cut.quotes == whole.quotes


@given(st.text(alphabet="ab. “”\n", max_size=400), st.integers(5, 40))
def test_pieces_are_the_whole_text(text: str, size: int) -> None:
    view = reflow(text)
    spans = list(pieces.cut(view, find_marks(text, view), size=size))
    assert "".join(s.of(text) for s in spans) == text
    assert all(s.start < s.end <= s.start + 2 * size for s in spans)


def test_pieces_end_where_a_line_does_and_not_in_a_quote() -> None:
    text = "A first line is here.\n“A quote that\ngoes on and on.”\nThe last line is here.\n" * 30
    view = reflow(text)
    marks = find_marks(text, view)
    spans = list(pieces.cut(view, marks, size=300))
    assert len(spans) > 5
    for span in spans[:-1]:
        assert text[span.end - 1] == "\n"
        assert not any(m.outer.start < span.end < m.outer.end for m in marks)


def test_a_long_line_is_cut_after_a_sentence() -> None:
    text = "This is a sentence of some words. " * 100
    spans = list(pieces.cut(reflow(text), (), size=500))
    assert all(text[s.end - 2 : s.end] == ". " for s in spans)
