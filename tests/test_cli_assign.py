"""`pullquote assign`, in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import annotation
from tests.test_cli import keep, run
from tui.services.assignments import Assignments

WORDS = ("assign", "articles", "--annotators", "ada,bob,eve", "--overlap", "0.5", "--seed", "7")


def articles(folder: Path, numbers: range) -> None:
    (folder / "articles").mkdir(exist_ok=True)
    for number in numbers:
        text = f"Report {number}\nNobody said “a word” about it.\n"
        (folder / "articles" / f"n{number}.txt").write_text(text)


def assigned(folder: Path) -> dict[str, tuple[str, ...]]:
    found = Assignments.load(folder / "annotations")
    return {article: found.readers(article) for article in found}


def told(folder: Path, *words: str) -> dict[str, Any]:
    data = json.loads(run(folder, *words, "--json").stdout)
    assert isinstance(data, dict)
    return data


def test_everybody_gets_as_many(tmp_path: Path) -> None:
    articles(tmp_path, range(8))
    result = run(tmp_path, *WORDS)
    assert result.stdout == (
        "ada  4 articles  4 new  3 shared  160 characters\n"
        "bob  4 articles  4 new  2 shared  160 characters\n"
        "eve  4 articles  4 new  3 shared  160 characters\n"
    )
    assert result.stderr == (
        "8 articles: 4 (50%) read by several people, 4 by one\n"
        "8 dealt now, 0 dealt otherwise, 0 as before\n"
        "two people share 1 to 2 articles\n"
        f"written: {tmp_path / 'annotations' / 'assignments.json'}\n"
    )
    assert len(assigned(tmp_path)) == 8


def test_new_articles_are_dealt_as_the_last_time(tmp_path: Path) -> None:
    articles(tmp_path, range(8))
    run(tmp_path, *WORDS)
    before = assigned(tmp_path)
    articles(tmp_path, range(8, 12))
    plan = told(tmp_path, "assign", "articles")
    assert (plan["dealt"], plan["kept"], plan["shared"]) == (4, 8, 6)
    assert [one["articles"] for one in plan["people"]] == [6, 6, 6]
    after = assigned(tmp_path)
    assert {article: after[article] for article in before} == before
    assert told(tmp_path, "assign", "articles")["dealt"] == 0


def test_only_new_ones_are_named(tmp_path: Path) -> None:
    articles(tmp_path, range(4))
    run(tmp_path, *WORDS)
    articles(tmp_path, range(4, 6))
    result = run(tmp_path, "assign", "articles/n4.txt", "articles/n5.txt")
    assert "6 articles: 3 (50%)" in result.stderr
    assert "4 articles assigned before and not among those given: as before" in result.stderr


def test_a_newcomer_gets_what_is_new(tmp_path: Path) -> None:
    articles(tmp_path, range(6))
    run(tmp_path, *WORDS[:-4])
    articles(tmp_path, range(6, 8))
    plan = told(tmp_path, "assign", "articles", "--annotators", "ada,bob,eve,dan")
    assert {one["name"]: one["articles"] for one in plan["people"]} == {
        "ada": 2, "bob": 2, "dan": 2, "eve": 2,
    }  # fmt: skip


def test_dealing_again_leaves_what_somebody_decided_on(tmp_path: Path) -> None:
    articles(tmp_path, range(12))
    run(tmp_path, *WORDS)
    before = assigned(tmp_path)
    (mine, *_) = sorted(article for article, names in before.items() if names == ("ada",))
    keep(tmp_path, annotation(article=mine, annotator="ada"))
    plan = told(tmp_path, "assign", "articles", "--again", "--seed", "8")
    after = assigned(tmp_path)
    assert "ada" in after[mine]
    assert plan["changed"] == sum(before[one] != after[one] for one in before) > 0
    assert plan["kept"] + plan["changed"] == 12


def test_a_decision_from_before_there_were_assignments(tmp_path: Path) -> None:
    articles(tmp_path, range(4))
    keep(
        tmp_path,
        annotation(article="n0", annotator="eve"),
        annotation(article="n1", annotator="zoe"),
        annotation(article="n2", annotator="eve", decision=None, labels=()),
    )
    result = run(tmp_path, "assign", "articles", "--annotators", "ada,eve")
    assert assigned(tmp_path)["n0"] == ("eve",)
    assert sorted(assigned(tmp_path).values()) == [("ada",), ("ada",), ("eve",), ("eve",)]
    assert "zoe is not named: has articles or decisions here, and gets nothing new" in result.stderr


def test_who_left_keeps_what_is_theirs(tmp_path: Path) -> None:
    articles(tmp_path, range(4))
    run(tmp_path, "assign", "articles", "--annotators", "ada,bob")
    before = assigned(tmp_path)
    articles(tmp_path, range(4, 6))
    result = run(tmp_path, "assign", "articles", "--annotators", "ada")
    assert assigned(tmp_path) == before | {"n4": ("ada",), "n5": ("ada",)}
    assert "bob is not named" in result.stderr


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    articles(tmp_path, range(4))
    result = run(tmp_path, *WORDS, "--dry-run")
    assert "2 articles" in result.stdout
    assert result.stderr.endswith("nothing is written\n")
    assert not (tmp_path / "annotations").exists()
    assert told(tmp_path, *WORDS, "--dry-run")["written"] is False


def test_the_same_seed_deals_alike(tmp_path: Path) -> None:
    articles(tmp_path, range(20))
    found = []
    for name in ("one", "two"):
        run(tmp_path, *WORDS, "--annotations", name)
        found.append((tmp_path / name / "assignments.json").read_bytes())
    run(tmp_path, *WORDS[:-1], "8", "--annotations", "three")
    assert found[0] == found[1] != (tmp_path / "three" / "assignments.json").read_bytes()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ((), "nobody is named to read the articles\n  name them, as in --annotators ada,bob\n"),
        (("--annotators", ""), "no annotator's name\n"),
        (("--annotators", "ada,../bob"), "'../bob' cannot be an annotator's name\n"),
        (("--annotators", "ada,Ada"), "'ada' and 'Ada' are one folder on some systems\n"),
        (("--annotators", "ada,assignments.json"), "'assignments.json' cannot be an annotator's"),
        (("--annotators", "ada", "--overlap", "0.2"), "2 people cannot read an article: 1 named"),
        (("--annotators", "a,b", "--overlap", "1.5"), "the overlap is 1.5, not from 0 to 1\n"),
        (("--annotators", "a,b", "--overlap", "nan"), "the overlap is nan, not from 0 to 1\n"),
        (("--annotators", "a,b", "--readers", "1"), "an article that several people read has 1"),
    ],
)
def test_what_nobody_can_deal_by(tmp_path: Path, words: tuple[str, ...], error: str) -> None:
    articles(tmp_path, range(2))
    result = run(tmp_path, "assign", "articles", *words, code=2)
    assert result.stderr.startswith(f"pullquote: {error}")
    assert not (tmp_path / "annotations").exists()


def test_paths_that_are_not_there(tmp_path: Path) -> None:
    result = run(tmp_path, "assign", "nowhere", "--annotators", "ada", code=2)
    assert "nowhere" in result.stderr
    articles(tmp_path, range(2))
    result = run(tmp_path, "assign", "articles", "nowhere", "--annotators", "ada", code=1)
    assert "nowhere: there is no such file or folder" in result.stderr
    assert len(assigned(tmp_path)) == 2


def test_a_broken_database_is_somebodys_work(tmp_path: Path) -> None:
    articles(tmp_path, range(2))
    for name in ("n0", "n1"):
        keep(tmp_path, annotation(article=name, annotator="eve"))
        (tmp_path / "annotations" / "eve" / f"{name}.json").write_text("{")
    run(tmp_path, "assign", "articles", "--annotators", "ada,eve")
    assert set(assigned(tmp_path).values()) == {("eve",)}


def test_a_broken_file_stops_it(tmp_path: Path) -> None:
    articles(tmp_path, range(2))
    (tmp_path / "annotations").mkdir()
    file = tmp_path / "annotations" / "assignments.json"
    file.write_text("{ no")
    result = run(tmp_path, *WORDS, code=2)
    assert "assignments.json is no list of assignments" in result.stderr
    assert file.read_text() == "{ no"
