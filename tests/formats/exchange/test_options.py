"""Which options make a difference to a format: as its row says, and otherwise it is told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.formats.exchange.hard import hard
from tests.formats.exchange.writing import written
from tui.formats.format import Format, Option, Options
from tui.formats.registry import format_called, formats
from tui.formats.unused import unused

WRITTEN = [one for one in formats() if one.write or one.write_folder]
CHOSEN: dict[Option, dict[str, Any]] = {
    Option.CONTEXT: {"context": 1},
    Option.NEGATIVES: {"include_negatives": True},
    Option.LICENCE: {"licence": "CC-BY-4.0"},
}


@pytest.mark.parametrize("option", Option, ids=lambda option: option.value)
@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_an_option_changes_what_is_written_or_is_told_to_be_of_no_use(
    form: Format, option: Option
) -> None:
    options = Options(**CHOSEN[option])
    plain = written(form, *hard()).files
    is_changed = written(form, *hard(), options=options).files != plain
    told = list(unused(form, options))
    assert is_changed == (option in form.uses)
    if is_changed:
        assert told == []
    else:
        (line,) = told
        assert line.startswith(f"{option.value}: {form.name} has ")


def test_other_options_of_no_use_are_told() -> None:
    none = Options()
    told = list(unused(format_called("semeval"), none, anonymise=True, model="x"))
    assert told == [
        "--anonymise: semeval names no annotators anyway",
        "--model: semeval needs none",
    ]
    assert not list(unused(format_called("csv"), none, anonymise=True))
    assert not list(unused(format_called("conll"), none, model="x"))
    assert not list(unused(format_called("csv"), Options(context=1), model="x"))
    (moved,) = unused(format_called("entities"), none, skip_moved=True, model="x")
    assert moved.startswith("--skip-moved: ")
