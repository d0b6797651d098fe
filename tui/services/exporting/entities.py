"""Exporting corrected entities: by hand and by rule; all is proved before any of it is there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache as cache_calls
from pathlib import Path
from typing import IO, Protocol

from tui.errors import PullquoteError
from tui.formats.exchange.entities import prove_entity, write_entities
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
from tui.services.exporting.choosing import numbered
from tui.services.exporting.gathering import Annotators, Articles, by_article, checked_names
from tui.services.output import many, write_proved
from tui.services.ruled import Made, Ruled, ruled
from tui.settings import Settings

FoundIn = Callable[[Article], Sequence[Entity] | None]
"""Returns the entities that the model found in an article; None while it is not analysed."""


class KeptEntities(Protocol):
    """What one annotator's database of one article holds of entities."""

    @property
    def entities(self) -> tuple[EntityMark, ...]:
        """The corrections."""

    @property
    def rules(self) -> tuple[EntityRule, ...]:
        """The rules for all articles, the oldest first."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The log, oldest first; it may be left out where nothing is corrected."""


class EntityStore(Annotators, Protocol):
    """What an export of entities needs of a store."""

    def articles(self, annotator: str) -> list[str]:
        """Return the ids of the articles that `annotator` has a database of."""

    def read_entities(self, annotator: str, article_id: str) -> KeptEntities:
        """Read one database."""

    def read_corpus(self, annotator: str) -> KeptEntities:
        """Read what one annotator decided on all articles."""


class AllArticles(Articles, Protocol):
    """Where articles are looked up, and all of them are told."""

    def ids(self) -> Iterator[tuple[str, str]]:
        """Yield the id of each, and its text's hash."""


class EntityGathering:
    """What was corrected in some articles, by hand and by rules, each proved as one comes to it.

    No more is kept than the ids of the articles, whatever the number of corrections.

    Args:
        articles: The articles that are exported.
        store: Where the corrections are.
        found_in: Asked only for articles that there are rules for.
        annotators: Whose; everybody's when empty.
        skip_orphans: Leave out corrections made on another text instead of stopping at them.
        anonymise: Have numbers in place of annotators' names.
        count: Called with how many articles are checked, after each.

    Attributes:
        articles: How many articles there were with corrections to export.
        annotators: By whom those corrections are.
        orphans: Corrections that were made on another text and were to be skipped.
        beneath: Corrections that a later one hides.
        not_analysed: Articles in which rules could not be followed.

    Raises:
        PullquoteError: An annotator is unknown, or somebody's rules cannot be read.
    """

    def __init__(
        self,
        articles: AllArticles,
        store: EntityStore,
        found_in: FoundIn,
        *,
        annotators: Sequence[str] = (),
        skip_orphans: bool = False,
        anonymise: bool = False,
        count: Callable[[int], None] = lambda _: None,
    ) -> None:
        names = checked_names(store, annotators)
        self._given = articles
        self._store = store
        self._found_in = found_in
        self._skip_orphans = skip_orphans
        self._count = count
        self._numbers = numbered(store.annotators()) if anonymise else {}
        self._ids = {name: store.articles(name) for name in names}
        self._rules = {name: rules for name in names if (rules := store.read_corpus(name).rules)}
        self._start_anew()

    def __iter__(self) -> Iterator[EntityMark]:
        """Yield the corrections by article, place and annotator, and count anew.

        Raises:
            PullquoteError: A database or an article cannot be read, or a correction does not fit
                its article.
        """
        self._start_anew()
        for number, (article_id, names) in enumerate(by_article(self._places()), 1):
            marks = self._marks(article_id, names)
            if marks:
                self.articles += 1
                self.annotators.update(mark.annotator for mark in marks)
                for mark in sorted(marks, key=lambda mark: (mark.span, mark.annotator, mark.id)):
                    name = self._numbers.get(mark.annotator, mark.annotator)
                    yield mark._replace(annotator=name)
            self._count(number)

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

    def _start_anew(self) -> None:
        self.articles = self.orphans = self.beneath = self.not_analysed = 0
        self.annotators: set[str] = set()

    def _places(self) -> dict[str, list[str]]:
        """Return the ids that may have corrections of each annotator: by rule, those of all."""
        given = sorted(article_id for article_id, _ in self._given.ids()) if self._rules else []
        return {name: given if name in self._rules else ids for name, ids in self._ids.items()}

    def _marks(self, article_id: str, names: Iterable[str]) -> list[EntityMark]:
        number = self._given.number_of(article_id)
        if number is None:
            return []
        kept = {name: self._store.read_entities(name, article_id) for name in names}
        if not any(name in self._rules or one.entities for name, one in kept.items()):
            return []
        article = self._given.article(number)
        found = self._found_in(article) if self._rules.keys() & kept.keys() else ()
        if found is None:
            self.not_analysed += 1
        return [
            mark
            for name, one in kept.items()
            for mark in self._marks_of(article, name, one, found or ())
        ]

    def _marks_of(
        self, article: Article, name: str, kept: KeptEntities, found: Sequence[Entity]
    ) -> Iterator[EntityMark]:
        fitting = [mark for mark in kept.entities if mark.article_sha256 == article.sha256]
        for mark in fitting if self._skip_orphans else kept.entities:
            prove_entity(article, mark)
        self.orphans += len(kept.entities) - len(fitting)
        rules = self._rules.get(name, ())
        under = ruled(article.text, found if rules else (), rules if found else ())
        by_hand = corrected(under, fitting, last_touched(kept.edits))
        self.beneath += len(fitting) - len(by_hand.marks)
        yield from by_hand.marks.values()
        yield from _by_rule(article, name, under, by_hand)


def export_entities(gathering: EntityGathering, *, output: Path | None, stream: IO[bytes]) -> str:
    """Write what is gathered, to a file or to `stream`, all or nothing; return a summary.

    Raises:
        PullquoteError: Something in it is not as it should be, or the output cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    count = write_proved(output, stream, lambda file: write_entities(gathering, file))
    what = many(count, "corrected entity", "corrected entities")
    articles, annotators = many(gathering.articles, "article"), len(gathering.annotators)
    return f"{what} from {articles} by {many(annotators, 'annotator')}"


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
