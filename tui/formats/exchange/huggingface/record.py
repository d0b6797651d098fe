"""An annotation as a row of the data set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tui.model.annotation import Annotation, Excerpt
from tui.model.article import Article
from tui.model.label import Label, Target, Value
from tui.model.scheme import LabelType
from tui.model.span import Span


def row(
    article: Article,
    annotation: Annotation,
    context: Span | None,
    columns: Mapping[str, LabelType],
) -> dict[str, Any]:
    """Return an annotation's row.

    Args:
        article: What it is on.
        annotation: The annotation.
        context: The place of the sentences around it, where they go with it.
        columns: The labels that have a column, by its name.
    """
    speaker = annotation.speaker
    start, end = annotation.span
    labels = {
        name: [_label(found) for found in annotation.labels if found.name == label.name]
        for name, label in columns.items()
    }
    return {
        "id": annotation.id,
        "article": article.id,
        "article_sha256": article.sha256,
        "title": article.title,
        "date": article.date,
        "source": article.source,
        "url": article.url,
        "start": start,
        "end": end,
        "text": annotation.content.text,
        "fragments": [_excerpt(one) for one in annotation.fragments],
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "context_start": context.start if context else None,
        "context": context.of(article.text) if context else None,
        "kind": annotation.kind,
        "attitude": annotation.attitude,
        "cue": _excerpt(annotation.cue),
        "speaker": speaker.name if speaker else None,
        "mention": _excerpt(speaker.mention) if speaker else None,
        "decision": annotation.decision,
        "labels": [label.name for label in annotation.labels],
        **labels,
        "note": annotation.note,
        "origin": annotation.origin,
        "confidence": annotation.confidence,
        "detector": annotation.detector,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "updated": annotation.updated,
        "seconds": annotation.seconds,
    }


def _excerpt(excerpt: Excerpt | None) -> dict[str, Any] | None:
    if excerpt is None:
        return None
    (start, end), text = excerpt
    return {"start": start, "end": end, "text": text}


def _label(label: Label) -> dict[str, Any]:
    return {name: _value(value) for name, value in label.values}


def _value(value: Value) -> str | dict[str, Any]:
    if not isinstance(value, Target):
        return value
    start, end = value.span or (None, None)
    return {"start": start, "end": end, "text": value.text}
