"""Joining stores that were written apart: of a team, of several machines, of branches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.errors import PullquoteError
from tui.model.annotation import Annotation
from tui.model.edit import Changed
from tui.model.entity_change import EntityRule
from tui.model.merging import Merged
from tui.model.printable import beginning, flat
from tui.services.output import many
from tui.store.annotations import AnnotationStore, StoredAt
from tui.store.assignments import ASSIGNMENTS_NAME
from tui.store.joining import join_assignments

_LONGEST = 40


@dataclass
class MergeReport:
    """What came of it.

    Attributes:
        databases: How many databases were looked at.
        added: How many annotations, corrected entities and rules came in.
        changed: How many that were there are another now, or are gone.
        notes: What was decided otherwise in both, and what is there twice.
        problems: What could not be read or written, and why.
    """

    databases: int = 0
    added: int = 0
    changed: int = 0
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def summary(self, *, dry_run: bool) -> str:
        """Return it in a line."""
        would = "would come in" if dry_run else "came in"
        return (
            f"{many(self.databases, 'database')}: {many(self.added, 'record')} {would}, "
            f"{self.changed:,} changed, {many(len(self.notes), 'conflict')}, "
            f"{many(len(self.problems), 'problem')}"
        )


def merge_stores(
    store: AnnotationStore,
    folders: Sequence[Path],
    *,
    dry_run: bool = False,
    count: Callable[[int], None] = lambda _: None,
) -> MergeReport:
    """Join the stores at `folders` into `store`; with `dry_run` only tell what would come of it.

    Args:
        store: What is joined into.
        folders: The other stores.
        dry_run: Whether nothing is to be written.
        count: Called with how many databases were looked at so far.

    Raises:
        PullquoteError: A folder is none, or is the store itself; nothing was written.
    """
    for folder in folders:
        _check_folder(store, folder)
    report = MergeReport()
    for folder in folders:
        for found in _databases(AnnotationStore(folder), report):
            report.databases += 1
            count(report.databases)
            try:
                _merge_one(store, found, report, dry_run=dry_run)
            except PullquoteError as error:
                report.problems.append(str(error))
        try:
            _merge_assignments(store, folder, report, dry_run=dry_run)
        except PullquoteError as error:
            report.problems.append(str(error))
    return report


def _check_folder(store: AnnotationStore, folder: Path) -> None:
    if not folder.is_dir():
        raise PullquoteError(f"there is no folder {folder}", "check the name")
    if store.root.exists() and folder.samefile(store.root):
        reason = f"{folder} is the store itself"
        raise PullquoteError(reason, "name another one with --annotations DIR")
    is_empty = next(_databases(AnnotationStore(folder), MergeReport()), None) is None
    if is_empty and not (folder / ASSIGNMENTS_NAME).exists():
        above = folder.absolute().parent
        is_above = folder.name in AnnotationStore(above).annotators()
        hint = f"it is the folder of {folder.name!r} in {above}: name that" if is_above else ""
        raise PullquoteError(
            f"there are no annotations in {folder}",
            hint or "it has to be a folder with one for each annotator",
        )


def _databases(store: AnnotationStore, report: MergeReport) -> Iterator[StoredAt]:
    try:
        annotators = store.folders()
    except PullquoteError as error:
        report.problems.append(str(error))
        return
    for annotator in annotators:
        try:
            yield from store.databases(annotator)
        except PullquoteError as error:
            report.problems.append(str(error))


def _merge_one(
    store: AnnotationStore, found: StoredAt, report: MergeReport, *, dry_run: bool
) -> None:
    theirs = found.read()
    made = store.database_like(found).merge(theirs, dry_run=dry_run)
    report.added += len(made.added)
    report.changed += len(made.changed) + len(made.removed)
    report.notes += _notes(found, made)


def _notes(found: StoredAt, made: Merged) -> Iterator[str]:
    for one in made.overruled:
        yield f"{found.name}: {_named(one)} was changed in both; the later change holds"
    for one in made.twice:
        yield f"{found.name}: {_named(one)} is there twice now, as it was decided apart"


def _named(record: Changed) -> str:
    if isinstance(record, EntityRule):
        return f"the rule for “{beginning(record.change.words, _LONGEST)}”"
    what = "" if isinstance(record, Annotation) else "the entity "
    return f"{what}“{beginning(record.content.text, _LONGEST)}”"


def _merge_assignments(
    store: AnnotationStore, folder: Path, report: MergeReport, *, dry_run: bool
) -> None:
    joined = join_assignments(store.root, folder, dry_run=dry_run)
    report.added += joined.came_in
    if joined.differing:
        several = many(len(joined.differing), "article")
        first = flat(joined.differing[0])
        report.notes.append(
            f"{ASSIGNMENTS_NAME}: {several} dealt otherwise in both, such as {first}: whoever "
            "reads it by either does"
        )
