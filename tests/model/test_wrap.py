"""Wrapping: every code point in one row, in order, and no row too wide."""

from __future__ import annotations

import string
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import nasty_text
from tui.model.reflow import read_breaks, reflow
from tui.model.rows import Rows
from tui.model.span import Span
from tui.model.wrap import INDENT, Row
from tui.widgets.cells import cells_of, clusters

SEED = Path(__file__).parents[2] / "seeds" / "000_027f6d915e3f7946.txt"

columns = st.integers(1, 120)


def rows_of(text: str, width: int) -> Rows:
    return Rows(text, read_breaks(text), columns=width, clusters=clusters)


def wrapped(text: str, width: int) -> list[Row]:
    rows = rows_of(text, width)
    return [rows.row(place) for place in rows.down_from(rows.first)]


def lines(text: str, width: int) -> list[str]:
    """Return what is read: a hard wrap is a space, and white space at a row's end is not seen."""
    view = reflow(text)
    found = wrapped(text, width)
    return [" " * row.indent + view.text[row.start : row.end].rstrip() for row in found]


# Of any text


@given(nasty_text, columns)
@example("か\u3099。か\u3099。", 2)
@example("one.\ntwenty-letters-long-x.\nx.", 20)
@example("a\r\nb\rc\n\nd", 1)
def test_every_code_point_of_a_block_is_in_one_row_in_order(text: str, width: int) -> None:
    view = reflow(text)
    rows = [row for row in wrapped(text, width) if row.start < row.end]
    shown = [at for row in rows for at in range(row.start, row.end)]
    assert shown == [at for block in view.blocks for at in range(*block)]
    for row in rows:
        inside = Span(row.start, row.end)
        assert any(block.contains(inside) for block in view.blocks), "a row is of one block"


@given(nasty_text, columns)
@example("one.\n" + "x" * 20 + ".\nend.", 21)
@example("so.\n日本。\nso.", 2)
@example("日\u20dd本\u20dd", 2)
def test_no_row_is_too_wide(text: str, width: int) -> None:
    for row in wrapped(text, width):
        seen = text[row.start : row.end].rstrip()
        too_wide = row.indent + cells_of(seen) > width
        if too_wide:
            signs = [cells for _, _, cells in clusters(seen) if cells]
            assert (row.indent, len(signs)) == (0, 1), f"{seen!r} does not fit into {width}"


@given(nasty_text, columns)
@example("か\u3099。か\u3099。", 2)
@example("well-\u0301known", 5)
@example("日\u200d本", 2)
@example("👩\u200d👩\u200d👧👩\u200d👩", 2)
def test_no_sign_is_cut(text: str, width: int) -> None:
    view = reflow(text)
    edges = {b.start + a for b in view.blocks for a, _, _ in clusters(b.of(text))}
    assert {row.start for row in wrapped(text, width)} <= edges


@given(nasty_text, columns)
def test_the_row_of_an_offset_shows_it(text: str, width: int) -> None:
    rows = rows_of(text, width)
    for place in rows.down_from(rows.first):
        row = rows.row(place)
        assert all(rows.place_of(at) == place for at in range(row.start, row.end))
    if rows:
        assert rows.place_of(0) == rows.first
        assert rows.place_of(len(text) + 9) == rows.last


@given(nasty_text, columns, st.data())
def test_rows_are_counted_alike_up_and_down(text: str, width: int, data: st.DataObject) -> None:
    rows = rows_of(text, width)
    places = list(rows.down_from(rows.first))
    assert places == sorted(places)
    if not places:
        return
    start = data.draw(st.integers(0, len(places) - 1))
    by = data.draw(st.integers(-len(places) - 2, len(places) + 2))
    end = max(0, min(start + by, len(places) - 1))
    assert rows.moved(places[start], by) == places[end]
    assert rows.distance(places[start], places[end], most=len(places)) == end - start
    assert abs(rows.distance(places[start], places[end], most=2)) == min(2, abs(end - start))
    assert list(rows.down_from(places[start])) == places[start:]


signs = st.sampled_from(["so ", "日本。", "か\u3099", "👩\u200d👧", "x", "\r\n", "\t"])


@settings(max_examples=20, deadline=None)
@given(st.data(), st.integers(20, 120))
def test_a_block_without_an_end_is_cut_between_its_signs(data: st.DataObject, width: int) -> None:
    words = data.draw(st.lists(signs, min_size=1))
    text = "".join(words) * data.draw(st.integers(2000, 3000))
    breaks = read_breaks(text)
    shown = [at for row in wrapped(text, width) for at in range(row.start, row.end)]
    assert shown == [at for block in breaks.blocks for at in range(*block)]
    edges = {b.start + a for b in breaks.blocks for a, _, _ in clusters(b.of(text))}
    assert {row.start for row in wrapped(text, width)} <= edges


