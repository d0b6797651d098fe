"""What each key of the program does, as somebody in front of it would notice: see `test_every_key`.

A module holds the checks of keys that belong together; each check is named by the id of its
binding, so that a binding without one is found.
"""

from __future__ import annotations

from tests.screens.every_key import (
    asking,
    deciding,
    dialogs,
    entities,
    everywhere,
    finding,
    library,
    moved,
    panels,
    reading,
    search,
    selecting,
    suggested,
)

__all__ = [
    "asking",
    "deciding",
    "dialogs",
    "entities",
    "everywhere",
    "finding",
    "library",
    "moved",
    "panels",
    "reading",
    "search",
    "selecting",
    "suggested",
]
