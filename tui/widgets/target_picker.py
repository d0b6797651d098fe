"""Picking what a stance is about: a mention in the article, or free text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.model.label import Target
from tui.widgets.asking_panel import LIST_HINT
from tui.widgets.picker import Offer, Picker


class TargetPicker(Picker):
    """A list of targets; what is typed and matches none is a target too."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(LIST_HINT, id=id)

    def offer(
        self, targets: Sequence[Target], done: Callable[[Target], None], *, typed: str = ""
    ) -> None:
        """Offer `targets`, the likeliest first, and call `done` with the one picked or typed."""

        def picked(one: int | str) -> None:
            done(Target(one) if isinstance(one, str) else targets[one])

        self.ask([Offer(target.text) for target in targets], picked, typed=typed)
