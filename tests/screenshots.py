"""Pictures of the real screens: `python -m tests.screenshots OUTDIR [--png] [--only WORD]`.

Each scene is a few keys from a fresh start on the sample article; each is drawn at every size and
in every look. `--readme FILE` writes the one picture that the README shows. The pictures are made
without a terminal, and ask for nothing over the network.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.app import App
from textual.pilot import Pilot

from tui.app import PullquoteApp
from tui.config import load_settings
from tui.services.library import read_library
from tui.services.workspace import Workspace

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "seeds" / "000_027f6d915e3f7946.txt"

AppMaker = Callable[[Path], App[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment worth a picture.

    Attributes:
        name: Begins the picture's file name.
        keys: What is pressed, from a fresh start, as Textual names keys.
        of_folder: Open a folder of several articles instead of the sample alone.
    """

    name: str
    keys: tuple[str, ...] = ()
    of_folder: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How the screen is painted.

    Attributes:
        name: Ends the picture's file name.
        theme: The Textual theme.
        no_color: With `NO_COLOR` in the environment.
    """

    name: str
    theme: str
    no_color: bool = False


SCENES = (
    Scene("reader"),
    Scene("next", ("n", "n")),
    Scene("stance", ("s",)),
    Scene("polarity", ("s", "1")),
    Scene("claim", ("c",)),
    Scene("decided", ("x", "c", "c", "s", "1", "f")),
    Scene("note", ("t", "h", "i")),
    Scene("speaker", ("n", "r")),
    Scene("outline", ("O", "n", "x")),
    Scene("inspector", ("c", "c", "p", "s", "1", "f", "p", "greater_than_sign", "I")),
    Scene("panels", ("x", "O", "I", "p", "m", "p", "n")),
    Scene("filter", ("F", *"kind:ind", "comma", "d")),
    Scene("guideline", ("s", "1", "f2")),
    Scene("shown", ("i", "plus")),
    Scene("finding", ("slash", "j", "a", "p", "a", "n")),
    Scene("found", ("slash", "j", "a", "p", "a", "n", "enter", "n")),
    Scene("jumping", ("f",)),
    Scene("jumping-far", ("O", "f")),
    Scene("marking", ("v", "w", "w", "w")),
    Scene("entity", ("semicolon", "semicolon")),
    Scene("type-of-entity", ("semicolon", "enter")),
    Scene("like-entity", ("semicolon", "enter", "3", "equals_sign")),
    Scene("help", ("question_mark",)),
    Scene("palette", ("ctrl+p",)),
    Scene("library", of_folder=True),
    Scene("library-sorted", ("s", "s", "S", "j"), of_folder=True),
    Scene("library-filter", ("slash", "s", "t", "a", "t", "e"), of_folder=True),
    Scene("library-jump", ("f",), of_folder=True),
)
README_SCENE = Scene("readme", ("x", "c", "c", "s", "1", "f"))
README_SIZE = (100, 30)
SIZES = ((60, 15), (80, 24), (120, 40), (200, 60))
LOOKS = (
    Look("dark", "pullquote-dark"),
    Look("light", "pullquote-light"),
    Look("mono", "pullquote-mono"),
    Look("nocolor", "pullquote-dark", no_color=True),
)


def make_app(path: Path) -> App[None]:
    """Return the app as `pullquote read PATH` would start it, unmounted."""
    return PullquoteApp(Workspace(load_settings(), read_library([path])))


async def picture(
    make: AppMaker, scene: Scene, look: Look, size: tuple[int, int], *, title: str | None = None
) -> str:
    """Play a scene and return its picture as an SVG without remote addresses."""
    with TemporaryDirectory() as folder, _environment(look):
        app = make(_several_articles(Path(folder)) if scene.of_folder else SAMPLE)
    async with app.run_test(size=size, notifications=True) as pilot:
        app.theme = look.theme
        await _calm(pilot)
        for key in scene.keys:
            await pilot.press(key)
            await _calm(pilot)
        return without_remote_fonts(await _still_picture(pilot, title))


def _several_articles(folder: Path) -> Path:
    """Write some articles, so that there is a list: the sample, and each third of it."""
    shutil.copy(SAMPLE, folder)
    lines = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(3):
        third = "".join(lines[number * 8 : number * 8 + 8])
        Path(folder, f"part-{number + 1}.txt").write_text(third, encoding="utf-8")
    return folder


async def _calm(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.wait_for_scheduled_animations()


async def _still_picture(pilot: Pilot[None], title: str | None) -> str:
    """Return the picture once it stays the same: saving and counting go on behind the keys."""
    last, same = "", 0
    for _ in range(100):
        now = pilot.app.export_screenshot(title=title)
        last, same = now, same + 1 if now == last else 0
        if same == 3:
            break
        await pilot.pause(0.1)
    return last


@contextmanager
def _environment(look: Look) -> Iterator[None]:
    """Set what an app reads when it is made; Textual takes `NO_COLOR` out by itself."""
    os.environ.pop("NO_COLOR", None)
    if look.no_color:
        os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        os.environ.pop("NO_COLOR", None)


_REMOTE = re.compile(r"@font-face\s*\{[^}]*\}\s*|<!--.*?-->\s*", re.DOTALL)
_FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


def without_remote_fonts(svg: str) -> str:
    """Return a Textual screenshot that uses fonts of the machine it is looked at on."""
    return _REMOTE.sub("", svg).replace("Fira Code, monospace", _FONTS)


_VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def to_png(svg: Path, *, chromium: str = "chromium") -> Path:
    """Draw an SVG as a PNG beside it, with a headless Chromium, and return its path.

    Raises:
        FileNotFoundError: There is no Chromium.
        ValueError: It is not a Textual screenshot.
    """
    program = shutil.which(chromium)
    if program is None:
        raise FileNotFoundError(f"{chromium} is not installed")
    box = _VIEW_BOX.search(svg.read_text(encoding="utf-8"))
    if box is None:
        raise ValueError(f"{svg} has no view box")
    width, height = (int(float(number)) + 1 for number in box.groups())
    png = svg.with_suffix(".png").resolve()
    with TemporaryDirectory() as profile:
        page = Path(profile, "page.html")
        # A bare SVG would be scaled to the window; on a page it has its own size.
        page.write_text(
            f'<body style="margin:0"><img src="{svg.resolve().as_uri()}" width="{width}">',
            encoding="utf-8",
        )
        command = [program, *_CHROMIUM_FLAGS, f"--user-data-dir={profile}/profile"]
        command += [f"--window-size={width},{height}", f"--screenshot={png}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return png


def draw(scene: Scene, look: Look, size: tuple[int, int], cache: Path) -> str:
    """Return a picture of the app on decisions and places of its own.

    Args:
        scene: What is pressed.
        look: How it is painted.
        size: Columns and rows.
        cache: What was analysed by earlier pictures, and will be by this one.
    """
    with TemporaryDirectory(prefix="pullquote-picture-") as folder:
        os.environ["PULLQUOTE_CACHE"] = str(Path(folder, "cache"))
        os.environ["PULLQUOTE_STATE"] = str(Path(folder, "state"))
        os.environ["PULLQUOTE_ANNOTATIONS"] = str(Path(folder, "annotations"))
        os.environ["PULLQUOTE_ANNOTATOR"] = "ada"
        if cache.exists():
            shutil.copytree(cache, Path(folder, "cache"))
        svg = asyncio.run(picture(make_app, scene, look, size))
        if not cache.exists():
            shutil.copytree(Path(folder, "cache"), cache)
    return svg


def main() -> int:
    """Draw the pictures and name each file that was written."""
    arguments = _parser().parse_args()
    with TemporaryDirectory(prefix="pullquote-pictures-") as folder:
        # The first picture analyses; it is drawn for that alone, as it has remembered no place.
        cache = Path(folder, "cache")
        draw(Scene("first"), LOOKS[0], SIZES[0], cache)
        if arguments.readme:
            svg = draw(README_SCENE, LOOKS[0], README_SIZE, cache)
            arguments.readme.write_text(svg, encoding="utf-8")
            return 0
        arguments.folder.mkdir(parents=True, exist_ok=True)
        for scene, size, look in product(SCENES, SIZES, LOOKS):
            name = f"{scene.name}-{size[0]}x{size[1]}-{look.name}"
            if arguments.only not in name:
                continue
            path = arguments.folder / f"{name}.svg"
            path.write_text(draw(scene, look, size, cache), encoding="utf-8")
            sys.stdout.write(f"{to_png(path) if arguments.png else path}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("--png", action="store_true", help="PNGs beside the SVGs, by Chromium")
    parser.add_argument("--only", default="", metavar="WORD", help="pictures with this in the name")
    parser.add_argument("--readme", type=Path, metavar="FILE", help="only the README's picture")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
