"""What an article's records say of one and the same text: once this and once that is worth knowing.

Formats that a model is trained on keep what several people decided on a quote as records of their
own, unless they are merged. Who made which they mostly do not tell.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from tui.formats.annotated import Annotated
from tui.formats.format import Split


class Values:
    """The values that the records of one article give to each text."""

    def __init__(self) -> None:
        self._said: dict[Hashable, set[tuple[Hashable, str]]] = {}

    def add(self, text: Hashable, value: Hashable, annotator: str) -> None:
        """Take note of a record.

        Args:
            text: What a model sees of it.
            value: What it is to learn of that.
            annotator: By whom it is.
        """
        self._said.setdefault(text, set()).add((value, annotator))

    def several(self) -> tuple[int, int]:
        """Return how many texts have more than one value, and how many of them by several people.

        The first of the two counts the others as well.
        """
        doubtful = [
            said for said in self._said.values() if len(said) > 1 and len({v for v, _ in said}) > 1
        ]
        return len(doubtful), sum(len({name for _, name in said}) > 1 for said in doubtful)


def compared(split: Split) -> Iterator[tuple[Annotated, Values]]:
    """Yield each article with what its records are to be told to, and count what they say.

    No more is kept than what is of one article: its annotations come together.
    """
    for annotated in split.articles:
        values = Values()
        yield annotated, values
        split.tally.contradict(*values.several())
