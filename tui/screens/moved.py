"""After an article has changed: quotes that moved are confirmed, orphans put somewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from tui.model.span import Span
from tui.model.worklist import Item
from tui.screens.host import host_of
from tui.screens.keys.moved import MOVED
from tui.screens.rereading import RereadScreen
from tui.widgets.bar import Part
from tui.widgets.selectable_article import SelectableArticle

if TYPE_CHECKING:
    from tui.model.annotation import Annotation


class MovedScreen(RereadScreen):
    """Walks through what moved with a changed text, confirms it, and lists what was not found."""

    BINDINGS: ClassVar[list[BindingType]] = list(MOVED)
    WHILE_SELECTING: ClassVar[frozenset[str]] = RereadScreen.WHILE_SELECTING | {"orphans"}

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._orphan_in_hand: Annotation | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Switch the orphans' key off where there are none, while one selects, too."""
        allowed = super().check_action(action, parameters)
        return bool(self.session.orphans) if allowed and action == "orphans" else allowed

    def _offers(self, action: str) -> bool | None:
        if action == "confirm_move":
            return self.focused_item is not None and self.focused_item.is_moved
        if action in {"next_moved", "confirm_unchanged"}:
            return self.session.to_confirm > 0
        return super()._offers(action)

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        offered = map(self._offers, ("confirm_move", "next_moved"))
        return (*super()._what_keys_depend_on(), *offered, bool(self.session.orphans))

    def open_article(self, index: int) -> None:
        """Show the article with this number.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        self._orphan_in_hand = None
        super().open_article(index)

    # -- what moved ------------------------------------------------------------------------------

    def action_next_moved(self) -> None:
        """Focus the next quote that moved, whether a filter lists it or not."""
        self._go_to_next(lambda item: item.is_moved)

    def _go_to_next(self, wanted: Callable[[Item], bool]) -> None:
        """Focus the next quote that is wanted, whether a filter lists it or not."""
        items = self.session.items
        start = 0 if self._focused is None else self._focused + 1
        numbers = (*range(start, len(items)), *range(start))
        number = next((number for number in numbers if wanted(items[number])), None)
        if number is not None:
            self._go_to(number)

    def action_confirm_move(self) -> None:
        """Say that the focused quote is where it belongs, and go on to the next that moved."""
        item = self.focused_item
        if item is None:
            return
        self.session.confirm(item)
        host_of(self).save(self.session)
        self._show_marks()
        if self.session.to_confirm and host_of(self).view.advance:
            self.action_next_moved()
        else:
            self._show_bars()

    def action_confirm_unchanged(self) -> None:
        """Confirm all quotes that moved with just the same words."""
        count, session = self.session.confirm_unchanged(), self.session
        host_of(self).save(session)
        self._focus_item(self.focused_item)
        left = f" {session.to_confirm} with other words are left." if session.to_confirm else ""
        undo = self._told_keys("reader.undo")
        self.notify(f"{count} confirmed; {undo} takes it back.{left}")

    # -- what was not found ----------------------------------------------------------------------

    def action_orphans(self) -> None:
        """List the orphans: to put one where the selection is, or where is selected then."""
        from tui.screens.orphans import OrphansDialog

        def closed(chosen: Annotation | None) -> None:
            if chosen is not None:
                self._place(chosen)

        dialog = OrphansDialog(
            self.session.orphans, self._discard, has_selection=self.article_view.is_selecting
        )
        self.app.clear_notifications()  # what is told of them would lie over the list
        self.app.push_screen(dialog, closed)

    def _discard(self, orphan: Annotation) -> None:
        self.session.discard_orphan(orphan)
        host_of(self).save(self.session)
        self._show_marks()
        self._show_bars()

    def _place(self, orphan: Annotation) -> None:
        """Put an orphan on what is selected; what is not selected yet is selected now."""
        self._orphan_in_hand = orphan
        if self.article_view.selected is not None:
            self.article_view.action_finish()
        else:
            self.action_leave_panel()
            self.article_view.begin_selection(self._selection_start())
            self._show_bars()

    def _placed(self, span: Span) -> bool:
        """Put the orphan that is to be placed on `span`; tells whether there is one."""
        orphan, self._orphan_in_hand = self._orphan_in_hand, None
        if orphan is None:
            return False
        item = self.session.place_orphan(orphan, span)
        host_of(self).save(self.session)
        self._focus_item(item)
        return True

    @on(SelectableArticle.Selecting)
    def _selection_left(self) -> None:
        if not self.article_view.is_selecting:
            self._orphan_in_hand = None

    def _quote_line(self) -> tuple[list[Part], list[Part]]:
        if self._orphan_in_hand is None or not self.article_view.is_selecting:
            return super()._quote_line()
        finish = host_of(self).key_of("select.finish")
        words = self._orphan_in_hand.content.text
        return [
            Part(" selecting where ", "strong"),
            Part(" ".join(words[:400].split()), shrinks=True),
            Part(f" is now: {finish} puts it there", "strong"),
        ], []
