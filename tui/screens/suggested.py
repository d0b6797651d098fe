"""Decisions that ask nothing: neither, unsure, and those that an imported file suggests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import BindingType

from tui.errors import PullquoteError
from tui.model.annotation import Decision
from tui.model.label import Label
from tui.model.worklist import Item
from tui.screens.host import host_of
from tui.screens.keys.suggested import SUGGESTED
from tui.screens.moved import MovedScreen


class SuggestedScreen(MovedScreen):
    """Decides by one key, as the annotator or as an imported file says."""

    BINDINGS: ClassVar[list[BindingType]] = list(SUGGESTED)

    def _offers(self, action: str) -> bool | None:
        if action in {"decide", "accept"} and self.focused_item is None:
            return None
        if action in {"accept_all", "turn_down_all", "next_suggested"}:
            return self.session.suggested > 0
        return super()._offers(action)

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        keys = super()._what_keys_depend_on()
        return (*keys, self._fitting_keys(), self._offers("accept_all"))

    def _fitting_keys(self) -> tuple[str, ...]:
        item = self.focused_item
        if item is None or not item.is_suggested or self._told_entity():
            return super()._fitting_keys()
        return ("suggested.accept", "suggested.accept-all", "reader.drop")

    def action_decide(self, decision: Decision) -> None:
        """Decide without a label."""
        item = self.focused_item
        if item is not None:
            self._decided(self.session.decide(item, decision, self.clock.take()))

    async def action_accept(self) -> None:
        """Decide as was suggested, and go on to the next open quote; what is lacking is asked."""
        item = self.focused_item
        if item is None:
            return
        if not item.is_suggested:
            self.notify(self._why_nothing_to_accept(item))
            return
        suggested = item.annotation.suggested if item.annotation else None
        await self._accept(item, suggested.labels if suggested else ())

    async def _ask_for(self, begun: Label, answered: Callable[[Label], None]) -> None:
        """Ask for what a label lacks; the heir knows how."""
        raise NotImplementedError

    async def _accept(self, item: Item, labels: tuple[Label, ...]) -> None:
        """Decide as was suggested, with these labels; ask first for what one of them lacks."""
        lacking = next((one for one in labels if self.session.scheme.to_ask(one)), None)
        if lacking is None:
            self._accept_as(item, labels)
            return
        at = labels.index(lacking)

        def answered(label: Label) -> None:
            completed = (*labels[:at], label, *labels[at + 1 :])
            if any(self.session.scheme.to_ask(one) for one in completed):
                self.call_later(self._accept, item, completed)
            else:  # at once: the next key may be on its way
                self._accept_as(item, completed)

        await self._ask_for(lacking, answered)

    def _accept_as(self, item: Item, labels: tuple[Label, ...]) -> None:
        try:
            decided = self.session.accept(item, self.clock.take(), labels=labels)
        except PullquoteError as error:
            self.notify(f"{error.message}: {error.hint}", title="Not accepted", severity="warning")
            return
        if decided is not None:
            self._decided(decided)

    def _why_nothing_to_accept(self, item: Item) -> str:
        annotation = item.annotation
        if annotation is None or annotation.suggested is None:
            return "Nothing is suggested for this quote."
        return f"It is decided already; {self._told_keys('reader.drop')} drops that."

    def action_accept_all(self) -> None:
        """Decide as was suggested on all that are open: of those that a filter lists, if any."""
        session, focused = self.session, self.focused_item
        count = session.accept_all(self._listed_items())
        host_of(self).save(session)
        self._focus_item(focused)
        if count:
            self._goes_on()
        undo = self._told_keys("reader.undo")
        takes_back = f"; {undo} takes it back" if count else ""
        left = sum(item.is_suggested for item in self._listed_items())
        more = f" {left} more: to be looked at one by one." if left else ""
        lacking = sum(bool(session.incomplete(item)) for item in self._listed_items())
        if lacking:
            key = self._told_keys("suggested.accept")
            more += f" {lacking} of them lack{'s' * (lacking == 1)} answers: {key} asks for them."
        self.notify(f"{count} accepted{takes_back}.{more}")

    def action_turn_down_all(self) -> None:
        """Take away what is suggested for all that are open: of those a filter lists, if any."""
        focused = self.focused_item
        count = self.session.turn_down_all(self._listed_items())
        host_of(self).save(self.session)
        self._focus_item(focused)
        undo = self._told_keys("reader.undo")
        takes_back = f"; {undo} takes it back" if count else ""
        self.notify(f"{count} turned down{takes_back}.")

    def _listed_items(self) -> Iterator[Item]:
        items = self.session.items
        return (items[number] for number in self._listed())

    def action_next_suggested(self) -> None:
        """Focus the next that is suggested and open, whether a filter lists it or not."""
        self._go_to_next(lambda item: item.is_suggested)

    def _decided(self, item: Item) -> None:
        """Show and save a decision, and go on to the next open quote."""
        host_of(self).save(self.session)
        self._focused = self.session.find(item)
        self._show_marks()
        if not self._goes_on():
            self._focus(self._focused)

    def _goes_on(self) -> bool:
        """Go on to the next open quote where that is wanted; tells whether there is one."""
        return host_of(self).view.advance and self._focus_next_open()
