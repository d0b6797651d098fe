"""What a format makes of annotations, in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple

from tui.formats.annotated import Annotated
from tui.formats.format import Format, Options, Split
from tui.formats.tally import Tally


class Written(NamedTuple):
    """The files that were made, by their names (one without a name is the only one), and of what.

    Attributes:
        files: The bytes of each.
        tallies: What was counted in each split.
    """

    files: dict[str, bytes]
    tallies: dict[str, Tally]

    @property
    def data(self) -> bytes:
        """The only file's bytes."""
        (data,) = self.files.values()
        return data

    @property
    def text(self) -> str:
        """The only file as text."""
        return self.data.decode("utf-8")

    @property
    def tally(self) -> Tally:
        """What was counted in the only split."""
        (tally,) = self.tallies.values()
        return tally


class MemoryFolder:
    """A folder that is none."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        assert name not in self.files
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        file = io.BytesIO()
        yield file
        self.files[name] = file.getvalue()


def written(
    form: Format,
    *articles: Annotated,
    options: Options | None = None,
    parts: Mapping[str, Sequence[Annotated]] | None = None,
) -> Written:
    """Write articles, or the parts of a split, in a format."""
    options = options or Options()
    named = {"": articles} if parts is None else parts
    splits = [Split(name, iter(found), Tally()) for name, found in named.items()]
    folder = MemoryFolder()
    if form.write_folder:
        form.write_folder(splits, folder, options)
    for split in splits if form.write else ():
        assert form.write is not None
        with folder.open(split.name) as file:
            form.write(split, file, options)
    return Written(folder.files, {split.name: split.tally for split in splits})
