"""`pullquote merge`, in a process of its own."""

from __future__ import annotations

from pathlib import Path

from tests.services.test_merge import decided
from tests.test_cli import run
from tui.store.annotations import AnnotationStore


def test_stores_are_joined_and_it_is_said_how(tmp_path: Path) -> None:
    decided(tmp_path / "annotations", 0)
    decided(tmp_path / "laptop", 1)
    decided(tmp_path / "laptop", 0, annotator="bob")
    dry = run(tmp_path, "merge", "--dry-run", "laptop")
    assert (
        dry.stderr == "2 databases: 2 records would come in, 0 changed, 0 conflicts, 0 problems\n"
    )
    assert AnnotationStore(tmp_path / "annotations").annotators() == ["ada"]
    done = run(tmp_path, "merge", "laptop")
    assert done.stderr == "2 databases: 2 records came in, 0 changed, 0 conflicts, 0 problems\n"
    assert done.stdout == ""
    assert AnnotationStore(tmp_path / "annotations").annotators() == ["ada", "bob"]


def test_a_broken_one_is_named_and_the_rest_is_joined(tmp_path: Path) -> None:
    decided(tmp_path / "laptop", 1)
    decided(tmp_path / "laptop", 1, article="b")
    AnnotationStore(tmp_path / "laptop").path_of("ada", "b").write_text("{")
    done = run(tmp_path, "merge", "--annotations", "all", "laptop", code=1)
    assert "laptop/ada/b.json is no database" in done.stderr
    assert AnnotationStore(tmp_path / "all").articles("ada") == ["seed"]


def test_a_wrong_name_joins_nothing(tmp_path: Path) -> None:
    decided(tmp_path / "laptop", 1)
    done = run(tmp_path, "merge", "laptop", "labtop", code=2)
    assert "there is no folder labtop" in done.stderr
    assert not (tmp_path / "annotations").exists()
