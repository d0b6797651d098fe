"""Text classification: one JSON line a quote, with each label of the scheme as 1 or 0.

`cats` is what spaCy's text classifiers train on, where a quote may have several labels; `labels`
are those that are 1, for tools that want names. `text` is the quote, or with `--context` the
sentences around it too. What the quote is of stands in `meta`: `spans` are the places of its
fragments in `text`, `start` and `end` its place in the article.
"""

from __future__ import annotations

from itertools import accumulate
from typing import IO, Any

from tui.formats.around import Around
from tui.formats.contradictions import compared
from tui.formats.fields import Field
from tui.formats.format import Format, Option, Options, Split
from tui.formats.json_records import first_keys, first_line
from tui.formats.jsonl import json_line
from tui.formats.origin import origin_of
from tui.formats.tally import labels_of
from tui.formats.task_labels import NEGATIVES, NOT_SURE
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.span import Span

NO_LABEL = f"without a label {NEGATIVES}"


def write_textcat(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a line for each quote with a label."""
    no_labels = {label.name: 0 for label in options.scheme.labels}
    for annotated, values in compared(split):
        around = Around(annotated, options.context)
        lines = []
        for annotation in annotated.annotations:
            why = _left_out(annotation, include_negatives=options.include_negatives)
            if why:
                split.tally.leave_out(why)
                continue
            cats = no_labels | {label.name: 1 for label in annotation.labels}
            if options.context:
                text, spans = _text(annotated.article, annotation, around.of(annotation.span))
            else:
                text, spans = _words(annotation)
            record = {
                "text": text,
                "cats": cats,
                "labels": [name for name, has in cats.items() if has],
                "meta": _meta(annotated.article, annotation, spans),
            }
            lines.append(json_line(record))
            values.add(text, frozenset(record["labels"]), annotation.annotator)
            split.tally.record(*labels_of(annotation))
        file.write(b"".join(lines))


def _left_out(annotation: Annotation, *, include_negatives: bool) -> str | None:
    """Return why there is no line for an annotation; None when there is one."""
    if annotation.decision == "unsure":
        return NOT_SURE
    return None if annotation.labels or include_negatives else NO_LABEL


def _text(article: Article, annotation: Annotation, place: Span) -> tuple[str, list[Span]]:
    """Return the text at `place`, and where the quote's fragments are in it."""
    return place.of(article.text), [part.span.shifted(-place.start) for part in annotation.parts]


def _words(annotation: Annotation) -> tuple[str, list[Span]]:
    """Return what a quote says, and where its fragments are in that."""
    texts = [part.text for part in annotation.parts]
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return " ".join(texts), [
        Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True)
    ]


def _meta(article: Article, annotation: Annotation, spans: list[Span]) -> dict[str, Any]:
    start, end = annotation.span
    meta: dict[str, Any] = {
        "id": annotation.id,
        "article": article.id,
        "article_sha256": article.sha256,
        "start": start,
        "end": end,
        "spans": spans,
        "kind": annotation.kind,
        "speaker": annotation.speaker.name if annotation.speaker else None,
        "labels": [label.as_json() for label in annotation.labels],
        "annotator": annotation.annotator,
    }
    return meta | origin_of(article)


FORMAT = Format(
    name="textcat",
    about="Text classification, as spaCy and others train it: text and cats, a line a quote",
    purpose="training text classifiers",
    source="https://spacy.io/api/data-formats#json-input",
    ending=".jsonl",
    unit="line",
    carries=frozenset(
        {
            *(Field.ID, Field.ARTICLE, Field.HASH, Field.SOURCE, Field.FRAGMENTS, Field.KIND),
            *(Field.NAME, Field.LABELS, Field.ATTRIBUTES, Field.TARGET_PLACE, Field.NEITHER),
            Field.ANNOTATOR,
        }
    ),
    write=write_textcat,
    fits=lambda head: {"text", "cats", "meta"} <= set(first_keys(first_line(head))),
    uses=frozenset({Option.CONTEXT, Option.NEGATIVES}),
    notes=(
        "A quote without a label is a line with --include-negatives: all of its cats are 0.",
        "With --context the text has the sentences around the quote; else only what it says.",
    ),
)
