"""The keys for what an imported file suggests."""

from __future__ import annotations

from textual.binding import BindingType

from tui.screens.keys.binding import key

# No letters: a scheme may have any of them for its labels. And not Enter, which ends so much else
# that one Enter too many would decide. One suggestion is turned down by what drops a decision: `d`.
SUGGESTED: list[BindingType] = [
    key("equals_sign", "accept", "accept", "Decide as the imported file suggests",
        "accept", group="suggested"),
    key("ampersand", "accept_all", "accept-all",
        "Decide as suggested on all open quotes of the article, or of the filter",
        "accept all", group="suggested"),
    key("underscore", "turn_down_all", "turn-down-all",
        "Turn down what is suggested on all open quotes of the article, or of the filter",
        group="suggested"),
]  # fmt: skip
