"""Annotations on an article whose text changed: found again where unambiguous, else orphans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from tui.model.anchor import Anchor, context
from tui.model.anchoring import EFFORT, Anchoring, Found
from tui.model.annotation import Annotation, Excerpt, Move
from tui.model.article import Article
from tui.model.entity_mark import EntityMark
from tui.model.label import Target
from tui.model.span import Span
from tui.services.carrying import Carrying
from tui.services.standing import mark_stands, stands


class Moved(NamedTuple):
    """An annotation before and after its text was found again."""

    before: Annotation
    after: Annotation


class Reanchored(NamedTuple):
    """What came of annotations that were made on another text.

    Attributes:
        moved: Found again; `after` stands on the text as it is now.
        orphans: Not found, or in more than one place: kept as they are.
    """

    moved: tuple[Moved, ...]
    orphans: tuple[Annotation, ...]


def reanchor(
    article: Article, annotations: Iterable[Annotation], *, steps: int = EFFORT
) -> Reanchored:
    """Find the annotations again that were not made on the article's text as it is now.

    Those that are found say where they were, until somebody confirms them.

    Args:
        article: The article as it is now.
        annotations: On it, or on what it was.
        steps: How much may be done for it: see `tui.model.anchoring`.
    """
    lost = [annotation for annotation in annotations if not stands(article, annotation)]
    if not lost:
        return Reanchored((), ())
    anchoring = Anchoring(article.text, steps=steps)
    places = anchoring.find_all([_anchor(annotation) for annotation in lost])
    pairs = list(zip(lost, places, strict=True))
    return Reanchored(
        tuple(Moved(old, _moved(article, old, place, anchoring)) for old, place in pairs if place),
        tuple(old for old, place in pairs if place is None),
    )


def placed(article: Article, orphan: Annotation, span: Span) -> Annotation:
    """Return an orphan put on `span` of the article by hand: nothing is left to confirm.

    Raises:
        ValueError: It is no part of the text.
    """
    span.checked(len(article.text))
    found = Found(span, 0.0, 0.0)
    anchoring = Anchoring(article.text)
    return replace(_moved(article, orphan, found, anchoring), moved=None)


class MovedMark(NamedTuple):
    """A corrected entity before and after its text was found again."""

    before: EntityMark
    after: EntityMark


def reanchor_marks(article: Article, marks: Iterable[EntityMark]) -> tuple[MovedMark, ...]:
    """Find the corrected entities again that were not made on the article's text as it is now.

    Only the same words are the same entity. What is not found, or in more than one place, is left
    out: it is an orphan.
    """
    lost = [mark for mark in marks if not mark_stands(article, mark)]
    if not lost:
        return ()
    places = Anchoring(article.text).find_all([_anchor(mark) for mark in lost], changed=False)
    return tuple(
        MovedMark(mark, _moved_mark(article, mark, place.span))
        for mark, place in zip(lost, places, strict=True)
        if place
    )


def _anchor(old: Annotation | EntityMark) -> Anchor:
    return Anchor(old.content, old.prefix, old.suffix)


def _moved_mark(article: Article, old: EntityMark, span: Span) -> EntityMark:
    prefix, suffix = context(article.text, span)
    detected = old.detected
    if detected:
        there = Span(
            span.start + detected.span.start - old.span.start,
            span.end + detected.span.end - old.span.end,
        )
        is_inside = 0 <= there.start < there.end <= len(article.text)
        detected = detected._replace(span=there) if is_inside else None
    return old._replace(
        article_sha256=article.sha256,
        content=Excerpt.of(article.text, span),
        prefix=prefix,
        suffix=suffix,
        detected=detected,
    )


def _moved(article: Article, old: Annotation, found: Found, anchoring: Anchoring) -> Annotation:
    text = article.text
    carry = Carrying(text, anchoring, old.span, found.span)
    fragments = carry.fragments(old.fragments)
    cue = carry.excerpt(old.cue) if old.cue else None
    speaker = carry.speaker(old.speaker)
    labels = carry.labels(old.labels)
    suggested = old.suggested
    if suggested:
        suggested = suggested._replace(labels=carry.labels(suggested.labels))
    prefix, suffix = context(text, found.span)
    new = replace(
        old,
        article_sha256=article.sha256,
        content=Excerpt.of(text, found.span),
        fragments=fragments,
        prefix=prefix,
        suffix=suffix,
        cue=cue,
        speaker=speaker,
        detected=carry.detected(old.detected),
        labels=labels,
        suggested=suggested,
    )
    was = old.moved or Move(old.article_sha256, old.content)
    if (was.sha256, was.content) == (new.article_sha256, new.content):
        return replace(new, moved=None)  # the text is again what it was
    lost = dict.fromkeys((*was.lost, *_lost(old, new)))
    return replace(new, moved=was._replace(lost=tuple(lost)))


def _lost(old: Annotation, new: Annotation) -> Iterator[str]:
    """Yield what `old` had and `new` has not: it was not found again."""
    if len(new.fragments) < len(old.fragments):
        yield "pieces"
    if old.cue and not new.cue:
        yield "cue"
    if old.speaker and old.speaker.mention and not (new.speaker and new.speaker.mention):
        yield "speaker"
    if _targets(new) < _targets(old):
        yield "target"


def _targets(annotation: Annotation) -> int:
    """Return how many targets have a place in the text."""
    values = (value for label in annotation.labels for _, value in label.values)
    return sum(isinstance(value, Target) and value.span is not None for value in values)
