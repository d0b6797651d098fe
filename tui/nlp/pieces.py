"""What the model is fed: an article's text, made harmless at equal length, in pieces.

In pieces the first names are there after a fifth of a second, and a book needs no more memory than
a page; cut where a paragraph, a line or at least a sentence ends, they have the same names as the
whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tui.model.reflow import Reflow
from tui.model.span import Span
from tui.nlp.marks import Mark

PIECE = 6000
"""Code points that a piece aims at; it is never more than twice that."""

_CRLF = re.compile("\r\n")
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile("[\t\x1c-\x1f]")
# Lone surrogates cannot be encoded, and control characters would be glued to a word.
_HARMFUL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
# The tokenizer takes signs off a word one by one: its time grows with the square of their number.
_RUN = re.compile(r"[^\w\s]{33,}")
_LOOSE = re.compile(r" *\n *|  +")
_NEEDLESS = re.compile(r" \n|\n |  ")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z])")


def model_text(view: Reflow) -> str:
    """Return the reflowed text with its strange characters replaced one for one."""
    text = _CRLF.sub(" \n", view.text)
    text = _BREAK.sub("\n", text)
    text = _SPACE.sub(" ", text)
    text = _RUN.sub(lambda run: "x" * len(run[0]), text)
    return _HARMFUL.sub("\ufffd", text)


class Squeezed:
    """A piece without its needless spaces, and the way back to the piece's offsets.

    For a model a second space is a word of its own in the middle of a sentence; a wrap of a file
    with CRLF is such a second space. Offsets after the piece's end are kept apart by as much.
    """

    def __init__(self, piece: str) -> None:
        self.text = piece
        self._kept: Sequence[int] = range(len(piece))
        self._beyond = 0
        if _NEEDLESS.search(piece):
            self._squeeze(piece)

    def _squeeze(self, piece: str) -> None:
        kept: list[int] = []
        at = 0
        for match in _LOOSE.finditer(piece):
            stays = match.start() + max(0, match[0].find("\n"))
            kept += [*range(at, match.start()), stays]
            at = match.end()
        kept += range(at, len(piece))
        self.text = "".join(piece[i] for i in kept)
        self._kept = kept
        self._beyond = len(piece) - len(kept)

    @property
    def is_same(self) -> bool:
        """Whether the piece is its own: there was nothing to squeeze."""
        return not self._beyond

    def inner(self, span: Span) -> Span:
        """Return where a span of the piece is in the squeezed text."""
        return Span(self.inner_offset(span.start), self.inner_offset(span.end))

    def inner_offset(self, offset: int) -> int:
        """Return where an offset of the piece is in the squeezed text."""
        if offset >= len(self._kept) + self._beyond:
            return offset - self._beyond
        return bisect_left(self._kept, offset)

    def outer(self, span: Span) -> Span:
        """Return where a span of the squeezed text, not empty, is in the piece."""
        return Span(self._outer_offset(span.start), self._outer_offset(span.end - 1) + 1)

    def _outer_offset(self, offset: int) -> int:
        if offset >= len(self._kept):
            return offset + self._beyond
        return self._kept[offset]


def cut(view: Reflow, marks: Sequence[Mark], *, size: int = PIECE) -> Iterator[Span]:
    """Yield the pieces of a text, which together are all of it; none for an empty one."""
    length = len(view.text)
    paragraph_ends = {p.end for p in view.paragraphs}
    ends = [b.end for b in view.blocks]
    quoted = [m.outer for m in marks if not m.nested]
    starts = [q.start for q in quoted]

    def is_quoted(at: int) -> bool:
        i = bisect_right(starts, at) - 1
        return i >= 0 and quoted[i].start < at < quoted[i].end

    start = 0
    while length - start > size:
        window = ends[bisect_right(ends, start + size // 2) : bisect_right(ends, start + size)]
        later = ends[bisect_right(ends, start + size) : bisect_right(ends, start + 2 * size)]
        free = [end for end in window if not is_quoted(end)]
        end = (
            next((e for e in reversed(free) if e in paragraph_ends), None)
            or (free[-1] if free else None)
            or next((e for e in later if not is_quoted(e)), None)
            or (window[-1] if window else None)
            or _cut_inside(view.text, start, start + size)
        )
        end = _after_breaks(view.text, end, start + 2 * size)
        yield Span(start, end)
        start = end
    if start < length:
        yield Span(start, length)


def _cut_inside(text: str, start: int, limit: int) -> int:
    """Return the end of the last sentence before `limit`, else of a word, else `limit` itself."""
    middle = start + (limit - start) // 2
    sentences = [m.end() for m in _SENTENCE_END.finditer(text, middle, limit)]
    if sentences:
        return sentences[-1]
    space = max(text.rfind(" ", middle, limit), text.rfind("\n", middle, limit))
    return space + 1 if space > 0 else limit


def _after_breaks(text: str, end: int, limit: int) -> int:
    """Return where the white space after `end` is over, so that no piece begins with it."""
    while end < min(len(text), limit) and text[end].isspace():
        end += 1
    return end
