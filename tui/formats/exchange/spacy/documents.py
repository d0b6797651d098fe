"""Articles and quotes as documents of spaCy, with tokens that fit every span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tui.formats.annotated import Annotated
from tui.formats.around import Around
from tui.formats.details import details_of
from tui.formats.exchange.spacy.document import Document, TokenSpan
from tui.formats.exchange.spacy.training import TEXTCAT
from tui.formats.format import Options
from tui.formats.origin import origin_of
from tui.formats.places import mention_of, sentence_starts, spans_of
from tui.formats.spans import NEITHER, UNSURE
from tui.formats.task_labels import NEGATIVES, NOT_SURE
from tui.formats.tokens import Cover, plain_tokens
from tui.model.annotation import Annotation
from tui.model.span import Span

QUOTES = "quotes"
"""The group of spans that a span categorizer learns."""
CUES, SOURCES = "cues", "sources"
OURS = "pullquote"
"""The key of what is ours in a document's user data."""
# Of the quotes that are categorized: with their articles they are there.
_NO_LABEL = f"without a label, from the quotes of {TEXTCAT.name} {NEGATIVES}"
_NOT_SURE = f"{NOT_SURE}, from the quotes of {TEXTCAT.name}"


class Tokens:
    """The tokens of an article, cut at the borders of all that is to be a span of them."""

    def __init__(self, annotated: Annotated, spans: Iterable[Span]) -> None:
        text = annotated.article.text
        plain = annotated.tokens or plain_tokens(text)
        self._annotated = annotated
        cover = Cover(text, plain, spans)
        self._starts = cover.starts
        self.words = [text[start:end] for start, end in zip(cover.starts, cover.ends, strict=True)]
        self.spaces = cover.ws

    def span(self, span: Span, label: str, own_id: str = "") -> TokenSpan:
        """Return a span of the article as one of its tokens."""
        first, last = self._range(span)
        return TokenSpan(first, last, *span, label, own_id)

    def sentence_starts(self) -> frozenset[int]:
        """Return the tokens that begin a sentence; none where no model has seen the text."""
        if not self._annotated.sentences:
            return frozenset()
        starts = sentence_starts(self._annotated)
        return frozenset({0, *(bisect_right(self._starts, start) - 1 for start in starts)})

    def part(self, span: Span) -> tuple[list[str], list[bool]]:
        """Return the words of a part, and whether a blank follows each; none after the last."""
        first, last = self._range(span)
        return self.words[first:last], [*self.spaces[first : last - 1], False]

    def _range(self, span: Span) -> tuple[int, int]:
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)


def excerpts(annotated: Annotated, options: Options) -> Iterator[tuple[Annotation, Span]]:
    """Yield the quotes that are to be categorized, and what part of the text each is."""
    around = Around(annotated, options.context)
    for annotation in annotated.annotations:
        if not not_categorized(annotation, options):
            yield annotation, around.of(annotation.span)


def not_categorized(annotation: Annotation, options: Options) -> str:
    """Return why a quote is not to be categorized; nothing when it is."""
    if annotation.decision == "labelled":
        return ""
    if annotation.decision == NEITHER:
        return "" if options.include_negatives else _NO_LABEL
    return _NOT_SURE


def tokens_of(annotated: Annotated, parts: Iterable[Span]) -> Tokens:
    """Return the tokens of an article; they fit its quotes, entities and the `parts`."""
    return Tokens(annotated, [*parts, *spans_of(annotated)])


def article_document(annotated: Annotated, tokens: Tokens, options: Options) -> Document:
    """Return the document of an article: quotes in groups of spans, entities as `ents`."""
    groups: dict[str, list[TokenSpan]] = {QUOTES: []}
    for annotation in annotated.annotations:
        group, labels = _group(annotation, options)
        groups.setdefault(group, []).extend(
            tokens.span(part.span, label, annotation.id)
            for part in annotation.parts
            for label in labels
        )
        told = ((CUES, "CUE", annotation.cue), (SOURCES, "SOURCE", mention_of(annotation)))
        for name, label, excerpt in told:
            if excerpt:
                span = tokens.span(excerpt.span, label, annotation.id)
                groups.setdefault(name, []).append(span)
    return Document(
        tokens.words,
        tokens.spaces,
        tokens.sentence_starts(),
        # Where no model has looked, none is said to be there, nor that there is none.
        _entities(annotated, tokens) if annotated.tokens else None,
        groups,
        user_data={OURS: _about(annotated)},
    )


def quote_document(
    annotated: Annotated, tokens: Tokens, annotation: Annotation, part: Span, options: Options
) -> Document:
    """Return the document of one quote: each label of the scheme is a category."""
    words, spaces = tokens.part(part)
    has = {label.name for label in annotation.labels}
    return Document(
        words,
        spaces,
        cats={label.name: float(label.name in has) for label in options.scheme.labels},
        user_data={
            OURS: {"quote": annotation.id, "article": annotated.article.id, "start": part.start}
        },
    )


def _group(annotation: Annotation, options: Options) -> tuple[str, Sequence[str]]:
    """Return which group a quote belongs to, and the labels it has there."""
    if annotation.decision == "labelled":
        # A label that a quote has twice, for two targets, is one span.
        return QUOTES, list(dict.fromkeys(label.name for label in annotation.labels))
    if annotation.decision == NEITHER:
        return (QUOTES if options.include_negatives else NEITHER), [NEITHER]
    return UNSURE, [UNSURE]


def _entities(annotated: Annotated, tokens: Tokens) -> list[TokenSpan]:
    return [tokens.span(span, label) for span, label in annotated.entities]


def _about(annotated: Annotated) -> dict[str, Any]:
    """Return what a `Doc` has no place for."""
    quotes = [details_of(one) for one in annotated.annotations]
    return {**origin_of(annotated.article), "quotes": quotes}
