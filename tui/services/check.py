"""Looking through a whole store: what is wrong, and mending what can be mended."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from tui.errors import PullquoteError
from tui.model.scheme import Scheme
from tui.services.check_articles import Articles
from tui.services.check_database import DatabaseCheck
from tui.services.check_leftovers import lock_faults, look_at_set_aside, look_at_temporary
from tui.services.clock import stored_now
from tui.store.assignments import AssignmentFile
from tui.store.explained import explanation
from tui.store.fault import Fault, Severity
from tui.store.regular import open_regular
from tui.store.seen_ids import SeenIds
from tui.store.walk import Entry, walk


class Finding(NamedTuple):
    """A fault of a file.

    Attributes:
        path: The file.
        severity: See `Fault`; likewise `line`, `reason` and `mend`.
        mended: Whether it is mended now.
    """

    path: Path
    severity: Severity
    line: int | None
    reason: str
    mend: str
    mended: bool


class Checked(NamedTuple):
    """What was looked at, and how much was found.

    Attributes:
        files: How many databases.
        records: How many records in them, edits left out.
        severities: How many findings of each severity, mended ones too.
        mended: How many errors and warnings are mended.
    """

    files: int
    records: int
    severities: Counter[Severity]
    mended: int

    @property
    def is_well(self) -> bool:
        """Whether nothing is left that is wrong."""
        return self.severities["error"] + self.severities["warning"] == self.mended


class Check:
    """A look through a store.

    Args:
        root: The store's folder.
        scheme: What the labels have to fit.
        articles: What the records are held against; None for nothing.
        annotators: Whose folders are looked at; everybody's when empty.
        repair: Whether to mend what can be mended.
        now: What tells the time as it is stored.
    """

    def __init__(
        self,
        root: Path,
        *,
        scheme: Scheme,
        articles: Articles | None = None,
        annotators: Collection[str] = (),
        repair: bool = False,
        now: Callable[[], str] = stored_now,
    ) -> None:
        self._root = root
        self._annotators = frozenset(annotators)
        self._repair = repair
        self._now = now
        self._ids = SeenIds()
        self._databases = DatabaseCheck(scheme, articles, self._ids, now, repair=repair)
        self._found: Counter[Severity] = Counter()
        self._mended = 0

    @property
    def checked(self) -> Checked:
        """What there is to say so far."""
        done = self._databases
        return Checked(done.files, done.records, self._found, self._mended)

    def run(self, count: Callable[[int], None] = lambda _: None) -> Iterator[Finding]:
        """Yield what is found, file by file; `count` is called with how many databases were seen.

        Raises:
            PullquoteError: The store cannot be looked at.
        """
        with self._ids:
            for entry in walk(self._root):
                if self._annotators and entry.annotator not in self._annotators:
                    continue
                for fault, mended in self._looked_at(entry):
                    self._found[fault.severity] += 1
                    self._mended += mended and fault.severity != "note"
                    yield Finding(entry.path, *fault, mended)
                count(self._databases.files)

    def _looked_at(self, entry: Entry) -> Iterator[tuple[Fault, bool]]:
        yield from ((fault, False) for fault in entry.faults)
        try:
            yield from self._by_kind(entry)
        except PullquoteError as error:
            yield Fault("error", None, str(error)), False
        except OSError as error:
            yield Fault("error", None, str(explanation(error, "mend", entry.path))), False

    def _by_kind(self, entry: Entry) -> Iterator[tuple[Fault, bool]]:
        if entry.kind in {"database", "corpus"}:
            yield from self._databases.look_at(entry)
        elif entry.kind == "assignments":
            faults = list(_json_faults(entry.path))
            yield from ((fault, False) for fault in faults)
            if not faults:
                AssignmentFile(self._root).read()  # which says what else is wrong with it
        elif entry.kind == "lock":
            yield from ((fault, False) for fault in lock_faults(entry.path, entry.of))
        elif entry.kind == "temporary" and entry.of is not None:
            yield from look_at_temporary(entry, entry.of, self._now, repair=self._repair)
        elif entry.kind == "set-aside" and entry.of is not None:
            yield from look_at_set_aside(entry, entry.of, self._now, repair=self._repair)


def _json_faults(path: Path) -> Iterator[Fault]:
    with open_regular(path) as file:
        data = file.read()
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        yield Fault("error", error.lineno, f"column {error.colno}: {error.msg}")
    except (ValueError, RecursionError) as error:
        yield Fault("error", None, f"it is no JSON: {error}")
