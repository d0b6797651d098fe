"""Making annotations: from a quote and its article, everything that proves it later."""

from __future__ import annotations

import uuid

from tui.model.analysis import Kind, Quote, Speaker
from tui.model.anchor import context
from tui.model.annotation import Annotation, Excerpt, Origin, SpeakerExcerpt
from tui.model.article import Article
from tui.model.span import Span

_OPENING = tuple('“„«‹「『"')


def new_annotation(
    article: Article, quote: Quote, *, annotator: str, origin: Origin, now: str
) -> Annotation:
    """Return an annotation on `quote` without a decision."""
    text = article.text
    prefix, suffix = context(text, quote.span)
    return Annotation(
        id=uuid.uuid4().hex,
        article=article.id,
        article_sha256=article.sha256,
        content=Excerpt.of(text, quote.span),
        prefix=prefix,
        suffix=suffix,
        kind=quote.kind,
        cue=Excerpt.of(text, quote.cue) if quote.cue else None,
        speaker=_speaker(text, quote.speaker) if quote.speaker else None,
        origin=origin,
        detected=quote.span if origin == "auto" else None,
        annotator=annotator,
        created=now,
        updated=now,
    )


def _speaker(text: str, speaker: Speaker) -> SpeakerExcerpt:
    mention = Excerpt.of(text, speaker.span) if speaker.span else None
    return SpeakerExcerpt(mention, speaker.name)


def content_at(text: str, span: Span) -> dict[str, object]:
    """Return what an annotation keeps of its quote at `span`, by the names of its attributes."""
    prefix, suffix = context(text, span)
    return {"content": Excerpt.of(text, span), "prefix": prefix, "suffix": suffix}


def kind_by_marks(text: str, span: Span) -> Kind:
    """Tell a hand-made quote's kind by the quote marks: around it, in it, or none."""
    inside = span.of(text)
    if inside[0] in _OPENING or text[max(0, span.start - 1) : span.start] in _OPENING:
        return "direct"
    return "mixed" if any(mark in inside for mark in _OPENING) else "indirect"
