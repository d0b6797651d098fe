"""Jump mode in the reader: what in sight can be jumped to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Offset

from tui.screens.keys.jumping import JUMPING
from tui.screens.searched import SearchedScreen

if TYPE_CHECKING:
    from tui.screens.jump import Target


class JumpingScreen(SearchedScreen):
    """Puts letters on every quote and every button in sight."""

    BINDINGS: ClassVar[list[BindingType]] = list(JUMPING)

    async def action_jump(self) -> None:
        """Begin jump mode."""
        from tui.screens.jump import JumpScreen

        await self.app.push_screen(JumpScreen(list(self._jump_targets())))

    def _jump_targets(self) -> Iterator[Target]:
        """Return what can be jumped to; a layer with more of it adds that."""
        from tui.screens.jump import Target, buttons

        if not self.is_covered:
            view = self.article_view
            for number, at in view.marks_in_view():
                yield Target(view.region.offset + at, partial(self._jump_to_quote, number))
        outline = self._outline
        if outline is not None:
            for number, row in outline.list.quotes_in_view():
                at = outline.list.region.offset + Offset(1, row)
                yield Target(at, partial(self._jump_to_quote, number))
        yield from buttons(self)

    def _jump_to_quote(self, number: int) -> None:
        if number < len(self.session.items):  # they may have changed since
            self._go_to(number)
            self.action_leave_panel()
