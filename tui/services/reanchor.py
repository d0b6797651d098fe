"""Annotations on an article whose text changed: found again where unambiguous, else orphans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from tui.model.anchor import context, find_again
from tui.model.annotation import Annotation, Excerpt, SpeakerExcerpt
from tui.model.article import Article
from tui.model.label import Label, Target, Value
from tui.model.span import Span


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
    for annotation in annotations:
        if stands(article, annotation):
            continue
        after = _found(article, annotation)
        if after is None:
            orphans.append(annotation)
        else:
            moved.append(Moved(annotation, after))
    return Reanchored(tuple(moved), tuple(orphans))


def stands(article: Article, annotation: Annotation) -> bool:
    """Tell whether the annotation was made on the article's text as it is now, and proves it."""
    is_same = annotation.article_sha256 == article.sha256
    return is_same and annotation.span.of(article.text) == annotation.content.text


def _found(article: Article, old: Annotation) -> Annotation | None:
    text = article.text
    span = find_again(text, old.content, old.prefix, old.suffix)
    if span is None:
        return None
    prefix, suffix = context(text, span)
    by = span.start - old.span.start
    speaker = old.speaker
    if speaker and speaker.mention:
        speaker = SpeakerExcerpt(_shifted(text, speaker.mention, by), speaker.name)
    return replace(
        old,
        article_sha256=article.sha256,
        content=Excerpt(span, old.content.text),
        prefix=prefix,
        suffix=suffix,
        cue=_shifted(text, old.cue, by) if old.cue else None,
        speaker=speaker,
        detected=_inside(text, old.detected, by),
        labels=tuple(_label(text, label, by) for label in old.labels),
    )


def _shifted(text: str, excerpt: Excerpt, by: int) -> Excerpt | None:
    """Return `excerpt` moved along, or None when other words stand there now."""
    span = excerpt.span.shifted(by)
    if span.start >= 0 and span.of(text) == excerpt.text:
        return Excerpt(span, excerpt.text)
    return None


def _inside(text: str, span: Span | None, by: int) -> Span | None:
    if span is None:
        return None
    moved = span.shifted(by)
    return moved if 0 <= moved.start < moved.end <= len(text) else None


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
