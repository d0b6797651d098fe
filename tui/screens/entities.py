"""Going from entity to entity, and correcting the one in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from tui.model.analysis import Entity
from tui.model.edit import Changed
from tui.model.entity_mark import EntityMark
from tui.model.span import Span
from tui.screens import entity_status
from tui.screens.host import host_of
from tui.screens.keys.entities import CORRECTING, MARKING, WALKING
from tui.screens.late import Late
from tui.screens.measured import MeasuredScreen
from tui.screens.searched import phrase
from tui.services.entities import Told
from tui.widgets.article_view import ArticleView
from tui.widgets.bar import Part

if TYPE_CHECKING:
    from tui.widgets.entity_panel import EntityPanel, Scope

_OF_AN_ENTITY = {
    "entity_type_of", "entity_border", "entity_other_border", "entity_remove", "entity_like",
    "entity_leave",
}  # fmt: skip
_OF_A_QUOTE = {"border", "other_border", "drop"}
"""What the same keys do while no entity has the focus."""


class EntityScreen(MeasuredScreen):
    """Goes from entity to entity; one at a time can have the focus, in place of the quote.

    The focus is on a span: one that was removed keeps it, so that it can be removed everywhere.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(WALKING)
    INNER_BINDINGS: ClassVar[list[BindingType]] = [*MARKING, *CORRECTING]
    WHILE_SELECTING: ClassVar[frozenset[str]] = MeasuredScreen.WHILE_SELECTING | {
        "entity_from_selection"
    }

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._entity: Span | None = None
        self._removed: Span | None = None
        self._moves_entity_end = True
        self._entity_panel = Late(self, self._make_entity_panel)

    # -- the focus -------------------------------------------------------------------------------

    def _offers(self, action: str) -> bool | None:
        if action == "entity_from_selection":
            return False  # it is what `E` does while selecting
        if action in _OF_AN_ENTITY:
            is_here = self.focused is self.article_view and not self.is_covered
            return self._entity is not None and is_here
        if action in _OF_A_QUOTE and self._entity is not None:
            return False
        return super()._offers(action)

    @property
    def focused_entity(self) -> Entity | None:
        """The entity in focus, or None; None too for one that was removed."""
        return self.session.corrections.at(self._entity) if self._entity else None

    def _focus_entity(self, span: Span | None) -> None:
        """Let the entity at `span` stand out, and bring it into view; None lets none."""
        if span != self._entity:
            self._moves_entity_end = True
        if span != self._removed:
            self._removed = None
        self._entity = span
        self.article_view.focus_entity(span)
        if span is not None:
            self.action_leave_panel()
            self.article_view.scroll_to_parts([span])
        self._show_bars()

    def _focus(self, number: int | None) -> None:
        if self._entity is not None:
            self._entity = None
            self.article_view.focus_entity(None)
        super()._focus(number)

    def open_article(self, index: int) -> None:
        """Show the article with this number, with no entity in focus.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        self._entity = self._removed = None
        super().open_article(index)

    def _show_entities(self) -> None:
        super()._show_entities()
        if self._told_entity() is None:
            self._entity = None
        self.article_view.focus_entity(self._entity)

    def saved(self) -> None:
        """Show what is saved and what is not, and what another program has corrected."""
        self._show_entities_if_changed()
        super().saved()

    def _told_entity(self) -> Told | None:
        """Return what is known of what is in focus.

        What was removed just now keeps the focus, whoever had marked it: pressed again, the key
        must not drop the decision on the quote beneath.
        """
        if self._entity is None:
            return None
        told = self.session.corrections.tell(self._entity)
        if told is None and self._entity == self._removed:
            walk = self.session.corrections.walk
            words = walk.words_of(self._entity)
            told = Told("removed", words, 0, len(walk.like(words)))
        return told

    def _quote_line(self) -> tuple[list[Part], list[Part]]:
        told = self._told_entity()
        if told is None:
            return super()._quote_line()
        return entity_status.entity_line(told, self.focused_entity)

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), self._entity is not None)

    def _word_to_find(self) -> tuple[str, int] | None:
        entity = self.focused_entity
        if entity is None:
            return super()._word_to_find()
        return self.session.corrections.walk.words_of(entity.span), entity.span.end

    def _words_to_search(self) -> str:
        selected = super()._words_to_search()
        entity = self.focused_entity
        if selected or entity is None:
            return selected
        return phrase(self.session.corrections.walk.words_of(entity.span))

    def _span_to_copy(self) -> Span | None:
        return self._entity or super()._span_to_copy()

    def _selection_start(self) -> int:
        is_seen = self._entity is not None and self.article_view.is_in_view(self._entity.start)
        return self._entity.start if self._entity and is_seen else super()._selection_start()

    # -- walking ---------------------------------------------------------------------------------

    def action_next_entity(self, by: int) -> None:
        """Focus the next entity of the types that are shown, or the one before."""
        hidden = host_of(self).view.hidden_types
        self._walk_entities(
            by, [one for one in self.session.corrections.walk.labels if one not in hidden]
        )

    def action_like_entity(self, by: int) -> None:
        """Focus the next entity of the same type, or the one before."""
        entity = self.focused_entity
        if entity is None:
            self.action_next_entity(by)
        else:
            self._walk_entities(by, [entity.label])

    def _walk_entities(self, by: int, labels: list[str]) -> None:
        if not host_of(self).view.entities:
            self.notify(f"Entities are off: {self._told_keys('reader.entities')} shows them.")
            return
        walk = self.session.corrections.walk
        at = self._walks_from(by)
        found = walk.after(at, labels) if by > 0 else walk.before(at, labels)
        if found is None:  # around the end: a key that did nothing would leave the quote in focus
            end = len(self.article.text)
            found = walk.after(-1, labels) if by > 0 else walk.before(end, labels)
            if found is not None:
                host_of(self).tell_switch(f"On from the {'top' if by > 0 else 'end'}.")
        if found is None:
            self.notify("There are no entities.")
        else:
            self._focus_entity(found.span)

    def _walks_from(self, by: int) -> int:
        """Return the offset from which on the next one is looked for."""
        if self._entity is not None:
            return self._entity.start
        item, view = self.focused_item, self.article_view
        is_seen = item is not None and view.is_in_view(item.span.start)
        start = item.span.start if item and is_seen else view.top_offset()
        return start - 1 if by > 0 else start  # one that begins just there is the next

    def action_entity_leave(self) -> None:
        """Go back to the quote."""
        self._focus_entity(None)

    @on(ArticleView.EntityClicked)
    def _entity_clicked(self, event: ArticleView.EntityClicked) -> None:
        is_there = self.session.corrections.at(event.span) is not None  # or has changed since
        if is_there and not self.is_prompting:
            self._focus_entity(event.span)

    # -- correcting ------------------------------------------------------------------------------

    async def action_entity_type_of(self) -> None:
        """Ask for the entity's type."""
        if self._entity is not None:
            entity = self.focused_entity
            await self._ask_type(self._entity, "What is it?", entity.label if entity else "")

    async def action_entity_from_selection(self) -> None:
        """Make the selection an entity, and ask for its type."""
        span = self.article_view.take_selection()
        if span is not None:
            await self._ask_type(span, "What is it?", "")

    async def _ask_type(self, span: Span, text: str, label: str) -> None:
        """Ask for the type of what is at `span`, which has the type `label` or is none yet."""
        panel = await self._entity_panel.get()
        session, view = self.session, host_of(self).view

        def done(given: str | None) -> None:
            self._prompt_ended()
            if given is None:
                self._show_bars()
                return
            view.entity_types_given = list(dict.fromkeys([given, *view.entity_types_given]))
            made = session.corrections.add(span, given)
            view.entities = True
            view.hidden_types.discard(given)
            self._corrected(made.span if made else span)

        from tui.widgets.entity_panel import Question

        self._prompt_begins()
        words = session.corrections.walk.words_of(span)
        labels = entity_status.types_to_offer(session, view.entity_types_given, label)
        panel.ask_type(Question(words, text), labels, done)
        self.call_after_refresh(self.article_view.scroll_to_parts, [span])
        self._show_bars()

    def _make_entity_panel(self) -> EntityPanel:
        from tui.widgets.entity_panel import EntityPanel

        return EntityPanel(back=host_of(self).key_of("entity.back"))

    def action_entity_border(self, by: int) -> None:
        """Move the entity's end, or its start after `o`, by a word."""
        entity = self.focused_entity
        if entity is None:
            self._tell_it_is_gone()
            return
        motions = self.article_view.motions
        span = motions.with_border_moved(entity.span, end=self._moves_entity_end, forward=by > 0)
        if span is not None and span != entity.span:
            self._entity = span  # the same entity: it keeps the border that moves
            self.session.corrections.move_borders(entity.span, span)
            self._corrected(span)

    def action_entity_other_border(self) -> None:
        """Let `<` and `>` move the entity's other border."""
        self._moves_entity_end = not self._moves_entity_end
        which = "end" if self._moves_entity_end else "start"
        keys = self._told_keys("entity.border-left", "entity.border-right")
        host_of(self).tell_switch(f"{keys} move the entity's {which} now.")

    def action_entity_remove(self) -> None:
        """Say that it is no entity."""
        span = self._entity
        if span is None or not self.session.corrections.remove(span):
            self._tell_it_is_gone()
            return
        self._removed = span
        self._corrected(span)

    def _tell_it_is_gone(self) -> None:
        types, undo = self._told_keys("entity.type"), self._told_keys("reader.undo")
        again = f"{types} gives it a type again, {undo} takes that back."
        self.notify(f"It is removed already; {again}")

    async def action_entity_like(self) -> None:
        """Ask where to do the same for all like it."""
        panel = await self._entity_panel.get()
        span, session = self._entity, self.session
        change = session.corrections.change_at(span) if span else None
        if span is None or change is None:
            like = self._told_keys("entity.like")
            self.notify(f"Correct it first: {like} does the same for all like it then.")
            return

        undo = self._told_keys("reader.undo")

        def done(scope: Scope | None) -> None:
            self._prompt_ended()
            if scope == "article":
                count = session.corrections.change_all(change)
                changed = f"{entity_status.many(count)} changed; {undo} takes that back."
                host_of(self).tell_switch(changed if count else "There is nothing else like it.")
            elif scope == "corpus":
                session.corrections.make_rule(change)
                rule = f"A rule for all articles now; {undo} here takes it back."
                host_of(self).tell_switch(rule)
            if scope:
                self._corrected(span)
            else:
                self._show_bars()

        from tui.widgets.entity_panel import Question

        self._prompt_begins()
        count = len(session.corrections.places(change))
        panel.ask_scope(
            Question(change.words, entity_status.told_change(change)),
            f"{entity_status.many(count)} more" if count else "there is none other like it",
            "wherever nothing was decided by hand",
            done,
        )
        self.call_after_refresh(self.article_view.scroll_to_parts, [span])
        self._show_bars()

    def _corrected(self, span: Span) -> None:
        """Show and save a correction, and keep the focus where it was made."""
        host_of(self).save(self.session)
        self._entity = span
        self._show_entities()
        self._focus_entity(self._entity)

    def _entity_reverted(self, changed: Changed, what: str) -> None:
        """Show what an undo or a redo did to entities."""
        host_of(self).save(self.session)
        self._show_entities()
        if isinstance(changed, EntityMark):
            now = self.session.corrections.of(changed.id)
            span = now.span if now else changed.detected.span if changed.detected else changed.span
            known = self.session.corrections.tell(span)
            self._focus_entity(span if known else None)
            if not known:
                self.article_view.scroll_to_parts([span])
        else:
            is_there = "holds again" if what == "redo" else "is taken back"
            host_of(self).tell_switch(f"The rule for all articles {is_there}.")
            self._show_bars()
