"""The keys that a person has chosen, in place of the bindings' own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from textual.binding import Binding, BindingType

from tui.errors import PullquoteError
from tui.screens.keys.group import EVERYWHERE, KeyGroup, all_bindings
from tui.screens.keys.names import binding_key, character_of

NO_KEY = "no-key"
"""Stands where a binding has lost all its keys: nothing on a keyboard is called so."""


class Keymap:
    """The keys of bindings, by the bindings' ids.

    Args:
        chosen: Id and keys, as a person has written them. Without keys, it has none.
        place: Where it was written, for what is told of mistakes.

    Raises:
        PullquoteError: There is no key of such a name.
    """

    def __init__(self, chosen: Mapping[str, Sequence[str]], place: str = "pullquote.toml") -> None:
        self._place = place
        self.keys = {name: self._joined(name, keys) for name, keys in chosen.items()}

    def _joined(self, name: str, keys: Sequence[str]) -> str:
        try:
            return ",".join(map(binding_key, keys)) or NO_KEY
        except PullquoteError as error:
            raise PullquoteError(f"{self._at(name)}: {error.message}", error.hint) from error

    def _at(self, name: str) -> str:
        return f'{self._place}: keys."{name}"'

    def bound(self, bindings: Iterable[BindingType]) -> list[BindingType]:
        """Return the bindings with the keys that were chosen; one that has none is left out."""
        mapped = (self._with_key(binding) for binding in bindings)
        return [binding for binding in mapped if binding is not None]

    def _with_key(self, binding: BindingType) -> BindingType | None:
        key = self.keys.get(binding.id or "") if isinstance(binding, Binding) else None
        if key is None or not isinstance(binding, Binding):
            return binding
        return None if key == NO_KEY else binding.with_key(key)

    def without(self, bindings: Iterable[BindingType]) -> dict[str, str]:
        """Return the keys of what is not among `bindings`, for Textual's keymap."""
        own = {binding.id for binding in bindings if isinstance(binding, Binding)}
        return {name: key for name, key in self.keys.items() if name not in own}

    def over(self, groups: Iterable[KeyGroup]) -> list[KeyGroup]:
        """Return the groups with the keys that were chosen; what has no key keeps its line."""
        return [
            group._replace(
                bindings=[
                    binding.with_key(self.keys.get(binding.id, binding.key))
                    if isinstance(binding, Binding) and binding.id
                    else binding
                    for binding in group.bindings
                ]
            )
            for group in groups
        ]

    def unknown(self, groups: Iterable[KeyGroup]) -> list[str]:
        """Return the ids that none of the bindings has."""
        known = {binding.id for _, binding in all_bindings(groups)}
        return [name for name in self.keys if name not in known]

    def check(self, groups: Sequence[KeyGroup]) -> None:
        """Check that there is each binding, and that no key does two things at once.

        Raises:
            PullquoteError: There is no such binding; or a key does, named with both.
        """
        self.check_names(groups)
        for clash in clashes(self.over(groups)):
            raise PullquoteError(f"{self._place}: {clash}", clash_hint(self._place))

    def check_names(self, groups: Sequence[KeyGroup]) -> None:
        """Check that there is each binding.

        Raises:
            PullquoteError: There is none of that name.
        """
        for name in self.unknown(groups):
            known = [binding.id or "" for _, binding in all_bindings(groups)]
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "pullquote keys shows what there is"
            raise PullquoteError(f"{self._at(name)}: there is no such binding", hint)


def clash_hint(place: str) -> str:
    """Return what to do about a clash."""
    return f'choose another key for one of them in {place}, as in [keys] "reader.note" = "f5"'


def clashes(groups: Iterable[KeyGroup]) -> list[str]:
    """Return the keys that would do two things in one context, each with both ids and tooltips."""
    found = []
    taken: dict[tuple[str, str], Binding] = {}
    everywhere: dict[str, Binding] = {}
    # Those that work everywhere first: every other is held against them.
    for group, binding in sorted(
        all_bindings(groups), key=lambda pair: pair[0].context != EVERYWHERE
    ):
        for key in dict.fromkeys(map(character_of, binding.key.split(","))):
            if key == NO_KEY:
                continue
            other = taken.get((group.context, key)) or everywhere.get(key)
            if other is not None and other.id != binding.id:
                found.append(
                    f"the key {key!r} is wanted for {other.id} (“{other.tooltip}”)"
                    f" and for {binding.id} (“{binding.tooltip}”)"
                )
            taken[group.context, key] = binding
            if group.context == EVERYWHERE:
                everywhere[key] = binding
    return found
