"""Corrected entities, one a line, as `EntityMark.as_record` gives them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import IO, Any

from tui.errors import PullquoteError
from tui.formats.annotated import CHANGED, DAMAGED, is_time
from tui.formats.fields import Field
from tui.formats.format import Format
from tui.formats.jsonl import json_line
from tui.formats.problem import encodable
from tui.formats.schema import OFFSETS, TEXT, TIME, object_of, or_null
from tui.model.annotation import CONTEXT
from tui.model.article import Article
from tui.model.entity_mark import ENTITY_ORIGINS, ENTITY_SCHEMA, EntityMark
from tui.model.span import Span

_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"%s"' % ENTITY_SCHEMA.encode())


def write_entities(marks: Iterable[EntityMark], stream: IO[bytes]) -> int:
    """Write one record for each correction; return how many."""
    count = 0
    for mark in marks:
        stream.write(json_line(mark.as_record()))
        count += 1
    return count


def prove_entity(article: Article, mark: EntityMark) -> None:
    """Check that `mark` is true to its article.

    Raises:
        PullquoteError: It is not; the message names the article and the correction.
    """
    where = f"article {article.id!r} ({article.place}), entity {mark.id}"
    if mark.article_sha256 != article.sha256:
        raise PullquoteError(f"{where}: it was made on another text", CHANGED)
    for reason in _damages(article.text, mark):
        raise PullquoteError(f"{where}: {reason}", DAMAGED)


def entity_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every exported entity obeys."""
    start, end = OFFSETS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pullquote entity",
        "description": "One annotator's correction of one entity. Offsets are half-open and count "
        "Unicode code points of the article's unchanged text.",
        **object_of(
            schema={"const": ENTITY_SCHEMA},
            id=TEXT,
            article=TEXT,
            article_sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            start=start,
            end=end,
            text=TEXT,
            prefix={"type": "string", "maxLength": CONTEXT},
            suffix={"type": "string", "maxLength": CONTEXT},
            label={"description": "null: here is no entity", **or_null(TEXT)},
            detected=or_null(object_of(start=start, end=end, label=TEXT)),
            origin={"enum": list(ENTITY_ORIGINS)},
            annotator=TEXT,
            created=TIME,
            updated=TIME,
        ),
    }


def _damages(text: str, mark: EntityMark) -> Iterator[str]:
    start, end = mark.span
    if not _is_in(text, mark.span) or mark.span.of(text) != mark.content.text:
        yield f"its text is not what stands at {start}-{end}"
    if not text[:start].endswith(mark.prefix):
        yield "its prefix is not what stands before it"
    if not text.startswith(mark.suffix, end):
        yield "its suffix is not what stands after it"
    if mark.detected and not _is_in(text, mark.detected.span):
        yield "its detected borders are outside the text"
    if mark.label == "":
        yield "its type has no name"
    for name, time in (("created", mark.created), ("updated", mark.updated)):
        if not is_time(time):
            yield f"{name} is no time in UTC: {time!r}"
    if not encodable(json.dumps(mark.as_record(), ensure_ascii=False)):
        yield "it holds half of a surrogate pair, which is no character"


def _is_in(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text)


FORMAT = Format(
    name="entities",
    about="pullquote's own: one corrected entity a line, by hand or by rule",
    purpose="corrected names, as pullquote has them",
    source="pullquote schema --entities",
    ending=".jsonl",
    unit="corrected entity",
    carries=frozenset({Field.ENTITIES, Field.ARTICLE, Field.HASH, Field.ANNOTATOR}),
    fits=lambda head: _FIRST.match(head.data) is not None,
    is_of_entities=True,
)
