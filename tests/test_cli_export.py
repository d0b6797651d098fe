"""`pullquote export` on real stores, in a process of its own."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from tests.builders import mark
from tests.formats.builders import annotation, article, claim, stance
from tests.test_cli import keep, records, run, seeded, surroundings
from tui.cli import app
from tui.formats import exchange
from tui.formats.articles import text
from tui.formats.articles.found import Found, Reading
from tui.formats.exchange.native import read_native
from tui.formats.found import Found as FoundRecord
from tui.model.annotation import Annotation, Excerpt
from tui.model.article import Article
from tui.model.edit import Edit
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.span import Span
from tui.store.annotations import AnnotationStore

PART = "We\nwill see,"


def sown(folder: Path, count: int, *, first: int = 0, like: bool = False) -> list[Article]:
    """Put articles into `seeds/`, the second half nearly like the first when `like` is true."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    made = []
    for number in range(first, first + count):
        alike = number % (count // 2) if like else number
        words = random.Random(alike).choices([f"w{n}" for n in range(900)], k=100)
        path = seeds / f"a{number:02}.txt"
        path.write_bytes(f"{article().text}\n\n{' '.join(words)} {number}.".encode())
        (found,) = text.read(path, Reading())
        assert isinstance(found, Found)
        made.append(found.article)
    return made


def on(one: Article, **changes: Any) -> Annotation:
    name = changes.get("annotator", "ada")
    return annotation(one, **({"id": f"{one.id}-{name}"} | changes))


def held(folder: Path) -> dict[str, set[str]]:
    """Return the articles in each part."""
    return {
        path.stem: {record["article"] for record in records(path.read_text())}
        for path in folder.glob("*.jsonl")
    }


def test_schema_and_export_agree(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    part = "We\nwill see,"
    keep(
        tmp_path,
        annotation(one, part, decision="neither", labels=()),
        annotation(one, labels=(stance(), claim())),
        annotation(one, id="b", annotator="bob", decision="unsure", labels=()),
        annotation(one, part, id="c", annotator="bob", decision=None, labels=()),
    )
    result = run(tmp_path, "export")
    found = records(result.stdout)
    assert [(r["start"], r["annotator"]) for r in found] == [
        *((one.text.index("The deal"), name) for name in ("ada", "bob")),
        (one.text.index(part), "ada"),
    ]
    assert result.stderr.splitlines() == [
        "left out: 1 annotation without a decision",
        "claim 1, neither 1, stance 1, unsure 1",
        "3 records from 1 article by 2 annotators",
    ]
    schema = json.loads(run(tmp_path, "schema").stdout)
    Draft202012Validator.check_schema(schema)
    for record in found:
        Draft202012Validator(schema).validate(record)
        assert one.text[record["start"] : record["end"]] == record["text"]


def test_a_file_is_written_and_has_the_same_bytes(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one), annotation(one, id="b", annotator="bob"))
    shown = run(tmp_path, "export", "--annotator", "bob", "seeds")
    run(tmp_path, "export", "-o", "bob.jsonl", "--annotator", "bob", "seeds")
    run(tmp_path, "export", "-o", "-", "--annotator", "bob", "seeds")
    assert (tmp_path / "bob.jsonl").read_bytes() == shown.stdout.encode()
    (found,) = read_native(tmp_path / "bob.jsonl", DEFAULT_SCHEME)
    assert isinstance(found, FoundRecord)
    assert [a.annotator for a in found.annotations] == ["bob"]


def test_an_article_that_changed_stops_the_export(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one))
    (tmp_path / "seeds" / "a1.txt").write_bytes(one.text.replace("fair", "good").encode())
    result = run(tmp_path, "export", "-o", "out.jsonl", code=2)
    assert "article 'a1' (seeds/a1.txt), annotation id-" in result.stderr
    assert "open it, which moves annotations along" in result.stderr
    assert "--skip-orphans leaves out" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()
    assert run(tmp_path, "export", "--skip-orphans").stdout == ""


def test_articles_that_could_not_be_read_are_told_by_the_exit_status(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one))
    (tmp_path / "seeds" / "bad.jsonl").write_bytes(b"{\n")
    result = run(tmp_path, "export", code=1)
    assert len(records(result.stdout)) == 1
    assert "seeds/bad.jsonl:1: broken JSON" in result.stderr
    (tmp_path / "seeds" / "a1.txt").unlink()
    assert "no article could be read" in run(tmp_path, "export", code=2).stderr


