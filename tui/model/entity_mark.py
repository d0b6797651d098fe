"""One annotator's correction of one entity, and the record it is stored and exported as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from tui.model.analysis import Entity
from tui.model.annotation import Excerpt
from tui.model.printable import brief
from tui.model.record import RecordReader, span_from, span_json
from tui.model.span import Span

ENTITY_SCHEMA = "pullquote-entity/1"

EntityOrigin = Literal["edited", "manual", "removed", "rule"]
ENTITY_ORIGINS: tuple[EntityOrigin, ...] = get_args(EntityOrigin)


class EntityMark(NamedTuple):
    """What an annotator made of one entity.

    `content.text`, `prefix` and `suffix` prove its span or find it again, as an annotation's do.

    Attributes:
        id: Unique over all stores.
        article: The article's id; `article_sha256` its text's hash when the spans were taken.
        content: The entity; of one that was removed, what had been taken for one.
        prefix: Up to CONTEXT code points before it; `suffix` after it.
        label: Its type; None says that here is no entity.
        detected: What the model had found there; None where it had found nothing.
        origin: `edited` with another type or other borders, `manual` marked by hand, `removed`, or
            `rule` made by a rule for the whole corpus (those are exported, and kept nowhere).
        created: ISO 8601 in UTC, ending in Z; likewise `updated`.
    """

    id: str
    article: str
    article_sha256: str
    content: Excerpt
    prefix: str
    suffix: str
    label: str | None
    detected: Entity | None
    origin: EntityOrigin
    annotator: str
    created: str
    updated: str

    @property
    def span(self) -> Span:
        """The entity's span."""
        return self.content.span

    def as_record(self) -> dict[str, Any]:
        """Return the record: its keys always present, in this order."""
        return {
            "schema": ENTITY_SCHEMA,
            "id": self.id,
            "article": self.article,
            "article_sha256": self.article_sha256,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.content.text,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "label": self.label,
            "detected": _entity_json(self.detected),
            "origin": self.origin,
            "annotator": self.annotator,
            "created": self.created,
            "updated": self.updated,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> EntityMark:
        """Read what `as_record` wrote.

        Raises:
            ValueError: A key is missing or its value is not of the record's form; the message
                names the key.
        """
        read = RecordReader(record)
        if read.text("schema") != ENTITY_SCHEMA:
            raise ValueError(f"schema is {brief(record['schema'])}, not {ENTITY_SCHEMA!r}")
        return cls(
            id=read.text("id"),
            article=read.text("article"),
            article_sha256=read.text("article_sha256"),
            content=Excerpt(read.span(), read.text("text")),
            prefix=read.text("prefix"),
            suffix=read.text("suffix"),
            label=read.text_or_null("label"),
            detected=read.maybe("detected", _entity_from),
            origin=read.one_of("origin", ENTITY_ORIGINS),
            annotator=read.text("annotator"),
            created=read.text("created"),
            updated=read.text("updated"),
        )


def _entity_json(entity: Entity | None) -> dict[str, Any] | None:
    return span_json(entity.span) | {"label": entity.label} if entity else None


def _entity_from(data: Mapping[str, Any]) -> Entity:
    return Entity(span_from(data), RecordReader(data).text("label"))
