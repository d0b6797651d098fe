from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT, prepare
from tests.screens.desk import Desk


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder)
    return folder / "analyses.sqlite"


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Desk:
    """Files of their own, and a cache that knows the articles of `tests.prepared`."""
    desk = Desk(tmp_path)
    desk.cache.mkdir()
    (desk.cache / prepared.name).write_bytes(prepared.read_bytes())
    return desk


@pytest.fixture
def bridge(desk: Desk) -> Path:
    """One prepared article with three quotes."""
    return desk.write("bridge.txt", BRIDGE_TEXT)
