"""Keeping who reads what in the catalog, as the file of the assignments says."""

from __future__ import annotations

from pathlib import Path

from tui.errors import PullquoteError
from tui.services.corpus import Corpus
from tui.store.assignments import AssignmentFile
from tui.store.catalog.assigned import AssignedTable
from tui.store.durable import Signature


class Assigned:
    """Who reads the articles of a corpus. Call its methods in a thread.

    Args:
        corpus: The articles.
        root: The folder of the annotations.
    """

    def __init__(self, corpus: Corpus, root: Path) -> None:
        self._corpus = corpus
        self._file = AssignmentFile(root)
        self._table = AssignedTable(corpus.file)
        self._failed: Signature | None = None

    def renew(self) -> bool:
        """Read the file if it has changed, or articles have come; tell whether it was read.

        A file that cannot be read is as good as none.

        Raises:
            PullquoteError: It cannot be read, which is told once; or the catalog not be written.
        """
        signature = self._file.signature()
        if self._table.is_current(signature) or (signature and signature == self._failed):
            return False
        try:
            dealt = self._file.read()
        except PullquoteError:
            self._failed = signature
            self._table.put({}, None)
            self._corpus.reorder()
            raise
        self._table.put(dealt.readers, dealt.signature)
        self._corpus.reorder()
        return True
