"""`pullquote check` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

from tests.formats.builders import annotation
from tests.test_cli import keep, run, seeded
from tui.store.annotations import AnnotationStore


def database(folder: Path) -> Path:
    """Make a seed with an annotation on it; return the annotation's file."""
    keep(folder, annotation(seeded(folder)))
    return AnnotationStore(folder / "annotations").path_of("ada", "a1")


def test_nothing_is_wrong(tmp_path: Path) -> None:
    database(tmp_path)
    assert run(tmp_path, "check").stdout == "1 record in 1 database: all is well\n"
    assert run(tmp_path, "check", "--annotator", "bob").stdout.startswith("0 records")


def test_what_is_wrong_is_told_then_mended(tmp_path: Path) -> None:
    path = database(tmp_path)
    good = path.read_bytes()
    path.write_bytes(good.replace(b"\n", b"\r\n"))
    told = run(tmp_path, "check", code=1).stdout.splitlines()
    assert told[0].startswith("warning  ")
    assert "a1.json:1: its lines end in CR LF" in told[0]
    assert "(--repair makes them LF)" in told[0]
    assert told[1] == "1 record in 1 database: 1 warning"
    mended = run(tmp_path, "check", "--repair").stdout
    assert mended.startswith("mended   ")
    assert "as it was: a1.broken-" in mended
    assert path.read_bytes() == good
    assert "note" in run(tmp_path, "check").stdout


def test_as_json(tmp_path: Path) -> None:
    path = database(tmp_path)
    path.write_bytes(path.read_bytes()[:-9])
    said = json.loads(run(tmp_path, "check", "--json", code=1).stdout)
    assert (said["ok"], said["files"], said["errors"]) == (False, 1, 1)
    one = said["findings"][-1]
    assert one["path"].endswith("a1.json")
    assert (one["severity"], one["mended"]) == ("error", False)
    assert one["line"] > 1
    path.unlink()
    assert json.loads(run(tmp_path, "check", "--json").stdout)["findings"] != []


def test_a_changed_article_is_told_and_its_records_move_along(tmp_path: Path) -> None:
    database(tmp_path)
    article = tmp_path / "seeds" / "a1.txt"
    article.write_text("And now: " + article.read_text())
    assert "made on another text" in run(tmp_path, "check", code=1).stdout
    assert "moves it along" in run(tmp_path, "check", "--repair").stdout
    assert run(tmp_path, "check").stdout.endswith("all is well\n")


def test_without_articles(tmp_path: Path) -> None:
    database(tmp_path)
    (tmp_path / "seeds" / "a1.txt").unlink()
    (tmp_path / "seeds").rmdir()
    assert run(tmp_path, "check").stdout.endswith("all is well\n")


def test_a_store_that_cannot_be_looked_at(tmp_path: Path) -> None:
    seeded(tmp_path)
    assert "cannot read" in run(tmp_path, "check", code=2).stderr
    (tmp_path / "annotations").write_text("")
    assert "cannot read" in run(tmp_path, "check", code=2).stderr
    assert run(tmp_path, "check", "--json", code=2).stdout == ""
