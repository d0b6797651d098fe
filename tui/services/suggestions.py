"""What the panels offer for the quotes of one article."""

from __future__ import annotations

from functools import cached_property

from tui.model.analysis import Analysis
from tui.services.speakers import Speakers
from tui.services.targets import Targets
from tui.services.words import Words


class Suggestions:
    """Targets and speakers; what does not depend on the quote is found out once, when first needed.

    Args:
        text: The article's text.
        analysis: What was found in it.
    """

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.analysis = analysis
        self._words = Words(text)

    @cached_property
    def targets(self) -> Targets:
        """What a stance may be about."""
        return Targets(self._words, self.analysis)

    @cached_property
    def speakers(self) -> Speakers:
        """Who may have said a quote."""
        return Speakers(self._words, self.analysis)
