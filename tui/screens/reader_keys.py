"""The reader's keys. Help, the bar of keys and the palette are made from these bindings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

from tui.errors import PullquoteError
from tui.model.scheme import Scheme


def _key(
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


READING: list[BindingType] = [
    _key("n,tab", "next_quote(1)", "next-quote", "Next quote", "next"),
    _key("p,shift+tab", "next_quote(-1)", "previous-quote", "Previous quote"),
    _key(
        "N,shift+n",
        "next_open",
        "next-open",
        "Next undecided quote, then the next that is unsure",
        "open",
    ),
    _key("j,down", "scroll(1)", "down", "Scroll a row down"),
    _key("k,up", "scroll(-1)", "up", "Scroll a row up"),
    _key("space,pagedown", "page(1)", "page-down", "Scroll a page down"),
    _key("b,pageup", "page(-1)", "page-up", "Scroll a page up"),
    _key("g,home", "edge(-1)", "top", "To the top"),
    _key("G,shift+g,end", "edge(1)", "bottom", "To the end"),
    _key("right_square_bracket", "article(1)", "next-article", "Next article", "article"),
    _key("left_square_bracket", "article(-1)", "previous-article", "Previous article"),
    _key("O,shift+o", "outline", "outline", "The outline: all quotes in a list", "outline"),
    _key(
        "escape,enter",
        "leave_outline",
        "leave-outline",
        "From the outline over the article back to it",
        "back",
    ),
    _key("i", "indirect", "indirect", "Indirect quotes on or off"),
    _key("a", "attitudes", "attitudes", "Attitudes on or off: what is thought, and not said"),
    _key("plus", "confidence(1)", "surer", "Hide more quotes of low confidence"),
    _key("minus", "confidence(-1)", "less-sure", "Show more quotes of low confidence"),
    _key("L,shift+l", "library", "library", "List of the articles"),
    _key("e", "entities", "entities", "Entities on or off", "entities"),
    _key("E,shift+e", "entity_types", "entity-types", "Entity types, one by one"),
]
DECIDING: list[BindingType] = [
    _key("t", "note", "note", "A note on the quote", "note"),
    _key("r", "speaker", "speaker", "Change the speaker of the quote", "speaker"),
    _key(
        "d", "drop", "drop", "Drop the decision, what was corrected, or a mark made by hand", "drop"
    ),
    _key("u", "undo", "undo", "Undo", "undo"),
    _key("ctrl+r", "redo", "redo", "Redo"),
    _key("v", "select", "select", "Select text, to mark a quote by hand", "select"),
    _key("greater_than_sign", "border(1)", "border-right", "Move the quote's border a word right"),
    _key("less_than_sign", "border(-1)", "border-left", "Move the quote's border a word left"),
    _key("o", "other_border", "other-border", "Let < and > move the other border"),
    _key(
        "A,shift+a", "toggle_advance", "advance", "Go on to the next open quote by itself, or not"
    ),
]
LEAVING: list[BindingType] = [
    _key("question_mark,f1", "help", "help", "All keys", "help", group="leaving"),
    _key("q", "back", "back", "Back to the list, or quit", "quit", group="leaving"),
]
GROUPS = (("Reading", READING), ("Deciding", DECIDING), ("Leaving", LEAVING))


def scheme_keys(scheme: Scheme) -> list[BindingType]:
    """Return the bindings that a scheme's labels and decisions have.

    Raises:
        PullquoteError: A key of the scheme is one of the reader's.
    """
    labels = [
        _key(_typed(kind.key), f"label({kind.name!r})", kind.name, kind.description or kind.name,
             kind.name, group="label")
        for kind in scheme.labels
    ]  # fmt: skip
    bindings: list[BindingType] = [
        *labels,
        _key(_typed(scheme.neither_key), "decide('neither')", "neither", "None of the labels fits",
             "neither", group="label"),
        _key(_typed(scheme.unsure_key), "decide('unsure')", "unsure", "Unsure: marked for later",
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
    taken = single_keys(chain(READING, DECIDING, LEAVING))
    for binding in bindings:
        for key, wanted in single_keys([binding]).items():
            if key in taken:
                raise PullquoteError(
                    f"the key {key!r} is wanted for “{wanted}” and for “{taken[key]}”",
                    "choose another key for the label in pullquote.toml",
                )
            taken[key] = wanted
