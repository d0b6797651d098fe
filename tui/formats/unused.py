"""What a person asked for that a format has no use for: it is said, not passed over."""

from __future__ import annotations

from collections.abc import Iterator

from tui.formats.fields import Field
from tui.formats.format import Format, Option, Options


def unused(
    form: Format,
    options: Options,
    *,
    anonymise: bool = False,
    skip_moved: bool = False,
    model: str | None = None,
) -> Iterator[str]:
    """Yield which options change nothing in a format and why, a line each.

    Args:
        form: The format.
        options: What was chosen that formats have to know of.
        anonymise: Whether annotators were to be numbers.
        skip_moved: Whether what moved with a changed text was to be left out.
        model: The model that was named; None for none.
    """
    given = {
        Option.CONTEXT: options.context,
        Option.NEGATIVES: options.include_negatives,
        Option.LICENCE: options.licence,
    }
    for option, value in given.items():
        if value and option not in form.uses:
            yield f"{option.value}: {form.name} {_why(option, form)}"
    if anonymise and Field.ANNOTATOR not in form.carries:
        yield f"--anonymise: {form.name} names no annotators anyway"
    if skip_moved and form.is_of_entities:
        yield f"--skip-moved: {form.name} has nothing that moved"
    if model and not form.is_of_entities and not form.needs_with(options):
        yield f"--model: {form.name} needs none"


def _why(option: Option, form: Format) -> str:
    if option is Option.CONTEXT:
        return "has no place for sentences around a quote"
    if option is Option.LICENCE:
        return "has no place for a licence"
    if Field.NEITHER in form.carries:
        return "has what is neither anyway"
    return "has no place for what has no label"
