"""The made article is what it says: as long, the same each time, every span on its words."""

from __future__ import annotations

from itertools import pairwise

from tests.bench.long_article import FIRST_WORDS, LAST_WORDS, long_article

SIZES = (20_000, 1000, 200)


def test_it_has_what_was_asked_for_and_every_span_stands_on_words() -> None:
    text, found = long_article(*SIZES)
    assert 19_000 < len(text.split()) < 22_000
    assert (len(found.entities), len(found.quotes)) == SIZES[1:]
    assert text.startswith(FIRST_WORDS)
    assert text.rstrip().endswith(LAST_WORDS)
    entities = [entity.span for entity in found.entities]
    for spans in (found.sentences, found.tokens, entities, [q.span for q in found.quotes]):
        assert all(one.end <= other.start for one, other in pairwise(spans))
    pieces = [part for quote in found.quotes for part in (*quote.parts, quote.cue) if part]
    for span in (*entities, *found.sentences, *pieces):
        assert span.of(text).strip() == span.of(text) != ""
    assert any(len(quote.parts) > 1 for quote in found.quotes)


def test_the_same_seed_makes_the_same() -> None:
    assert long_article(*SIZES, seed=1) == long_article(*SIZES, seed=1)
    assert long_article(*SIZES, seed=1) != long_article(*SIZES, seed=2)
