"""Whole annotations of ours whose places were counted in another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from tui.model.anchor import context
from tui.model.annotation import Annotation, Detected, Excerpt, SpeakerExcerpt
from tui.model.article import Article
from tui.model.label import Label, Target
from tui.model.offsets import Claim
from tui.model.span import Span
from tui.services.importing.placing import found_in


class Recounted(NamedTuple):
    """An annotation where it belongs, and in what its places were wrong."""

    annotation: Annotation
    mistake: str = ""


def recounted(annotation: Annotation, article: Article, *, mends: bool) -> Recounted:
    """Return an annotation on its article's text.

    Args:
        annotation: The annotation.
        article: What it is about; it was made on just this text.
        mends: Whether to count places over, where they were meant in one way only.

    Raises:
        MisplacedError: They are wrong, and it is not known how they were meant or not to be mended.
    """
    text = article.text
    spans, mistake = found_in(text, list(_claims(annotation)), mends=mends)
    if not mistake:
        return Recounted(annotation)
    at = iter(spans)

    def excerpt(old: Excerpt) -> Excerpt:
        del old
        return Excerpt.of(text, next(at))

    content = excerpt(annotation.content)
    fragments = tuple(map(excerpt, annotation.fragments))
    cue = excerpt(annotation.cue) if annotation.cue else None
    speaker = annotation.speaker and _speaker(annotation.speaker, text, at)
    labels = tuple(_label(label, text, at) for label in annotation.labels)
    detected = annotation.detected and _detected(annotation.detected, text, at)
    suggested = annotation.suggested and annotation.suggested._replace(
        labels=tuple(_label(label, text, at) for label in annotation.suggested.labels)
    )
    prefix, suffix = context(text, content.span)
    made = replace(
        annotation, content=content, fragments=fragments, cue=cue, speaker=speaker, labels=labels,
        detected=detected, suggested=suggested, prefix=prefix, suffix=suffix,
    )  # fmt: skip
    return Recounted(made, mistake)


def _claims(annotation: Annotation) -> Iterator[Claim]:
    """Yield all places of an annotation, in the order in which they are read again."""
    for one in (annotation.content, *annotation.fragments):
        yield (*one.span, one.text)
    if annotation.cue:
        yield (*annotation.cue.span, annotation.cue.text)
    yield from _mention(annotation.speaker)
    yield from _targets(annotation.labels)
    if annotation.detected:
        for span in (annotation.detected.span, *annotation.detected.fragments):
            yield (*span, None)
        yield from _mention(annotation.detected.speaker)
    if annotation.suggested:
        yield from _targets(annotation.suggested.labels)


def _targets(labels: Iterable[Label]) -> Iterator[Claim]:
    for label in labels:
        for _, value in label.values:
            if isinstance(value, Target) and value.span:
                yield (*value.span, value.text)


def _mention(speaker: SpeakerExcerpt | None) -> Iterator[Claim]:
    if speaker and speaker.mention:
        yield (*speaker.mention.span, speaker.mention.text)


def _speaker(speaker: SpeakerExcerpt, text: str, at: Iterator[Span]) -> SpeakerExcerpt:
    mention = Excerpt.of(text, next(at)) if speaker.mention else None
    return SpeakerExcerpt(mention, speaker.name)


def _label(label: Label, text: str, at: Iterator[Span]) -> Label:
    values: list[tuple[str, Target | str]] = []
    for name, value in label.values:
        if isinstance(value, Target) and value.span:
            span = next(at)
            values.append((name, Target(span.of(text), span)))
        else:
            values.append((name, value))
    return Label(label.name, tuple(values))


def _detected(detected: Detected, text: str, at: Iterator[Span]) -> Detected:
    span = next(at)
    fragments = tuple(next(at) for _ in detected.fragments)
    speaker = _speaker(detected.speaker, text, at) if detected.speaker else None
    return Detected(span, fragments, speaker)
