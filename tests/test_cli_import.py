"""`pullquote import` as a person types it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.formats.builders import annotation, claim, stance
from tests.terminal import Terminal
from tests.test_cli import keep, records, run, seeded, surroundings
from tui.formats.registry import format_names


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A project with an export of ada's annotations, which are then gone."""
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one, labels=(stance(one.text), claim())))
    run(tmp_path, "export", "--format", "brat", "-o", "brat")
    shutil.rmtree(tmp_path / "annotations")
    return tmp_path


def test_what_went_out_comes_in(exported: Path) -> None:
    result = run(exported, "import", "brat")
    assert result.stdout == ""
    first, *_, last = result.stderr.splitlines()
    assert first.startswith("brat is taken for brat: ")
    assert last == "1 annotation came in, on 1 article by 1 annotator"
    (record,) = records(run(exported, "export").stdout)
    assert (record["annotator"], record["article"]) == ("ada", "a1")
    assert [label["label"] for label in record["labels"]] == ["stance", "claim"]
    again = run(exported, "import", "brat").stderr
    assert "left as they are: 1 quote that came in before" in again
    assert "0 annotations came in" in again


def test_it_comes_into_an_empty_project(exported: Path) -> None:
    shutil.rmtree(exported / "seeds")
    (exported / "articles").mkdir()
    result = run(exported, "import", "--annotator", "bob", "brat", "articles")
    assert "1 new article in articles/imported-brat.jsonl" in result.stderr
    (record,) = records(run(exported, "export", "articles").stdout)
    assert record["annotator"] == "bob"


def test_suggestions_are_for_somebody(exported: Path) -> None:
    result = run(exported, "import", "--as", "suggestions", "brat", code=2)
    assert "--annotator NAME" in result.stderr
    words = ["--as", "suggestions", "--annotator", "bob", "brat"]
    assert "1 suggestion came in" in run(exported, "import", *words).stderr
    assert run(exported, "export").stdout == "", "nothing is decided"


def test_suggestions_that_replace_earlier_ones_are_told(exported: Path) -> None:
    words = ["import", "--as", "suggestions", "--annotator", "bob"]
    run(exported, *words, "brat")
    (exported / "brat").rename(exported / "again")
    told = run(exported, *words, "--dry-run", "again").stderr
    assert "would replace an earlier suggestion: on 1 quote\n" in told
    told = run(exported, *words, "again").stderr
    assert "replaced an earlier suggestion: on 1 quote\n1 suggestion came in" in told
    again = run(exported, *words, "again").stderr
    assert "replace" not in again


def test_a_dry_run_says_what_would_come_in(exported: Path) -> None:
    result = run(exported, "import", "--dry-run", "brat")
    assert result.stderr.endswith("1 annotation would come in, on 1 article by 1 annotator\n")
    assert not (exported / "annotations").exists()


def test_nothing_comes_in_when_something_is_wrong(exported: Path) -> None:
    (ann,) = (exported / "brat").rglob("*.ann")
    right = ann.read_text()
    ann.write_text(right.replace("The deal  is fair,", "The meal  is fair,"))
    result = run(exported, "import", "brat", code=2)
    assert f"{ann.relative_to(exported)}" in result.stderr
    assert "stands “The deal is fair,”, not “The meal is fair,”" in result.stderr
    assert "nothing was imported: 1 record cannot be" in result.stderr
    assert "--skip-bad FILE" in result.stderr
    assert not (exported / "annotations").exists()
    (exported / "taken").mkdir()
    (exported / "taken" / "notes").write_text("mine")
    result = run(exported, "import", "--skip-bad", "taken", "brat", code=2)
    assert "taken is there already" in result.stderr
    assert not (exported / "annotations").exists()
    result = run(exported, "import", "--skip-bad", "bad", "brat", code=1)
    assert "left out into bad: 1 bad record" in result.stderr
    assert "The meal" in (exported / "bad" / ann.relative_to(exported / "brat")).read_text()


def test_what_was_left_out_is_mended_and_read_again(exported: Path) -> None:
    (ann,) = (exported / "brat").rglob("*.ann")
    right = ann.read_text()
    ann.write_text(right.replace("The deal  is fair,", "The meal  is fair,"))
    second = exported / "brat" / "text" / "b_7.ann"
    second.parent.mkdir()
    second.write_text("Not of brat's\n")
    second.with_name("b.txt").write_text("A text.")
    run(exported, "import", "--skip-bad", "bad", "brat", code=1)
    again = run(exported, "import", "bad", code=2).stderr
    assert "bad/ada/a1.ann:" in again
    assert "bad/text/b_7.ann:1: no line of brat's" in again
    (exported / "bad" / "ada" / "a1.ann").write_text(right)
    (exported / "bad" / "text" / "b_7.ann").write_text("")
    result = run(exported, "import", "bad")
    assert "1 annotation came in, on 1 article by 1 annotator" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["none.jsonl"], "there is no none.jsonl"),
        (["--format", "xml", "brat"], "there is no format 'xml'"),
        (["--format", "csv", "brat"], "csv is only written"),
        (["seeds/a1.txt"], "name it with --format: "),
        (["--as", "suggestion", "brat"], "choose one of annotations, suggestions\n"),
        (["--annotator", "../eve", "brat"], "cannot be an annotator's name"),
        (["brat", "seeds/none.txt"], "none.txt"),
    ],
)
def test_errors_have_a_way_out(exported: Path, words: list[str], told: str) -> None:
    assert told in run(exported, "import", *words, code=2).stderr