def test_an_export_needs_no_name_of_ones_own(tmp_path: Path) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    run(tmp_path, "export", PULLQUOTE_ANNOTATOR="")
    result = run(tmp_path, "export", "--annotator", "eve", code=2)
    assert result.stderr == "pullquote: there are no annotations by 'eve'\n  there are ada\n"


def test_prodigy_takes_the_tokens_of_the_model(tmp_path: Path) -> None:
    pytest.importorskip("tui.nlp.process")
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one))
    result = run(tmp_path, "export", "--format", "prodigy")
    (task,) = records(result.stdout)
    words = [token["text"] for token in task["tokens"]]
    assert "U.S." in words
    assert "".join(t["text"] + " " * t["ws"] for t in task["tokens"]) == one.text
    assert result.stderr.endswith("claim 1\n1 task from 1 article by 1 annotator\n")


def test_sentences_of_the_model_go_with_a_quote_that_stands_alone(tmp_path: Path) -> None:
    pytest.importorskip("tui.nlp.process")
    one = seeded(tmp_path)
    made = annotation(one)
    keep(tmp_path, made)
    (plain,) = records(run(tmp_path, "export", "--format", "textcat").stdout)
    assert plain["text"] == made.content.text
    assert not (tmp_path / "cache" / "analyses.sqlite").exists(), "nobody asked for sentences"
    result = run(tmp_path, "export", "--format", "textcat", "--context", "1")
    (line,) = records(result.stdout)
    assert line["text"] == one.text.strip(), "one sentence more on each side is all of it"
    assert (tmp_path / "cache" / "analyses.sqlite").exists()
    ((start, end),) = line["meta"]["spans"]
    assert line["text"][start:end] == made.content.text


def test_a_scheme_of_ones_own_is_not_what_a_task_asks_for(tmp_path: Path) -> None:
    (tmp_path / "pullquote.toml").write_text('[[labels]]\nname = "frame"\nkey = "f"\n')
    keep(tmp_path, annotation(seeded(tmp_path), decision="neither", labels=()))
    result = run(tmp_path, "export", "--format", "semeval", "-o", "out.txt", code=2)
    assert result.stderr.startswith("pullquote: semeval needs the label 'stance' with target")
    assert not (tmp_path / "out.txt").exists()


def test_what_a_format_has_no_use_for_is_told(tmp_path: Path) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    words = ("--licence", "MIT", "--include-negatives", "--context", "2")
    told = run(tmp_path, "export", *words, "-o", "out.jsonl").stderr.splitlines()
    assert told[-4:-1] == [
        "--context: native has no place for sentences around a quote",
        "--include-negatives: native has what is neither anyway",
        "--licence: native has no place for a licence",
    ]
    assert "--licence: entities" in run(tmp_path, "export", "--format", "entities", *words).stderr


def test_all_that_is_no_claim_may_be_asked_for_as_examples(tmp_path: Path) -> None:
    keep(tmp_path, annotation(seeded(tmp_path), decision="neither", labels=()))
    words = ("--format", "checkthat", "--only", "neither", "--include-negatives")
    _header, line, _ = run(tmp_path, "export", *words).stdout.split("\n")
    assert line.endswith("\tNo")


def test_prodigy_goes_without_a_model(tmp_path: Path) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    result = run(tmp_path, "export", "--format", "prodigy", "--model", "no_such_model")
    assert len(records(result.stdout)) == 1
    assert "tokens are plain words, no model's" in result.stderr


