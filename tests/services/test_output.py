"""What is told in words of how many there are."""

from __future__ import annotations

import pytest

from tui.services.output import many


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 quotes"), (1, "1 quote"), (12_000, "12,000 quotes")]
)
def test_things_are_counted_in_words(count: int, told: str) -> None:
    assert many(count, "quote") == told


def test_a_plural_without_an_s() -> None:
    assert many(2_000, "entity", "entities") == "2,000 entities"
