"""Files in a folder that another tool made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.formats.below import names_below


def test_they_come_in_order_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/a.ann", "c.ann", "a.ann", "a.txt"):
        (tmp_path / name).touch()
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    assert list(names_below(tmp_path, ".ann")) == ["a.ann", "c.ann", "b/a.ann"]


def test_a_folder_that_is_not_there_is_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        list(names_below(tmp_path / "none", ".ann"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(0)
    (tmp_path / "a.ann").touch()
    with pytest.raises(OSError, match="shut"):
        list(names_below(tmp_path, ".ann"))
