"""Text from outside, made safe for a terminal that is not ours to draw on."""

from __future__ import annotations

from reprlib import Repr

_LONGEST = 60
_brief = Repr()
_brief.maxstring = _brief.maxother = _brief.maxlong = _LONGEST
_brief.maxlevel = 2


def printable(text: str) -> str:
    r"""Return `text` with what is not printable as an escape (`\x1b`); line ends stay."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


def flat(text: str) -> str:
    """Return `text` on one line: each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def brief(value: object) -> str:
    """Return `value` as Python writes it, cut in the middle: for messages, however large it is."""
    return _brief.repr(value)
