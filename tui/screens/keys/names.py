"""Keys by name: as a person writes them, as Textual knows them, as they stand on a keyboard."""

from __future__ import annotations

import re

from textual.keys import Keys, key_to_character

from tui.errors import PullquoteError

_CHARACTERS = {"plus": "+", "minus": "-"}
"""What Textual knows no character for, because it has shortened their names."""
_WRITTEN = {",": "comma", " ": "space", "+": "plus", "-": "minus"}
"""Characters that mean something else in a list of keys, or that it would cut off."""
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMED = frozenset(key.value for key in Keys if not re.search(r"[<+]", key.value))
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "escape", "ctrl+h": "backspace"}
"""What a terminal sends the same bytes for."""


def character_of(key: str) -> str:
    """Return what a key types, or its name: two keys are the same if this is.

    >>> character_of("question_mark"), character_of("shift+g"), character_of("ctrl+r")
    ('?', 'G', 'ctrl+r')
    """
    head, _, last = key.rpartition("+")
    if head == "shift" and len(last) == 1 and last.isalpha():
        return last.upper()
    return _CHARACTERS.get(key) or key_to_character(key) or key


def binding_key(written: str) -> str:
    """Return a key that a person has written (`?`, `ctrl+n`, `f5`) as a binding has it.

    A capital letter has two names: terminals differ in how they tell of it.

    Raises:
        PullquoteError: There is no such key.
    """
    if len(written) == 1 and written.isprintable():
        if written.isalpha() and written != written.lower():
            return f"{written},shift+{written.lower()}"
        return _WRITTEN.get(written, written)
    if written in _SAME:
        same = _SAME[written]
        raise PullquoteError(f"a terminal cannot tell {written} from {same}", f'write "{same}"')
    *modifiers, last = written.split("+")
    is_known = last in _NAMED or key_to_character(last) is not None
    if not (is_known and written.isprintable()) or not _MODIFIERS.issuperset(modifiers):
        raise PullquoteError(
            f"there is no key {written!r}",
            'a key is a character, as "?", or a name, as "f5", "pageup", "ctrl+n", "alt+x"',
        )
    return written
