"""What tests of services start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.importing import Importing


@pytest.fixture
def importing(tmp_path: Path) -> Importing:
    return Importing(tmp_path)
