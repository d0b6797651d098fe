"""The catalog's file, used by several threads."""

from __future__ import annotations

import threading
from pathlib import Path

from tui.errors import PullquoteError
from tui.store.catalog.file import CatalogFile

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_closing_breaks_off_what_another_thread_does(tmp_path: Path) -> None:
    file = CatalogFile(tmp_path / "catalog.sqlite")
    began = threading.Event()
    ended: list[str] = []

    def work() -> None:
        connection = file.connection
        connection.set_progress_handler(began.set, 1_000)
        try:
            connection.execute(ENDLESS).fetchone()
        except PullquoteError as error:
            ended.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    assert began.wait(10)
    file.close()
    thread.join(10)
    assert ["interrupted" in one for one in ended] == [True]


def test_it_can_be_closed_twice_and_used_again(tmp_path: Path) -> None:
    file = CatalogFile(tmp_path / "catalog.sqlite")
    file.close()
    with file.writing() as connection:
        connection.execute("INSERT INTO annotator (name) VALUES ('ada')")
    file.close()
    assert file.connection.execute("SELECT name FROM annotator").fetchall() == [("ada",)]
    file.close()
