"""What an export wrote, what it left out and why, and what its format does not carry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tui.formats.fields import Field
from tui.formats.format import Format
from tui.formats.tally import Tally
from tui.services.output import many

_LONGEST = 40
"""Cells of a label's name in the table: so that it fits into 80."""


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
        """Return it in a line: "12 records from 3 articles by 2 annotators".

        Where a record is not an annotation, or some are left out: "4 tasks from 12 annotations on
        3 articles by 2 annotators".
        """
        of = self._annotations
        whence = "" if of in (0, self.count) else f"{many(of, 'annotation')} on "
        return (
            f"{many(self.count, self.form.unit)} from {whence}{many(self.articles, 'article')} "
            f"by {many(self.annotators, 'annotator')}"
        )

    @property
    def _annotations(self) -> int:
        return sum(tally.annotations for tally in self.tallies.values())

    def lines(self, *, is_merged: bool = False) -> Iterator[str]:
        """Yield what else is to be told: what was left out, changed and lost, labels by split.

        Args:
            is_merged: Whether one annotation was made of what several people decided on a quote.
        """
        for why, count in sorted(_sum(tally.left_out for tally in self.tallies.values()).items()):
            yield f"left out: {many(count, 'annotation')} {why}"
        for why, count in sorted(_sum(tally.changed for tally in self.tallies.values()).items()):
            yield f"changed: {many(count, self.form.unit)} {why}"
        yield from self._contradictions(is_merged=is_merged)
        if lost := _sum(tally.lost for tally in self.tallies.values()):
            yield f"not in {self.form.name}: {self._lost(lost)}"
        if any(self.tallies):
            yield from self._table()
        elif labels := _sorted(_sum(tally.labels for tally in self.tallies.values())):
            yield ", ".join(f"{label} {count:,}" for label, count in labels)

    def as_json(self) -> dict[str, Any]:
        """Return it for programs."""
        return {
            "format": self.form.name,
            "articles": self.articles,
            "annotators": self.annotators,
            "splits": {name or "all": _tally_json(one) for name, one in self.tallies.items()},
        }

    def _lost(self, lost: Counter[Field]) -> str:
        """Say what the format does not carry: what only some have with its number, then the rest.

        What all annotations have (when it was made) is of less interest than their notes.
        """
        total = self._annotations
        some = [f"{one.value} ({lost[one]:,})" for one in Field if 0 < lost[one] < total]
        of_all = [one.value for one in Field if 0 < lost[one] >= total]
        told = [", ".join(some)] if some else []
        if of_all:
            whose = f"of {'all ' if total > 1 else ''}{many(total, 'annotation')}"
            told.append(
                f"{whose}: {', '.join(of_all)}" if some else f"{', '.join(of_all)}, {whose}"
            )
        return "; ".join(told)

    def _contradictions(self, *, is_merged: bool) -> Iterator[str]:
        texts = sum(tally.contradictory for tally in self.tallies.values())
        disputed = sum(tally.disputed for tally in self.tallies.values())
        if not texts:
            return
        told = f"contradictory: {many(texts, 'text')} with more than one value, as "
        if is_merged or not disputed:
            yield f"{told}the same words are quoted more than once"
            return
        some = "" if disputed == texts else f"in {disputed:,} of them "
        yield f"{told}{some}people decided differently: --merge majority or adjudicated settles it"

    def _table(self) -> Iterator[str]:
        """Yield the numbers of each split, and of all: articles, records, those with a label."""
        tallies = list(self.tallies.values())
        labels = _sorted(_sum(tally.labels for tally in tallies))
        rows = [
            ("", *self.tallies, "all"),
            _row("articles", [tally.articles for tally in tallies]),
            _row(many(2, self.form.unit).removeprefix("2 "), [tally.count for tally in tallies]),
            *(_row(label, [tally.labels[label] for tally in tallies]) for label, _ in labels),
        ]
        first, *widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for name, *cells in rows:
            numbers = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
            yield f"{name:{first}}  {'  '.join(numbers)}"


def _row(name: str, counts: list[int]) -> tuple[str, ...]:
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    return (short, *(f"{count:,}" for count in (*counts, sum(counts))))


def _tally_json(tally: Tally) -> dict[str, Any]:
    doubtful = {"texts": tally.contradictory, "by_several": tally.disputed}
    return {
        "articles": tally.articles,
        "records": tally.count,
        "labels": dict(_sorted(tally.labels)),
        "left_out": dict(sorted(tally.left_out.items())),
        "lost": {field.value: tally.lost[field] for field in Field if tally.lost[field]},
        **({"changed": dict(sorted(tally.changed.items()))} if tally.changed else {}),
        **({"contradictory": doubtful} if tally.contradictory else {}),
    }


def _sum(counters: Iterable[Counter[Any]]) -> Counter[Any]:
    total: Counter[Any] = Counter()
    for counter in counters:
        total.update(counter)
    return total


def _sorted(labels: Counter[str]) -> list[tuple[str, int]]:
    return sorted(labels.items(), key=lambda item: (-item[1], item[0]))
