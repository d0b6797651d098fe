"""What holds for every export: from a hard store, with an orphan in it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from tests.formats.exchange.hard import hard
from tests.formats.exchange.round_trip import Store, given_material, harder, store_of
from tests.services.given import Given
from tui.formats.format import Format
from tui.formats.registry import formats
from tui.model.annotation import Excerpt
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.exporting.export import export
from tui.services.exporting.gathering import Gathering

WRITTEN = [one for one in formats() if one.write or one.write_folder]
ORPHAN = "words that stand nowhere any more"


def with_an_orphan(folder: Path) -> Store:
    news, *others = harder()
    first = news.annotations[0]
    gone = replace(
        first,
        id="id-orphan",
        article_sha256="f" * 64,
        content=Excerpt(first.content.span, ORPHAN),
        annotator="eve",
    )
    return store_of(folder, [replace(news, annotations=(*news.annotations, gone)), *others])


@pytest.mark.parametrize("form", WRITTEN, ids=lambda form: form.name)
def test_orphans_are_left_out_and_named(form: Format, tmp_path: Path) -> None:
    store = with_an_orphan(tmp_path / "store")
    gathering = Gathering(
        Given(*store.articles.values()), store.annotations, DEFAULT_SCHEME, skip_orphans=True
    )
    output = tmp_path / "out"
    parts = {"train": [one.article.id for one in hard()], "dev": []} if form.splits else None
    summary = export(
        gathering, form, output=output, stream=io.BytesIO(), parts=parts, give=given_material
    )
    assert summary.count > 0
    files = [output] if output.is_file() else [one for one in output.rglob("*") if one.is_file()]
    assert files
    for file in files:
        assert ORPHAN.encode() not in file.read_bytes()
        assert b"id-orphan" not in file.read_bytes()
    first, named = gathering.left_out()[:2]
    assert first == "left out: 1 annotation made on another text of its article"
    assert named == "of another text: “words that stand nowhere any more” by eve: news.txt"
