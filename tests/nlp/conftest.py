from __future__ import annotations

from pathlib import Path

import pytest

from tui.model.analysis import Analysis
from tui.nlp.models import Model, find_model
from tui.nlp.pipeline import Pipeline

SEED = Path(__file__).parents[2] / "seeds" / "000_027f6d915e3f7946.txt"


@pytest.fixture(scope="session")
def model() -> Model:
    return find_model()


@pytest.fixture(scope="session")
def pipeline(model: Model) -> Pipeline:
    return Pipeline.load(model)


@pytest.fixture(scope="session")
def seed_text() -> str:
    with SEED.open(encoding="utf-8", newline="") as file:
        return file.read()


@pytest.fixture(scope="session")
def seed(pipeline: Pipeline, seed_text: str) -> Analysis:
    return pipeline.analyse(seed_text)
