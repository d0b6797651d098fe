"""A table for people: one annotation a row, to look at in a spreadsheet.

UTF-8 with a byte order mark, without which Excel takes it for another encoding; otherwise CSV by
RFC 4180. A cell that a spreadsheet would take for a formula has an apostrophe before it (see
`tui.formats.delimited.guarded`): a quote that begins with "-" is read, not worked out.

Each attribute of each label has a column, as `stance.target`. Where a quote has a label more than
once, its values stand one below the other, in the same order in each of its columns.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import IO

from tui.formats.annotated import Annotated
from tui.formats.around import Around
from tui.formats.delimited import Cell, Table, begins_with, guarded
from tui.formats.fields import ALL, Field
from tui.formats.format import Format, Option, Options, Split
from tui.formats.tally import labels_of
from tui.model.annotation import Annotation, Excerpt
from tui.model.label import Target
from tui.model.printable import flat
from tui.model.scheme import Scheme

_BEFORE = (
    *("id", "article", "title", "date", "source", "url", "start", "end", "fragments", "quote"),
    *("kind", "attitude", "speaker", "mention", "mention_start", "mention_end"),
    *("cue", "cue_start", "cue_end", "decision", "labels"),
)
_AFTER = (
    *("note", "origin", "confidence", "detector", "annotator", "created", "updated", "seconds"),
)
_CONTEXT = "context"


def write_csv(split: Split, file: IO[bytes], options: Options) -> None:
    """Write one row for each annotation."""
    asked = _asked(options.scheme)
    context = (_CONTEXT,) if options.context else ()
    names = [f"{label}.{attribute}" for label, attribute in asked]
    file.write(BOM_UTF8)
    table = Table(file)
    table.write([_guarded((*_BEFORE, *names, *_AFTER, *context))])
    for annotated in split.articles:
        around = Around(annotated, options.context)
        rows = []
        for annotation in annotated.annotations:
            row = [*_found(annotated, annotation), *_values(annotation, asked), *_rest(annotation)]
            if context:
                row.append(around.of(annotation.span).of(annotated.article.text))
            rows.append(_guarded(row))
            split.tally.record(*labels_of(annotation))
        table.write(rows)


def _asked(scheme: Scheme) -> list[tuple[str, str]]:
    """Return each attribute of each label: the label's name and its own."""
    return [(label.name, a.name) for label in scheme.labels for a in label.attributes]


def _found(annotated: Annotated, annotation: Annotation) -> Sequence[Cell]:
    article, speaker = annotated.article, annotation.speaker
    start, end = annotation.span
    pieces = [f"{piece.span.start}..{piece.span.end}" for piece in annotation.fragments]
    return (
        annotation.id,
        *(article.id, article.title, article.date, article.source, article.url),
        *(start, end, " ".join(pieces), annotation.content.text),
        *(annotation.kind, "yes" if annotation.attitude else "no"),
        speaker.name if speaker else "",
        *_excerpt(speaker.mention if speaker else None),
        *_excerpt(annotation.cue),
        annotation.decision or "",
        ", ".join([label.name for label in annotation.labels]),
    )


def _excerpt(excerpt: Excerpt | None) -> tuple[Cell, Cell, Cell]:
    return (excerpt.text, *excerpt.span) if excerpt else ("", "", "")


def _values(annotation: Annotation, asked: Sequence[tuple[str, str]]) -> list[Cell]:
    """Return what the labels say, a cell for each attribute."""
    cells: list[Cell] = []
    for name, attribute in asked:
        found = [label.get(attribute) for label in annotation.labels if label.name == name]
        texts = [value.text if isinstance(value, Target) else value or "" for value in found]
        cells.append("\n".join([flat(text) for text in texts]))
    return cells


def _rest(annotation: Annotation) -> Sequence[Cell]:
    return (
        *(annotation.note, annotation.origin),
        "" if annotation.confidence is None else annotation.confidence,
        *(annotation.detector or "", annotation.annotator),
        *(annotation.created, annotation.updated, annotation.seconds),
    )


def _guarded(row: Sequence[Cell]) -> list[Cell]:
    return [guarded(cell) if isinstance(cell, str) else cell for cell in row]


FORMAT = Format(
    name="csv",
    about="A table for people and their spreadsheets: all that can be read, a row an annotation",
    purpose="people, in a spreadsheet",
    source="https://www.rfc-editor.org/rfc/rfc4180",
    ending=".csv",
    unit="row",
    carries=ALL
    - {
        *(Field.HASH, Field.TEXT, Field.ENTITIES, Field.TARGET_PLACE, Field.DETECTED, Field.MOVED),
        Field.SUGGESTED,
    },
    write=write_csv,
    fits=lambda head: begins_with(head.data, _BEFORE),
    uses=frozenset({Option.CONTEXT}),
    notes=(
        "A cell that a spreadsheet would take for a formula begins with an apostrophe.",
        "Several values of one label stand one below the other in their cells.",
        "With --context it has a column with the sentences around the quote.",
    ),
)
