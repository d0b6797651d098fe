"""A store in a folder that is not there yet, and one database of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.store.annotations import AnnotationStore, ArticleDatabase


@pytest.fixture
def store(tmp_path: Path) -> AnnotationStore:
    return AnnotationStore(tmp_path / "annotations")


@pytest.fixture
def database(store: AnnotationStore) -> Iterator[ArticleDatabase]:
    database = store.open("ada", "seed")
    yield database
    database.close()
