"""`pullquote formats`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tui.commands.command import command
from tui.commands.output import print_text

if TYPE_CHECKING:
    from tui.formats.format import Format

_WIDEST = 100
"""Cells: longer lines are hard to read."""


@command(
    "List the formats that annotations go out in and come in by.",
    "pullquote formats",
    "pullquote formats brat",
    "pullquote formats --json",
)
def formats(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Tell all of this format.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """List the formats: what each is, what of an annotation it carries, and what it loses."""
    from tui.formats.registry import format_called
    from tui.formats.registry import formats as all_formats

    wanted = all_formats() if name is None else [format_called(name)]
    if as_json:
        print_text(json.dumps([_as_json(one) for one in wanted], ensure_ascii=False, indent=2))
    elif name is None:
        _print_table(wanted)
    else:
        print_text(_told(wanted[0]))


def _ways(form: Format) -> str:
    out = "folder" if form.write_folder else "out" if form.write or form.is_of_entities else ""
    return ", ".join(way for way in (out, "in" if form.read else "") if way)


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


def _told(form: Format) -> str:
    from tui.formats.fields import names

    lines = [
        f"{form.name}: {form.about}",
        f"see      {form.source}",
        f"ways     {_ways(form)}; a record is one {form.unit}, files end in {form.ending}",
        f"carries  {', '.join(names(form.carries))}",
        f"loses    {', '.join(names(form.loses)) or 'nothing'}",
        *(f"note     {note}" for note in form.notes),
    ]
    return "\n".join(lines)


def _print_table(wanted: list[Format]) -> None:
    import io
    import shutil

    from rich.console import Console
    from rich.table import Table

    from tui.formats.fields import names

    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for heading in ("format", "ways", "file", "what it is, carries and loses"):
        table.add_column(heading, no_wrap=not heading.startswith("what"))
    for form in wanted:
        carries, loses = ", ".join(names(form.carries)), ", ".join(names(form.loses))
        told = f"{form.about}\n+ {carries}\n- {loses or 'nothing'}"
        table.add_row(form.name, _ways(form), form.ending, told)
    text = io.StringIO()
    width = min(_WIDEST, shutil.get_terminal_size((_WIDEST, 0)).columns)
    Console(file=text, width=width, markup=False, highlight=False, color_system=None).print(table)
    lines = (line.rstrip() for line in text.getvalue().splitlines())
    print_text("\n".join(lines) + "\nEach by itself: pullquote formats NAME")
