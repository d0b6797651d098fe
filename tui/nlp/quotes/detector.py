"""Which marked runs are quotes, of which kind, with which cue and speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tui.model.analysis import Kind, Quote, Speaker
from tui.nlp.marks import Mark
from tui.nlp.quotes.attribution import Attribution, Surroundings, attribute, inherit
from tui.nlp.quotes.english import FINITE_TAGS

_WORD = re.compile(r"\w[\w’'-]*")
_FEW = 2
"""So many words in marks are irony or a title, unless somebody says them."""
_ENOUGH = 5
"""So many words in marks are a quote, even when nobody is said to say them."""


def detect_quotes(doc: Doc, marks: Sequence[Mark]) -> list[Quote]:
    """Return the quotes of one piece of an article, with the speakers' mentions as their names.

    Args:
        doc: The piece: tagged, parsed, with entities.
        marks: The marked runs that begin in it, in its own offsets; one may end after it.
    """
    around = Surroundings(doc, marks)
    quotes: list[Quote] = []
    previous: tuple[Mark, Attribution] | None = None
    for mark in marks:
        if mark.nested:
            continue
        attribution = attribute(around, mark)
        if attribution is None and previous is not None:
            attribution = inherit(around, previous, mark, doc.text)
        if _is_quote(around, mark, attribution):
            quotes.append(_quote(around, mark, attribution))
            previous = (mark, attribution) if attribution else None
    return quotes


def _quote(around: Surroundings, mark: Mark, attribution: Attribution | None) -> Quote:
    cue = attribution.cue if attribution else None
    speaker = None
    if attribution and attribution.speaker:
        speaker = Speaker(attribution.speaker, attribution.speaker.of(around.doc.text))
    return Quote(mark.content, _kind(around, mark), cue, speaker)


def _is_quote(around: Surroundings, mark: Mark, attribution: Attribution | None) -> bool:
    """Tell a quote from irony and from the title of a book."""
    text = mark.content.of(around.doc.text)
    words = _WORD.findall(text)
    if not words:
        return False
    is_said = attribution is not None and attribution.cue is not None
    if is_said and attribution is not None and attribution.is_adjacent:
        return not (_is_title(words) and _is_embedded(around, mark))
    if _is_title(words):
        return False
    if is_said:
        return True
    is_sentence = text[-1] in ".!?" and len(words) > _FEW
    return is_sentence or len(words) >= _ENOUGH


def _is_title(words: list[str]) -> bool:
    """Tell whether all the longer words are capitalised."""
    long = [w for w in words if len(w) > 3 or w == words[0]]
    return all(w[0].isupper() or w[0].isdigit() for w in long)


def _kind(around: Surroundings, mark: Mark) -> Kind:
    """Return `mixed` for a fragment that is a part of the sentence around it."""
    if not _is_embedded(around, mark):
        return "direct"
    first, last = around.tokens(mark.content)
    tokens = list(around.doc[first : min(last, len(around.doc))])
    starts_big = mark.content.of(around.doc.text)[:1].isupper()
    return "direct" if starts_big and _is_clause(tokens) else "mixed"


def _is_embedded(around: Surroundings, mark: Mark) -> bool:
    """Tell whether words of the same sentence lead into the marks without a comma or a colon."""
    before = around.before(mark)
    return bool(before) and before[-1].text not in (",", ":", "—", "–", "-", "(")


def _is_clause(tokens: list[Token]) -> bool:
    has_verb = any(t.tag_ in FINITE_TAGS for t in tokens)
    has_subject = any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in tokens)
    return has_verb and has_subject
