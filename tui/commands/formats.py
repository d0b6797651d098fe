"""`pullquote formats`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.commands.command import command
from tui.commands.output import print_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.formats.format import Format

_NARROWEST, _WIDEST = 40, 100
"""Cells: longer lines are hard to read, and so are shorter ones."""
_INDENT = 9


@command(
    "List the formats that annotations go out in and come in by.",
    "pullquote formats",
    "pullquote formats brat",
    "pullquote formats --all",
    "pullquote formats --json spacy",
)
def formats(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Tell all of this format.")
    ] = None,
    is_all: Annotated[
        bool, typer.Option("--all", help="Tell all of every format, as of one that is named.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """List the formats: which go out, which come in, and what each is for.

    Of one that is named, and of each with `--all`: what of an annotation it carries and loses,
    which options of `pullquote export` it has a use for, what it needs, where it is documented.
    """
    from tui.formats.registry import format_called
    from tui.formats.registry import formats as all_formats

    wanted = all_formats() if name is None else [format_called(name)]
    if as_json:
        print_text(json.dumps([_as_json(one) for one in wanted], ensure_ascii=False, indent=2))
    elif name is None and not is_all:
        print_text(_table(wanted))
    else:
        print_text("\n\n".join(_told(one, _width()) for one in wanted))


def _as_json(form: Format) -> dict[str, Any]:
    from tui.formats.fields import names

    return {
        "name": form.name,
        "about": form.about,
        "source": form.source,
        "ending": form.ending,
        "unit": form.unit,
        "writes": bool(form.write or form.write_folder or form.is_of_entities),
        "writes_folder": bool(form.write_folder),
        "reads": bool(form.read),
        "carries": names(form.carries),
        "loses": names(form.loses),
        "notes": list(form.notes),
    }


def _table(wanted: Sequence[Format]) -> str:
    """Return a row for each, which fits 80 cells: eighteen of them and the rest fit 24 rows."""
    rows = [("format", "out", "in", "ending", "for")]
    rows += [
        (one.name, _out(one), "yes" if one.read else "-", one.ending, one.purpose) for one in wanted
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, "", "All of one: pullquote formats NAME; of each: --all"])


def _out(form: Format) -> str:
    if form.write_folder:
        return "folder"
    return "file" if form.write or form.is_of_entities else "-"


def _told(form: Format, width: int) -> str:
    """Return all that is to be known of a format, in lines of so many cells at most."""
    import textwrap

    from tui.formats.fields import names
    from tui.formats.format import Option

    told = [
        ("for", form.purpose),
        *_ways(form),
        ("options", ", ".join(one.value for one in Option if one in form.uses)),
        ("needs", _needs(form)),
        ("carries", ", ".join(names(form.carries))),
        ("loses", ", ".join(names(form.loses)) or "nothing"),
        *(("note", note) for note in form.notes),
        ("see", form.source),
    ]
    lines = [
        textwrap.fill(
            f"{what:{_INDENT}}{text}",
            width,
            subsequent_indent=" " * _INDENT,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for what, text in told
        if text
    ]
    return "\n".join([f"{form.name}: {form.about}", *lines])


def _ways(form: Format) -> Iterator[tuple[str, str]]:
    """Yield how it goes out and comes in, with a line to be typed."""
    place = f"{form.name}/" if form.write_folder else f"{form.name}{form.ending}"
    kind = f"a folder with {form.ending} files" if form.write_folder else f"a {form.ending} file"
    if _out(form) != "-":
        unit = "" if form.unit == "record" else f"; a record is one {form.unit}"
        split = "; split into parts unasked" if form.splits else ""
        yield "out", f"{kind}{unit}{split}"
        yield "", f"pullquote export --format {form.name} -o {place}"
    if form.read:
        yield "in", f"pullquote import {place}"


def _needs(form: Format) -> str:
    """Return what there has to be for it: a label of the scheme, what a model finds."""
    from tui.formats.format import Need

    model = ", ".join(need.value for need in Need if need in form.needs)
    needs = [str(form.wants) if form.wants else "", f"{model} of the model" if model else ""]
    return "; ".join(one for one in needs if one)


def _width() -> int:
    """Return how wide lines may be: what is no terminal has no edge, but longer is hard to read."""
    import shutil

    is_seen = sys.stdout.isatty()
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns if is_seen else _WIDEST))
