"""Every key in the table does what it says: the cases are made from the table of keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.screens import every_key
from tests.screens.desk import Desk
from tests.screens.every_key.checks import CHECKS, Check
from tests.screens.every_key.places import PLACES, led_to
from tui.model.scheme import DEFAULT_SCHEME
from tui.screens.keys.group import EVERYWHERE, all_bindings
from tui.screens.keys.registry import all_groups

TABLE = [(group.context, one) for group, one in all_bindings(all_groups(DEFAULT_SCHEME))]


def cases() -> Iterator[Any]:
    """Yield each key with each check of its binding, and each place where that is tried."""
    for context, binding in TABLE:
        for check in CHECKS.get(binding.id or "", ()):
            for place in check.places or (context,):
                for key in binding.key.split(","):
                    name = f"{place}: {key} {check.look.__name__} ({binding.id})"
                    yield pytest.param(place, key, check, id=name)


def test_every_binding_has_a_check_and_every_check_a_binding() -> None:
    assert every_key.__all__
    assert set(CHECKS) == {binding.id for _, binding in TABLE}


def test_every_context_has_a_place() -> None:
    contexts = {context for context, _ in TABLE}
    assert contexts - {EVERYWHERE} <= set(PLACES)


@pytest.mark.parametrize(("place", "key", "check"), list(cases()))
async def test_a_key_does_what_it_says(tmp_path: Path, place: str, key: str, check: Check) -> None:
    async with led_to(place, Desk(tmp_path), key) as hands:
        await check.look(hands)
