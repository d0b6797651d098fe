"""Ids that must be unique over all files of a store, however many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from types import TracebackType
from typing import Self


class SeenIds:
    """The ids seen so far, on the disk: a million in memory would be 100 MB.

    Use it as a context manager; what it keeps is gone with it.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("pragma journal_mode = off")
        self._database.execute("create table seen (id blob primary key, file) without rowid")
        self._database.execute("create table files (path text)")
        self._database.execute("begin")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._database.close()

    def add(self, path: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Take in the ids of a file; return those that another has, each with its path."""
        put = self._database.execute
        file = put("insert into files values (?)", (_plain(path),)).lastrowid
        taken = []
        for one in ids:
            key = blake2b(one.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            if not put("insert or ignore into seen values (?, ?)", (key, file)).rowcount:
                query = "select path from seen join files on files.rowid = file where id = ?"
                taken.append((one, put(query, (key,)).fetchone()[0]))
        return taken


def _plain(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode()
