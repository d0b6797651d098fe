"""Where panels stand: in a column beside the article, side by side, or over it."""

from __future__ import annotations

from textual.containers import Vertical


class SideColumn(Vertical):
    """Holds the panels; the classes `-side-by-side` and `-over` say where they are."""

    DEFAULT_CSS = """
    SideColumn {
        width: 34%; min-width: 34; max-width: 56; height: 100%; layer: text;
        &.-side-by-side { layout: horizontal; width: 44%; max-width: 112; }
        &.-over { dock: left; width: 100%; max-width: 100%; layer: over; }
        & > * { width: 1fr; height: 1fr; }
    }
    """
