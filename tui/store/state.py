"""What an annotator chose while reading, kept from one run to the next. Losing it costs nothing."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tui.settings import MEASURES
from tui.store.durable import make_folder, write_durably
from tui.store.names import file_name

_T = TypeVar("_T")
_LARGEST = 100_000
"""Bytes: what is larger is not ours."""


class Choices(NamedTuple):
    """What was chosen; None where nothing was, so that the settings hold.

    Attributes:
        theme: A theme's name.
        measure: The longest row, in cells.
        outline: Whether the outline is shown.
        inspector: Whether the inspector is.
        article: The id of the article that was read last.
    """

    theme: str | None = None
    measure: int | None = None
    outline: bool | None = None
    inspector: bool | None = None
    article: str | None = None


class StateFile:
    """The choices of one annotator, in a file; a broken one is as good as none.

    Args:
        folder: The folder of such files.
        annotator: Whose choices.
    """

    def __init__(self, folder: Path, annotator: str) -> None:
        self._path = folder / file_name(annotator)

    def load(self) -> Choices:
        """Return what was chosen in earlier runs, as far as it can be read."""
        try:
            with self._path.open("rb") as file:
                said = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return Choices()
        return _read(said) if isinstance(said, dict) else Choices()

    def save(self, choices: Choices) -> None:
        """Keep what was chosen, when it is news; what cannot be kept is left."""
        if choices == self.load():
            return
        said = {name: value for name, value in choices._asdict().items() if value is not None}
        data = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
        with contextlib.suppress(OSError):
            make_folder(self._path.parent)
            write_durably(self._path, data.encode("utf-8", "surrogatepass"))


def _read(said: dict[str, Any]) -> Choices:
    """Return what is as it should be of what a file says."""
    measure = said.get("measure")
    if type(measure) is not int or not MEASURES[0] <= measure <= MEASURES[1]:
        measure = None
    return Choices(
        theme=_if_is(said.get("theme"), str),
        measure=measure,
        outline=_if_is(said.get("outline"), bool),
        inspector=_if_is(said.get("inspector"), bool),
        article=_if_is(said.get("article"), str),
    )


def _if_is(value: object, kind: type[_T]) -> _T | None:
    return value if isinstance(value, kind) else None
