"""What the screens look like, as text: `python -m tests.snapshots [--accept] [--only WORD]`.

A snapshot has the rows of the screen, and what each row is painted in. Colours go by the names of
the theme's variables, so one snapshot holds for all themes; `colours.txt` says what they are in
each. Without `--accept` it says what is not as it was, and writes nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from functools import cache
from itertools import groupby, product
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.style import Style
from textual.app import App
from textual.color import Color, ColorParseError
from textual.strip import Strip

from tests.scenes import SCENES, SIZES, Scene, Size, Theatre, rest
from tests.screens.desk import Person
from tui.palettes import DARK
from tui.themes import THEMES
from tui.widgets.looks import PAPERS

FOLDER = Path(__file__).parent / "screens" / "snapshots"
COLOURS = "colours"
"""The snapshot of what the colours are."""
_PATIENCE = 10.0
"""Seconds in which a screen becomes what it was, when a machine is slow."""
_STILL = 0.3
"""Seconds without a change after which a screen is taken to stay as it is."""
_MEANT = "If it should: python -m tests.snapshots --accept --only {}"
_ATTRIBUTES = ("bold", "dim", "italic", "underline", "underline2", "overline", "strike", "reverse")
_SEEN_ON_BLANKS = frozenset({"underline", "underline2", "overline", "strike", "reverse"})


class Paint(NamedTuple):
    """What a cell is painted in: its colours as they are, and its text styles.

    Attributes:
        colour: Of the text; empty on a blank.
        background: Of the cell.
        styles: Text styles as rich names them.
    """

    colour: str
    background: str
    styles: tuple[str, ...]


class Frame(NamedTuple):
    """The screen in one theme.

    Attributes:
        rows: What is written.
        paint: By row, what each of its cells is painted in.
    """

    rows: tuple[str, ...]
    paint: tuple[tuple[Paint, ...], ...]


def frame_of(app: App[None]) -> Frame:
    """Return what is on the screen now."""
    strips = app.screen._compositor.render_strips()
    rows = tuple("".join(segment.text for segment in strip).rstrip() for strip in strips)
    return Frame(rows, tuple(tuple(_cells(strip)) for strip in strips))


def _cells(strip: Strip) -> Iterator[Paint]:
    for text, style, _ in strip:
        paint = _paint(style or Style.null())
        blank = _on_blank(paint)
        for character in text:
            # Nobody asks for the width of most characters, it takes its time.
            for _ in range(1 if character.isascii() else cell_len(character)):
                yield blank if character == " " else paint


@cache
def _paint(style: Style) -> Paint:
    styles = tuple(name for name in _ATTRIBUTES if getattr(style, name))
    return Paint(_hex(style.color), _hex(style.bgcolor), styles)


def _on_blank(paint: Paint) -> Paint:
    """Return what is seen of it where nothing is written."""
    seen = tuple(style for style in paint.styles if style in _SEEN_ON_BLANKS)
    return Paint("", paint.background, seen)


def _hex(colour: RichColor | None) -> str:
    return "default" if colour is None or colour.is_default else colour.get_truecolor().hex


def names_of(variables: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, ...], str]:
    """Return the names of the colours that go together, one of each theme.

    Args:
        variables: The variables of each theme, by its name.
    """
    first, *others = variables.values()
    shared = [name for name in first if all(name in other for other in others)]
    # What the reader draws with is called what the reader calls it.
    own = [name for name in ("foreground", *PAPERS, *DARK) if name in shared]
    names: dict[tuple[str, ...], str] = {}
    for name in (*own, *sorted(set(shared) - set(own))):
        colours = tuple(_parsed(theme[name]) for theme in variables.values())
        if all(colours):
            names.setdefault(colours, name)
    return names


@cache
def _parsed(value: str) -> str:
    """Return a variable's colour; an empty string where it is none by itself."""
    try:
        colour = Color.parse(value)
    except ColorParseError:
        return ""
    return colour.hex.lower() if colour.a == 1 and colour.ansi is None else ""


