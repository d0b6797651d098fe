"""A list of options that is hardly longer than the window."""

from __future__ import annotations

from textual.widgets import OptionList


class ShortList(OptionList):
    """A list in which a page up or down leads to the first or the last option.

    Textual 8 counts the rows of a page, and raises where the list is not laid out yet: as it is not
    when it has come up and was typed ahead for.
    """

    def action_page_up(self) -> None:
        """Go to the first option."""
        self.action_first()

    def action_page_down(self) -> None:
        """Go to the last option."""
        self.action_last()
