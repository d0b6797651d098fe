"""What is wrong with the quotes of one record: all of it is told, not the first only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tui.errors import PullquoteError

_MOST_TOLD = 8
"""Faults of one record that are told one by one."""


class Faults:
    """Gathers errors of one record, to be raised as one."""

    def __init__(self) -> None:
        self._reasons: dict[str, None] = {}
        self._hints: dict[str, None] = {}

    def add(self, reason: str, hint: str) -> None:
        """Take one more; the same again is told once."""
        self._reasons[reason] = None
        if hint:
            self._hints[hint] = None

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Take the error that is raised within."""
        try:
            yield
        except PullquoteError as error:
            self.add(error.message, error.hint)

    def check(self) -> None:
        """Raise what was gathered, if anything.

        Raises:
            PullquoteError: There is something.
        """
        if not self._reasons:
            return
        told = list(self._reasons)[:_MOST_TOLD]
        more = len(self._reasons) - len(told)
        raise PullquoteError(
            "; ".join([*told, f"and {more:,} more"] if more else told), "; ".join(self._hints)
        )