def test_an_export_that_does_not_come_in_is_called_what_it_is(tmp_path: Path) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    run(tmp_path, "export", "--format", "csv", "-o", "all.csv")
    told = run(tmp_path, "import", "all.csv", code=2).stderr
    assert "all.csv is taken for csv, which is only written" in told


def test_encoding_is_said_to_be_of_articles(tmp_path: Path) -> None:
    told = " ".join(run(tmp_path, "import", "--help").stdout.split())
    assert "Read articles whose files" in told


@pytest.mark.parametrize("kept", ["seeds/a1.txt", "brat/annotation.conf", "brat.jsonl"])
def test_bad_records_are_not_written_over_what_is_there(exported: Path, kept: str) -> None:
    (exported / "brat.jsonl").write_text("{\n")
    before = (exported / kept).read_bytes()
    file = ["--format", "native", kept] if kept == "brat.jsonl" else ["brat"]
    told = run(exported, "import", "--skip-bad", f"./{kept}", *file, code=2).stderr
    assert "it would be lost" in told
    assert "--skip-bad" in told
    assert (exported / kept).read_bytes() == before


def test_bad_records_are_not_written_into_the_folder_that_is_imported(exported: Path) -> None:
    (exported / "brat" / "more.ann").write_text("Not of brat's\n")
    told = run(exported, "import", "--skip-bad", "brat/bad", "brat", code=2).stderr
    assert "brat/bad would be in what is imported, and be read with it" in told
    assert not (exported / "brat" / "bad").exists()


def test_formats_are_listed(tmp_path: Path) -> None:
    rows = run(tmp_path, "formats").stdout.splitlines()
    assert len(rows) < 24, "a small terminal, and a prompt in it"
    assert max(map(len, rows)) <= 80
    assert [row.split()[0] for row in rows[1:-2]] == format_names()
    (brat,) = [row for row in rows if row.startswith("brat ")]
    assert brat.split()[1:4] == ["folder", "yes", ".ann"]
    (semeval,) = [row for row in rows if row.startswith("semeval ")]
    assert semeval.split()[1:4] == ["file", "-", ".txt"]
    (native,) = json.loads(run(tmp_path, "formats", "--json", "native").stdout)
    assert native["loses"] == [
        "the article's whole text",
        "title, date, source, url",
        "which entities were corrected",
    ]
    one = run(tmp_path, "formats", "textcat").stdout
    assert "\noptions  --context, --include-negatives\n" in one
    assert "\nloses    the article's whole text, " in one
    everything = run(tmp_path, "formats", "--all").stdout
    assert one in everything
    assert max(map(len, everything.splitlines())) <= 100
    assert "needs    the label 'claim' with" in run(tmp_path, "formats", "checkthat").stdout
    assert "there is no format 'xml'" in run(tmp_path, "formats", "xml", code=2).stderr


def test_the_parts_of_a_split_come_in_together(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one), annotation(one, id="b", annotator="bob"))
    for number in range(2, 9):
        text = f"Number {number} is alone. “Here is {number} of it,” she said {number}."
        (tmp_path / "seeds" / f"a{number}.txt").write_text(text)
    run(tmp_path, "export", "--format", "doccano", "-o", "whole.jsonl")
    (tmp_path / "parts").mkdir()
    lines = (tmp_path / "whole.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "parts" / "train.jsonl").write_bytes(b"".join(lines[:1]))
    (tmp_path / "parts" / "dev.jsonl").write_bytes(b"".join(lines[1:]))
    shutil.rmtree(tmp_path / "annotations")
    result = run(tmp_path, "import", "--format", "doccano", "parts")
    assert "2 annotations came in, on 1 article by 2 annotators" in result.stderr
    (tmp_path / "parts" / "pullquote-export.json").write_text('{"format": "doccano"}')
    assert "parts is taken for doccano" in run(tmp_path, "import", "parts").stderr


def test_what_was_merged_comes_in_beside_the_two_only_on_demand(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one), annotation(one, id="b", annotator="bob"))
    run(tmp_path, "export", "--merge", "union", "-o", "both.jsonl")
    told = run(tmp_path, "import", "both.jsonl", code=2).stderr
    assert "ada+bob is what ada and bob were merged to" in told
    words = ["import", "--annotator", "ada+bob", "both.jsonl"]
    assert "by 1 annotator" in run(tmp_path, *words).stderr
    assert "ada+bob" in run(tmp_path, "export", "--annotator", "ada+bob").stdout


def test_a_terminal_shows_whole_words(exported: Path) -> None:
    said = run(exported, "import", "--dry-run", "brat").stderr
    command = f"cd '{exported}' && exec '{sys.executable}' -m tui import --dry-run brat"
    env = surroundings(exported) | {"TERM": "xterm-256color"}
    with Terminal(["sh", "-c", command], env=env, cols=44) as terminal:
        assert terminal.wait_exit() == 0
        rows = [row.rstrip() for row in terminal.screen]
    assert max(map(len, said.splitlines())) > 44
    assert " ".join(rows).split() == said.split()
