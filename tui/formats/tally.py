"""What a format wrote, and what it left out."""

from __future__ import annotations

from collections import Counter

from tui.formats.fields import Field
from tui.model.annotation import Annotation


class Tally:
    """Counts while it is written.

    Attributes:
        articles: How many articles were given to the format; `annotations` how many on them.
        count: How many records were written, in what the format calls one.
        labels: How many records have each label.
        left_out: Of how many annotations no record was made, by the reason: "without a stance"; of
            a format that has several data sets, what not all of them have, too.
        lost: How many of the annotations had something that the format does not carry.
        changed: How many records do not have their words as they stand in the text, by the reason.
        contradictory: How many texts have more than one value, where a format tells one of each.
        disputed: How many of those have them by several people.
    """

    def __init__(self) -> None:
        self.articles = self.annotations = 0
        self.count = 0
        self.labels: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.lost: Counter[Field] = Counter()
        self.changed: Counter[str] = Counter()
        self.contradictory = self.disputed = 0

    def record(self, *labels: str) -> None:
        """Count one record, with the labels it has."""
        self.count += 1
        self.labels.update(labels)

    def leave_out(self, why: str, count: int = 1) -> None:
        """Count annotations of which there is no record."""
        self.left_out[why] += count

    def change(self, why: str) -> None:
        """Count one record whose words are others than in the text."""
        self.changed[why] += 1

    def contradict(self, texts: int, by_several: int) -> None:
        """Count texts of an article with more than one value, and those by several people."""
        self.contradictory += texts
        self.disputed += by_several


def labels_of(annotation: Annotation) -> list[str]:
    """Return the names of an annotation's labels; without any, what was decided in their place."""
    names = [label.name for label in annotation.labels]
    return names or ([annotation.decision] if annotation.decision else [])
