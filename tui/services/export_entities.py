"""Exporting corrected entities: by hand and by rule; each proved before anything is written."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from tui.formats.entities import prove_entity, write_entities
from tui.model.analysis import Entity
from tui.model.anchor import context
from tui.model.annotation import Excerpt
from tui.model.article import Article
from tui.model.entity_change import EntityRule
from tui.model.entity_mark import EntityMark
from tui.model.span import Span
from tui.services.export import Kept, checked_names
from tui.services.output import many, write_output
from tui.services.ruled import Made, Ruled, ruled
from tui.settings import Settings

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
        not_analysed: Articles in which rules could not be followed.
    """

    marks: tuple[EntityMark, ...]
    orphans: int = 0
    not_analysed: int = 0

    def left_out(self) -> list[str]:
        """Say what was left out and why, one reason a line."""
        told = []
        if self.orphans:
            what = many(self.orphans, "corrected entity", "corrected entities")
            told.append(f"left out: {what} made on another text of the article")
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
) -> GatheredEntities:
    """Collect and prove what was corrected in `articles`, by hand and by rules.

    Args:
        articles: The articles that are exported.
        store: Where the corrections are.
        found_in: Asked only for articles that there are rules for.
        annotators: Whose; everybody's when empty.
        skip_orphans: Leave out corrections made on another text instead of stopping at them.

    Raises:
        PullquoteError: An annotator is unknown, a database is broken, or a correction does not fit
            its article.
    """
    names = checked_names(store, annotators)
    places = {name: set(store.articles(name)) for name in names}
    rules = {name: store.read_corpus(name).rules for name in names}
    marks: list[EntityMark] = []
    orphans = 0
    not_analysed: set[str] = set()
    for article in sorted(articles, key=lambda article: article.id):
        here: list[EntityMark] = []
        for name in names:
            kept = store.read(name, article.id).entities if article.id in places[name] else ()
            fitting = [mark for mark in kept if mark.article_sha256 == article.sha256]
            if skip_orphans:
                orphans += len(kept) - len(fitting)
            here += fitting if skip_orphans else kept
            if rules[name]:
                found = found_in(article)
                if found is None:
                    not_analysed.add(article.id)
                else:
                    made = ruled(article.text, found, rules[name])
                    here += _by_rule(article, name, made, fitting)
        here.sort(key=lambda mark: (mark.span, mark.annotator, mark.id))
        for mark in here:
            prove_entity(article, mark)
        marks += here
    return GatheredEntities(tuple(marks), orphans, len(not_analysed))


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
    from tui.errors import PullquoteError
    from tui.nlp import detector_version
    from tui.nlp.models import find_model
    from tui.store.cache import AnalysisCache

    cache = AnalysisCache(settings.analyses)
    detector = detector_version(settings.cues)

    def found_in(article: Article) -> Sequence[Entity] | None:
        try:
            key = find_model(settings.model).key
        except PullquoteError:
            return None
        found = cache.get(article.sha256, key, detector, tokens=False)
        return found.entities if found else None

    return found_in


def _by_rule(
    article: Article, annotator: str, made: Ruled, by_hand: Sequence[EntityMark]
) -> Iterator[EntityMark]:
    """Yield what rules made, wherever nothing was decided by hand."""
    decided = {mark.detected.span for mark in by_hand if mark.detected}
    spans = [mark.span for mark in by_hand]
    placed = ((span, made.walk.find(span), one) for span, one in made.by_span.items())
    gone = ((one.found.span, None, one) for one in made.removed if one.found)
    for span, entity, one in (*placed, *gone):
        is_decided = one.found is not None and one.found.span in decided
        if not is_decided and not any(span.overlaps(other) for other in spans):
            yield _ruled_mark(article, annotator, span, entity.label if entity else None, one)


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
