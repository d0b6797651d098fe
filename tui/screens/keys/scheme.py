"""The keys that a project's own labels have."""

from __future__ import annotations

from textual.binding import BindingType

from tui.model.scheme import Scheme
from tui.screens.keys.binding import key
from tui.screens.keys.names import binding_key


def scheme_keys(scheme: Scheme) -> list[BindingType]:
    """Return the bindings that a scheme's labels and decisions have."""
    labels = [
        key(binding_key(kind.key), f"label({kind.name!r})", kind.name,
            f"{kind.name}: {kind.description}" if kind.description else kind.name,
            kind.name, group="label")
        for kind in scheme.labels
    ]  # fmt: skip
    return [
        *labels,
        key(binding_key(scheme.neither_key), "decide('neither')", "neither",
            "None of the labels fits", "neither", group="decide"),
        key(binding_key(scheme.unsure_key), "decide('unsure')", "unsure",
            "Unsure: marked for later", "unsure", group="decide"),
    ]  # fmt: skip
