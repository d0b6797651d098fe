"""The letters of jump mode: short, on the home row first, none the beginning of another."""

from __future__ import annotations

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def jump_labels(count: int) -> list[str]:
    """Return so many labels, the easiest first; no label begins another, so none needs Enter."""
    labels = list(_LETTERS)
    while len(labels) < count:
        # The hardest of the shortest is given up for all that begin with it.
        shortest = min(len(label) for label in labels)
        last = max(n for n, label in enumerate(labels) if len(label) == shortest)
        head = labels.pop(last)
        labels += [head + letter for letter in _LETTERS]
    return labels[:count]
