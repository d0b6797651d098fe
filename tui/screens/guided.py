"""The guideline, one key away from wherever one is in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from tui.model.guideline import Guideline


class GuidedScreen(ReadingScreen):
    """Shows what the labels mean, also while one is being given or text is selected."""

    WHILE_SELECTING: ClassVar[frozenset[str]] = ReadingScreen.WHILE_SELECTING | {"guideline"}
    WHILE_PROMPTING: ClassVar[frozenset[str]] = ReadingScreen.WHILE_PROMPTING | {"guideline"}

    @property
    def guideline(self) -> Guideline:
        """The guideline of the scheme."""
        from tui.services.guidelines import guideline_of

        return guideline_of(self.session.scheme)

    def _guided_by(self) -> str:
        """Return what one wants to read about: the focused quote's label or decision.

        On an open quote that is what is suggested.
        """
        item = self.focused_item
        annotation = item.annotation if item else None
        if annotation is None:
            return ""
        said = annotation.suggested if annotation.is_suggested else annotation
        if said is None or said.decision is None:
            return ""
        return said.labels[0].name if said.labels else said.decision

    def action_guideline(self) -> None:
        """Show the guideline, at what one is about."""
        from tui.screens.guideline import GuidelineScreen

        self.app.push_screen(GuidelineScreen(self.guideline, self._guided_by()))
