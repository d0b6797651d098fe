"""Pairing quote marks: which run of text stands between an opening and a closing one.

Pure text, no model. A mark is read by what stands on its two sides, so that apostrophes,
possessives, decades and inches are none, and one that is never closed spoils only its own block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tui.model.reflow import Reflow, reflow
from tui.model.span import Span, trimmed

Role = Literal["open", "close", "either", "none"]

MAX_BLOCKS = 10
"""A closing mark more blocks than this after the opening one belongs to something else."""

_LOOK_AHEAD = 100
_MARK = re.compile(r"``|''|[“”„‟\"＂‘’'‚«»‹›「」『』]")
_KIND = {
    **dict.fromkeys(("“", "”", "„", "‟"), "double"),
    **dict.fromkeys(('"', "＂", "``", "''"), "straight"),
    **dict.fromkeys(("«", "»"), "angle"),
    **dict.fromkeys(("‹", "›"), "single angle"),
    **dict.fromkeys(("‘", "’", "‚"), "single"),
    **dict.fromkeys(("「", "」"), "corner"),
    **dict.fromkeys(("『", "』"), "white corner"),
    "'": "straight single",
}
_OPENERS = frozenset(("“", "„", "``", "«", "‹", "‚", "「", "『"))
_CLOSERS = frozenset(("”", "‟", "''", "»", "›", "」", "』"))
_CORNERS: dict[str, Role] = {"「": "open", "『": "open", "」": "close", "』": "close"}
"""These stand in texts without spaces, and can only be read in one way."""
_SINGLE = ("single", "straight single")
_BEFORE_OPENING = frozenset("([{<—–-/:“‘\"'«„‹…")
_ELISION = re.compile(r"(?:\d\ds?|em|tis|twas|till?|cause|cuz|bout|n|round)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands between two quote marks.

    Attributes:
        content: Without the marks and the white space inside them; never empty.
        outer: With the marks.
        closed: Whether there was a closing mark; if not, it ends with its block.
        nested: Whether it stands inside another one.
    """

    content: Span
    outer: Span
    closed: bool
    nested: bool = False


@dataclass(frozen=True, slots=True)
class _Sign:
    """One quote character (or two, as in TeX) and what it may do there."""

    span: Span
    kind: str
    role: Role
    block: int


def find_marks(text: str, view: Reflow | None = None) -> tuple[Mark, ...]:
    """Return all marked runs of `text` in order, an inner one after its outer one."""
    view = view or reflow(text)
    marks: list[Mark] = []
    blocks = iter(enumerate(view.blocks))
    upcoming = next(blocks, None)
    for paragraph in view.paragraphs:
        signs: list[_Sign] = []
        while upcoming is not None and upcoming[1].start < paragraph.end:
            number, block = upcoming
            signs += _signs(text, block, number)
            upcoming = next(blocks, None)
        marks += _Pairing(text, view.blocks, signs).pair()
    return tuple(sorted(_with_nesting(marks), key=lambda m: (m.outer.start, -m.outer.end)))


def _signs(text: str, block: Span, number: int) -> Iterator[_Sign]:
    for match in _MARK.finditer(text, block.start, block.end):
        span = Span(*match.span())
        before = text[span.start - 1] if span.start > block.start else " "
        after = text[span.end] if span.end < block.end else " "
        role = _role(match[0], before, after, text[span.end : span.end + 6])
        if role != "none":
            yield _Sign(span, _KIND[match[0]], role, number)


def _role(sign: str, before: str, after: str, rest: str) -> Role:
    """Read one mark by its two neighbours."""
    if sign in _CORNERS:
        return _CORNERS[sign]
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    kind = _KIND[sign]
    if kind in _SINGLE:
        return _single_role(sign, before, after, opens=opens and not _ELISION.match(rest))
    if kind == "straight" and sign not in ("``", "''"):
        closes = not before.isspace() and not (after.isalnum() and before not in _BEFORE_OPENING)
        return _one_of(opens=opens, closes=closes)
    if sign in _OPENERS:
        # German “ closes what „ opened, Danish « what » opened: only at the end of a word.
        return "either" if not before.isspace() and not after.isalnum() else "open"
    return "either" if opens and before.isspace() else "close"


def _single_role(sign: str, before: str, after: str, *, opens: bool) -> Role:
    if sign == "‚":
        return "open" if opens else "none"
    closes = sign != "‘" and not before.isspace() and not after.isalnum()
    return _one_of(opens=opens and sign != "’", closes=closes)


