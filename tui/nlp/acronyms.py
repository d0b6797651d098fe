"""Acronyms: "the Defense Security Cooperation Agency (DSCA)", "a news outlet, RT,"."""

from __future__ import annotations

from collections.abc import Sequence

from tui.nlp.chunks import PLACES, Chunk, is_acronym, put
from tui.nlp.lexicon import BODIES, SMALL_WORDS
from tui.nlp.words import Word


def label_acronyms(words: Sequence[Word], chunks: list[Chunk]) -> list[Chunk]:
    """Give an acronym the label of the name it is short for, wherever it stands."""
    by_end = {c.last: c for c in chunks}
    by_first = {c.first: c for c in chunks}
    labels: dict[str, str] = {}
    for i, word in enumerate(words):
        if is_acronym(word.text):
            label = _bracket_label(words, i, by_end, by_first) or _apposition_label(words, i)
            if label:
                labels.setdefault(word.text, label)
    places = (i for i, w in enumerate(words) if w.text in labels)
    return put(chunks, ((i, labels[words[i].text]) for i in places))


def _bracket_label(
    words: Sequence[Word], i: int, by_end: dict[int, Chunk], by_first: dict[int, Chunk]
) -> str | None:
    """Return the label of the name before "(ACRO)"; only for an ORG may the initials differ."""
    if i == 0 or words[i - 1].text != "(" or i + 1 >= len(words) or words[i + 1].text != ")":
        return None
    long = by_end.get(i - 1)
    if long is None:
        return "ORG" if _spells(_capitalised_before(words, i - 1), words[i].text) else None
    if _spells([w.text for w in words[long.first : long.last]], words[i].text):
        return long.label
    inside = by_first.get(i)
    is_place = inside is not None and inside.label in PLACES
    return "ORG" if long.label == "ORG" and not is_place else None


def _capitalised_before(words: Sequence[Word], end: int) -> list[str]:
    start = end
    while start > 0 and (
        words[start - 1].text[:1].isupper() or words[start - 1].text in SMALL_WORDS
    ):
        start -= 1
    return [w.text for w in words[start:end]]


def _spells(long: list[str], acronym: str) -> bool:
    """Tell whether the last initials of `long` are `acronym`, small words counted or not."""
    wanted = [c for c in acronym if c.isalpha()]
    if len(wanted) < 2:
        return False
    full = [part[0].upper() for word in long for part in word.split("-") if part[:1].isalpha()]
    main = [
        part[0].upper()
        for word in long
        if word.lower() not in SMALL_WORDS
        for part in word.split("-")
        if part[:1].isalpha()
    ]
    return wanted in (full[-len(wanted) :], main[-len(wanted) :])


def _apposition_label(words: Sequence[Word], i: int) -> str | None:
    """Return ORG when a noun for an organisation stands beside the acronym.

    "a state media outlet, RT, published", "the broadcaster NHK said", "RT, a news outlet,".
    """
    before = list(words[max(0, i - 2) : i])
    if len(before) == 2 and before[1].text in (",", "(", "—", "–"):
        before.pop()
    if before and before[-1].text.lower() in BODIES and _ends_phrase(words, i + 1):
        return "ORG"
    return "ORG" if _head_after_comma(words, i + 1) in BODIES else None


def _ends_phrase(words: Sequence[Word], i: int) -> bool:
    """Tell whether a noun phrase ends before word `i`."""
    return i >= len(words) or not words[i].tag.startswith(("NN", "JJ", "CD", "HYPH"))


def _head_after_comma(words: Sequence[Word], i: int) -> str | None:
    """Return the head noun of the apposition that "`, a ...`" begins at word `i`, or None."""
    if i + 1 >= len(words) or words[i].text != "," or words[i + 1].text not in ("a", "an", "the"):
        return None
    head = None
    for word in words[i + 2 : i + 10]:
        if not word.tag.startswith(("NN", "JJ", "VBN", "HYPH", "RB", "POS")):
            break
        if word.tag.startswith("NN"):
            head = word.text.lower()
    return head
