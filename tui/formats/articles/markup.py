"""The text of a piece of HTML, as feeds have it: paragraphs with a blank line between.

No page's main text is looked for here, see `page`. It takes time in the length of the piece only,
whatever is open or unclosed in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_BLOCK_NAMES = (
    "address article aside blockquote body dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(("template", "head", "title", "iframe", "noscript", "svg"))
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,40})")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""What ends text in which no other tag is one."""
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LONGER = 3
"""How often a tag is taken to go on when an attribute's quote is open at a `>`."""


def text_of(markup: str) -> str:
    """Return the text of a piece of HTML; a paragraph a block, a line break a line."""
    paragraphs: list[str] = []
    lines: list[list[str]] = [[]]
    silent = ""
    for kind, piece in _pieces(markup):
        if kind == "text":
            if not silent:
                lines[-1].append(_unescaped(piece))
            continue
        if silent:
            silent = "" if piece == f"/{silent}" else silent
        elif piece in _SILENT:
            silent = piece
        elif piece.removeprefix("/") == "br":
            lines.append([])
        elif piece.removeprefix("/") in _BLOCKS:
            paragraphs.append(_joined(lines))
            lines = [[]]
    paragraphs.append(_joined(lines))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _joined(lines: list[list[str]]) -> str:
    made = (_SPACE.sub(" ", "".join(line)).strip() for line in lines)
    return "\n".join(line for line in made if line)


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a number of thousands of digits is no character
        return text


def _pieces(markup: str) -> Iterator[tuple[str, str]]:
    """Yield text, and the names of tags, in order; comments and declarations are left out."""
    at = 0
    while at < len(markup):
        opened = markup.find("<", at)
        if opened < 0:
            break
        if opened > at:
            yield "text", markup[at:opened]
        name = _NAME.match(markup, opened + 1)
        if markup.startswith("<!--", opened):
            end = markup.find("-->", opened + 4)
            at = end + 3 if end >= 0 else len(markup)
        elif markup.startswith("<![CDATA[", opened):
            end = markup.find("]]>", opened)
            yield "text", markup[opened + 9 : end if end >= 0 else len(markup)]
            at = end + 3 if end >= 0 else len(markup)
        elif name or markup.startswith(("<!", "<?"), opened):
            at = _tag_end(markup, opened)
            if name and (raw := _RAW.get(name[0].lower())):
                ended = raw.search(markup, at)
                at = _tag_end(markup, ended.start()) if ended else len(markup)
            elif name:
                yield "tag", ("/" if name[0].startswith("/") else "") + name[1].lower()
        else:  # "a < b"
            yield "text", "<"
            at = opened + 1
    if at < len(markup):
        yield "text", markup[at:]


def _tag_end(markup: str, opened: int) -> int:
    """Return where the tag that is opened is over; a `>` in an attribute does not end it."""
    first = end = markup.find(">", opened)
    for _ in range(_LONGER):
        if end < 0:
            break
        tag = markup[opened:end]
        if tag.count('"') % 2 == 0 and tag.count("'") % 2 == 0:
            return end + 1
        end = markup.find(">", end + 1)
    return first + 1 if first >= 0 else len(markup)
