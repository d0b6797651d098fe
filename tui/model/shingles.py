"""How alike two texts are, by the runs of three words that both have.

Case, punctuation, quote marks and line ends make no difference. Where words are written without
blanks between them (Chinese, Japanese) each sign is one.
"""

from __future__ import annotations

import re
import unicodedata

SIZE = 3
"""Words in a run."""

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORDS = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


def shingles(text: str) -> set[str]:
    """Return all runs of `SIZE` words; of a shorter text its words; nothing without a word."""
    words = _WORDS.findall(unicodedata.normalize("NFC", text).casefold())
    last = max(1, len(words) - SIZE + 1)
    return {" ".join(words[at : at + SIZE]) for at in range(last)} if words else set()


def jaccard(one: set[str], other: set[str]) -> float:
    """Return the share of what is in either that is in both; 0 where there is nothing."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
