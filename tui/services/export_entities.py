"""Exporting corrected entities: by hand and by rule; each proved before anything is written."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache as cache_calls
from pathlib import Path
from typing import IO, Protocol

from tui.errors import PullquoteError
from tui.formats.entities import prove_entity, write_entities
from tui.model.analysis import Entities, Entity
from tui.model.anchor import context
from tui.model.annotation import Excerpt
from tui.model.article import Article
from tui.model.edit import Edit, last_touched
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.span import Span
from tui.model.span_index import SpanIndex
from tui.services.corrected import Corrected, corrected
from tui.services.export import Kept, checked_names
from tui.services.output import many, write_output
from tui.services.ruled import Made, Ruled, ruled
from tui.settings import Settings
from tui.store.annotations import Contents

FoundIn = Callable[[Article], Sequence[Entity] | None]
"""Returns the entities that the model found in an article; None while it is not analysed."""


class KeptEntities(Kept, Protocol):
    """What one annotator's database of one article holds of entities."""

    @property
    def entities(self) -> tuple[EntityMark, ...]:
        """The corrections."""

    @property
    def rules(self) -> tuple[EntityRule, ...]:
        """The rules for all articles, the oldest first."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The log, oldest first."""


class EntityStore(Protocol):
    """What an export of entities needs of a store."""

    def annotators(self) -> list[str]:
        """Return everybody who has a database."""

    def articles(self, annotator: str) -> list[str]:
        """Return the ids of the articles that `annotator` has a database of."""

    def read(self, annotator: str, article_id: str) -> KeptEntities:
        """Read one database."""

    def read_corpus(self, annotator: str) -> KeptEntities:
        """Read what one annotator decided on all articles."""


@dataclass(frozen=True, slots=True)
class GatheredEntities:
    """What is exported, and what was left out.

    Attributes:
        marks: The corrections, by article, place and annotator; each is proved.
        orphans: Corrections that were made on another text and were to be skipped.
        beneath: Corrections that a later one hides.
        not_analysed: Articles in which rules could not be followed.
    """

    marks: tuple[EntityMark, ...]
    orphans: int = 0
    beneath: int = 0
    not_analysed: int = 0

    def left_out(self) -> list[str]:
        """Say what was left out and why, one reason a line."""
        told = []
        if self.orphans:
            what = many(self.orphans, "corrected entity", "corrected entities")
            told.append(f"left out: {what} made on another text of the article")
        if self.beneath:
            what = many(self.beneath, "corrected entity", "corrected entities")
            told.append(f"left out: {what} beneath a later correction")
        if self.not_analysed:
            what = many(self.not_analysed, "article")
            told.append(f"left out: what rules make of {what} not analysed yet: open to have it so")
        return told


def gather_entities(
    articles: Sequence[Article],
    store: EntityStore,
    found_in: FoundIn,
    *,
    annotators: Sequence[str] = (),
    skip_orphans: bool = False,
    count: Callable[[int], None] = lambda _: None,
) -> GatheredEntities:
    """Collect and prove what was corrected in `articles`, by hand and by rules.

    Args:
        articles: The articles that are exported.
        store: Where the corrections are.
        found_in: Asked only for articles that there are rules for.
        annotators: Whose; everybody's when empty.
        skip_orphans: Leave out corrections made on another text instead of stopping at them.
        count: Called with how many articles are checked, after each.

    Raises:
        PullquoteError: An annotator is unknown, a database is broken, or a correction does not fit
            its article.
    """
    names = checked_names(store, annotators)
    places = {name: set(store.articles(name)) for name in names}
    rules = {name: store.read_corpus(name).rules for name in names}
    marks: list[EntityMark] = []
    orphans = beneath = 0
    not_analysed: set[str] = set()
    for number, article in enumerate(sorted(articles, key=lambda article: article.id)):
        count(number)
        here: list[EntityMark] = []
        for name in names:
            kept: KeptEntities = Contents()
            if article.id in places[name]:
                kept = store.read(name, article.id)
            found = found_in(article) if rules[name] else ()
            if found is None:
                not_analysed.add(article.id)
            fitting = [mark for mark in kept.entities if mark.article_sha256 == article.sha256]
            for mark in fitting if skip_orphans else kept.entities:
                prove_entity(article, mark)
            orphans += len(kept.entities) - len(fitting)
            under = ruled(article.text, found or (), rules[name] if found else ())
            by_hand = corrected(under, fitting, last_touched(kept.edits))
            beneath += len(fitting) - len(by_hand.marks)
            here += (*by_hand.marks.values(), *_by_rule(article, name, under, by_hand))
        here.sort(key=lambda mark: (mark.span, mark.annotator, mark.id))
        marks += here
    return GatheredEntities(tuple(marks), orphans, beneath, len(not_analysed))


def export_entities(gathered: GatheredEntities, *, output: Path | None, stream: IO[bytes]) -> str:
    """Write what was gathered, to a file whole or not at all, or to `stream`; return a summary.

    Raises:
        PullquoteError: The output cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    count = write_output(output, stream, lambda file: write_entities(gathered.marks, file))
    articles = len({mark.article for mark in gathered.marks})
    annotators = len({mark.annotator for mark in gathered.marks})
    what = many(count, "corrected entity", "corrected entities")
    return f"{what} from {many(articles, 'article')} by {many(annotators, 'annotator')}"


def cached_entities(settings: Settings) -> FoundIn:
    """Return what looks the model's entities up in the cache; nothing is analysed for it."""
    from tui.nlp import detector_version
    from tui.nlp.models import find_model
    from tui.store.cache import AnalysisCache

    cache = AnalysisCache(settings.analyses)
    detector = detector_version(settings.cues)

    @cache_calls
    def model_key() -> str | None:
        try:
            return find_model(settings.model).key
        except PullquoteError:
            if settings.model:  # asked for, and not there
                raise
            return None

    def found_in(article: Article) -> Sequence[Entity] | None:
        key = model_key()
        found = cache.get(article.sha256, key, detector, tokens=False) if key else None
        return found.entities if found else None

    return found_in


def _by_rule(
    article: Article, annotator: str, under: Ruled, by_hand: Corrected
) -> Iterator[EntityMark]:
    """Yield what rules made, wherever nothing was decided by hand."""
    shown = Entities(by_hand.over.entities)
    for span, made in under.by_span.items():
        entity = next((shown[number] for number in shown.touching(*span)), None)
        if entity and entity.span == span and span not in by_hand.marks:
            yield _ruled_mark(article, annotator, span, entity.label, made)
    decided = {mark.detected.span for mark in by_hand.marks.values() if mark.detected}
    hands = SpanIndex(by_hand.marks)
    for made in under.removed:
        found = made.found
        if found and found.span not in decided and not hands.touching(*found.span):
            yield _ruled_mark(article, annotator, found.span, None, made)


def _ruled_mark(
    article: Article, annotator: str, span: Span, label: str | None, made: Made
) -> EntityMark:
    prefix, suffix = context(article.text, span)
    # The same for the same, at each export.
    unique = uuid.uuid5(uuid.NAMESPACE_OID, f"{made.rule.id} {article.id} {span.start}")
    created = made.rule.created
    content = Excerpt.of(article.text, span)
    return EntityMark(
        unique.hex, article.id, article.sha256, content, prefix, suffix, label, made.found,
        "rule", annotator, created, created,
    )  # fmt: skip
