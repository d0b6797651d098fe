from __future__ import annotations

from pathlib import Path

import pytest

from tests.prepared import BRIDGE_TEXT
from tests.screens import hand_made
from tests.screens.desk import Desk, put_into


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("prepared") / "analyses.sqlite"
    put_into(file, hand_made.prepared())
    return file


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


@pytest.fixture
def bridges(desk: Desk) -> Path:
    """One article with quotes of every sort, seven of which are shown: see `hand_made`."""
    return desk.analysed("bridges.txt", hand_made.TEXT, hand_made.ANALYSIS)
