"""One annotator at work on one article: decide, correct, mark, undo, save.

The session changes its memory at once and keeps what is not yet on the disk in `unsaved`;
`save` writes it, blocking, from whichever thread the caller likes. So a key never waits for a disk
and "saved" is never said before it is true.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock

from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Quote
from tui.model.annotation import Annotation, Decision, Origin
from tui.model.article import Article
from tui.model.edit import Action, Edit, History, moves_undone
from tui.model.label import Label
from tui.model.scheme import Scheme
from tui.model.span import Span
from tui.model.worklist import Item, worklist
from tui.services.making import content_at, kind_by_marks, new_annotation
from tui.services.reanchor import Moved, reanchor, stands
from tui.store.annotations import ArticleDatabase, Contents


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Session:
    """The decisions of one annotator on one article.

    Args:
        article: The article.
        annotator: Whose decisions.
        scheme: The labels that may be given.
        database: Where they are kept.
        now: Returns the time as it is stored.

    Attributes:
        analysis: What NLP found so far; empty until it came.
        annotations: By id.
        set_aside: The name a broken database was given, or an empty string.
        moved: What had to be found again because the article changed.
        orphans: Annotations whose text is no longer found.
        takeovers: How often another program's decisions came in.
        save_error: Why the last save failed, or an empty string.

    Raises:
        PullquoteError: The database cannot be opened.
    """

    def __init__(
        self,
        article: Article,
        annotator: str,
        scheme: Scheme,
        database: ArticleDatabase,
        *,
        now: Callable[[], str] = _now,
    ) -> None:
        self.article = article
        self.annotator = annotator
        self.scheme = scheme
        self.analysis = Analysis()
        self.items: tuple[Item, ...] = ()
        self._database = database
        self._now = now
        self._pending: list[Edit] = []
        self._saving = Lock()
        self._incoming: Contents | None = None
        self._since: list[Edit] = []
        self.save_error = ""
        self.takeovers = 0
        self.moved: tuple[Moved, ...] = ()
        self.orphans: tuple[Annotation, ...] = ()
        self.set_aside = ""
        self._take(database.load())
        self._follow_the_text()

    # -- what there is ---------------------------------------------------------------------------

    @property
    def decided(self) -> int:
        """How many quotes are decided."""
        return sum(item.is_decided for item in self.items)

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk yet."""
        return len(self._pending)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The log, oldest first, with what is not saved yet."""
        return tuple(self._edits)

    def is_unsaved(self, item: Item) -> bool:
        """Tell whether the latest change of `item` is not on the disk yet."""
        if item.annotation is None:
            return False
        return any(edit.annotation_id == item.annotation.id for edit in self._pending)

    def set_analysis(self, analysis: Analysis) -> None:
        """Take what NLP found; the decisions stay."""
        self.analysis = analysis
        self._list()

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
        old = self._latest(item)
        if note == (old.note if old else ""):
            return item
        return self._settle(item, "note", note=note)

    def drop(self, item: Item) -> Item | None:
        """Take back the decision; on an undecided quote its moved borders, or the hand-made mark.

        Returns:
            The quote as it is now; None when there was nothing to drop or it is gone.
        """
        old = self._latest(item)
        if old is None:
            return None
        if old.decision is not None:
            return self._settle(item, "drop", decision=None, labels=())
        if old.origin == "edited" and old.detected is not None:
            return self._settle(
                item, "borders", **content_at(self.article.text, old.detected), origin="auto"
            )
        if old.origin == "manual":
            return self._record(item, "remove", old, None)
        return None

    def mark(self, span: Span) -> Item:
        """Make `span` a quote by hand; where there is one already, it is that.

        Raises:
            ValueError: It is no part of the text.
        """
        span.checked(len(self.article.text))
        there = next((item for item in self.items if item.span == span), None)
        if there is not None:
            return there
        kind = kind_by_marks(self.article.text, span)
        new = self._annotation(Quote(span, kind), origin="manual")
        return self._recorded("mark", None, new)

    def move_borders(self, item: Item, span: Span) -> Item:
        """Give the quote other borders; the detector's are kept in the record."""
        span.checked(len(self.article.text))
        if span == item.span:
            return item
        old = self._latest(item)
        detected = old.detected if old else item.span
        origin: Origin = "manual" if detected is None else "edited"
        if detected == span:
            origin = "auto"
        changed = self._settle(
            item, "borders", **content_at(self.article.text, span), origin=origin
        )
        return changed or item

    # -- undo ------------------------------------------------------------------------------------

    def undo(self) -> Edit | None:
        """Take back the last change; None when there is none left."""
        edit = self._history.next_undo
        return self._revert(edit, "undo", edit.after, edit.before) if edit else None

    def redo(self) -> Edit | None:
        """Do again what was undone last; None when there is nothing."""
        edit = self._history.next_redo
        return self._revert(edit, "redo", edit.before, edit.after) if edit else None

    def find(self, span: Span) -> int | None:
        """Return the number of the quote at `span`, or of the nearest; None without quotes."""
        if not self.items:
            return None
        distances = [
            abs(i.span.start - span.start) + abs(i.span.end - span.end) for i in self.items
        ]
        return distances.index(min(distances))

    # -- saving ----------------------------------------------------------------------------------

    def save(self) -> bool:
        """Write what is unsaved, durably; blocks. May be called from any thread.

        Returns:
            Whether another program wrote in between: then `absorb` has to be called, by the thread
            that owns the session.

        Raises:
            PullquoteError: It could not be written; everything stays unsaved and can be tried
                again.
        """
        with self._saving:
            batch = list(self._pending)
            if batch:
                try:
                    contents = self._append(batch)
                except PullquoteError as error:
                    self.save_error = str(error)
                    raise
                self.save_error = ""
                if contents is not None:
                    self._incoming, self._since = contents, []
                elif self._incoming is not None:
                    self._since += batch
                del self._pending[: len(batch)]
            return self._incoming is not None

    def _append(self, batch: list[Edit]) -> Contents | None:
        try:
            return self._database.append(batch)
        except (OSError, ValueError) as error:  # a fault of ours: still no reason to lose anything
            raise PullquoteError(f"{self.article.id} cannot be saved: {error}") from error

    def absorb(self) -> None:
        """Take over what another program wrote, as `save` found it."""
        contents, self._incoming = self._incoming, None
        if contents is None:
            return
        known = {edit.id for edit in contents.edits}
        if known - {edit.id for edit in self._edits}:
            self.takeovers += 1
        self._take(contents)
        # In the file since, and not yet in it; one that is saved just now may be in both.
        for edit in (*self._since, *self._pending):
            if edit.id not in known:
                known.add(edit.id)
                self._apply(edit)
        self._follow_the_text()

    # -- inside ----------------------------------------------------------------------------------

    def _take(self, contents: Contents) -> None:
        self.annotations = {a.id: a for a in contents.annotations}
        if contents.set_aside:
            self.set_aside = contents.set_aside.name
        self._edits = list(contents.edits)
        self._history = History(self._edits)

    def _follow_the_text(self) -> None:
        """Move annotations along with a text that changed; what is not found is an orphan."""
        refused = moves_undone(self._edits)
        found = reanchor(
            self.article, (a for a in self.annotations.values() if a.id not in refused)
        )
        self.moved += found.moved
        for moved in found.moved:
            after = replace(moved.after, updated=self._now())
            self._add(self._edit("reanchor", moved.before, after))
        self._list()

    def _list(self) -> None:
        anchored: list[Annotation] = []
        orphans: list[Annotation] = []
        for annotation in self.annotations.values():
            (anchored if stands(self.article, annotation) else orphans).append(annotation)
        self.orphans = tuple(orphans)
        length = len(self.article.text)
        self.items = worklist(self.analysis.quotes, anchored, length=length)

    def _latest(self, item: Item) -> Annotation | None:
        """Return what is made of `item` by now: another program may have come in between."""
        if item.annotation is not None:
            latest = self.annotations.get(item.annotation.id, item.annotation)
            return latest if stands(self.article, latest) else None
        here = (i.annotation for i in self.items if i.span == item.span and i.annotation)
        return next(here, None)

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

    def _settle(self, item: Item, action: Action, **changes: object) -> Item | None:
        """Change an annotation, and let it go when nothing of the annotator is left in it."""
        old = self._latest(item)
        base = old or self._annotation(item.quote, origin="auto")
        new = replace(base, updated=self._now(), **changes)  # type: ignore[arg-type]
        is_empty = new.decision is None and new.origin == "auto" and not new.note
        return self._record(item, action, old, None if is_empty else new)

    def _record(
        self, item: Item, action: Action, old: Annotation | None, new: Annotation | None
    ) -> Item | None:
        if old is None and new is None:
            return item
        self._add(self._edit(action, old, new))
        self._list()
        if new is not None:
            return next(i for i in self.items if i.annotation is new)
        span = old.detected or item.span if old else item.span
        return next((i for i in self.items if i.span == span), None)

    def _recorded(
        self, action: Action, old: Annotation | None, new: Annotation, seconds: float = 0.0
    ) -> Item:
        self._add(self._edit(action, old, new, seconds))
        self._list()
        return next(i for i in self.items if i.annotation is new)

    def _revert(
        self, edit: Edit, action: Action, before: Annotation | None, after: Annotation | None
    ) -> Edit:
        undone = replace(self._edit(action, before, after), reverts=edit.id)
        self._add(undone)
        self._list()
        return undone

    def _edit(
        self,
        action: Action,
        before: Annotation | None,
        after: Annotation | None,
        seconds: float = 0.0,
    ) -> Edit:
        return Edit(uuid.uuid4().hex, self._now(), self.annotator, action, before, after, seconds)

    def _add(self, edit: Edit) -> None:
        self._pending.append(edit)
        self._apply(edit)

    def _apply(self, edit: Edit) -> None:
        self._edits.append(edit)
        self._history.add(edit)
        if edit.after is None:
            self.annotations.pop(edit.annotation_id, None)
        else:
            self.annotations[edit.after.id] = edit.after

    def _annotation(self, quote: Quote, *, origin: Origin) -> Annotation:
        return new_annotation(
            self.article, quote, annotator=self.annotator, origin=origin, now=self._now()
        )
