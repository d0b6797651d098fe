"""The entities of one article as one annotator has them: found, corrected, and by rule."""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from tui.model.analysis import Entity
from tui.model.anchor import context
from tui.model.annotation import Excerpt
from tui.model.article import Article
from tui.model.edit import Action, Edit
from tui.model.entity_change import Change, EntityRule, Place, change_of, places
from tui.model.entity_mark import EntityMark
from tui.model.span import Span
from tui.services.corrected import corrected
from tui.services.journal import Journal
from tui.services.making import new_edit
from tui.services.rulebook import Rulebook
from tui.services.ruled import ruled
from tui.services.standing import mark_stands

if TYPE_CHECKING:
    from tui.services.reanchor import MovedMark

State = Literal["detected", "corrected", "by hand", "by a rule", "removed"]


class Told(NamedTuple):
    """What is known of an entity.

    Attributes:
        state: How it came to be what it is.
        words: Its words, on one line.
        place: Which of those with the same words it is, counted from 1; 0 for one that is removed.
        like: How many there are with the same words.
    """

    state: State
    words: str
    place: int
    like: int


class Corrections:
    """Corrects the entities of one article. Every change is an edit in the article's log.

    Args:
        article: The article.
        annotator: Whose corrections.
        journal: What is kept of the article.
        rulebook: What the annotator decided for all articles.
        now: Returns the time as it is stored.

    Attributes:
        entities: What is shown: sorted, and not overlapping. What a person or a rule made goes
            before what the model found.
        walk: The same by place, type and words.
        moved: What had to be found again because the article changed.
        orphans: Corrections whose text is no longer found.
    """

    def __init__(
        self,
        article: Article,
        annotator: str,
        journal: Journal,
        rulebook: Rulebook,
        now: Callable[[], str],
    ) -> None:
        self._article = article
        self._annotator = annotator
        self._journal = journal
        self._rulebook = rulebook
        self._now = now
        self._found: Sequence[Entity] = ()
        self._applied: tuple[EntityRule, ...] | None = None
        self._ruled = ruled(article.text, (), ())
        self._marks: Mapping[Span, EntityMark] = {}
        self.entities: Sequence[Entity] = ()
        self.walk = self._ruled.walk
        self.moved: tuple[MovedMark, ...] = ()
        self.orphans: tuple[EntityMark, ...] = ()

    # -- what there is ---------------------------------------------------------------------------

    def set_found(self, entities: Sequence[Entity]) -> None:
        """Take what the model found; the corrections stay."""
        self._found = entities
        self._applied = None
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is kept and at the rules: something has changed."""
        if self._applied is not self._rulebook.rules:
            self._applied = self._rulebook.rules
            self._ruled = ruled(self._article.text, self._found, self._applied)
        standing: list[EntityMark] = []
        orphans: list[EntityMark] = []
        for mark in self._journal.entities.values():
            (standing if mark_stands(self._article, mark) else orphans).append(mark)
        self.orphans = tuple(orphans)
        over, self._marks = corrected(self._ruled, standing, self._journal.touched)
        if over.entities is not self.entities:
            self.entities = over.entities
            self.walk = self._ruled.walk
            if over.placed or over.gone:
                self.walk = self.walk.changed(over.entities, over.gone, over.new)

    @property
    def labels(self) -> tuple[str, ...]:
        """The types that were given by hand in this article, the last first."""
        marks = reversed(self._by_age())
        given = (
            m.label
            for m in marks
            if m.label and (m.detected is None or m.detected.label != m.label)
        )
        return tuple(dict.fromkeys(given))

    def at(self, span: Span) -> Entity | None:
        """Return the entity with just these borders, or None."""
        return self.walk.find(span)

    def removed_at(self, span: Span) -> EntityMark | None:
        """Return what was said by hand of an entity that is not there any more, or None."""
        mark = self._marks.get(span)
        return mark if mark and mark.label is None else None

    def of(self, mark_id: str) -> EntityMark | None:
        """Return a correction by its id, if there still is one."""
        return self._journal.entities.get(mark_id)

    def tell(self, span: Span) -> Told | None:
        """Return what is known of the entity at `span`; None when there is none and was none."""
        entity = self.at(span)
        words = self.walk.words_of(span)
        like = self.walk.like(words)
        if entity is None:
            return Told("removed", words, 0, len(like)) if self.removed_at(span) else None
        place = bisect_right(like, span.start)
        state: State = "detected"
        if mark := self._marks.get(span):
            state = "corrected" if mark.detected else "by hand"
        elif span in self._ruled.by_span:
            state = "by a rule"
        return Told(state, words, place, len(like))

    # -- correcting ------------------------------------------------------------------------------

    def relabel(self, span: Span, label: str) -> Entity | None:
        """Give the entity at `span` another type; one that was removed is there again with it."""
        old, base = self._base(span)
        return self._settle("entity-label", old, _with(base, label)) if base else None

    def move_borders(self, span: Span, to: Span) -> Entity | None:
        """Give the entity at `span` other borders; what the model had found is kept in the record.

        Raises:
            ValueError: They are no part of the text.
        """
        to.checked(len(self._article.text))
        old, base = self._base(span)
        if base is None or base.label is None:
            return None
        return self._settle("entity-borders", old, self._anchored(base, to))

    def remove(self, span: Span) -> bool:
        """Say that what is at `span` is no entity; tells whether there was one.

        One marked by hand is taken away, and what the model had found beneath it is there again.
        """
        old, base = self._base(span)
        if base is None or base.label is None:
            return False
        self._put("entity-remove", old, self._gone(old, base))
        self.refresh()
        return True

    def add(self, span: Span, label: str) -> Entity | None:
        """Make `span` an entity; where there is one with just these borders, it gets the type.

        Raises:
            ValueError: It is no part of the text.
        """
        span.checked(len(self._article.text))
        if self.at(span) or self.removed_at(span):
            return self.relabel(span, label)
        return self._settle("entity-add", None, self._new(span, label, None))

    # -- the same for all like it ----------------------------------------------------------------

    def change_at(self, span: Span) -> Change | None:
        """Return what was corrected by hand at `span`, said of all like it; None if nothing was."""
        mark = self._marks.get(span)
        change = change_of(self._article.text, mark) if mark else None
        return change if change and change.words and change.becomes else None  # some are no words

    def places(self, change: Change) -> list[Place]:
        """Return where in this article `change` would change something."""
        return places(self._article.text, self.walk, change)

    def change_all(self, change: Change) -> int:
        """Do `change` to all in this article, to be undone in one; returns to how many."""
        group = uuid.uuid4().hex
        count = 0
        for entity, span, label in self.places(change):
            old, base = self._base(entity.span) if entity else (None, None)
            if base is None:
                new: EntityMark | None = self._new(span, label, None)
            elif label is None:
                new = self._gone(old, base)
            else:
                new = self._anchored(_with(base, label), span)
            count += self._put("entity-like", old, new, group)
        self.refresh()
        return count

    def make_rule(self, change: Change) -> None:
        """Let `change` hold in all articles, wherever nothing was decided by hand."""
        rule = EntityRule(uuid.uuid4().hex, change, self._annotator, self._now())
        edit = self._edit("entity-rule", None, rule)
        # In the article's log for its undo, and among the rules, where they all are looked for.
        self._journal.add(edit)
        self._rulebook.follow([edit])
        self.refresh()

    def reverted(self, edit: Edit) -> None:
        """Follow an undo or redo among the rules, too."""
        self._rulebook.follow([edit])

    def follow_the_log(self) -> None:
        """Let the rules be as the article's log says, where they were not saved with it."""
        self._rulebook.follow(self._journal.edits)

    def follow_the_text(self, refused: Collection[str]) -> None:
        """Move corrections along with a text that changed, but those that are not to be moved."""
        marks = [mark for mark in self._by_age() if mark.id not in refused]
        marks = [mark for mark in marks if not mark_stands(self._article, mark)]
        if not marks:
            return
        from tui.services.reanchor import reanchor_marks  # rarely: the text has changed

        found = reanchor_marks(self._article, marks)
        self.moved += found
        group = uuid.uuid4().hex
        for before, after in found:
            moved = after._replace(updated=self._now())
            self._journal.add(self._edit("reanchor", before, moved, group))

    # -- inside ----------------------------------------------------------------------------------

    def _base(self, span: Span) -> tuple[EntityMark | None, EntityMark | None]:
        """Return the mark at `span` as it is kept, and as one to change; None without an entity."""
        mark = self._marks.get(span)
        if mark:
            return mark, mark
        entity = self.at(span)
        if entity is None:
            return None, None
        made = self._ruled.by_span.get(span)
        return None, self._new(span, entity.label, made.found if made else entity)

    def _new(self, span: Span, label: str | None, found: Entity | None) -> EntityMark:
        now, article = self._now(), self._article
        prefix, suffix = context(article.text, span)
        content = Excerpt.of(article.text, span)
        origin: Literal["edited", "manual"] = "edited" if found else "manual"
        return EntityMark(
            uuid.uuid4().hex, article.id, article.sha256, content, prefix, suffix, label, found,
            origin, self._annotator, now, now,
        )  # fmt: skip

    def _anchored(self, mark: EntityMark, span: Span) -> EntityMark:
        prefix, suffix = context(self._article.text, span)
        content = Excerpt.of(self._article.text, span)
        return mark._replace(content=content, prefix=prefix, suffix=suffix)

    def _gone(self, old: EntityMark | None, base: EntityMark) -> EntityMark | None:
        """Return what says that `base` is no entity; None when that goes without saying."""
        if base.detected:
            base = self._anchored(base, base.detected.span)
        elif old and old.span not in self._ruled.by_span:
            return None
        return base._replace(label=None, origin="removed")

    def _settle(self, action: Action, old: EntityMark | None, new: EntityMark) -> Entity | None:
        self._put(action, old, new)
        self.refresh()
        return self.at(new.span)

    def _put(
        self,
        action: Action,
        old: EntityMark | None,
        new: EntityMark | None,
        group: str | None = None,
    ) -> bool:
        """Record a change, if it is one: what stands as it would without a mark needs none."""
        if new and self._is_idle(new):
            new = None
        if new == old:
            return False
        after = new._replace(updated=self._now()) if new else None
        self._journal.add(self._edit(action, old, after, group))
        return True

    def _is_idle(self, mark: EntityMark) -> bool:
        """Tell whether there would be the same entity without the mark."""
        if mark.detected != (mark.span, mark.label) or mark.span in self._ruled.by_span:
            return False
        return self._ruled.walk.find(mark.span) == mark.detected

    def _by_age(self) -> list[EntityMark]:
        """Return all corrections, those that were changed last at the end."""
        touched = self._journal.touched
        return sorted(self._journal.entities.values(), key=lambda one: touched.get(one.id, 0))

    def _edit(
        self,
        action: Action,
        before: EntityMark | EntityRule | None,
        after: EntityMark | EntityRule | None,
        group: str | None = None,
    ) -> Edit:
        return new_edit(self._annotator, self._now(), action, before, after, group=group)


def _with(mark: EntityMark, label: str) -> EntityMark:
    return mark._replace(label=label, origin="edited" if mark.detected else "manual")
