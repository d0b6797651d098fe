"""`python -m tests.bench.export_program WAY FOLDER SIZE`: one export, and what it took.

The way is a format, or what is without it: `bare`, `bare-files`, `bare-tasks`.

It prints milliseconds, and the most memory the process had, in kB.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.bench.big_store import ANNOTATOR, BigStore


def ours(form: str, store: BigStore, output: Path) -> None:
    """Export as the command does."""
    from tui.config import Flags, load_settings
    from tui.formats.registry import format_called
    from tui.model.scheme import DEFAULT_SCHEME
    from tui.services.exporting.export import export
    from tui.services.exporting.gathering import Gathering
    from tui.store.annotations import AnnotationStore

    wanted = format_called(form)
    kept = AnnotationStore(store.annotations)
    gathering = Gathering(store, kept, DEFAULT_SCHEME)
    if not wanted.needs:
        export(gathering, wanted, output=output, stream=io.BytesIO())
        return
    from tui.services.exporting.material import Analysing, Material

    settings = load_settings(Flags(), annotator_needed=False)
    with closing(Analysing(settings)) as analysing:
        material = Material(analysing, wanted.needs, kept, gathering.names)
        export(gathering, wanted, output=output, stream=io.BytesIO(), give=material.given)


def bare(store: BigStore, output: Path) -> None:
    """Read the same files and write the same lines, and prove nothing."""
    folder = store.annotations / ANNOTATOR
    with output.open("w", encoding="utf-8") as lines:
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - as a script would
            with (folder / name).open(encoding="utf-8") as file:
                for record in json.load(file)["annotations"].values():
                    lines.write(json.dumps(record) + "\n")
        lines.flush()
        os.fsync(lines.fileno())


def bare_tasks(store: BigStore, output: Path) -> None:
    """Read the same files and write as many tasks of Prodigy's as a script would, unproved."""
    folder = store.annotations / ANNOTATOR
    with output.open("w", encoding="utf-8") as lines:
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - as a script would
            with (folder / name).open(encoding="utf-8") as file:
                records = json.load(file)["annotations"].values()
            text = (store.articles / name).with_suffix(".txt").read_text(encoding="utf-8")
            words = re.finditer(r"\w+|[^\w\s]", text)
            tokens = [
                {
                    "text": word[0],
                    "start": word.start(),
                    "end": word.end(),
                    "id": number,
                    "ws": True,
                }
                for number, word in enumerate(words)
            ]
            task = {"text": text, "tokens": tokens, "spans": list(records)}
            lines.write(json.dumps(task) + "\n")
        lines.flush()
        os.fsync(lines.fileno())


def bare_files(store: BigStore, output: Path) -> None:
    """Read the same files and write a file of lines for each article, and prove nothing."""
    folder = store.annotations / ANNOTATOR
    output.mkdir(exist_ok=True)
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - as a script would
        with (folder / name).open(encoding="utf-8") as file:
            records = json.load(file)["annotations"].values()
        with (output / name).open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(record) + "\n" for record in records)


_BARE = {"bare": bare, "bare-files": bare_files, "bare-tasks": bare_tasks}


def main() -> None:
    """Run one of the two."""
    way, folder, size = sys.argv[1:]
    store = BigStore.at(Path(folder), int(size))
    output = Path(folder) / f"{way}.out"
    start = time.perf_counter()
    if way in _BARE:
        _BARE[way](store, output)
    else:
        ours(way, store, output)
    took = (time.perf_counter() - start) * 1000
    sys.stdout.write(f"{took} {_peak()}\n")


def _peak() -> int:
    """Return the most memory this process had; `getrusage` tells that of who started it, too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    main()
