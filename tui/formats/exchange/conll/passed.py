"""What stands at the words of a document, and has no place in an annotation of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.formats.exchange.conll.columns import COLUMNS, EMPTY

SPACES = frozenset({"SpaceAfter", "SpacesAfter", "SpacesBefore", "TokenRange"})
"""The keys in MISC that tell where words are."""


def others_at(words: Iterable[Mapping[str, str]], ner: str | None) -> Counter[str]:
    """Return at how many words each other column has something, or each other key in MISC.

    Args:
        words: The columns of each word, by name.
        ner: The column that entities are read of.
    """
    told: Counter[str] = Counter()
    known = {*COLUMNS, ner}
    for word in words:
        for name, value in word.items():
            if name not in known and value != EMPTY:
                told[f"column {name}"] += 1
        misc = word.get("MISC", EMPTY)
        for one in () if misc == EMPTY else misc.split("|"):
            key = one.partition("=")[0]
            if key not in SPACES:
                told[f"MISC {key}"] += 1
    return told
