"""Who reads which article, as the lists and the figures ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from tui.model.dealing import Readers
from tui.store.assignments import AssignmentFile, Dealt

_NONE: frozenset[str] = frozenset()
_NOTHING = Dealt({})


class Assignments:
    """Who reads which article, as the file had it when it was read.

    Args:
        root: The folder of the annotations.
        dealt: What is in its file; nothing when that cannot be read.
    """

    def __init__(self, root: Path, dealt: Dealt = _NOTHING) -> None:
        self._file = AssignmentFile(root)
        self._dealt = dealt

    @classmethod
    def load(cls, root: Path) -> Assignments:
        """Read the assignments under a folder of annotations; there are none without a file.

        It takes two tenths of a second for 100,000 articles.

        Raises:
            PullquoteError: The file cannot be read or is no list of assignments.
        """
        return cls(root, AssignmentFile(root).read())

    def is_current(self) -> bool:
        """Tell whether the file is still as it was read: a look at its time and size."""
        return self._file.signature() == self._dealt.signature

    def __len__(self) -> int:
        """How many articles are assigned."""
        return len(self._dealt.readers)

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the articles that are assigned."""
        return iter(self._dealt.readers)

    @property
    def annotators(self) -> tuple[str, ...]:
        """Who has articles, sorted."""
        return tuple(sorted(self._by_annotator))

    def of(self, annotator: str) -> frozenset[str]:
        """Return the ids of the articles that `annotator` reads."""
        return self._by_annotator.get(annotator, _NONE)

    def readers(self, article_id: str) -> Readers:
        """Return who reads an article, sorted; nobody when it is not assigned."""
        return self._dealt.readers.get(article_id, ())

    @cached_property
    def _by_annotator(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, list[str]] = {}
        for article, readers in self._dealt.readers.items():
            for name in readers:
                found.setdefault(name, []).append(article)
        return {name: frozenset(articles) for name, articles in found.items()}
