"""Making and correcting annotations: from an article, everything that proves them later."""

from __future__ import annotations

import uuid
from dataclasses import replace

from tui.model.analysis import Kind, Quote, Speaker
from tui.model.anchor import context
from tui.model.annotation import Annotation, Detected, Excerpt, Origin, SpeakerExcerpt
from tui.model.article import Article
from tui.model.edit import Action, Changed, Edit
from tui.model.fragments import fitted
from tui.model.span import Span

_OPENING = tuple('“„«‹「『"')


def new_annotation(
    article: Article, quote: Quote, *, annotator: str, origin: Origin, now: str, detector: str = ""
) -> Annotation:
    """Return an annotation on `quote` without a decision.

    Args:
        article: What the quote stands in.
        quote: The quote.
        annotator: Whose annotation it is.
        origin: `auto` when the detector found it, `manual` when it is marked by hand.
        now: The time as it is stored.
        detector: The version of the detector, or an empty string when that is not known.
    """
    text = article.text
    prefix, suffix = context(text, quote.span)
    speaker = _speaker(text, quote.speaker)
    is_found = origin == "auto"
    return Annotation(
        id=uuid.uuid4().hex,
        article=article.id,
        article_sha256=article.sha256,
        content=Excerpt.of(text, quote.span),
        fragments=tuple(Excerpt.of(text, one) for one in quote.fragments),
        prefix=prefix,
        suffix=suffix,
        kind=quote.kind,
        attitude=quote.attitude,
        cue=Excerpt.of(text, quote.cue) if quote.cue else None,
        speaker=speaker,
        origin=origin,
        detected=Detected(quote.span, quote.fragments, speaker) if is_found else None,
        confidence=quote.confidence if is_found else None,
        detector=(detector or None) if is_found else None,
        annotator=annotator,
        created=now,
        updated=now,
    )


def new_edit(
    annotator: str,
    now: str,
    action: Action,
    before: Changed | None,
    after: Changed | None,
    *,
    seconds: float = 0.0,
    reverts: str | None = None,
    group: str | None = None,
) -> Edit:
    """Return a change that `annotator` makes now, under an id of its own; see `Edit`."""
    return Edit(uuid.uuid4().hex, now, annotator, action, before, after, seconds, reverts, group)


def with_borders(text: str, old: Annotation, span: Span) -> Annotation:
    """Return the annotation with its quote at `span`.

    Its fragments follow from the detector's and not from those it had a moment ago: a border that
    went too far and comes back brings back what it had dropped.
    """
    if span == old.span:
        return old
    pieces = old.detected.fragments if old.detected else tuple(one.span for one in old.fragments)
    return _with_origin(_at(text, old, span, fitted(pieces, span)))


def with_speaker(text: str, old: Annotation, speaker: Speaker | None) -> Annotation:
    """Return the annotation with another speaker, or with none."""
    new = _speaker(text, speaker)
    return old if new == old.speaker else _with_origin(replace(old, speaker=new))


def as_detected(text: str, old: Annotation, detected: Detected) -> Annotation:
    """Return the annotation with the borders and the speaker that the detector had found."""
    moved = _at(text, old, detected.span, detected.fragments)
    return replace(moved, speaker=detected.speaker, origin="auto")


def kind_by_marks(text: str, span: Span) -> Kind:
    """Tell a hand-made quote's kind by the quote marks: around it, in it, or none."""
    inside = span.of(text)
    if inside[0] in _OPENING or text[max(0, span.start - 1) : span.start] in _OPENING:
        return "direct"
    return "mixed" if any(mark in inside for mark in _OPENING) else "indirect"


def _at(text: str, old: Annotation, span: Span, fragments: tuple[Span, ...]) -> Annotation:
    prefix, suffix = context(text, span)
    return replace(
        old,
        content=Excerpt.of(text, span),
        fragments=tuple(Excerpt.of(text, one) for one in fragments),
        prefix=prefix,
        suffix=suffix,
    )


def _with_origin(annotation: Annotation) -> Annotation:
    """Return it as `auto` when all that can be corrected is the detector's, else as `edited`."""
    if annotation.origin == "manual":
        return annotation
    pieces = tuple(one.span for one in annotation.fragments)
    is_as_found = annotation.detected == Detected(annotation.span, pieces, annotation.speaker)
    return replace(annotation, origin="auto" if is_as_found else "edited")


def _speaker(text: str, speaker: Speaker | None) -> SpeakerExcerpt | None:
    if speaker is None:
        return None
    mention = Excerpt.of(text, speaker.span) if speaker.span else None
    return SpeakerExcerpt(mention, speaker.name)
