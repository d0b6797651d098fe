"""One annotator at work on one article: decide, correct, mark, undo."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from tui.errors import PullquoteError
from tui.model.analysis import Quote, Speaker
from tui.model.annotation import Annotation, Decision, Origin, Suggested
from tui.model.edit import Action, Changed, Edit
from tui.model.label import Label
from tui.model.rebase import are_alike
from tui.model.span import Span
from tui.model.worklist import Item, item_of, number_of
from tui.services import making
from tui.services.open_article import OpenArticle

if TYPE_CHECKING:
    from tui.model.edit_index import EditIndex


class Session(OpenArticle):
    """The decisions of one annotator on one article. Every change is an edit in its log."""

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

    def accept(
        self, item: Item, seconds: float = 0.0, *, labels: tuple[Label, ...] | None = None
    ) -> Item | None:
        """Decide as was suggested; None when nothing was, or when it is decided already.

        Args:
            item: The quote.
            seconds: How long it took.
            labels: Those that are suggested, completed; as they are suggested without it.

        Raises:
            PullquoteError: A label of it does not fit the scheme.
        """
        old = self._latest(item)
        if old is None or old.suggested is None or old.decision is not None:
            return None
        decision = old.suggested.decision
        labels = old.suggested.labels if labels is None else labels
        problems = list(self.scheme.decision_problems(decision, labels))
        if problems:
            raise PullquoteError("; ".join(problems), "see the labels of the scheme")
        return self._change(item, "decide", seconds, decision=decision, labels=labels)

    def incomplete(self, item: Item) -> tuple[Label, ...]:
        """Return the suggested labels that answers would complete."""
        if item.annotation is None or not item.is_suggested or not item.annotation.suggested:
            return ()
        return tuple(one for one in item.annotation.suggested.labels if self.scheme.to_ask(one))

    def accept_all(self, items: Iterable[Item]) -> int:
        """Decide as was suggested on all of these that are open; returns how many.

        One undo takes it back for all. What a person has to look at stays open: suggestions that
        do not fit the scheme, and quotes that have other words since their article changed.
        """
        there = (item.annotation for item in items if item.is_suggested)
        pairs = [(old, new) for old in there if old and (new := self._accepted_unseen(old))]
        group = uuid.uuid4().hex if len(pairs) > 1 else None
        for old, new in pairs:
            self._journal.add(self._edit("decide", old, new, group=group))
        if pairs:
            self._list()
        return len(pairs)

    def turn_down_all(self, items: Iterable[Item]) -> int:
        """Take away what is suggested for those of these that are open; returns how many.

        One undo takes it back for all.
        """
        there = [old for item in items if item.is_suggested and (old := item.annotation)]
        group = uuid.uuid4().hex if len(there) > 1 else None
        for old in there:
            new = self._turned_down(old)
            self._journal.add(self._edit("turn-down", old, new, group=group))
        if there:
            self._list()
        return len(there)

    def _turned_down(self, old: Annotation) -> Annotation | None:
        """Return what becomes of an annotation without what is suggested."""
        from tui.model.turning_down import without_suggestion  # nobody turns down at the start

        edits = self._edit_index.of(self._journal.edits, item_of(old))
        return without_suggestion(old, edits, self._now())

    @cached_property
    def _edit_index(self) -> EditIndex:
        from tui.model.edit_index import EditIndex

        return EditIndex()

    def _accepted_unseen(self, old: Annotation) -> Annotation | None:
        suggested, moved = old.suggested, old.moved
        is_changed = moved is not None and not moved.is_exact(old.content.text)
        if suggested is None or is_changed or self._problems(suggested):
            return None
        return self._decided(old, suggested.decision, suggested.labels)

    def _problems(self, suggested: Suggested) -> list[str]:
        return list(self.scheme.decision_problems(suggested.decision, suggested.labels))

    def set_note(self, item: Item, note: str) -> Item | None:
        """Set the quote's note; an empty one takes it away."""
        return self._settle(item, "note", lambda old: replace(old, note=note))

    def drop(self, item: Item) -> Item | None:
        """Take back the decision; without one what is suggested, else what was corrected or marked.

        Returns:
            The quote as it is now; None when there was nothing to drop or it is gone.
        """
        old = self._latest(item)
        if old is None:
            return None
        if old.decision is not None:
            return self._settle(item, "drop", lambda old: replace(old, decision=None, labels=()))
        if old.suggested is not None:
            return self._record(item, "turn-down", old, self._turned_down(old))
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

    # -- after the article has changed -----------------------------------------------------------

    def confirm(self, item: Item) -> Item | None:
        """Say that a quote that moved with its text is where it belongs; None if it is not there.

        Deciding on it anew says so too.
        """
        old = self._latest(item)
        if old is None or old.moved is None:
            return self._listed(old or item)
        return self._record(item, "confirm", old, self._confirmed(old))

    def confirm_unchanged(self) -> int:
        """Confirm all quotes that moved with just the same words; returns how many.

        One undo takes it back for all.
        """
        there = (item.annotation for item in self.items)
        moved = [one for one in there if one and one.moved and one.moved.is_exact(one.content.text)]
        group = uuid.uuid4().hex if len(moved) > 1 else None
        for old in moved:
            self._journal.add(self._edit("confirm", old, self._confirmed(old), group=group))
        if moved:
            self._list()
        return len(moved)

    def place_orphan(self, orphan: Annotation, span: Span) -> Item | None:
        """Put an annotation that was not found again on `span`; None when it is no orphan any more.

        Raises:
            ValueError: It is no part of the text.
        """
        from tui.services.reanchor import placed

        old = self._orphan(orphan)
        if old is None:
            return None
        return self._recorded("place", old, replace(
            placed(self.article, old, span), updated=self._now()
        ))  # fmt: skip

    def discard_orphan(self, orphan: Annotation) -> bool:
        """Remove an annotation that was not found again; tells whether it still was one."""
        old = self._orphan(orphan)
        if old is not None:
            self._journal.add(self._edit("discard", old, None))
            self._list()
        return old is not None

    def _orphan(self, orphan: Annotation) -> Annotation | None:
        return next((one for one in self.orphans if one.id == orphan.id), None)

    def _confirmed(self, old: Annotation) -> Annotation:
        return replace(old, moved=None, updated=self._now())

    # -- undo ------------------------------------------------------------------------------------

    def undo(self) -> Edit | None:
        """Take back the last change, or all of the last command; None when there is none left.

        What was made here goes first, then what other programs have made.

        Returns:
            The edit that did so, the last of them when there were several.

        Raises:
            PullquoteError: Another program has changed the same since: that stays, and the next
                undo takes back the change before.
        """
        return self._revert("undo", self._journal.history.to_undo)

    def redo(self) -> Edit | None:
        """Do again what was undone last; None when there is nothing.

        Raises:
            PullquoteError: Another program has changed the same since: that stays.
        """
        return self._revert("redo", self._journal.history.to_redo)

    def reverted_by(self, last: Edit) -> list[Edit]:
        """Return what an undo or a redo has undone or done again, given its last edit."""
        log = self._journal.edits
        group = takewhile(lambda edit: edit.group == last.group, reversed(log))
        wanted = {edit.reverts for edit in (group if last.group else [last])}
        found: list[Edit] = []
        for edit in reversed(log):
            if edit.id in wanted:
                found.append(edit)
            if len(found) == len(wanted):
                break
        return found

    # -- inside ----------------------------------------------------------------------------------

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
        new = self._decided(base, decision, labels, seconds)
        return self._recorded(action, old, new, seconds)

    def _decided(
        self,
        base: Annotation,
        decision: Decision,
        labels: tuple[Label, ...],
        seconds: float = 0.0,
    ) -> Annotation:
        return replace(
            base,
            decision=decision,
            labels=labels,
            moved=None,
            updated=self._now(),
            seconds=round(base.seconds + seconds, 1),
        )

    def _settle(
        self, item: Item, action: Action, change: Callable[[Annotation], Annotation]
    ) -> Item | None:
        """Change an annotation, and let it go when nothing of the annotator is left in it."""
        old = self._latest(item)
        base = old or self._annotation(item.quote, origin="auto")
        new = change(base)
        if new == base:
            return self._listed(old or item)
        has_more = new.note or new.suggested
        is_empty = new.decision is None and new.origin == "auto" and not has_more
        kept = None if is_empty else replace(new, updated=self._now())
        return self._record(item, action, old, kept)

    def _record(
        self, item: Item, action: Action, old: Annotation | None, new: Annotation | None
    ) -> Item | None:
        if old or new:
            self._journal.add(self._edit(action, old, new))
            self._list_change(old, new)
        return self._listed(new or old or item)

    def _recorded(
        self, action: Action, old: Annotation | None, new: Annotation, seconds: float = 0.0
    ) -> Item:
        self._journal.add(self._edit(action, old, new, seconds=seconds))
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
            if self._journal.record(edit.changed) != before or self._has_other(before, after):
                continue
            undone = self._edit(action, before, after, reverts=edit.id, group=group)
            self._journal.add(undone)
            self.corrections.reverted(undone)
        if undone:
            self._list_reverted(edits, undone)
        elif edits:
            self._journal.history.pass_over(edits)
            raise PullquoteError(f"Another pullquote has changed this since: {action} leaves it.")
        return undone

    def _has_other(self, before: Changed | None, after: Changed | None) -> bool:
        """Tell whether what an edit brings back has got another annotation on its quote since."""
        if before is not None or not isinstance(after, Annotation):
            return False
        there = (item.annotation for item in self.items)
        return any(one is not None and are_alike(one, after) for one in there)

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

    def _annotation(self, quote: Quote, *, origin: Origin) -> Annotation:
        return making.new_annotation(
            self.article,
            quote,
            annotator=self.annotator,
            origin=origin,
            now=self._now(),
            detector=self.detector,
        )
