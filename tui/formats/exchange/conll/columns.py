"""The columns, and what may stand in them."""

from __future__ import annotations

import re

COLUMNS = ("ID", "FORM", "NER", "SOURCE", "CUE", "CONTENT", "LABELS", "PULLQUOTE:SPANS", "MISC")
SPANS = "PULLQUOTE:SPANS"
SOURCE, CUE, CONTENT = "SOURCE", "CUE", "CONTENT"
GLOBAL = "# global.columns ="
DOCUMENT = "pullquote:document"
QUOTE = "pullquote:quote:"
EMPTY = "_"

# In the way of UDPipe, which has a name for those six; the others are ours.
_NAMED = {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p", "\\": "\\\\"}
_BY_NAME = {name: character for character, name in _NAMED.items()}
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|.)", re.DOTALL)
# A label is from outside: blanks, and what parts tags and their pieces.
_UNFIT = re.compile(r"[\s%|+:]")
_HEX = re.compile(r"%([0-9a-f]+);")


def escaped_space(space: str) -> str:
    """Return white space as MISC has it."""
    return "".join(_NAMED.get(c) or f"\\u{ord(c):04x}" for c in space)


def space_from(escaped: str) -> str:
    """Return the white space of what `escaped_space` gave."""

    def character(match: re.Match[str]) -> str:
        if match[1] and not 0xD800 <= (code := int(match[1], 16)) < 0xE000:
            return chr(code)
        return _BY_NAME.get(match[0], match[0])

    return _ESCAPE.sub(character, escaped)


def escaped_label(label: str) -> str:
    """Return a label as a tag may have it: blanks and signs of ours as `%20;`."""
    return _UNFIT.sub(lambda match: f"%{ord(match[0]):x};", label)


def label_from(escaped: str) -> str:
    """Return the label of what `escaped_label` gave."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return chr(code) if code < 0xD800 else match[0]  # all of those are below

    return _HEX.sub(character, escaped)
