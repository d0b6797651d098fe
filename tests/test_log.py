"""The log file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.log import log_file, open_log


@pytest.fixture(autouse=True)
def _own_handlers() -> Iterator[None]:
    root = logging.getLogger()
    before = list(root.handlers)
    yield
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()


def test_nothing_to_tell_makes_no_file(tmp_path: Path) -> None:
    open_log(tmp_path / "state")
    logging.getLogger("pullquote").debug("unimportant")
    assert not (tmp_path / "state").exists()


def test_news_of_ours_and_warnings_of_others_are_kept_once(tmp_path: Path) -> None:
    open_log(tmp_path / "state")
    open_log(tmp_path / "state")
    logging.getLogger("pullquote.saver").info("ours “said”")
    logging.getLogger("asyncio").warning("theirs")
    logging.getLogger("asyncio").info("not that")
    (first, second) = log_file(tmp_path / "state").read_text("utf-8").splitlines()
    assert first.endswith("INFO pullquote.saver: ours “said”")
    assert second.endswith("WARNING asyncio: theirs")


def test_it_does_not_grow_for_ever(tmp_path: Path) -> None:
    open_log(tmp_path)
    for _ in range(40):
        logging.getLogger("pullquote").info("x" * 100_000)
    assert len(list(tmp_path.iterdir())) == 4
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 3_000_000


def test_where_nothing_can_be_written_nothing_is_disturbed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "state").write_bytes(b"a file")
    open_log(tmp_path / "state")
    logging.getLogger("pullquote").error("lost")
    logging.getLogger("pullquote").error("lost")
    assert capsys.readouterr().err == ""
