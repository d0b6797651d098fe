"""How a key of the reader is bound."""

from __future__ import annotations

from textual.binding import Binding


def key(
    keys: str, action: str, name: str, tooltip: str, label: str = "", *, group: str = "reader"
) -> Binding:
    """Return a binding; one with a `label` is shown in the bar of keys.

    All are priority bindings: those are looked up before the key is handed to a widget, so that
    keys typed faster than the focus moves still arrive in order.
    """
    return Binding(
        keys,
        action,
        label or tooltip,
        show=bool(label),
        priority=True,
        id=f"{group}.{name}",
        tooltip=tooltip,
    )
