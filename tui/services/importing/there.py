"""What is in the store already, when a record comes in."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tui.model.consensus import MERGED_BY
from tui.model.turning_down import TurnedDown
from tui.services.importing.staged import Place
from tui.services.importing.twins import Twins
from tui.store.annotations import AnnotationStore

_KEPT = 64
"""Databases that are kept in memory: records of one article mostly come together."""


def reader_of(store: AnnotationStore) -> Callable[[Place], Twins]:
    """Return what reads all that somebody has on an article."""

    @lru_cache(maxsize=_KEPT)
    def there(place: Place) -> Twins:
        annotations = store.read_annotations(place.annotator, place.article_id)
        entities = store.read_entities(place.annotator, place.article_id).entities
        return Twins([*annotations, *entities])

    return there


def reader_of_turned_down(store: AnnotationStore) -> Callable[[Place], TurnedDown]:
    """Return what reads the suggestions that somebody has turned down on an article."""

    @lru_cache(maxsize=_KEPT)
    def turned_down(place: Place) -> TurnedDown:
        return TurnedDown(store.read_turned_down(place.annotator, place.article_id))

    return turned_down


def reader_of_joined(store: AnnotationStore) -> Callable[[str], str]:
    """Return what tells whose names one is made of, if all of these are there."""

    @lru_cache(maxsize=_KEPT)
    def joined(name: str) -> str:
        names = name.split(MERGED_BY)
        is_merged = len(names) > 1 and set(names) <= set(store.annotators())
        return " and ".join(names) if is_merged else ""

    return joined
