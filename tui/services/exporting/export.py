"""Writing what is gathered in a format: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.fields import count
from tui.formats.format import Format, Options, Split
from tui.formats.tally import Tally
from tui.services.exporting.folder import NewFolder, new_folder, write_manifest
from tui.services.exporting.gathering import Gathering
from tui.services.exporting.summary import Summary
from tui.services.output import write_proved

Give = Callable[[Iterable[Annotated]], Iterable[Annotated]]
"""Gives articles what else a format wants to know of them; see `material.Material`."""

OPTIONS = Options()


def export(
    gathering: Gathering,
    form: Format,
    *,
    output: Path | None,
    stream: IO[bytes],
    options: Options = OPTIONS,
    parts: Mapping[str, Collection[str]] | None = None,
    give: Give = lambda articles: articles,
    about: Callable[[], Mapping[str, object]] = dict,
) -> Summary:
    """Write what is gathered, all of it or nothing.

    Args:
        gathering: What to write.
        form: The format.
        output: The file or folder to write; None for `stream`.
        stream: Where it goes without a file.
        options: What was chosen.
        parts: The ids of the articles of each split, by its name; all go into one when None.
        give: Gives articles what the format needs.
        about: Returns what else the manifest of a folder tells, when all is written.

    Raises:
        PullquoteError: Something in it is not as it should be, or the output cannot be written.
        BrokenPipeError: Whoever read the output has seen enough.
    """
    gathering.start_anew()
    named: Mapping[str, Collection[str] | None] = {"": None} if parts is None else parts
    splits = [
        Split(name, _told(give(gathering.among(wanted)), form, tally := Tally()), tally)
        for name, wanted in named.items()
    ]

    def summary() -> Summary:
        tallies = {split.name: split.tally for split in splits}
        return Summary(form, tallies, gathering.articles, len(gathering.annotators))

    write = form.write
    if write is not None and parts is None:
        (whole,) = splits

        def write_whole(file: IO[bytes]) -> int:
            write(whole, file, options)
            return whole.tally.count

        write_proved(output, stream, write_whole)
        return summary()
    if output is None:
        what = f"{form.name} writes a folder" if write is None else "splits are files in a folder"
        raise PullquoteError(f"{what}: standard output cannot take it", "name it with -o FOLDER")
    with new_folder(output) as folder:
        _fill(folder, form, splits, options)
        write_manifest(folder, {**summary().as_json(), **about()})
    return summary()


def _fill(folder: NewFolder, form: Format, splits: list[Split], options: Options) -> None:
    if form.write_folder is not None:
        form.write_folder(splits, folder, options)
        return
    if form.write is None:
        raise PullquoteError(
            f"{form.name} is only read", "choose another format: pullquote formats"
        )
    for split in splits:
        with folder.open(split.name + form.ending) as file:
            form.write(split, file, options)


def _told(articles: Iterable[Annotated], form: Format, tally: Tally) -> Iterator[Annotated]:
    """Yield articles, and count what of their annotations the format does not carry."""
    lost = form.loses
    for annotated in articles:
        tally.articles += 1
        tally.annotations += len(annotated.annotations)
        tally.lost.update(count(annotated.annotations, lost))
        yield annotated