def described(
    scene: Scene, size: Size, frames: Mapping[str, Frame], names: Mapping[tuple[str, ...], str]
) -> str:
    """Return a snapshot.

    Args:
        scene: What is seen.
        size: Columns and rows.
        frames: The screen in each theme; the first is the one that the others are compared with.
        names: The names of the colours.
    """
    first, *others = frames.values()
    lines = [f"{scene.name} {size[0]}x{size[1]}: {' '.join(scene.keys)}".rstrip(": "), ""]
    lines += first.rows
    for theme, frame in list(frames.items())[1:]:
        if frame.rows != first.rows:
            lines += ["", f"in {theme}:"]
            both = enumerate(zip(frame.rows, first.rows, strict=True))
            lines += [f"{number:3} {row}" for number, (row, usual) in both if row != usual]
    painted = [
        _runs(list(zip(*rows, strict=True)), names, list(frames))
        for rows in zip(*(frame.paint for frame in (first, *others)), strict=True)
    ]
    lines += ["", "painted:"]
    number = 0
    for runs, alike in groupby(painted):
        last = number + len(list(alike)) - 1
        rows = f"{number:3}" if last == number else f"{number:3}-{last}"
        if runs:
            lines.append(f"{rows}: {', '.join(runs)}")
        number = last + 1
    return "\n".join(lines) + "\n"


def _runs(
    cells: Sequence[tuple[Paint, ...]],
    names: Mapping[tuple[str, ...], str],
    themes: Sequence[str],
) -> list[str]:
    """Return what a row is painted in, from left to right; usual text and blanks are left out."""
    runs = []
    at = 0
    for paint, alike in groupby(_joined(cells)):
        after = at + len(list(alike))
        if said := _said(paint, names, themes):
            runs.append(f"{at}-{after - 1} {said}" if after - 1 > at else f"{at} {said}")
        at = after
    return runs


def _joined(cells: Iterable[tuple[Paint, ...]]) -> list[tuple[Paint, ...]]:
    """Give blanks between two words the paint of these, where that cannot be told from theirs."""
    joined: list[tuple[Paint, ...]] = []
    word: tuple[Paint, ...] = ()
    blanks: list[tuple[Paint, ...]] = []
    for paint in cells:
        if not any(one.colour for one in paint):
            blanks.append(paint)
            continue
        if paint == word and all(blank == _on_blanks(word) for blank in blanks):
            blanks = [word] * len(blanks)
        joined += [*blanks, paint]
        word, blanks = paint, []
    return joined + blanks


def _on_blanks(paint: Iterable[Paint]) -> tuple[Paint, ...]:
    return tuple(_on_blank(one) for one in paint)


def _said(
    paint: Sequence[Paint], names: Mapping[tuple[str, ...], str], themes: Sequence[str]
) -> str:
    """Say how one cell is painted in all themes; nothing of what is usual."""

    def name(colours: tuple[str, ...]) -> str:
        return names.get(colours) or "|".join(colours)

    colour = name(tuple(one.colour for one in paint))
    background = name(tuple(one.background for one in paint))
    always = [style for style in paint[0].styles if all(style in one.styles for one in paint)]
    words = [colour] if colour not in ("foreground", "||") else []
    words += always
    for theme, one in zip(themes, paint, strict=True):
        own = [style for style in one.styles if style not in always]
        if own:
            words.append(f"{theme.rpartition('-')[2]}:{'+'.join(own)}")
    words += [f"on {background}"] if background != "background" else []
    return " ".join(words)


class Shot(NamedTuple):
    """A snapshot that was taken.

    Attributes:
        name: Its file's name, without suffix.
        text: What is in it.
    """

    name: str
    text: str


async def taken(theatre: Theatre, scene: Scene, size: Size, *, wanted: str | None = None) -> Shot:
    """Play a scene and take its snapshot in all themes of our own.

    Args:
        theatre: Where.
        scene: The scene.
        size: Columns and rows.
        wanted: The snapshot that it should become, if it takes its time.
    """
    async with theatre.played(scene, size) as person:
        return Shot(name_of(scene, size), await _at_rest(person, scene, size, wanted))


async def colours(theatre: Theatre) -> Shot:
    """Take the snapshot of what the colours are."""
    async with theatre.played(SCENES[0], SIZES[0]) as person:
        variables = await _variables(person)
    width = max(map(len, names_of(variables).values()))
    lines = [f"{'':{width}} {' '.join(variables)}".rstrip()]
    lines += [
        f"{name:{width}} {' '.join(c.ljust(len(t)) for t, c in zip(variables, of, strict=True))}"
        for of, name in sorted(names_of(variables).items(), key=lambda item: item[1])
        if name in {"foreground", *PAPERS, *DARK}
    ]
    return Shot(COLOURS, "\n".join(line.rstrip() for line in lines) + "\n")


