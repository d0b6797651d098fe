"""The keys that a project's own labels have, and that none of them is taken."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

from tui.errors import PullquoteError
from tui.model.scheme import Scheme
from tui.screens.keys.binding import key
from tui.screens.keys.deciding import DECIDING
from tui.screens.keys.entities import WALKING
from tui.screens.keys.finding import COPYING, FINDING
from tui.screens.keys.jumping import JUMPING
from tui.screens.keys.panels import PANELS
from tui.screens.keys.reading import LEAVING, READING


def scheme_keys(scheme: Scheme) -> list[BindingType]:
    """Return the bindings that a scheme's labels and decisions have.

    Raises:
        PullquoteError: A key of the scheme is one of the reader's.
    """
    labels = [
        key(_typed(kind.key), f"label({kind.name!r})", kind.name, kind.description or kind.name,
             kind.name, group="label")
        for kind in scheme.labels
    ]  # fmt: skip
    bindings: list[BindingType] = [
        *labels,
        key(_typed(scheme.neither_key), "decide('neither')", "neither", "None of the labels fits",
             "neither", group="label"),
        key(_typed(scheme.unsure_key), "decide('unsure')", "unsure", "Unsure: marked for later",
             "unsure", group="label"),
    ]  # fmt: skip
    _check(bindings)
    return bindings


def _typed(key: str) -> str:
    """Return a character as a binding has it, where a comma stands between two keys."""
    return "comma" if key == "," else key


_CHARACTERS = {"plus": "+", "minus": "-"}
"""What Textual knows no character for, because it has shortened their names."""


def single_keys(bindings: Iterable[BindingType]) -> dict[str, str]:
    """Return what each single key does: key -> the binding's description.

    Keys that type a character are named by it: `?`, not `question_mark`.
    """
    made = (binding for binding in bindings if isinstance(binding, Binding))
    return {
        _CHARACTERS.get(key) or key_to_character(key) or key: binding.tooltip or binding.description
        for binding in made
        for key in binding.key.split(",")
    }


def _check(bindings: list[BindingType]) -> None:
    own = READING, PANELS, FINDING, COPYING, JUMPING, WALKING, DECIDING, LEAVING
    taken = single_keys(chain(*own))
    for binding in bindings:
        for name, wanted in single_keys([binding]).items():
            if name in taken:
                raise PullquoteError(
                    f"the key {name!r} is wanted for “{wanted}” and for “{taken[name]}”",
                    "choose another key for the label in pullquote.toml",
                )
            taken[name] = wanted
