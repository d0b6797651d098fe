"""Keys typed faster than the focus moves.

Textual hands a key to the widget that has the focus when the key arrives. When an earlier key of
the same burst then moves the focus on, the later ones are already in the wrong widget's queue.
Such a widget gives them back, and the app hands them to who has the focus now: "s1f" typed in one
go does what it does when typed slowly.
"""

from __future__ import annotations

from textual import events
from textual.widget import Widget


def hand_on_late_key(widget: Widget, event: events.Key) -> bool:
    """Hand a key on when the focus has left `widget` by now; tells whether it had."""
    if widget.screen.focused is widget:
        return False
    event.stop()
    event.prevent_default()
    widget.app.post_message(events.Key(event.key, event.character))
    return True
