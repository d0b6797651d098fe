"""A title for an article that brings none."""

from __future__ import annotations

import re

from tui.model.printable import flat
from tui.model.reflow import reflow, sentence_starts

LONGEST = 200
"""Code points; a title ends in an ellipsis there."""

_LOOKED_AT = 1_200
_SENTENCE_END = re.compile(r"([.!?…。！？][\"'”’»)\]*_]*)[ \t]")
_HEADING = re.compile(r"#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")


def cleaned(title: str) -> str:
    """Return `title` in one line, cut at a word where it is too long."""
    title = flat(title.replace("\ufeff", ""))
    if len(title) <= LONGEST:
        return title
    head = title[: LONGEST - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"


def first_sentence(text: str) -> str:
    r"""Return the first sentence of `text` as a title; its first block where there is none.

    "The U.S.\nState Department has approved it. Tokyo…" gives "The U.S. State Department has
    approved it."
    """
    view = reflow(text[:_LOOKED_AT])
    if not view.blocks:
        return ""
    block = view.blocks[0].of(view.text).lstrip()
    # A blank after a full stop made a break: reflow's own rule then tells "U.S." from an end.
    broken = _SENTENCE_END.sub(r"\1\n", block)
    starts = sentence_starts(broken)
    return cleaned(block[: starts[0]] if starts else block)


def first_heading(text: str) -> str:
    """Return the first `# heading` of a Markdown text, code blocks left out; "" without one."""
    fence = ""
    for line in text.splitlines():
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and fence in {"", mark}:
            fence = "" if fence else mark
        elif not fence and (match := _HEADING.fullmatch(line)):
            return cleaned(match[1])
    return ""
