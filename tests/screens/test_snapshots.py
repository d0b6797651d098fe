"""The main states of the screens look as somebody has seen them and said that they should."""

from __future__ import annotations

from itertools import product

import pytest

from tests.scenes import SCENES, SIZES, Scene, Size, Theatre
from tests.snapshots import colours, complaint, kept, name_of, taken, unused

_SHOTS = [pytest.param(*one, id=name_of(*one)) for one in product(SCENES, SIZES)]


@pytest.fixture(scope="module")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    return Theatre(tmp_path_factory.mktemp("theatre"))


@pytest.mark.parametrize(("scene", "size"), _SHOTS)
async def test_the_screen_looks_as_it_should(theatre: Theatre, scene: Scene, size: Size) -> None:
    shot = await taken(theatre, scene, size, wanted=kept(name_of(scene, size)))
    said = complaint(shot)
    assert not said, said


async def test_the_colours_are_what_they_should_be(theatre: Theatre) -> None:
    said = complaint(await colours(theatre))
    assert not said, said


def test_no_snapshot_is_left_over() -> None:
    assert not unused(), "delete them: python -m tests.snapshots --accept"


def test_scenes_have_names_of_their_own() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES)
