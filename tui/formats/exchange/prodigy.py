"""Prodigy's format for its spans.manual interface: one task an article and annotator.

A span for each label of each quote, its attributes beside `label`; an explicit negative is a span
labelled `neither`; what the annotator was unsure about stands in `meta` and is no span.

`quote` is the annotation's id. A quote in several fragments (“A,” said X. “B.”) has these spans for
each fragment, with its number as `fragment`, counted from 1: a span over all of it would teach a
model that “said X” is quoted too. What tells an attitude and no speech has `attitude` beside it.

The hashes are stable and of Prodigy's form (signed 32-bit numbers) but not made by its own
function: the first four bytes of a SHA-256, `_input_hash` over the text, `_task_hash` over
`_input_hash` and the spans.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, Any

from tui.formats.annotated import by_annotator
from tui.formats.fields import Field
from tui.formats.format import Format, Need, Options, Split
from tui.formats.jsonl import json_line
from tui.formats.tally import labels_of
from tui.formats.tokens import Token, covering_tokens, plain_tokens
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.span import Span

NEITHER = "neither"
"""The label of an explicit negative."""


def write_prodigy(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one task for each article and annotator."""
    for annotated in split.articles:
        for annotator, group in by_annotator(annotated.annotations):
            task = _task(annotated.article, annotated.tokens, annotator, group)
            file.write(json_line(task))
            split.tally.record(*(label for one in group for label in labels_of(one)))


def _task(
    article: Article, tokens: Sequence[Span], annotator: str, annotations: tuple[Annotation, ...]
) -> dict[str, Any]:
    sure = [a for a in annotations if a.decision != "unsure"]
    covering = covering_tokens(
        article.text,
        tokens or plain_tokens(article.text),
        [part.span for a in sure for part in a.parts],
    )
    spans = list(_spans(sure, covering))
    input_hash = _hash(article.text)
    return {
        "text": article.text,
        "_input_hash": input_hash,
        "_task_hash": _hash(json.dumps([input_hash, spans], ensure_ascii=False)),
        "tokens": [_token(number, token, article.text) for number, token in enumerate(covering)],
        "_view_id": "spans_manual",
        "spans": spans,
        "meta": _meta(article, annotations),
        "answer": "accept",
        "_timestamp": max(_seconds(a.updated) for a in annotations),
        "_annotator_id": annotator,
        "_session_id": f"pullquote-{annotator}",
    }


def _token(number: int, token: Token, text: str) -> dict[str, Any]:
    start, end = token.span
    return {"text": text[start:end], "start": start, "end": end, "id": number, "ws": token.ws}


def _spans(
    annotations: Iterable[Annotation], tokens: tuple[Token, ...]
) -> Iterator[dict[str, Any]]:
    first = {token.span.start: number for number, token in enumerate(tokens)}
    last = {token.span.end: number for number, token in enumerate(tokens)}
    for annotation in annotations:
        labels = [label.as_json() for label in annotation.labels] or [{"label": NEITHER}]
        for number, part in enumerate(annotation.parts, 1):
            start, end = part.span
            place = {
                "start": start,
                "end": end,
                "token_start": first[start],
                "token_end": last[end],
            }
            about = _about(annotation, number)
            yield from (place | about | label | {"quote": annotation.id} for label in labels)


def _about(annotation: Annotation, fragment: int) -> dict[str, Any]:
    """Return what is special about a span's quote; most have nothing."""
    told = {"fragment": fragment} if annotation.fragments else {}
    return told | ({"attitude": True} if annotation.attitude else {})


def _meta(article: Article, annotations: Iterable[Annotation]) -> dict[str, Any]:
    known = {"title": article.title, "date": article.date, "source": article.source}
    meta: dict[str, Any] = {"article": article.id, "article_sha256": article.sha256}
    meta |= {key: value for key, value in (known | {"url": article.url}).items() if value}
    unsure = [
        {"start": a.span.start, "end": a.span.end, "quote": a.id}
        for a in annotations
        if a.decision == "unsure"
    ]
    return meta | ({"unsure": unsure} if unsure else {})


def _seconds(timestamp: str) -> int:
    return int(datetime.fromisoformat(timestamp).timestamp())


def _hash(text: str) -> int:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return int.from_bytes(digest[:4], "big", signed=True)


FORMAT = Format(
    name="prodigy",
    about="Prodigy's spans.manual: one task an article and annotator, a span a label",
    source="https://prodi.gy/docs/api-interfaces#spans_manual",
    ending=".jsonl",
    unit="task",
    carries=frozenset(
        {
            *(Field.ID, Field.ARTICLE, Field.HASH, Field.TEXT, Field.SOURCE, Field.FRAGMENTS),
            *(Field.ATTITUDE, Field.LABELS, Field.ATTRIBUTES, Field.TARGET_PLACE),
            *(Field.NEITHER, Field.UNSURE, Field.ANNOTATOR),
        }
    ),
    write=write_prodigy,
    needs=frozenset({Need.TOKENS}),
)