@given(nasty_text, columns)
def test_between_rows_white_space_is_all_that_is_skipped(text: str, width: int) -> None:
    rows = wrapped(text, width)
    for one, two in pairwise(rows):
        assert not text[one.end : two.start].strip()


@given(nasty_text, columns)
def test_a_blank_row_parts_two_paragraphs_and_is_nowhere_else(text: str, width: int) -> None:
    view = reflow(text)
    blank = [row for row in wrapped(text, width) if row.start == row.end]
    assert [row.start for row in blank] == [p.start for p in view.paragraphs[1:]]
    assert not any(row.indent for row in blank)


@given(nasty_text, columns)
def test_only_a_block_that_goes_on_is_indented(text: str, width: int) -> None:
    view = reflow(text)
    firsts = {p.start for p in view.paragraphs}
    going_on = {b.start for b in view.blocks} - firsts
    for row in wrapped(text, width):
        assert row.indent in (0, INDENT)
        assert row.indent == 0 or row.start in going_on


words = st.lists(st.text(string.ascii_letters, min_size=1, max_size=12), min_size=1, max_size=30)


@given(words, st.integers(12, 60))
def test_plain_words_are_filled_into_rows_and_never_cut(parts: list[str], width: int) -> None:
    rows = lines(" ".join(parts), width)
    assert " ".join(rows).split() == parts
    for one, two in pairwise(rows):
        assert len(one) + 1 + len(two.split()[0]) > width, "the next word had room in the row"


# By hand


def test_nothing_is_no_row() -> None:
    for text in ("", " \n\t\r\n "):
        assert wrapped(text, 80) == []
        assert not rows_of(text, 80)


def test_a_paragraph_goes_on_indented_and_the_next_after_a_blank_row() -> None:
    text = "One is here.\nTwo is over there.\nThree ends.\n\nAnother one.\nIt ends."
    assert lines(text, 14) == [
        "One is here.",
        "  Two is over",
        "there.",
        "  Three ends.",
        "",
        "Another one.",
        "  It ends.",
    ]


def test_an_indent_gives_way_to_a_word_as_wide_as_the_row() -> None:
    assert lines("Yes.\n" + "x" * 19 + ".\nNo.", 20) == ["Yes.", "x" * 19 + ".", "  No."]


@pytest.mark.parametrize("wrap_sign", ["\n", "\r\n", "\r"])
def test_a_hard_wrap_is_one_space_in_a_row(wrap_sign: str) -> None:
    text = f"some words{wrap_sign}go on and{wrap_sign}on to here"
    view = reflow(text)
    (row,) = wrapped(text, 80)
    assert (row.start, row.end) == view.blocks[0] == (0, len(text))
    assert cells_of(text) == len("some words go on and on to here")


def test_words_break_after_hyphens_and_dashes() -> None:
    assert lines("a well-known thing—or not", 8) == ["a well-", "known", "thing—or", "not"]


def test_a_space_that_forbids_a_break_is_none() -> None:
    assert lines("about 100\u00a0km away", 10) == ["about", "100\u00a0km", "away"]


def test_a_word_longer_than_a_row_fills_rows() -> None:
    assert lines("so " + "x" * 25 + " end", 10) == ["so " + "x" * 7, "x" * 10, "x" * 8, "end"]


def test_japanese_breaks_anywhere_but_not_before_its_full_stop() -> None:
    assert lines("日本語です。はい。", 10) == ["日本語で", "す。はい。"]


def test_decomposed_kana_keep_their_marks() -> None:
    text = "か\u3099" * 6
    assert [len(line) for line in lines(text, 4)] == [4, 4, 4]


def test_a_family_is_one_sign() -> None:
    family = "👩\u200d👩\u200d👧"
    assert lines(family * 3, 4) == [family * 2, family]


def test_the_sample_in_a_small_window() -> None:
    text = SEED.read_bytes().decode("utf-8")
    rows = lines(text, 72)
    assert max(map(len, rows)) <= 72
    assert rows[:3] == [
        "The U.S. State Department has approved a potential $100.2 million",
        "contract for the maintenance of Japanese Navy Aegis-equipped destroyer",
        "squadrons.",
    ]
    assert "".join("".join(rows).split()) == "".join(text.split())