def _one_of(*, opens: bool, closes: bool) -> Role:
    if opens and closes:
        return "either"
    return "open" if opens else "close" if closes else "none"


class _Pairing:
    """Walks over the signs of one paragraph with the stack of those still open."""

    def __init__(self, text: str, blocks: Sequence[Span], signs: list[_Sign]) -> None:
        self._text = text
        self._blocks = blocks
        self._signs = signs
        self._open: list[_Sign] = []
        self._marks: list[Mark] = []

    def pair(self) -> list[Mark]:
        for index, sign in enumerate(self._signs):
            self._drop_stale(sign)
            opener = self._match(sign)
            if sign.role == "close" or (sign.role == "either" and opener is not None):
                if opener is not None and not self._is_apostrophe(index, opener):
                    self._close(opener, sign)
            else:
                self._start(index, sign)
        while self._open:
            self._give_up(self._open.pop(), None)
        return self._marks

    def _match(self, sign: _Sign) -> _Sign | None:
        """Return the open sign that `sign` would close; curly and straight may be mixed up."""
        for opener in reversed(self._open):
            if opener.kind == sign.kind:
                return opener
        mixed = {"double": "straight", "straight": "double"}.get(sign.kind)
        if mixed and self._open and self._open[-1].kind == mixed and sign.role == "close":
            return self._open[-1]
        return None

    def _is_apostrophe(self, index: int, opener: _Sign) -> bool:
        """Tell whether the sign is an apostrophe or an inch mark, the real closer still to come."""
        sign = self._signs[index]
        before, after = self._text[sign.span.start - 1], self._text[sign.span.end :][:2]
        if opener.kind in _SINGLE:
            doubtful = before == "s" and after[:1] == " " and after[1:].islower()
        else:
            doubtful = opener.kind == "straight" and before.isdigit()
        ahead = (s for s in self._ahead(index + 1) if s.kind == sign.kind)
        later = next(ahead, None) if doubtful else None
        return later is not None and later.block == sign.block and later.role == "close"

    def _ahead(self, index: int) -> Iterator[_Sign]:
        """Yield the next signs, but only so many: a text of nothing but marks must not be slow."""
        return iter(self._signs[index : index + _LOOK_AHEAD])

    def _close(self, opener: _Sign, sign: _Sign) -> None:
        while self._open.pop() is not opener:
            pass
        self._add(Span(opener.span.end, sign.span.start), Span(opener.span.start, sign.span.end))

    def _start(self, index: int, sign: _Sign) -> None:
        """Open a run; one of its kind still open was never closed, unless this is inside it."""
        same = next((s for s in reversed(self._open) if s.kind == sign.kind), None)
        if same is not None and not self._is_nested(index, sign):
            while (dropped := self._open.pop()) is not same:
                pass
            self._give_up(dropped, sign)
        self._open.append(sign)

    def _is_nested(self, index: int, sign: _Sign) -> bool:
        """Tell whether the rest of the block closes both this run and the one around it."""
        depth = sum(s.kind == sign.kind for s in self._open)
        for later in self._ahead(index):
            if later.block != sign.block or depth == 0:
                break
            if later.kind == sign.kind:
                depth += 1 if later.role == "open" else -1
        return depth == 0

    def _give_up(self, opener: _Sign, following: _Sign | None) -> None:
        """End an unclosed run with its block, or before the mark that opens the next one there."""
        # A lone single one is an apostrophe far more often than a quote.
        if opener.kind in _SINGLE:
            return
        end = self._blocks[opener.block].end
        if following is not None:
            end = min(end, following.span.start)
        self._add(Span(opener.span.end, end), Span(opener.span.start, end), closed=False)

    def _drop_stale(self, sign: _Sign) -> None:
        """Give up what was opened too many blocks ago."""
        while self._open and sign.block - self._open[0].block > MAX_BLOCKS:
            self._give_up(self._open.pop(0), None)

    def _add(self, inside: Span, outer: Span, *, closed: bool = True) -> None:
        content = trimmed(self._text, inside)
        if content.start < content.end:
            self._marks.append(Mark(content, outer, closed))


def _with_nesting(marks: list[Mark]) -> Iterator[Mark]:
    """Yield the marks that lie side by side or wholly inside one another, the inner ones told."""
    around: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.outer.start, -m.outer.end)):
        while around and around[-1].outer.end <= mark.outer.start:
            around.pop()
        if around and not around[-1].content.contains(mark.content):
            continue
        yield Mark(mark.content, mark.outer, mark.closed, nested=bool(around))
        around.append(mark)