def test_corrected_entities_are_exported(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    start = one.text.index("The deal")
    made = mark(
        start=start,
        article=one.id,
        article_sha256=one.sha256,
        content=Excerpt.of(one.text, Span(start, start + 8)),
        prefix=one.text[:start][-5:],
        suffix="",
        detected=None,
        origin="manual",
    )
    entry = Edit("e1", made.updated, "ada", "entity-add", None, made)
    AnnotationStore(tmp_path / "annotations").open("ada", one.id).append([entry])
    result = run(tmp_path, "export", "--format", "entities")
    (record,) = records(result.stdout)
    assert one.text[record["start"] : record["end"]] == record["text"] == "The deal"
    assert result.stderr == "1 corrected entity from 1 article by 1 annotator\n"
    schema = json.loads(run(tmp_path, "schema", "--entities").stdout)
    Draft202012Validator(schema).validate(record)
    assert run(tmp_path, "export").stdout == "", "annotations are another format"
    result = run(tmp_path, "export", "--format", "xml", code=2)
    assert "choose one of native, " in result.stderr


def test_a_split_is_a_folder_with_a_table_of_it(tmp_path: Path) -> None:
    keep(tmp_path, *(on(one) for one in sown(tmp_path, 24, like=True)))
    result = run(tmp_path, "export", "--split", "60/20/20", "--seed", "5", "-o", "out")
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0] == "split 60/20/20 by article, seed 5"
    assert lines[1].startswith("near-duplicates: 24 articles in 12 groups stay together")
    assert lines[-5].split() == ["train", "dev", "test", "all"]
    assert lines[-4].split()[0::4] == ["articles", "24"]
    assert lines[-2].split()[0::4] == ["claim", "24"]
    assert lines[-1] == "24 records from 24 articles by 1 annotator"
    where = {one: name for name, ids in held(tmp_path / "out").items() for one in ids}
    assert len(where) == 24
    assert all(where[f"a{n:02}"] == where[f"a{n + 12:02}"] for n in range(12))


def test_articles_stay_in_their_part_when_others_come(tmp_path: Path) -> None:
    keep(tmp_path, *(on(one) for one in sown(tmp_path, 20)))
    run(tmp_path, "export", "--split", "60/20/20", "-o", "out")
    was = held(tmp_path / "out")
    seed = json.loads((tmp_path / "out" / "pullquote-export.json").read_text())["split"]["seed"]
    keep(tmp_path, *(on(one) for one in sown(tmp_path, 20, first=20)))
    again = run(tmp_path, "export", "--split", "60/20/20", "-o", "out")
    now = held(tmp_path / "out")
    assert f"split 60/20/20 by article, seed {seed}\n" in again.stderr, "that of the one before"
    assert all(was[name] <= now[name] for name in was)
    assert "moved" not in again.stderr
    run(tmp_path, "export", "--split", "60/20/20", "--seed", str(seed), "-o", "other")
    assert held(tmp_path / "other") == now
    told = run(tmp_path, "export", "--split", "60/20/20", "--seed", str(seed + 1), "-o", "out")
    assert f"moved since the export before (60/20/20, seed {seed}): " in told.stderr


def test_the_same_store_gives_the_same_bytes(tmp_path: Path) -> None:
    keep(tmp_path, *(on(one) for one in sown(tmp_path, 12, like=True)))
    for name in ("one", "two"):
        run(
            tmp_path, "export", "--format", "prodigy", "--model", "no_such_model", "--split",
            "60/40", "-o", name, PYTHONHASHSEED={"one": "1", "two": "2"}[name],
        )  # fmt: skip
    files = ["dev.jsonl", "pullquote-export.json", "train.jsonl"]
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == files
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        ("--split 80/10", "makes up 90 and not 100", "80/10/10"),
        ("--split 80/10/10", "standard output cannot take them", "-o FOLDER"),
        ("--split 80/10/10 -o -", "standard output cannot take them", "-o FOLDER"),
        ("--split 80/10/10 -o out", "dev and test would be empty: 1 article", "leave out --split"),
        ("--format spacy", "spacy writes files in a folder: standard output", "-o FOLDER"),
        ("--format csv --output=", "-o names nothing", "leave -o out"),
        ("--split 90/10 -o seeds", "seeds is not empty and no export", "another folder"),
        ("--split 90/10 -o seeds/a1.txt", "a1.txt is a file, and --split writes", "-o"),
        ("-o seeds/a1.txt", "is one of the articles", "-o"),
        ("--split 90/10 -o old.csv", "old.csv is a file, and --split writes a folder", "-o"),
        ("--format brat -o old.csv", "old.csv is a file, and brat writes a folder", "-o"),
        ("--format brat -o old.csv/b", "old.csv is a file: nothing can be in it", "-o"),
        ("-o old.csv/b", "old.csv is a file: nothing can be in it", "-o"),
        ("-o seeds", "seeds is a folder, and native writes one file", "-o seeds/native.jsonl"),
        ("--format csv -o out/", "out/ is a folder, and csv writes one file", "-o out/csv.csv"),
        ("-o out/no/x", "there is no folder out/no", "mkdir -p out/no; or name another file"),
        ("-o kept.csv", "kept.csv: it is write-protected", "allow it: chmod u+w kept.csv"),
        ("--format semeval --only claim", "which --only claim leaves out", "add --only stance"),
        ("--format checkthat --only neither", "'claim' with check_worthiness", "--only claim"),
        ("--seed 3", "nothing is split", "--split 80/10/10"),
        ("--only frame", "no label 'frame'", "stance, claim, neither, unsure"),
        ("--merge vote", "no way 'vote'", "each, majority, union, adjudicated"),
        ("--merge adjudicated", "nobody is named", "add --adjudicator NAME; there are ada"),
        ("--merge adjudicated --adjudicator eve", "no annotations by 'eve'", "there are ada"),
        ("--adjudicator ada", "nothing to decide", "--merge adjudicated"),
        ("--min-confidence 7", "7 is not from 0 to 1", "0.5"),
        ("--format entities --merge union", "--merge: corrected entities", "leave that out"),
    ],
)
def test_what_makes_no_sense_has_a_way_out(
    tmp_path: Path, words: str, said: str, hint: str
) -> None:
    keep(tmp_path, annotation(seeded(tmp_path)))
    (tmp_path / "old.csv").write_text("old")
    (tmp_path / "kept.csv").write_text("kept")
    (tmp_path / "kept.csv").chmod(0o444)
    before = sorted(tmp_path.rglob("*.txt"))
    first, *more = run(tmp_path, "export", *words.split(), code=2).stderr.splitlines()
    assert said in first
    assert hint in "".join(more)
    assert not (tmp_path / "out").exists()
    assert sorted(tmp_path.rglob("*.txt")) == before
    assert {one.name: one.read_text() for one in tmp_path.glob("*.csv")} == {
        "old.csv": "old",
        "kept.csv": "kept",
    }


