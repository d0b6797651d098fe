"""From a verb to its subject, and from the subject's head to the phrase that names a speaker."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from tui.model.span import Span
from tui.nlp.quotes.english import (
    CUE_VERBS,
    MENTION_PREPOSITIONS,
    RELATIVES,
    REPORTED_AS_PASSIVE,
)

Quoted = Callable[[Token], bool]

_CLIMBS = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "acl", "aux")
_NOUNLIKE = ("NN", "PRP", "JJ", "DT", "CD", "POS", "HYPH", "VBN", "FW")
_LONGEST = 14
"""Words a mention may go on after its head."""


def subject_of(verb: Token, quoted: Quoted) -> Token | None:
    """Return the head of what the verb says is speaking, outside of quotes; None if not said."""
    at = verb
    for _ in range(5):
        found = _own_subject(at, quoted) if at is verb else _source(at, quoted)
        if found is not None:
            return found
        if at.dep_ == "acl" and at.head.tag_.startswith("NN"):
            return None if quoted(at.head) else at.head
        if at.dep_ not in _CLIMBS or at.head is at:
            break
        at = at.head
    return _beside(verb, quoted)


def _source(verb: Token, quoted: Quoted) -> Token | None:
    """Return who speaks by a verb above the cue: "TASS quoted Peskov as saying" is Peskov."""
    if CUE_VERBS.get(verb.lower_) in REPORTED_AS_PASSIVE:
        for child in verb.children:
            if child.dep_ == "dobj" and child.tag_.startswith(("NNP", "PRP")) and not quoted(child):
                return child
    return _own_subject(verb, quoted)


def _own_subject(verb: Token, quoted: Quoted) -> Token | None:
    passive = None
    for child in verb.children:
        if child.dep_ == "nsubj" and not quoted(child):
            return verb.head if _is_relative(child, verb) else child
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj" and not quoted(c)), None)
        if child.dep_ == "nsubjpass":
            passive = child
    if passive is not None and CUE_VERBS.get(verb.lower_) in REPORTED_AS_PASSIVE:
        return verb.head if _is_relative(passive, verb) else passive
    return None


def _is_relative(token: Token, verb: Token) -> bool:
    return token.lower_ in RELATIVES and verb.dep_ == "relcl"


def _beside(verb: Token, quoted: Quoted) -> Token | None:
    """Return the head of the noun phrase next to the verb, for when the parse has no subject."""
    doc = verb.doc
    is_passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    if is_passive or verb.tag_ in ("VBG", "VB"):
        return None
    head = None
    for token in doc[verb.i + 1 : verb.i + 9]:
        if not token.tag_.startswith(_NOUNLIKE) or quoted(token):
            break
        if token.tag_.startswith(("NN", "PRP")):
            head = token
    previous = doc[verb.i - 1] if verb.i else None
    if previous is not None and previous.tag_.startswith(("NN", "PRP")) and not quoted(previous):
        return previous
    return head if previous is None or previous.is_punct or quoted(previous) else None


def mention_of(head: Token, quoted: Quoted) -> Span:
    """Return the noun phrase of `head`: without what is said of it after a comma.

    "a DSCA spokesperson", "a spokesman for the ministry", "a Moscow-based analyst, Igor Petrov".
    """
    first = _first(head, quoted)
    last = _last(head, quoted)
    doc = head.doc
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _first(head: Token, quoted: Quoted) -> int:
    first = head.i
    for i in range(head.i - 1, head.left_edge.i - 1, -1):
        token = head.doc[i]
        is_break = (token.is_punct and token.text not in ("-", "’", "'", ".")) or token.is_space
        if quoted(token) or is_break or token.lower_ in ("and", "but", "as", "while"):
            break
        first = i
    entity = _entity_end(head, at_start=True)
    return min(first, entity)


def _entity_end(token: Token, *, at_start: bool) -> int:
    """Return the first or the last word of the name that `token` is in, itself if in none."""
    if token.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP"):
        return token.i
    i, step = token.i, -1 if at_start else 1
    doc = token.doc
    while 0 <= i + step < len(doc) and doc[i + step].ent_type_ == token.ent_type_:
        if doc[i if at_start else i + step].ent_iob_ == "B":
            break
        i += step
    return i


def _last(head: Token, quoted: Quoted) -> int:
    last = _entity_end(head, at_start=False)
    if head.doc[last].tag_ == "POS":
        last -= 1
    for child in head.rights:
        if child.i <= last or quoted(child):
            continue
        joins = child.dep_ == "prep" and child.lower_ in MENTION_PREPOSITIONS
        joins = joins and child.i == last + 1 and head.ent_type_ != "PERSON"
        if joins or (child.dep_ == "cc" and child.i == last + 1 and child.lower_ == "and"):
            if child.dep_ == "prep":
                last = _until_break(child, quoted)
        elif child.dep_ == "conj" and child.i <= last + 4 and not child.tag_.startswith("VB"):
            last = max(last, _until_break(child, quoted))
        elif child.dep_ == "appos" and head.ent_type_ != "PERSON" and child.ent_type_ == "PERSON":
            return _entity_end(child, at_start=False)
    return last


def _until_break(token: Token, quoted: Quoted) -> int:
    """Return the last word of the subtree of `token` before a comma, a clause or a quote."""
    last = token.i
    for i in range(token.i + 1, min(token.right_edge.i, token.i + _LONGEST) + 1):
        following = token.doc[i]
        is_break = following.is_space or following.text in (",", "(", ":", ";", "—", "–", ".")
        if is_break or quoted(following) or following.lower_ in RELATIVES:
            break
        last = i
    return last
