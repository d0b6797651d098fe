"""An article as one annotator has it: found, decided, saved, and in step with its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.model.analysis import Analysis, Entity
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.edit import Action, Changed, Edit, moved_off, moves_undone
from tui.model.listing import Listing
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.model.worklist import Item, Shown, nearest, number_of
from tui.services.clock import stored_now
from tui.services.entities import Corrections
from tui.services.journal import Journal
from tui.services.making import new_edit
from tui.services.rulebook import Rulebook
from tui.services.standing import mark_stands, stands
from tui.services.suggestions import Suggestions
from tui.store.annotations import ArticleDatabase

if TYPE_CHECKING:
    from tui.services.reanchor import Moved


class OpenArticle:
    """An article that one annotator is at: what was found in it, and what was decided.

    Args:
        article: The article.
        annotator: Whose decisions.
        scheme: The labels that may be given.
        database: Where they are kept.
        rulebook: What the annotator decided on the entities of all articles.
        now: Returns the time as it is stored.

    Attributes:
        analysis: What NLP found so far; empty until it came. It need not have the tokens.
        is_analysed: Whether that is all.
        detector: The version of the detector that found it, or an empty string.
        shown: Which of its quotes are listed; those the annotator touched are in any case.
        corrections: Corrects entities.
        moved: What had to be found again because the article changed.
        orphans: Annotations whose text is no longer found.

    Raises:
        PullquoteError: The database cannot be opened.
    """

    def __init__(
        self,
        article: Article,
        annotator: str,
        scheme: Scheme,
        database: ArticleDatabase,
        rulebook: Rulebook,
        *,
        now: Callable[[], str] = stored_now,
    ) -> None:
        self.article = article
        self.annotator = annotator
        self.scheme = scheme
        self.analysis = Analysis()
        self.is_analysed = False
        self.detector = ""
        self.shown = Shown()
        self._suggestions: Suggestions | None = None
        self._listing = Listing()
        self._now = now
        self._corrected = Analysis()
        self._journal = Journal(database, article.id)
        self._rulebook = rulebook
        self.corrections = Corrections(article, annotator, self._journal, rulebook, now)
        self.moved: tuple[Moved, ...] = ()
        self.orphans: tuple[Annotation, ...] = ()
        self._follow_the_text()

    # -- what there is ---------------------------------------------------------------------------

    @property
    def annotations(self) -> dict[str, Annotation]:
        """By id, with those that are orphans."""
        return self._journal.annotations

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The log, oldest first, with what is not saved yet."""
        return tuple(self._journal.edits)

    @property
    def items(self) -> tuple[Item, ...]:
        """The quotes that are listed; another tuple after each change."""
        return self._listing.items

    @property
    def hidden(self) -> int:
        """How many quotes are not listed, because of `shown`."""
        return self._listing.hidden

    @property
    def decided(self) -> int:
        """How many quotes are decided."""
        return self._listing.decided

    @property
    def to_confirm(self) -> int:
        """How many quotes moved with a text that changed, and are not confirmed yet."""
        return self._listing.moved

    @property
    def suggested(self) -> int:
        """How many open quotes an imported file says how to decide on."""
        return self._listing.suggested

    @property
    def entities(self) -> Sequence[Entity]:
        """The entities as the annotator has them; sorted, and not overlapping."""
        return self.corrections.entities

    @property
    def corrected(self) -> Analysis:
        """The analysis with these entities; itself, when nothing is corrected."""
        entities = self.entities
        if entities is self.analysis.entities:
            return self.analysis
        if self._corrected.entities is not entities:
            self._corrected = self.analysis._replace(entities=entities)
        return self._corrected

    def set_analysis(
        self, analysis: Analysis, *, detector: str = "", complete: bool = True
    ) -> None:
        """Take what NLP found, and by which version of the detector; the decisions stay.

        What is not `complete` is not all of it: more is to come.
        """
        self.analysis = analysis
        self.is_analysed = complete
        self.detector = detector
        self.corrections.set_found(analysis.entities)
        self._list()

    def set_shown(self, shown: Shown) -> None:
        """Choose which of the detector's quotes are listed."""
        self.shown = shown
        self._list()

    def find(self, wanted: Span | Item | Annotation) -> int | None:
        """Return the number of a quote, or of the nearest one; None without quotes.

        An item or an annotation may be of some time ago. A span alone does not tell two quotes with
        the same ends apart.
        """
        if isinstance(wanted, Span):
            return nearest(self.items, wanted)
        number = number_of(self.items, wanted)
        return nearest(self.items, wanted.span) if number is None else number

    @property
    def suggestions(self) -> Suggestions:
        """What to offer as targets and speakers, by the analysis as it is now."""
        analysis = self.corrected
        if self._suggestions is None or self._suggestions.analysis is not analysis:
            self._suggestions = Suggestions(self.article.text, analysis)
        return self._suggestions

    # -- saving: see the journal -----------------------------------------------------------------

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk yet."""
        return self._journal.unsaved + self._rulebook.unsaved

    @property
    def save_error(self) -> str:
        """Why the last save failed, or an empty string."""
        return self._journal.save_error or self._rulebook.save_error

    @property
    def set_aside(self) -> str:
        """The name a broken database was given, or an empty string."""
        return self._journal.set_aside

    @property
    def takeovers(self) -> int:
        """How often another program's decisions came in."""
        return self._journal.takeovers

    @property
    def has_locks(self) -> bool:
        """Whether the file system has locks, as far as it was asked for one."""
        return self._journal.has_locks

    @property
    def overridden(self) -> int:
        """How many changes made here came after another program's of the same thing."""
        return self._journal.overridden

    @property
    def refused(self) -> int:
        """How many undos were not done, because another program has changed the same since."""
        return self._journal.refused

    @property
    def restored(self) -> int:
        """How many changes had been saved, were not there any more, and are saved again."""
        return self._journal.restored

    @property
    def is_gone(self) -> bool:
        """Whether the decisions are not on the disk any more; the next save brings them back."""
        return self._journal.is_gone

    def is_unsaved(self, item: Item) -> bool:
        """Tell whether the latest change of `item` is not on the disk yet."""
        return item.annotation is not None and self._journal.is_unsaved(item.annotation.id)

    def save(self) -> bool:
        """Write what is unsaved, durably; blocks. May be called from any thread.

        Returns:
            Whether another program wrote in between: then `absorb` has to be called, by the thread
            that owns the session.

        Raises:
            PullquoteError: It could not be written; everything stays unsaved and can be tried
                again.
        """
        # A rule that is written has its undo in the article's log, whatever happens in between.
        came_in = self._journal.save()
        return self._rulebook.save() or came_in

    def look(self) -> bool:
        """See whether another program wrote; blocks, but waits for nobody. From any thread.

        Returns:
            Whether it did: then `absorb` has to be called, by the thread that owns the session.
        """
        came_in = self._journal.look()
        return self._rulebook.look() or came_in

    def absorb(self) -> None:
        """Take over what another program wrote, as `save` or `look` found it."""
        came_in = self._rulebook.absorb()
        if self._journal.absorb() or came_in:
            self._follow_the_text(came_in=True)

    # -- inside ----------------------------------------------------------------------------------

    def _follow_the_text(self, *, came_in: bool = False) -> None:
        """Move annotations along with a text that changed; what is not found is an orphan.

        Args:
            came_in: Whether another program has changed something just now.
        """
        refused = moves_undone(self._journal.edits)
        if came_in and not self._all_stand():
            # That program may have another text than this one: what followed it there is an orphan
            # here. Taken back, it would go to and fro for as long as both are open.
            refused |= moved_off(self._journal.edits, self.article.sha256)
        annotations = (a for a in self.annotations.values() if a.id not in refused)
        lost = [one for one in annotations if not stands(self.article, one)]
        if lost:  # rarely: the text has changed
            from tui.services.reanchor import reanchor

            found = reanchor(self.article, lost)
            self.moved += found.moved
            for moved in found.moved:
                after = replace(moved.after, updated=self._now())
                self._journal.add(self._edit("reanchor", moved.before, after))
        self.corrections.follow_the_log()
        self.corrections.follow_the_text(refused)
        self.corrections.refresh()
        self._list()

    def _all_stand(self) -> bool:
        marks = self._journal.entities.values()
        return all(stands(self.article, one) for one in self.annotations.values()) and all(
            mark_stands(self.article, mark) for mark in marks
        )

    def _list(self) -> None:
        anchored: list[Annotation] = []
        orphans: list[Annotation] = []
        for annotation in self.annotations.values():
            (anchored if stands(self.article, annotation) else orphans).append(annotation)
        self.orphans = tuple(orphans)
        self._listing = Listing(
            self.analysis.quotes, anchored, length=len(self.article.text), shown=self.shown
        )

    def _list_change(self, old: Annotation | None, new: Annotation | None) -> None:
        """Follow one change of an annotation."""
        are_here = all(stands(self.article, one) for one in (old, new) if one)
        if not (are_here and self._listing.change(old, new)):
            self._list()

    def _latest(self, item: Item) -> Annotation | None:
        """Return what is made of `item` by now: another program may have come in between."""
        latest = self.annotations.get(item.annotation.id) if item.annotation else None
        if latest is not None:
            return latest if stands(self.article, latest) else None
        now = self._listed(item)
        return now.annotation if now else None

    def _listed(self, wanted: Item | Annotation) -> Item | None:
        """Return the quote that `wanted` is, as it is listed now."""
        number = number_of(self.items, wanted)
        return None if number is None else self.items[number]

    def _edit(
        self,
        action: Action,
        before: Changed | None,
        after: Changed | None,
        *,
        seconds: float = 0.0,
        reverts: str | None = None,
        group: str | None = None,
    ) -> Edit:
        return new_edit(
            self.annotator, self._now(), action, before, after,
            seconds=seconds, reverts=reverts, group=group,
        )  # fmt: skip