GREEDY = """
from dataclasses import replace
from tui.formats.exchange.native import FORMAT as NATIVE
FORMAT = replace(NATIVE, name="greedy", splits=True)
"""


def test_a_format_that_wants_parts_is_split_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, *(on(one) for one in sown(tmp_path, 8)))
    formats = tmp_path / "formats"
    formats.mkdir()
    (formats / "greedy.py").write_text(GREEDY)
    monkeypatch.setattr(exchange, "__path__", [*exchange.__path__, str(formats)])
    for name, value in surroundings(tmp_path).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["export", "--format", "greedy", "-o", "out"])
    assert result.exception is None
    told = result.stderr.splitlines()
    assert told[0] == "greedy is split, for there has to be something to evaluate on"
    assert re.fullmatch(
        r"split 80/10/10 by article, seed (\d+): .*; --seed \1 keeps it so", told[1]
    )
    assert all(held(tmp_path / "out").values()), "nothing is empty"
    again = CliRunner().invoke(app, ["export", "--format", "greedy", "--seed", "5", "-o", "out"])
    assert "split 80/10/10 by article, seed 5\n" in again.stderr, "as it was told to be typed"
    (tmp_path / "few").mkdir()
    for path in list((tmp_path / "seeds").iterdir())[1:]:
        path.unlink()
    result = CliRunner().invoke(app, ["export", "--format", "greedy", "-o", "few"])
    assert "there are too few articles: dev and test are empty" in result.stderr
    assert [len(ids) for _, ids in sorted(held(tmp_path / "few").items())] == [0, 0, 1]


def test_the_manifest_tells_what_was_chosen_and_left_out(tmp_path: Path) -> None:
    keep(tmp_path, *(on(one, labels=(stance(), claim())) for one in sown(tmp_path, 9)))
    words = ("--only", "claim", "--anonymise", "--split", "50/50")
    run(tmp_path, "export", *words, "-o", "out")
    manifest = tmp_path / "out" / "pullquote-export.json"
    told = json.loads(manifest.read_text())
    assert told["choices"] == {
        "only": ["claim"], "min_confidence": None, "merge": "each", "anonymise": True,
    }  # fmt: skip
    assert told["told"] == [
        "left out: 9 labels not asked for, on what has others: stance 9",
    ]
    assert told["splits"]["train"]["labels"].keys() == {"claim"}
    assert "ada" not in manifest.read_text()


