"""Discourse Network Analyzer: statements as its event list (CSV) has them, a row a stance.

The columns are those that DNA 3 writes for its own statement type: of the statement and its
document, then person, organization, concept and agreement. As DNA does, fields are parted by `;`,
texts are quoted, and a `;` in a text becomes `,`, a `"` becomes `'`. A statement ID counts rows;
`annotation ID`, which DNA does not have, comes last.

Agreement is 1 (FAVOR) or 0 (AGAINST): DNA has no third value. The organization is the ORG entity in
the speaker's mention ("a spokesman for Lockheed Martin"); where the mention is nothing else ("the
Pentagon"), the organization speaks and there is no person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import IO

from tui.formats.annotated import Annotated
from tui.formats.contradictions import compared
from tui.formats.delimited import Cell, Table, begins_with
from tui.formats.fields import Field
from tui.formats.format import Format, Need, Options, Split
from tui.formats.task_labels import AGAINST, FAVOR, STANCES, demand_stances, stances, words
from tui.model.annotation import Annotation
from tui.model.printable import flat
from tui.model.span import Span

COLUMNS = (
    *("statement ID", "time", "document ID", "document title", "author", "source", "section"),
    *("type", "text", "person", "organization", "concept", "agreement", "annotation ID"),
)
_AGREEMENT = {FAVOR: 1, AGAINST: 0}
_CHANGED = "with ; as , or a double quote as a single one: DNA has neither"
_AROUND_NAME = re.compile(r"^(?:the|a|an)\s+|[’']s$", re.IGNORECASE)


def write_dna(split: Split, file: IO[bytes], options: Options) -> None:
    """Write a row for each stance for or against something.

    Raises:
        PullquoteError: The scheme has no stances.
    """
    demand_stances(options.scheme, FORMAT.name)
    table = Table(file, delimiter=";", line_end="\n", quotes_all=True)
    table.write([COLUMNS])
    numbers = count(1)
    for annotated, values in compared(split):
        document = _document(annotated)
        organizations = [one.span for one in annotated.entities if one.label == "ORG"]
        rows: list[list[Cell]] = []
        for annotation in annotated.annotations:
            for target, polarity in stances(annotation, split.tally, _AGREEMENT):
                said = (words(annotation), *_who(annotation, organizations), target)
                row: list[Cell] = [next(numbers), *map(_field, (*document, *said))]
                rows.append([*row, _AGREEMENT[polarity], _field(annotation.id)])
                values.add((words(annotation), target), polarity, annotation.annotator)
                split.tally.record(polarity)
                if _is_changed(*document, *said, annotation.id):
                    split.tally.change(_CHANGED)
        table.write(rows)


def _document(annotated: Annotated) -> tuple[str, ...]:
    """Return what is the same for all statements of an article, from `time` to `type`."""
    article = annotated.article
    return (_time(article.date), article.id, article.title, "", article.source, "", "")


def _time(date: str) -> str:
    """Return a date as DNA writes it; nothing where it is not one by ISO 8601."""
    try:
        return datetime.fromisoformat(date.strip()).strftime("%Y-%m-%d %H:%M:%S")
    except ValueError:
        return ""


def _who(annotation: Annotation, organizations: Sequence[Span]) -> tuple[str, str]:
    """Return the person and the organization that speak."""
    speaker = annotation.speaker
    if speaker is None:
        return "", ""
    if speaker.mention is None:
        return speaker.name, ""
    span, text = speaker.mention
    inside = _first_in(span, organizations)
    if inside is None:
        return speaker.name, ""
    organization = inside.shifted(-span.start).of(text)
    is_alone = _bare(text) == _bare(organization)
    return "" if is_alone else speaker.name, organization


def _first_in(span: Span, spans: Sequence[Span]) -> Span | None:
    """Return the first of `spans`, which are in order and do not overlap, that lies in `span`."""
    number = bisect_left(spans, (span.start, 0))
    return spans[number] if number < len(spans) and spans[number].end <= span.end else None


def _bare(name: str) -> str:
    return _AROUND_NAME.sub("", flat(name)).casefold()


def _is_changed(*texts: str) -> bool:
    return any(";" in text or '"' in text for text in texts)


def _field(text: str) -> str:
    return flat(text).replace(";", ",").replace('"', "'")


FORMAT = Format(
    name="dna",
    about="Discourse Network Analyzer's event list: person, organization, concept, agreement",
    purpose="Discourse Network Analyzer: who is for what",
    source="https://github.com/leifeld/dna",
    ending=".csv",
    unit="statement",
    carries=frozenset({Field.ID, Field.ARTICLE, Field.NAME, Field.LABELS, Field.ATTRIBUTES}),
    write=write_dna,
    fits=lambda head: begins_with(head.data, COLUMNS, ";"),
    needs=frozenset({Need.ENTITIES}),
    wants=STANCES,
    notes=(
        "Of the labels it has stances, and of those FAVOR (1) and AGAINST (0): DNA has no NONE.",
        "An organization is an ORG entity in the speaker's mention; where that is all, no person.",
        "White space is one blank, ; is , and a double quote is single, as DNA itself writes them.",
    ),
)
