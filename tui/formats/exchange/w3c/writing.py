"""Writing Web Annotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from tui.formats.details import details_of
from tui.formats.exchange.w3c.terms import (
    CONTEXT,
    OURS,
    POSITION,
    QUOTE,
    SPECIFIC,
    TEXTUAL,
    iri_of,
    iri_of_text,
)
from tui.formats.format import Options, Split
from tui.formats.jsonl import json_line
from tui.formats.origin import origin_of
from tui.formats.tally import labels_of
from tui.model.anchor import context
from tui.model.annotation import Annotation, Excerpt
from tui.model.article import Article
from tui.model.label import Target

_IN_THE_MODEL = frozenset({"id", "decision", "labels", "name", "note", "annotator"}) | {
    "created",
    "updated",
}
"""What of an annotation the model has a place for."""


def write_w3c(split: Split, file: IO[bytes], options: Options) -> None:
    """Write all annotations as one list."""
    before = b"[\n"
    for annotated in split.articles:
        article = annotated.article
        source = _source(article)
        for annotation in annotated.annotations:
            made = json_line(_annotation(article, source, annotation))
            file.write(before + made.rstrip(b"\n"))
            before = b",\n"
            split.tally.record(*labels_of(annotation))
    file.write((before if before == b"[\n" else b"\n") + b"]\n")


def _source(article: Article) -> dict[str, Any]:
    about = origin_of(article)
    iri = iri_of_text(about.pop("article_sha256"))
    return {"id": iri, "type": "Text", "format": "text/plain", OURS: about}


def _annotation(article: Article, source: dict[str, Any], one: Annotation) -> dict[str, Any]:
    targets = [_place(article, source, part) for part in one.parts]
    others = {k: v for k, v in details_of(one).items() if k not in _IN_THE_MODEL}
    return {
        "@context": CONTEXT,
        "id": iri_of(one.id),
        "type": "Annotation",
        "motivation": "classifying",
        "created": one.created,
        "modified": one.updated,
        "creator": {"type": "Person", "name": one.annotator},
        "body": list(_bodies(article, source["id"], one)),
        "target": targets if len(targets) > 1 else targets[0],
        OURS: others,
    }


def _bodies(article: Article, source: str, one: Annotation) -> Iterator[dict[str, Any]]:
    if one.decision != "labelled":
        yield _text("classifying", str(one.decision), role="decision")
    for number, label in enumerate(one.labels, 1):
        yield _text("classifying", label.name, role="label", label=number)
        for name, value in label.values:
            of: dict[str, str | int] = {"role": "attribute", "label": number, "attribute": name}
            if not isinstance(value, Target):
                yield _text("classifying", value, **of)
            elif value.span:
                place = _place(article, source, Excerpt(value.span, value.text))
                yield place | {"purpose": "linking", OURS: of}
            else:
                yield _text("tagging", value.text, **of)
    if one.cue:
        yield _place(article, source, one.cue) | {"purpose": "describing", OURS: {"role": "cue"}}
    if one.speaker and one.speaker.mention:
        place = _place(article, source, one.speaker.mention)
        yield place | {"purpose": "identifying", OURS: {"role": "speaker"}}
    if one.speaker and one.speaker.name:
        yield _text("identifying", one.speaker.name, role="name")
    if one.note:
        yield _text("commenting", one.note, role="note")


def _text(purpose: str, value: str, **ours: str | int) -> dict[str, Any]:
    body = {"type": TEXTUAL, "purpose": purpose, "value": value, "format": "text/plain"}
    return body | {OURS: ours}


def _place(article: Article, source: object, excerpt: Excerpt) -> dict[str, Any]:
    (start, end), exact = excerpt
    prefix, suffix = context(article.text, excerpt.span)
    selectors = [
        {"type": POSITION, "start": start, "end": end},
        {"type": QUOTE, "exact": exact, "prefix": prefix, "suffix": suffix},
    ]
    return {"type": SPECIFIC, "source": source, "selector": selectors}
