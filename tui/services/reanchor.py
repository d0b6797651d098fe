"""Annotations on an article whose text changed: found again where unambiguous, else orphans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from tui.model.anchor import Anchor, Anchoring, context
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.article import Article
from tui.model.entity_mark import EntityMark
from tui.model.fragments import are_pieces
from tui.model.label import Label, Target, Value


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


def reanchor(article: Article, annotations: Iterable[Annotation]) -> Reanchored:
    """Find the annotations again that were not made on the article's text as it is now."""
    moved: list[Moved] = []
    orphans: list[Annotation] = []
    lost = [annotation for annotation in annotations if not stands(article, annotation)]
    anchoring = Anchoring(article.text, map(_anchor, lost))
    for annotation in lost:
        after = _found(article, annotation, anchoring)
        if after is None:
            orphans.append(annotation)
        else:
            moved.append(Moved(annotation, after))
    return Reanchored(tuple(moved), tuple(orphans))


def stands(article: Article, annotation: Annotation) -> bool:
    """Tell whether the annotation was made on the article's text as it is now, and proves it."""
    is_same = annotation.article_sha256 == article.sha256
    if not is_same or annotation.span.of(article.text) != annotation.content.text:
        return False
    return _pieces(article.text, annotation, by=0) == annotation.fragments


class MovedMark(NamedTuple):
    """A corrected entity before and after its text was found again."""

    before: EntityMark
    after: EntityMark


def reanchor_marks(article: Article, marks: Iterable[EntityMark]) -> tuple[MovedMark, ...]:
    """Find the corrected entities again that were not made on the article's text as it is now.

    What is not found, or in more than one place, is left out: it is an orphan.
    """
    lost = [mark for mark in marks if not mark_stands(article, mark)]
    anchoring = Anchoring(article.text, map(_anchor, lost))
    pairs = ((mark, _found_mark(article, mark, anchoring)) for mark in lost)
    return tuple(MovedMark(mark, after) for mark, after in pairs if after)


def mark_stands(article: Article, mark: EntityMark) -> bool:
    """Tell whether a correction was made on the article's text as it is now, and proves it."""
    is_same = mark.article_sha256 == article.sha256
    return is_same and mark.span.of(article.text) == mark.content.text


def _anchor(old: Annotation | EntityMark) -> Anchor:
    return Anchor(old.content, old.prefix, old.suffix)


def _found_mark(article: Article, old: EntityMark, anchoring: Anchoring) -> EntityMark | None:
    text = article.text
    span = anchoring.find(_anchor(old))
    if span is None:
        return None
    prefix, suffix = context(text, span)
    detected = None
    if old.detected:
        found = old.detected.span.shifted(span.start - old.span.start)
        if 0 <= found.start < found.end <= len(text):
            detected = old.detected._replace(span=found)
    return old._replace(
        article_sha256=article.sha256,
        content=Excerpt(span, old.content.text),
        prefix=prefix,
        suffix=suffix,
        detected=detected,
    )


def _found(article: Article, old: Annotation, anchoring: Anchoring) -> Annotation | None:
    text = article.text
    span = anchoring.find(_anchor(old))
    if span is None:
        return None
    prefix, suffix = context(text, span)
    by = span.start - old.span.start
    return replace(
        old,
        article_sha256=article.sha256,
        content=Excerpt(span, old.content.text),
        fragments=_pieces(text, old, by),
        prefix=prefix,
        suffix=suffix,
        cue=_shifted(text, old.cue, by) if old.cue else None,
        speaker=_speaker(text, old.speaker, by),
        detected=_detected(text, old.detected, by),
        labels=tuple(_label(text, label, by) for label in old.labels),
    )


def _pieces(text: str, old: Annotation, by: int) -> tuple[Excerpt, ...]:
    """Return the fragments moved along: all of them, or none when they are not what they say."""
    if not old.fragments:
        return ()
    moved = tuple(Excerpt(one.span.shifted(by), one.text) for one in old.fragments)
    is_proved = all(one.span.of(text) == one.text for one in moved)
    whole = old.span.shifted(by)
    return moved if is_proved and are_pieces([one.span for one in moved], whole) else ()


def _speaker(text: str, old: SpeakerExcerpt | None, by: int) -> SpeakerExcerpt | None:
    """Return the speaker with the mention where it stands now, or with the name only.

    A mention that an annotator picked may stand far from its quote, with a change in between.
    """
    if old is None or old.mention is None:
        return old
    mention = _shifted(text, old.mention, by)
    if mention is None:
        only = Anchoring(text).find(Anchor(old.mention))
        mention = Excerpt(only, old.mention.text) if only else None
    return SpeakerExcerpt(mention, old.name)


def _detected(text: str, old: Detected | None, by: int) -> Detected | None:
    """Return what was detected moved along, or None when it would reach outside the text."""
    if old is None:
        return None
    span = old.span.shifted(by)
    if not 0 <= span.start < span.end <= len(text):
        return None
    fragments = tuple(one.shifted(by) for one in old.fragments)
    return Detected(
        span, fragments if are_pieces(fragments, span) else (), _speaker(text, old.speaker, by)
    )


def _shifted(text: str, excerpt: Excerpt, by: int) -> Excerpt | None:
    """Return `excerpt` moved along, or None when other words stand there now."""
    span = excerpt.span.shifted(by)
    if span.start >= 0 and span.of(text) == excerpt.text:
        return Excerpt(span, excerpt.text)
    return None


def _label(text: str, label: Label, by: int) -> Label:
    return Label(label.name, tuple((name, _value(text, v, by)) for name, v in label.values))


def _value(text: str, value: Value, by: int) -> Value:
    if isinstance(value, str) or value.span is None:
        return value
    here = value.span.of(text) == value.text
    moved = _shifted(text, Excerpt(value.span, value.text), by)
    if moved is None and here:
        return value
    return Target(value.text, moved.span if moved else None)
