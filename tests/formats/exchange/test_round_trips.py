"""Out, in and out again: the same bytes, and what a format loses is what it says it loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.exchange.reading import good
from tests.formats.exchange.round_trip import (
    NOT_MEASURED,
    both_ways,
    brought_in,
    harder,
    lost,
    store_of,
)
from tests.loss_table import with_loss_table
from tests.services.importing import NOW, Corpus
from tui.formats.fields import Field, names
from tui.formats.format import Format
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.importing.importing import Progress, Wanted, import_records
from tui.services.importing.making import Maker


@pytest.mark.parametrize("form", both_ways(), ids=lambda form: form.name)
def test_out_and_in_and_out(form: Format, tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", harder())
    first = store.written(form, tmp_path / f"first{form.ending}")
    back = brought_in(form, tmp_path / f"first{form.ending}", store, tmp_path / "back")
    again = back.written(form, tmp_path / f"again{form.ending}")
    assert sorted(again) == sorted(first)
    for name, data in first.items():
        assert again[name] == data, name
    assert names(lost(form, store, back) - NOT_MEASURED) == names(form.loses - NOT_MEASURED)


@pytest.mark.parametrize("form", both_ways(), ids=lambda form: form.name)
def test_what_went_out_is_there_already(form: Format, tmp_path: Path) -> None:
    store = store_of(tmp_path / "store", harder())
    path = tmp_path / f"first{form.ending}"
    store.written(form, path)
    verified = import_records(
        path,
        form,
        Corpus(*store.articles.values()),
        store.annotations,
        Maker("" if Field.ANNOTATOR in form.carries else "ada", NOW, path.name, DEFAULT_SCHEME),
        Wanted(dry_run=True),
        Progress(lambda _: None, lambda _: None),
    )
    assert (verified.bad, verified.annotations) == (0, 0)
    assert verified.known > 0
    assert verified.absent == 0


@pytest.mark.parametrize("form", both_ways(), ids=lambda form: form.name)
def test_nothing_of_ours_is_passed_over_but_what_a_model_found(
    form: Format, tmp_path: Path
) -> None:
    store = store_of(tmp_path / "store", harder())
    path = tmp_path / f"first{form.ending}"
    store.written(form, path)
    for found in good(form, path):
        assert all(sort.startswith("entity ") for sort in found.passed_over), found.passed_over


def test_the_table_in_the_readme_is_up_to_date() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    assert readme == with_loss_table(readme), "make loss-table writes it anew"