async def _variables(person: Person) -> dict[str, dict[str, str]]:
    found = {}
    for theme in THEMES:
        await _painted_in(person, theme.name)
        found[theme.name] = dict(person.app.theme_variables)
    return found


async def _painted_in(person: Person, theme: str) -> None:
    person.app.theme = theme
    await rest(person)


async def _at_rest(person: Person, scene: Scene, size: Size, wanted: str | None) -> str:
    """Return the snapshot once it is the one that is wanted, or does not change any more."""
    begun = still_since = monotonic()
    last = ""
    while True:
        now = await _in_all_themes(person, scene, size)
        if now != last:
            last, still_since = now, monotonic()
        waited = monotonic() - (still_since if wanted is None else begun)
        if now == wanted or waited > (_STILL if wanted is None else _PATIENCE):
            return now
        await person.pilot.pause(0.02)


async def _in_all_themes(person: Person, scene: Scene, size: Size) -> str:
    frames, variables = {}, {}
    for theme in THEMES:
        await _painted_in(person, theme.name)
        frames[theme.name] = frame_of(person.app)
        variables[theme.name] = person.app.theme_variables
    return described(scene, size, frames, names_of(variables))


# -- the files -----------------------------------------------------------------------------------


def name_of(scene: Scene, size: Size) -> str:
    """Return the name of a snapshot."""
    return f"{scene.name}-{size[0]}x{size[1]}"


def all_names() -> set[str]:
    """Return the names of all snapshots that there should be."""
    return {COLOURS, *(name_of(*one) for one in product(SCENES, SIZES))}


def _path(name: str) -> Path:
    return FOLDER / f"{name}.txt"


def kept(name: str) -> str | None:
    """Return the snapshot that was accepted, if there is one."""
    path = _path(name)
    return path.read_text(encoding="utf-8") if path.exists() else None


def complaint(shot: Shot) -> str:
    """Say what is not as it was, line by line, and what to do; nothing where all is."""
    wanted = kept(shot.name)
    meant = _MEANT.format(shot.name)
    if wanted is None:
        return f"There is no snapshot of it: look at it, and accept it.\n{meant}\n\n{shot.text}"
    if wanted == shot.text:
        return ""
    changes = unified_diff(
        wanted.splitlines(), shot.text.splitlines(), "was", "is", n=1, lineterm=""
    )
    return "\n".join((f"{shot.name} does not look as it did. {meant}", *changes))


def unused() -> list[Path]:
    """Return the files of snapshots that are of no scene."""
    names = all_names()
    return sorted(path for path in FOLDER.iterdir() if path.stem not in names)


async def _shots(word: str, *, anew: bool) -> list[Shot]:
    with TemporaryDirectory(prefix="pullquote-snapshots-") as folder:
        theatre = Theatre(Path(folder))
        shots = [await colours(theatre)] if word in COLOURS else []
        for scene, size in product(SCENES, SIZES):
            if word in name_of(scene, size):
                wanted = None if anew else kept(name_of(scene, size))
                shots.append(await taken(theatre, scene, size, wanted=wanted))
    return shots


def _accept(shots: Iterable[Shot], *, all_of_them: bool) -> Iterator[str]:
    FOLDER.mkdir(exist_ok=True)
    for shot in shots:
        if kept(shot.name) != shot.text:
            _path(shot.name).write_text(shot.text, encoding="utf-8")
            yield f"accepted: {shot.name}"
    for path in unused() if all_of_them else ():
        path.unlink()
        yield f"deleted: {path.name}"


def main() -> int:
    """Compare the snapshots with the screens of now, or make them what they should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.snapshots", description=__doc__)
    parser.add_argument("--accept", action="store_true", help="this is how it should look")
    parser.add_argument("--only", default="", metavar="WORD", help="those with this in the name")
    arguments = parser.parse_args()
    shots = asyncio.run(_shots(arguments.only, anew=arguments.accept))
    if arguments.accept:
        said = list(_accept(shots, all_of_them=not arguments.only))
    else:
        said = [told for shot in shots if (told := complaint(shot))]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 1 if said and not arguments.accept else 0


if __name__ == "__main__":
    raise SystemExit(main())
