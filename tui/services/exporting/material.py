"""What formats want to know of an article beside its annotations: tokens, sentences, entities."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.format import Need
from tui.model.analysis import Analysis, Entity
from tui.model.article import Article
from tui.services.analyses import Analyses
from tui.services.corrected import corrected
from tui.services.exporting.entities import EntityStore
from tui.services.ruled import ruled
from tui.settings import Settings

_NOTHING = Analysis()


class Analysing:
    """Answers with the analysis of an article; with an empty one where no model can be had.

    Attributes:
        notes: What a person should know of how that went.
    """

    def __init__(self, settings: Settings) -> None:
        self.notes: list[str] = []
        self._analyses: Analyses | None = None
        try:
            self._analyses = Analyses(settings)
        except PullquoteError as error:
            self._give_up(error)

    def __call__(self, article: Article) -> Analysis:
        """Return what the model finds in `article`."""
        if self._analyses is None:
            return _NOTHING
        try:
            return self._analyses(article)
        except PullquoteError as error:
            self._give_up(error)
            return _NOTHING

    def close(self) -> None:
        """End the NLP process, where one was needed."""
        if self._analyses is not None:
            if self._analyses.problem:
                self.notes.append(f"nothing is kept for the next time: {self._analyses.problem}")
            self._analyses.close()
            self._analyses = None

    def _give_up(self, error: PullquoteError) -> None:
        self.close()
        self.notes.append(
            f"tokens are plain words, no model's; sentences and entities are none: {error}"
        )


class Material:
    """Gives articles what a format needs.

    Args:
        analysis_of: What the model finds in an article.
        needs: What is needed.
        store: Where corrected entities are.
        annotators: Whose corrections count.
    """

    def __init__(
        self,
        analysis_of: Callable[[Article], Analysis],
        needs: Collection[Need],
        store: EntityStore,
        annotators: Sequence[str],
    ) -> None:
        self._analysis_of = analysis_of
        self._needs = needs
        self._store = store
        self._annotators = annotators
        self._rules = [rule for name in annotators for rule in store.read_corpus(name).rules]

    def given(self, articles: Iterable[Annotated]) -> Iterator[Annotated]:
        """Yield articles with what is needed of them."""
        has = self._needs
        for annotated in articles:
            found = self._analysis_of(annotated.article)
            yield replace(
                annotated,
                tokens=found.tokens if Need.TOKENS in has else (),
                sentences=found.sentences if Need.SENTENCES in has else (),
                entities=self._entities(annotated.article, found) if Need.ENTITIES in has else (),
            )

    def _entities(self, article: Article, found: Analysis) -> Sequence[Entity]:
        """Return the entities as all annotators together have them: of two the later counts."""
        kept = [self._store.read_entities(name, article.id) for name in self._annotators]
        marks = [
            mark for one in kept for mark in one.entities if mark.article_sha256 == article.sha256
        ]
        under = ruled(article.text, found.entities, self._rules)
        if not marks:
            return under.entities
        by_time = sorted(marks, key=lambda mark: (mark.updated, mark.id))
        touched = {mark.id: number for number, mark in enumerate(by_time)}
        return corrected(under, marks, touched).over.entities
