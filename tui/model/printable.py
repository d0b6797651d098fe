"""Text from outside, made safe for a terminal that is not ours to draw on."""

from __future__ import annotations

import re
from functools import cache
from reprlib import Repr

PICTOGRAPH = (
    "[©®\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
"""As a regular expression: what a joiner makes one picture of."""
_JOINER = "\u200d"
_LONGEST = 60
_brief = Repr()
_brief.maxstring = _brief.maxother = _brief.maxlong = _LONGEST
_brief.maxlevel = 2


def printable(text: str) -> str:
    r"""Return `text` with what is not printable as an escape (`\x1b`); line ends stay.

    A joiner between two pictographs stays too: both are one picture, and no terminal obeys it.
    """
    parts = _joining().split(text) if _JOINER in text else [text]
    return _JOINER.join(
        "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in part)
        for part in parts
    )


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<={PICTOGRAPH})|(?<={PICTOGRAPH}\ufe0f)){_JOINER}(?={PICTOGRAPH})")


def flat(text: str) -> str:
    """Return `text` on one line: each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def beginning(text: str, longest: int) -> str:
    """Return a text on one row, cut to so many characters, the last of which says so."""
    text = flat(text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def brief(value: object) -> str:
    """Return `value` as Python writes it, cut in the middle: for messages, however large it is."""
    return _brief.repr(value)


def escaped(text: str) -> str:
    r"""Return `text` with what is not printable as JSON's escapes (`\u001b`); line ends stay.

    JSON stays the same JSON: what is not printable can only be in its strings.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else _json_escape(c) for c in text)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def without_controls(text: str) -> str:
    """Return `text` without control characters; line ends and tabs stay."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t" or not _is_control(c))


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"
