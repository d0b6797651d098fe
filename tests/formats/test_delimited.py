"""Tables: whatever is in a field comes back, or stands on its line."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tui.formats.delimited import Table, guarded, tab_lines, unguarded

texts = st.text(
    st.one_of(
        st.sampled_from([*"\"'=+-@,;|\t\r\n \u2028\x85\x1b\ufeff＝", *"🇯🇵"]),
        st.characters(exclude_categories=["Cs"]),
    )
)
tables = st.lists(st.lists(texts, min_size=2, max_size=2), max_size=4)


def read(data: bytes, delimiter: str) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8"), newline="")
    return list(csv.reader(text, delimiter=delimiter, strict=True))


@given(tables)
def test_any_text_comes_back_from_csv(rows: list[list[str]]) -> None:
    for quotes_all in (True, False):
        file = io.BytesIO()
        table = Table(file, quotes_all=quotes_all)
        for row in rows:
            table.write([row])
        assert read(file.getvalue(), ",") == rows


@given(tables)
def test_lines_have_as_many_fields_whatever_is_in_them(rows: list[list[str]]) -> None:
    file = io.BytesIO()
    tab_lines(file, rows)
    lines = file.getvalue().decode("utf-8").splitlines()
    assert [line.split("\t") for line in lines] == [
        [" ".join(field.split()) for field in row] for row in rows
    ]


@given(texts)
def test_a_guarded_cell_is_no_formula_and_comes_back(cell: str) -> None:
    safe = guarded(cell)
    assert safe.lstrip()[:1] not in {*"=+-@＝＋－＠"}
    assert safe[:1] not in ("\t", "\r", "\n")
    assert unguarded(safe) == cell


def test_what_is_harmless_stays_as_it_is() -> None:
    for cell in ("", "’tis", "'quoted'", "a = b", "3.5", "“-5”"):
        assert guarded(cell) == cell
