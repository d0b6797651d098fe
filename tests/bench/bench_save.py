"""A save over a bare write, fsync, rename and fsync of the folder, of the same bytes.

Also by itself: `python -m tests.bench.bench_save [--quick]`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bench.measure import Report, Row, interleave, machine_note, ratio_bar, table
from tests.builders import annotation, edit
from tui.model.annotation import Annotation, Excerpt
from tui.model.edit import Edit
from tui.model.span import Span
from tui.store.annotations import AnnotationStore, ArticleDatabase

LIMIT = 2.0
QUOTE = "“This is a necessary investment in our alliances, and we will stand by it,” he said. "
PER_ARTICLE = 40


def run(report: Report, *, quick: bool) -> None:
    """Measure saves into files of several sizes, and into a small and a large corpus."""
    rounds = 20 if quick else 200
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        for count in (1, 50, 300):
            place = Path(folder) / str(count)
            _fill(AnnotationStore(place), "seed", count)
            _measure(report, f"save, {count} in the file", place, count, rounds)
        for count in (10, 10_000 if quick else 100_000):
            place = Path(folder) / f"corpus-{count}"
            _fill_corpus(place, count)
            _measure(report, f"save, {count} in the corpus", place, 10, rounds)
        report.rows.append(_first_save(Path(folder) / "300", 300))


def _measure(report: Report, what: str, place: Path, count: int, rounds: int) -> None:
    saver = _Saver(place, count)
    found = interleave(
        rounds, {"save": saver.save, "bare write": saver.bare, "bare again": saver.bare}
    )
    ours, base = found["save"], found["bare write"]
    report.rows.append(Row(what, ours, base, (ratio_bar(ours, base, LIMIT),)))
    noise = found["bare again"].p50 / base.p50
    size = saver.database.path.stat().st_size
    report.notes.append(f"{what}: {size / 1000:.0f} kB at the end; bare over bare {noise:.2f}")


class _Saver:
    """Saves one decision at a time, and the same bytes without any of our code."""

    def __init__(self, place: Path, count: int) -> None:
        self.database = AnnotationStore(place).open("ada", "seed")
        self.database.load()
        self._bare = place / "bare"
        self._bare.mkdir()
        self._made = _annotations("seed", count)
        self._number = 0
        self.save()  # the first one turns every record into text; it is measured by itself

    def save(self) -> tuple[float]:
        """Decide anew on one quote; returns the milliseconds."""
        self._number += 1
        decided = _decision(self._made[self._number % len(self._made)], self._number)
        return (_timed(lambda: self.database.append([decided])),)

    def bare(self) -> tuple[float]:
        """Write what the database's file holds now to another; returns the milliseconds."""
        data = self.database.path.read_bytes()
        return (_timed(lambda: _write_bare(self._bare, data)),)


def _first_save(place: Path, count: int) -> Row:
    values: list[float] = []
    made = _annotations("seed", count)

    def first() -> tuple[float]:
        database = AnnotationStore(place).open("ada", "seed")
        database.load()
        decided = _decision(made[0], 10**6 + len(values))
        values.append(_timed(lambda: database.append([decided])))
        return (values[-1],)

    found = interleave(10, {"first": first})
    return Row(f"first save after opening, {count} in the file", found["first"])


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _write_bare(folder: Path, data: bytes) -> None:
    temporary, path = folder / "bare.tmp", folder / "bare.json"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    temporary.replace(path)
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _annotations(article: str, count: int) -> list[Annotation]:
    return [
        annotation(
            f"{article}-{number:08}",
            article=article,
            content=Excerpt(Span(at, at + len(QUOTE)), QUOTE),
            detected=Span(at, at + len(QUOTE)),
        )
        for number in range(count)
        for at in (number * 100,)
    ]


def _decision(on: Annotation, number: int) -> Edit:
    return edit(f"again-{number:08}", on, replace(on, decision="neither", labels=()))


def _fill(store: AnnotationStore, article: str, count: int) -> ArticleDatabase:
    database = store.open("ada", article)
    database.append([edit(f"of-{one.id}", after=one) for one in _annotations(article, count)])
    return database


def _fill_corpus(place: Path, count: int) -> None:
    """Fill a corpus of articles that differ in nothing but their ids, by copying the file."""
    store = AnnotationStore(place)
    database = _fill(store, "seed", 10)
    text = _fill(AnnotationStore(place / "pattern"), "pattern", PER_ARTICLE).path.read_text("utf-8")
    for number in range((count - 10) // PER_ARTICLE):
        name = f"article-{number:07}"
        path = database.path.with_name(f"{name}.json")
        path.write_text(text.replace("pattern", name), "utf-8")
    # What the filling left to be written must not be written by the first saves.
    os.sync()


def main() -> None:
    """Print this benchmark's table."""
    report = Report(notes=[machine_note()])
    run(report, quick="--quick" in sys.argv)
    sys.stdout.write(table(report))


if __name__ == "__main__":
    main()
