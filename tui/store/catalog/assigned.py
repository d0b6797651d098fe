"""Who reads what, in the catalog: as the file of the assignments had it when it was read last."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from tui.model.dealing import Readers
from tui.store.catalog.articles import last_number
from tui.store.catalog.file import CatalogFile
from tui.store.durable import Signature

_SURROGATE = re.compile("[\ud800-\udfff]")
"""What SQLite does not take, and no article's id has."""


class AssignedTable:
    """Who reads the articles of the catalog.

    Args:
        file: The catalog.
    """

    def __init__(self, file: CatalogFile) -> None:
        self._file = file

    def is_current(self, signature: Signature | None) -> bool:
        """Tell whether all is as the file says.

        Args:
            signature: The state that the file of the assignments is in, or None without one.
        """
        connection = self._file.connection
        sql = "SELECT mtime_ns, size, inode, last FROM assigned_from"
        made: tuple[int, ...] | None = connection.execute(sql).fetchone()
        if signature is None:
            return made is None or made[0] is None
        return made == (*signature, last_number(connection))

    def put(self, readers: Mapping[str, Readers], signature: Signature | None) -> None:
        """Put in who reads what, instead of what was.

        Args:
            readers: Who reads an article, by its id; it need not be one of the catalog's.
            signature: The state of the file that says so, or None without one.

        Raises:
            PullquoteError: The catalog cannot be written.
        """
        with self._file.writing() as connection:
            for table in ("assigned", "readers", "assigned_from"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
            groups = {group: number for number, group in enumerate({*readers.values()}, 1)}
            connection.executemany(
                "INSERT INTO readers VALUES (?, ?)",
                ((number, json.dumps(group)) for group, number in groups.items()),
            )
            connection.executemany(
                "INSERT INTO assigned SELECT number, ? FROM article WHERE id = ?",
                (
                    (groups[names], article_id)
                    for article_id, names in readers.items()
                    if names and not _SURROGATE.search(article_id)
                ),
            )
            connection.execute(
                "INSERT INTO assigned_from VALUES (?, ?, ?, ?)",
                (*(signature or (None, None, None)), last_number(connection)),
            )
