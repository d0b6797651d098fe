"""Who said what stands in quote marks, and by which verb: looked for around the marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from tui.model.span import Span
from tui.nlp.marks import Mark
from tui.nlp.quotes.english import CUE_VERBS, NO_SPEAKERS
from tui.nlp.quotes.mention import mention_of, subject_of

Side = Literal["before", "after", "inherited"]

_FARTHEST = 60
"""Tokens to look at on each side of a quote."""
_NEAR = 14
"""Tokens between the quote and a cue that follows it."""
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_END = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The cue and the speaker's mention of one quote, and where they stand."""

    side: Side
    cue: Span | None
    speaker: Span | None
    is_adjacent: bool = False


class Surroundings:
    """One piece of an article and the marks in it: answers what stands around a mark."""

    def __init__(self, doc: Doc, marks: Sequence[Mark]) -> None:
        self.doc = doc
        self._starts = [token.idx for token in doc]
        self._outer = [m.outer for m in marks if not m.nested]
        self._outer_starts = [o.start for o in self._outer]

    def is_quoted(self, token: Token) -> bool:
        """Tell whether `token` is inside quote marks, or is one."""
        i = bisect_right(self._outer_starts, token.idx) - 1
        return i >= 0 and token.idx < self._outer[i].end

    def tokens(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of the tokens that `span` touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return first, max(first, bisect_left(self._starts, span.end))

    def before(self, mark: Mark) -> list[Token]:
        """Return the tokens of the mark's sentence before it, up to an earlier quote."""
        first, _ = self.tokens(mark.outer)
        found: list[Token] = []
        for i in range(first - 1, max(-1, first - _FARTHEST), -1):
            token = self.doc[i]
            if self._stops(token):
                break
            found.append(token)
        return found[::-1]

    def after(self, mark: Mark) -> list[Token]:
        """Return the tokens after the mark to the end of the sentence or to the next quote."""
        _, last = self.tokens(mark.outer)
        found: list[Token] = []
        for token in self.doc[last : last + _FARTHEST]:
            if self._stops(token):
                break
            found.append(token)
        return found

    def _stops(self, token: Token) -> bool:
        is_line_end = token.is_space and "\n" in token.text
        return is_line_end or token.text in _END or self.is_quoted(token)


def attribute(around: Surroundings, mark: Mark) -> Attribution | None:
    """Return who said `mark` by the words of its own sentence, or None."""
    before, after = around.before(mark), around.after(mark)
    leads_in = bool(before) and before[-1].text in (",", ":")
    earlier = _from_before(around, mark, before)
    if earlier is not None and leads_in:
        return earlier
    later = _from_after(around, mark, after)
    if earlier is None or (later is not None and later.is_adjacent and not _governs(earlier, mark)):
        return later
    return earlier


def inherit(
    around: Surroundings, previous: tuple[Mark, Attribution], mark: Mark, text: str
) -> Attribution | None:
    """Return the attribution of the quote before, when `mark` goes on with what it says."""
    last, attribution = previous
    gap = text[last.outer.end : mark.outer.start]
    goes_on = not gap.strip() and ("\n" not in gap or not last.closed)
    if not goes_on and attribution.cue and attribution.side != "before" and "\n" not in gap:
        first, _ = around.tokens(Span(last.outer.end, mark.outer.start))
        until, _ = around.tokens(mark.outer)
        between = [t for t in around.doc[first:until] if not t.is_space]
        ends = [t for t in between if t.text in _END]
        cue_here = attribution.cue.start >= last.outer.end
        goes_on = cue_here and len(ends) == 1 and between[-1] == ends[0]
    if not goes_on:
        return None
    return Attribution("inherited", attribution.cue, attribution.speaker)


def _cue_in(tokens: Sequence[Token]) -> list[Token]:
    return [
        t for t in tokens if t.lower_ in CUE_VERBS and t.tag_.startswith("VB") and not _is_noun(t)
    ]


def _is_noun(token: Token) -> bool:
    """Tell whether a verb's form stands for a thing or a quality: "a called meeting"."""
    return token.dep_ in ("amod", "compound", "pobj", "nsubj")


def _from_before(around: Surroundings, mark: Mark, before: list[Token]) -> Attribution | None:
    according = _according(around, before, "before")
    if according is not None:
        return according
    cues = _cue_in(before)
    if not cues:
        return _script_style(around, before)
    cue = _governing(around, mark, cues) or cues[-1]
    distance = before[-1].i - cue.i
    return _attribution(around, cue, "before", is_adjacent=distance <= 2)


def _governing(around: Surroundings, mark: Mark, cues: list[Token]) -> Token | None:
    """Return the nearest cue verb that the quote's words hang on in the parse."""
    first, last = around.tokens(mark.outer)
    last = min(last, len(around.doc))
    for token in around.doc[first:last]:
        if first <= token.head.i < last:
            continue
        for ancestor in token.ancestors:
            if ancestor in cues:
                return ancestor
    return None


def _governs(earlier: Attribution, mark: Mark) -> bool:
    """Tell whether the words before lead right into the quote."""
    return earlier.is_adjacent and not mark.nested


def _script_style(around: Surroundings, before: list[Token]) -> Attribution | None:
    """Read "Igor Petrov: “...”": a name, a colon, a quote."""
    if not 2 <= len(before) <= 8 or before[-1].text != ":":
        return None
    head = before[-2]
    if head.ent_type_ != "PERSON":
        return None
    return Attribution("before", None, mention_of(head, around.is_quoted), is_adjacent=True)


def _from_after(around: Surroundings, mark: Mark, after: list[Token]) -> Attribution | None:
    ends_with = mark.content.of(around.doc.text)[-1:]
    signature = _signature(around, after)
    if signature is not None or not after or ends_with == "." or not mark.closed:
        return signature
    if after[0].text in _DASHES or after[0].text == ",":
        after = after[1:]
    according = _according(around, after, "after")
    if according is not None:
        return according
    for cue in _cue_in(after[:_NEAR]):
        head = subject_of(cue, around.is_quoted)
        if head is None or not after[0].i <= head.i <= after[-1].i:
            continue
        if ends_with in _END and _has_own_content(cue):
            return None
        if ends_with not in ",!?…" and not _begins_or_ends_with(after, cue, head):
            continue
        return _attribution(around, cue, "after", is_adjacent=cue.i - after[0].i <= 3)
    return None


def _begins_or_ends_with(after: list[Token], cue: Token, head: Token) -> bool:
    """Tell whether the words after the quote begin, or end after a comma, with its attribution."""
    if cue.i == after[0].i or head.left_edge.i <= after[0].i <= head.i < cue.i:
        return True
    at = min(head.left_edge.i, cue.i)
    return cue.doc[at - 1].text == "," and after[-1].i - max(cue.i, head.i) <= 1


def _signature(around: Surroundings, after: list[Token]) -> Attribution | None:
    """Read "“...” — Igor Petrov": a dash and a name."""
    words = [t for t in after if not t.is_space]
    if not 2 <= len(words) <= 8 or words[0].text not in _DASHES:
        return None
    if words[1].ent_type_ != "PERSON" or _cue_in(words):
        return None
    head = max((t for t in words if t.ent_type_ == "PERSON"), key=lambda t: t.i)
    return Attribution("after", None, mention_of(head, around.is_quoted), is_adjacent=True)


def _has_own_content(cue: Token) -> bool:
    return any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children)


def _according(around: Surroundings, tokens: list[Token], side: Side) -> Attribution | None:
    for word, to in pairwise(tokens):
        if word.lower_ == "according" and to.lower_ == "to":
            near = tokens[0].i == word.i if side == "after" else True
            head = next((c for c in to.children if c.dep_ == "pobj"), None)
            if not near or head is None or around.is_quoted(head):
                continue
            cue = Span(word.idx, to.idx + len(to))
            return Attribution(side, cue, mention_of(head, around.is_quoted), is_adjacent=True)
    return None


def _attribution(around: Surroundings, cue: Token, side: Side, *, is_adjacent: bool) -> Attribution:
    head = subject_of(cue, around.is_quoted)
    speaker = None
    if head is not None and not (head.lower_ in NO_SPEAKERS and not is_adjacent):
        speaker = mention_of(head, around.is_quoted)
    if speaker is not None and not re.search(r"\w", speaker.of(around.doc.text)):
        speaker = None
    return Attribution(side, Span(cue.idx, cue.idx + len(cue)), speaker, is_adjacent)
