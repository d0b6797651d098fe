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
from tui.formats.delimited import Cell, Table
from tui.formats.fields import Field
from tui.formats.format import Format, Need, Options, Split
from tui.formats.task_labels import AGAINST, FAVOR, demand_stances, stances, words
from tui.model.analysis import Entity
from tui.model.annotation import Annotation
from tui.model.printable import flat
from tui.model.span import Span

COLUMNS = (
    *("statement ID", "time", "document ID", "document title", "author", "source", "section"),
    *("type", "text", "person", "organization", "concept", "agreement", "annotation ID"),
)
_AGREEMENT = {FAVOR: 1, AGAINST: 0}
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
    for annotated in split.articles:
        document = _document(annotated)
        rows: list[list[Cell]] = []
        for annotation in annotated.annotations:
            for target, polarity in stances(annotation, split.tally, _AGREEMENT):
                said = (words(annotation), *_who(annotation, annotated.entities), target)
                row: list[Cell] = [next(numbers), *map(_field, (*document, *said))]
                rows.append([*row, _AGREEMENT[polarity], _field(annotation.id)])
                split.tally.record(polarity)
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


def _who(annotation: Annotation, entities: Sequence[Entity]) -> tuple[str, str]:
    """Return the person and the organization."""
    speaker = annotation.speaker
    if speaker is None:
        return "", ""
    if speaker.mention is None:
        return speaker.name, ""
    span, text = speaker.mention
    inside = _organization(span, entities)
    if inside is None:
        return speaker.name, ""
    organization = inside.shifted(-span.start).of(text)
    is_alone = _bare(text) == _bare(organization)
    return "" if is_alone else speaker.name, organization


def _organization(span: Span, entities: Sequence[Entity]) -> Span | None:
    """Return the first organization that is named in `span`; entities do not overlap."""
    for number in range(bisect_left(entities, span.start, key=_start), len(entities)):
        found = entities[number]
        if found.span.end > span.end:
            return None
        if found.label == "ORG":
            return found.span
    return None


def _start(entity: Entity) -> int:
    return entity.span.start


def _bare(name: str) -> str:
    return _AROUND_NAME.sub("", flat(name)).casefold()


def _field(text: str) -> str:
    return flat(text).replace(";", ",").replace('"', "'")


FORMAT = Format(
    name="dna",
    about="Discourse Network Analyzer's event list: person, organization, concept, agreement",
    source="https://github.com/leifeld/dna",
    ending=".csv",
    unit="statement",
    carries=frozenset({Field.ID, Field.ARTICLE, Field.NAME, Field.LABELS, Field.ATTRIBUTES}),
    write=write_dna,
    needs=frozenset({Need.ENTITIES}),
    notes=(
        "Of the labels it has stances, and of those FAVOR (1) and AGAINST (0): DNA has no NONE.",
        "An organization is an ORG entity in the speaker's mention; where that is all, no person.",
        "White space is one blank, ; is , and a double quote is single, as DNA itself writes them.",
    ),
)
