"""What an export wrote, what it left out and why, and what its format does not carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tui.formats.fields import Field
from tui.formats.format import Format
from tui.formats.tally import Tally
from tui.services.output import many


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of an export.

    Attributes:
        form: Its format.
        tallies: What each split holds, by its name; one with an empty name without splits.
        articles: How many articles there were with annotations to export.
        annotators: By how many people those are.
    """

    form: Format
    tallies: dict[str, Tally]
    articles: int
    annotators: int

    @property
    def count(self) -> int:
        """How many records were written."""
        return sum(tally.count for tally in self.tallies.values())

    def __str__(self) -> str:
        """Return it in a line: "12 records from 3 articles by 2 annotators"."""
        return (
            f"{many(self.count, self.form.unit)} from {many(self.articles, 'article')} "
            f"by {many(self.annotators, 'annotator')}"
        )

    def lines(self) -> Iterator[str]:
        """Yield what else is to be told: what was left out and lost, labels by split."""
        for why, count in sorted(_sum(tally.left_out for tally in self.tallies.values()).items()):
            yield f"left out: {many(count, 'annotation')} {why}"
        if lost := _sum(tally.lost for tally in self.tallies.values()):
            told = [f"{field.value} ({lost[field]:,})" for field in Field if lost[field]]
            yield f"{self.form.name} has no {', '.join(told)}"
        for name, tally in self.tallies.items():
            labels = ", ".join(f"{label} {count:,}" for label, count in _sorted(tally.labels))
            told_count = f"{many(tally.count, self.form.unit)}" if name else ""
            if name or labels:
                yield ": ".join(part for part in (name, told_count, labels) if part)

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "format": self.form.name,
            "articles": self.articles,
            "annotators": self.annotators,
            "splits": {name or "all": _tally_json(one) for name, one in self.tallies.items()},
        }


def _tally_json(tally: Tally) -> dict[str, Any]:
    return {
        "records": tally.count,
        "labels": dict(_sorted(tally.labels)),
        "left_out": dict(sorted(tally.left_out.items())),
        "lost": {field.value: tally.lost[field] for field in Field if tally.lost[field]},
    }


def _sum(counters: Iterator[Counter[Any]] | Sequence[Counter[Any]]) -> Counter[Any]:
    total: Counter[Any] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _sorted(labels: Counter[str]) -> list[tuple[str, int]]:
    return sorted(labels.items(), key=lambda item: (-item[1], item[0]))
