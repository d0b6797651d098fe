"""Fewer bytes for the same picture: colours are sent when they change, and not with each word.

Textual sends every run of text with all its attributes and a reset behind it, some forty bytes a
word in true colours. Over a slow line that is most of what is sent. What is sent instead follows
from ECMA-48 (5th edition, 8.3.117, SGR) and ISO 8613-6 (colours): only those parameters that differ
from what the terminal was told last. Attributes are never switched off one by one, which not every
terminal knows, but by a reset.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_CONTROLS = re.compile(r"(?:\x1b\[[0-?]*[ -/]*[@-~]|\r|\n)*\Z")
"""What shows nothing, as moves of the cursor do."""

_SEEN_ON_BLANKS = frozenset({"4", "7", "9", "21", "53"})
"""Attributes that a blank shows: underlines, reverse, strike, overline."""

_ENDS = {
    "22": {"1", "2"}, "23": {"3"}, "24": {"4", "21"}, "25": {"5", "6"}, "27": {"7"}, "28": {"8"},
    "29": {"9"}, "54": {"51", "52"}, "55": {"53"},
}  # fmt: skip
"""What switches which attributes off."""


class Rendition(NamedTuple):
    """What text looks like from here on: colours as SGR parameters, empty for the default."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""

    def shows_on_blanks(self, other: Rendition) -> bool:
        """Tell whether a blank looks different from one in the other rendition."""
        lines = (self.attributes | other.attributes) & _SEEN_ON_BLANKS
        return bool(lines) or self.background != other.background


_PLAIN = Rendition()


class SgrCompactor:
    """Rewrites what is sent to one terminal; between two calls the terminal is as it was told."""

    def __init__(self) -> None:
        self._told = _PLAIN

    def compacted(self, data: str) -> str:
        """Return what has the same effect as `data`, in fewer bytes."""
        wanted, told = self._told, self._told
        pieces = _SGR.split(data)
        sent = pieces[:1]
        for parameters, text in zip(pieces[1::2], pieces[2::2], strict=True):
            wanted = _after(wanted, parameters)
            if text and wanted != told and _looks_different(told, wanted, text):
                sent.append(_change(told, wanted))
                told = wanted
            sent.append(text)
        if wanted != told:
            sent.append(_change(told, wanted))
        self._told = wanted
        return "".join(sent)


def _looks_different(told: Rendition, wanted: Rendition, text: str) -> bool:
    """Tell whether `text` looks different in two renditions: controls never do, blanks seldom."""
    if text[0] < " ":
        return _CONTROLS.match(text) is None
    return bool(text.strip(" ")) or wanted.shows_on_blanks(told)


@lru_cache(4096)
def _after(before: Rendition, parameters: str) -> Rendition:
    """Return the rendition that SGR `parameters` lead to."""
    attributes, foreground, background = before
    rest = parameters.split(";")
    while rest:
        code = rest.pop(0)
        if code in {"", "0"}:
            attributes, foreground, background = _PLAIN
        elif code in {"38", "48"}:
            count = {"5": 1, "2": 3}.get(rest[0] if rest else "", 0) + 1
            colour = ";".join((code, *rest[:count]))
            del rest[:count]
            foreground, background = (colour, background) if code == "38" else (foreground, colour)
        elif code == "39" or code[:-1] in {"3", "9"}:
            foreground = "" if code == "39" else code
        elif code == "49" or code[:-1] in {"4", "10"}:
            background = "" if code == "49" else code
        else:
            attributes = attributes - _ENDS[code] if code in _ENDS else attributes | {code}
    return Rendition(attributes, foreground, background)


@lru_cache(4096)
def _change(told: Rendition, wanted: Rendition) -> str:
    """Return what leads from one rendition to the other."""
    codes: list[str] = []
    if not told.attributes <= wanted.attributes or wanted == _PLAIN:
        codes.append("" if wanted == _PLAIN else "0")
        told = _PLAIN
    codes += sorted(wanted.attributes - told.attributes)
    if wanted.foreground != told.foreground:
        codes.append(wanted.foreground or "39")
    if wanted.background != told.background:
        codes.append(wanted.background or "49")
    return f"\x1b[{';'.join(codes)}m"