def test_several_people_are_merged_chosen_and_made_numbers(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    neither = {"decision": "neither", "labels": ()}
    keep(
        tmp_path,
        on(one, labels=(claim(), stance())),
        on(one, annotator="bob", note="Ask Eve"),
        on(one, annotator="eve", **neither),
        annotation(one, PART, id="p1", annotator="bob", **neither),
        annotation(one, PART, id="p2", annotator="eve"),
    )
    result = run(tmp_path, "export", "--merge", "majority", "--only", "claim", "--anonymise")
    (record,) = records(result.stdout)
    assert record["annotator"] == "annotator-1+annotator-2+annotator-3"
    assert [label["label"] for label in record["labels"]] == ["claim"]
    assert result.stderr.splitlines() == [
        "left out: 1 quote on which people do not agree",
        "left out: 1 label that no majority gave",
        "merged: 3 annotations by several people into 1",
        "not anonymised: 1 note, and whom the texts name: look through them",
        "claim 1",
        "1 record from 1 article by 3 annotators",
    ]
    schema = json.loads(run(tmp_path, "schema").stdout)
    Draft202012Validator(schema).validate(record)
    gold = run(tmp_path, "export", "--merge", "adjudicated", "--adjudicator", "eve")
    assert [(r["annotator"], r["decision"]) for r in records(gold.stdout)] == [
        ("eve", "neither"),
        ("eve", "labelled"),
    ]
    assert "left out: 3 annotations that the adjudicator decided on too\n" in gold.stderr
    each = run(tmp_path, "export")
    assert len(records(each.stdout)) == 5
    assert each.stdout == run(tmp_path, "export", "--merge", "each").stdout


def test_one_text_with_several_values_is_told_and_how_to_settle_it(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    others = [on(one, annotator=name, labels=(claim("NFS"),)) for name in ("bob", "eve")]
    keep(tmp_path, on(one), *others)
    words = ("export", "--format", "checkthat", "-o")
    told = run(tmp_path, *words, "each.tsv").stderr.splitlines()
    assert told[0] == (
        "contradictory: 1 text with more than one value, as people decided differently: "
        "--merge majority or adjudicated settles it"
    )
    for merge in (["majority"], ["adjudicated", "--adjudicator", "bob"]):
        settled = run(tmp_path, *words, "one.tsv", "--merge", *merge)
        assert "contradictory" not in settled.stderr
        assert len((tmp_path / "one.tsv").read_text().splitlines()) == 2


def test_notes_that_do_not_go_out_need_no_look(tmp_path: Path) -> None:
    keep(tmp_path, on(seeded(tmp_path), note="Ask Eve"))
    words = ("export", "--anonymise", "--format")
    assert "not anonymised: 1 note" in run(tmp_path, *words, "csv").stderr
    told = run(tmp_path, *words, "checkthat").stderr
    assert "not anonymised" not in told
    assert "--anonymise: checkthat names no annotators anyway" in told


def test_what_the_detector_was_unsure_of_is_left_out(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, annotation(one), annotation(one, PART, confidence=0.2))
    result = run(tmp_path, "export", "--min-confidence", "0.5")
    assert [record["confidence"] for record in records(result.stdout)] == [0.75]
    assert "left out: 1 annotation detected with a confidence below 0.5\n" in result.stderr


def test_names_are_numbers_in_entities_too(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    start = one.text.index("The deal")
    content = Excerpt.of(one.text, Span(start, start + 8))
    made = mark(start=start, article=one.id, article_sha256=one.sha256, content=content,
                prefix="", suffix="", detected=None, origin="manual")  # fmt: skip
    entry = Edit("e1", made.updated, "ada", "entity-add", None, made)
    AnnotationStore(tmp_path / "annotations").open("ada", one.id).append([entry])
    result = run(tmp_path, "export", "--format", "entities", "--anonymise")
    assert [record["annotator"] for record in records(result.stdout)] == ["annotator-1"]
    assert "ada" not in result.stdout


def test_an_orphan_among_merged_ones_is_left_out_and_counted(tmp_path: Path) -> None:
    one = seeded(tmp_path)
    keep(tmp_path, on(one), replace(on(one, annotator="bob"), article_sha256="0" * 64))
    assert "made on another text" in run(tmp_path, "export", "--merge", "union", code=2).stderr
    result = run(tmp_path, "export", "--merge", "union", "--skip-orphans")
    assert [record["annotator"] for record in records(result.stdout)] == ["ada"]
    assert "left out: 1 annotation made on another text of its article\n" in result.stderr
