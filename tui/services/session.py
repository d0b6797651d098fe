"""One annotator at work on one article: decide, correct, mark, undo, save."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Entity, Quote, Speaker
from tui.model.annotation import Annotation, Decision, Origin
from tui.model.article import Article
from tui.model.edit import Action, Changed, Edit, moves_undone
from tui.model.label import Label
from tui.model.listing import Listing
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.model.worklist import Item, Shown, nearest, number_of
from tui.services import making
from tui.services.clock import stored_now
from tui.services.entities import Corrections
from tui.services.journal import Journal
from tui.services.reanchor import Moved, reanchor, stands
from tui.services.rulebook import Rulebook
from tui.services.suggestions import Suggestions
from tui.store.annotations import ArticleDatabase


class Session:
    """The decisions of one annotator on one article.

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

    # -- deciding --------------------------------------------------------------------------------

    def decide(self, item: Item, decision: Decision, seconds: float = 0.0) -> Item:
        """Set a decision that carries no label: `neither` or `unsure`."""
        return self._change(item, "decide", seconds, decision=decision, labels=())

    def add_label(self, item: Item, label: Label, seconds: float = 0.0) -> Item:
        """Put `label` on the quote beside those it has.

        It takes the place of a label with the same name, or, where the scheme allows several, of
        one with the same target.

        Raises:
            PullquoteError: It does not fit the scheme.
        """
        problems = list(self.scheme.problems(label))
        if problems:
            raise PullquoteError("; ".join(problems), "see the labels in pullquote.toml")
        old = self._latest(item)
        kept = [one for one in old.labels if not self.scheme.replaces(label, one)] if old else []
        labels = (*kept, label)
        return self._change(item, "decide", seconds, decision="labelled", labels=labels)

    def set_note(self, item: Item, note: str) -> Item | None:
        """Set the quote's note; an empty one takes it away."""
        return self._settle(item, "note", lambda old: replace(old, note=note))

    def drop(self, item: Item) -> Item | None:
        """Take back the decision; on an undecided quote what was corrected, or the hand-made mark.

        Returns:
            The quote as it is now; None when there was nothing to drop or it is gone.
        """
        old = self._latest(item)
        if old is None:
            return None
        if old.decision is not None:
            return self._settle(item, "drop", lambda old: replace(old, decision=None, labels=()))
        if old.origin == "edited" and old.detected is not None:
            found = making.as_detected(self.article.text, old, old.detected)
            action: Action = "speaker" if found.span == old.span else "borders"
            return self._settle(item, action, lambda _: found)
        return None if old.origin == "auto" else self._record(item, "remove", old, None)

    def mark(self, span: Span) -> Item:
        """Make `span` a quote by hand; where there is one already, it is that.

        Raises:
            ValueError: It is no part of the text.
        """
        text = self.article.text
        span.checked(len(text))
        there = [item for item in self.items if item.span == span]
        if there:  # of several with the same ends, the one in a single piece
            return min(there, key=lambda item: len(item.quote.parts))
        quote = Quote(span, making.kind_by_marks(text, span))
        # One that is found but not shown knows its speaker.
        hidden = next((one for one in self.analysis.quotes if one.span == span), None)
        if hidden:
            quote = hidden._replace(fragments=())
        return self._recorded("mark", None, self._annotation(quote, origin="manual"))

    def move_borders(self, item: Item, span: Span) -> Item | None:
        """Give the quote other borders; the detector's are kept in the record.

        Its fragments stay as far as they are inside: what stood between them stays outside.

        Returns:
            The quote as it is now; None when it is the detector's again and is not shown.

        Raises:
            ValueError: It is no part of the text.
        """
        text = self.article.text
        span.checked(len(text))
        return self._settle(item, "borders", lambda old: making.with_borders(text, old, span))

    def set_speaker(self, item: Item, speaker: Speaker | None) -> Item | None:
        """Say who spoke; None takes the speaker away. The detector's is kept in the record.

        Returns:
            The quote as it is now; None when it is the detector's again and is not shown.

        Raises:
            ValueError: The mention is no part of the text.
        """
        text = self.article.text
        if speaker and speaker.span:
            speaker.span.checked(len(text))
        return self._settle(item, "speaker", lambda old: making.with_speaker(text, old, speaker))

    # -- undo ------------------------------------------------------------------------------------

    def undo(self) -> Edit | None:
        """Take back the last change, or all of the last command; None when there is none left.

        Returns:
            The edit that did so, the last of them when there were several.
        """
        return self._revert("undo", self._journal.history.to_undo)

    def redo(self) -> Edit | None:
        """Do again what was undone last; None when there is nothing."""
        return self._revert("redo", self._journal.history.to_redo)

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

    def absorb(self) -> None:
        """Take over what another program wrote, as `save` found it."""
        came_in = self._rulebook.absorb()
        if self._journal.absorb() or came_in:
            self._follow_the_text()

    # -- inside ----------------------------------------------------------------------------------

    def _follow_the_text(self) -> None:
        """Move annotations along with a text that changed; what is not found is an orphan."""
        refused = moves_undone(self._journal.edits)
        found = reanchor(
            self.article, (a for a in self.annotations.values() if a.id not in refused)
        )
        self.moved += found.moved
        for moved in found.moved:
            after = replace(moved.after, updated=self._now())
            self._journal.add(self._edit("reanchor", moved.before, after))
        self.corrections.follow_the_log()
        self.corrections.follow_the_text(refused)
        self.corrections.refresh()
        self._list()

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
        if item.annotation is not None:
            latest = self.annotations.get(item.annotation.id, item.annotation)
            return latest if stands(self.article, latest) else None
        now = self._listed(item)
        return now.annotation if now else None

    def _change(
        self,
        item: Item,
        action: Action,
        seconds: float,
        *,
        decision: Decision,
        labels: tuple[Label, ...],
    ) -> Item:
        old = self._latest(item)
        base = old or self._annotation(item.quote, origin="auto")
        new = replace(
            base,
            decision=decision,
            labels=labels,
            updated=self._now(),
            seconds=round(base.seconds + seconds, 1),
        )
        return self._recorded(action, old, new, seconds)

    def _settle(
        self, item: Item, action: Action, change: Callable[[Annotation], Annotation]
    ) -> Item | None:
        """Change an annotation, and let it go when nothing of the annotator is left in it."""
        old = self._latest(item)
        base = old or self._annotation(item.quote, origin="auto")
        new = change(base)
        if new == base:
            return self._listed(old or item)
        is_empty = new.decision is None and new.origin == "auto" and not new.note
        kept = None if is_empty else replace(new, updated=self._now())
        return self._record(item, action, old, kept)

    def _record(
        self, item: Item, action: Action, old: Annotation | None, new: Annotation | None
    ) -> Item | None:
        if old or new:
            self._journal.add(self._edit(action, old, new))
            self._list_change(old, new)
        return self._listed(new or old or item)

    def _listed(self, wanted: Item | Annotation) -> Item | None:
        """Return the quote that `wanted` is, as it is listed now."""
        number = number_of(self.items, wanted)
        return None if number is None else self.items[number]

    def _recorded(
        self, action: Action, old: Annotation | None, new: Annotation, seconds: float = 0.0
    ) -> Item:
        self._journal.add(self._edit(action, old, new, seconds))
        self._list_change(old, new)
        number = number_of(self.items, new)
        assert number is not None  # noqa: S101 - it stands: it was made on this text
        return self.items[number]

    def _revert(self, action: Action, edits: Sequence[Edit]) -> Edit | None:
        group = uuid.uuid4().hex if len(edits) > 1 else None
        undone = None
        for edit in edits:
            before, after = edit.before, edit.after
            if action == "undo":
                before, after = after, before
            made = self._edit(action, before, after)
            undone = replace(made, reverts=edit.id, group=group)
            self._journal.add(undone)
            self.corrections.reverted(undone)
        if undone:
            self._list_reverted(edits, undone)
        return undone

    def _list_reverted(self, edits: Sequence[Edit], last: Edit) -> None:
        """Follow an undo or a redo of these edits, of which `last` is the last one's."""
        before, after = last.before, last.after
        is_of_quote = isinstance(last.changed, Annotation)
        if is_of_quote and len(edits) == 1:
            self._list_change(
                before if isinstance(before, Annotation) else None,
                after if isinstance(after, Annotation) else None,
            )
        elif is_of_quote:
            self._list()
        else:
            self.corrections.refresh()

    def _edit(
        self,
        action: Action,
        before: Changed | None,
        after: Changed | None,
        seconds: float = 0.0,
    ) -> Edit:
        return Edit(uuid.uuid4().hex, self._now(), self.annotator, action, before, after, seconds)

    def _annotation(self, quote: Quote, *, origin: Origin) -> Annotation:
        return making.new_annotation(
            self.article,
            quote,
            annotator=self.annotator,
            origin=origin,
            now=self._now(),
            detector=self.detector,
        )
