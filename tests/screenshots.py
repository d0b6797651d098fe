"""Pictures of the real screens: `python -m tests.screenshots OUTDIR [--png] [--only WORD]`.

Each scene of `tests.scenes` is drawn at every size and in every look. `--readme FILE` writes the
one picture that the README shows, of what the detector finds today. The pictures are made without a
terminal, and ask for nothing over the network.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.scenes import SCENES, SIZES, Scene, Size, Theatre
from tests.screens.desk import Person


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


README_SCENE = Scene("readme", ("x", "c", "c", "s", "1", "f"), "decided  saved ✓", "analysed")
README_SIZE = (100, 30)
LOOKS = (
    Look("dark", "pullquote-dark"),
    Look("light", "pullquote-light"),
    Look("mono", "pullquote-mono"),
    Look("nocolor", "pullquote-dark", no_color=True),
)


async def picture(theatre: Theatre, scene: Scene, look: Look, size: Size) -> str:
    """Play a scene and return its picture as an SVG without remote addresses."""
    variables = {"NO_COLOR": "1"} if look.no_color else {}
    async with theatre.played(scene, size, theme=look.theme, **variables) as person:
        return without_remote_fonts(await _still_picture(person))


async def _still_picture(person: Person) -> str:
    """Return the picture once it stays the same: saving and counting go on behind the keys."""
    last, same = "", 0
    for _ in range(100):
        now = person.app.export_screenshot()
        last, same = now, same + 1 if now == last else 0
        if same == 3:
            break
        await person.pilot.pause(0.05)
    return last


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


def main() -> int:
    """Draw the pictures and name each file that was written."""
    arguments = _parser().parse_args()
    with TemporaryDirectory(prefix="pullquote-pictures-") as folder:
        theatre = Theatre(Path(folder))
        if arguments.readme:
            svg = asyncio.run(picture(theatre, README_SCENE, LOOKS[0], README_SIZE))
            arguments.readme.write_text(svg, encoding="utf-8")
            return 0
        arguments.folder.mkdir(parents=True, exist_ok=True)
        for scene, size, look in product(SCENES, SIZES, LOOKS):
            name = f"{scene.name}-{size[0]}x{size[1]}-{look.name}"
            if arguments.only not in name:
                continue
            path = arguments.folder / f"{name}.svg"
            svg = asyncio.run(picture(theatre, scene, look, size))
            path.write_text(svg, encoding="utf-8")
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
