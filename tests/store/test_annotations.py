"""Keeping decisions: what was saved is found again, whatever happens to the file."""

from __future__ import annotations

import json
import os
import shutil
import threading
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOW, annotation, any_edit, edit, mark
from tests.store.test_names import NASTY
from tui.errors import PullquoteError
from tui.model.edit import Changed, Edit, History
from tui.model.entity_change import Change, EntityRule
from tui.store.annotations import AnnotationStore, ArticleDatabase, Contents
from tui.store.durable import temporary_path


def _ids(contents: Contents | None) -> list[str]:
    assert contents is not None
    return [one.id for one in contents.edits]


def _saved(path: Path) -> list[str]:
    return list(json.loads(path.read_bytes())["edits"])


# What is saved is found again


def test_nothing_there_is_nothing_read_and_nothing_made(store: AnnotationStore) -> None:
    database = store.open("ada", "seed")
    assert database.load() == Contents()
    assert store.read("ada", "seed") == Contents()
    assert not database.exists
    assert database.append([]) is None
    assert (store.annotators(), store.articles("ada")) == ([], [])
    assert not store.root.exists()


def test_saved_is_found_by_another(store: AnnotationStore, database: ArticleDatabase) -> None:
    later, first = annotation("b", 90), annotation("a", 5)
    assert database.append([edit("e1", after=later)]) is None
    assert database.append([edit("e2", after=first), edit("e3", first, None, "drop")]) is None
    assert database.append([edit("e4", after=first)]) is None
    contents = store.open("ada", "seed").load()
    assert contents == database.load() == store.read("ada", "seed")
    assert store.read_annotations("ada", "seed") == contents.annotations
    assert contents.annotations == (first, later)
    assert _ids(contents) == ["e1", "e2", "e3", "e4"]
    assert contents.edits[2] == edit("e3", first, None, "drop")
    assert database.exists
    assert (store.annotators(), store.articles("ada")) == (["ada"], ["seed"])
    assert store.articles("grace") == []


@given(st.lists(any_edit, max_size=6, unique_by=lambda one: one.id))
def test_any_edits_survive(tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]) -> None:
    store = AnnotationStore(tmp_path_factory.mktemp("any"))
    database = store.open("ada", "seed")
    expected = {}
    for one in edits:
        database.append([one])
        assert one.after is not None
        expected[type(one.after), one.after.id] = one.after
    contents = store.open("ada", "seed").load()
    assert contents.edits == tuple(edits)
    kept: tuple[Changed, ...] = contents.annotations
    kept = (*kept, *contents.entities, *contents.rules)
    assert {(type(one), one.id): one for one in kept} == expected
    spans = [one.span for one in contents.annotations]
    assert spans == sorted(spans)


def test_history_outlives_the_program(store: AnnotationStore, database: ArticleDatabase) -> None:
    before, after = annotation(decision=None, labels=()), annotation()
    database.append([edit("e1", after=before, action="mark"), edit("e2", before, after)])
    database.append([edit("u1", after, before, "undo", reverts="e2")])
    contents = store.open("ada", "seed").load()
    history = History(contents.edits)
    assert contents.annotations == (before,)
    assert (history.next_undo, history.next_redo) == (contents.edits[0], contents.edits[1])


def test_the_file_merges_line_by_line(database: ArticleDatabase) -> None:
    database.append([edit("e1", after=annotation("b", 90)), edit("e2", after=annotation("a", 5))])
    lines = database.path.read_text("utf-8").split("\n")
    assert lines[2] == (
        '    "database": {"schema": "pullquote-store/1", "article": "seed", "annotator": "ada"}'
    )
    assert lines.index('    "a": {') < lines.index('    "b": {')
    assert sum(line.startswith('    "e') for line in lines) == 2
    assert lines[-1] == ""


def test_dropped_and_decided_again_stays_in_text_order(database: ArticleDatabase) -> None:
    one, two = annotation("a", 5), annotation("b", 90)
    database.append([edit("e1", after=one), edit("e2", after=two)])
    database.append([edit("e3", one, None), edit("e4", after=one)])
    assert list(json.loads(database.path.read_bytes())["annotations"]) == ["a", "b"]


# Tried again, and others at the same file


def test_the_same_edits_again_change_nothing(database: ArticleDatabase) -> None:
    database.append([edit("e1"), edit("e1"), edit("e2")])
    before = database.path.read_bytes()
    assert database.append([edit("e1"), edit("e2")]) is None
    assert database.path.read_bytes() == before


def test_trying_again_does_not_undo_what_came_after(store: AnnotationStore) -> None:
    """The first save was on the disk, but its maker was told that it failed."""
    mine, other = store.open("ada", "seed"), store.open("ada", "seed")
    first, second = annotation(note="first"), annotation(note="second")
    mine.append([edit("e1", after=first)])
    other.append([edit("e2", first, second)])
    contents = mine.append([edit("e1", after=first)])
    assert _ids(contents) == ["e1", "e2"]
    assert contents is not None
    assert contents.annotations == (second,)


def test_an_edit_that_could_not_be_read_back_is_refused(database: ArticleDatabase) -> None:
    database.append([edit("e1")])
    before = database.path.read_bytes()
    for wrong in (annotation(length=0), annotation(seconds=float("nan"))):
        with pytest.raises(ValueError, match=r".+"):
            database.append([edit("e2"), edit("e3", after=wrong)])
    assert database.path.read_bytes() == before
    database.append([edit("e2")])
    assert _saved(database.path) == ["e1", "e2"]


def test_what_another_wrote_is_kept_and_told(store: AnnotationStore) -> None:
    mine, other = store.open("ada", "seed"), store.open("ada", "seed")
    mine.load()
    other.append([edit("e1")])
    assert _ids(mine.append([edit("e2")])) == ["e1", "e2"]
    assert mine.append([edit("e3")]) is None
    assert _ids(other.append([edit("e4")])) == ["e1", "e2", "e3", "e4"]


def test_appending_without_loading_tells_what_was_there(store: AnnotationStore) -> None:
    store.open("ada", "seed").append([edit("e1")])
    assert _ids(store.open("ada", "seed").append([edit("e2")])) == ["e1", "e2"]


def test_threads_may_share_a_database(database: ArticleDatabase) -> None:
    def save(name: str) -> None:
        for number in range(15):
            database.append([edit(f"{name}{number}")])

    threads = [threading.Thread(target=save, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_saved(database.path)) == 60


def test_a_lock_that_is_held_is_told(store: AnnotationStore) -> None:
    """By filelock itself: any program that uses it is kept out, and keeps us out."""
    path = store.path_of("ada", "seed")
    database = ArticleDatabase(path, article_id="seed", annotator="ada", lock_timeout=0.01)
    database.append([edit("e1")])
    with (
        FileLock(path.with_name(".seed.json.lock")),
        pytest.raises(PullquoteError, match="holds its lock"),
    ):
        database.append([edit("e2")])
    database.append([edit("e2")])
    assert _saved(path) == ["e1", "e2"]


# Failed saves


def test_a_file_in_the_place_of_the_folder(store: AnnotationStore) -> None:
    store.root.write_text("in the way")
    database = store.open("ada", "seed")
    assert database.load() == Contents()
    with pytest.raises(PullquoteError, match=r"seed\.json") as caught:
        database.append([edit("e1")])
    assert "a file stands where a folder should be" in caught.value.hint
    assert store.root.read_text() == "in the way"
    store.root.unlink()
    database.append([edit("e1")])
    assert _saved(database.path) == ["e1"]


def test_a_folder_in_the_place_of_the_file(database: ArticleDatabase) -> None:
    database.path.mkdir(parents=True)
    for use in (database.load, partial(database.append, [edit("e1")])):
        with pytest.raises(PullquoteError, match="directory"):
            use()
    database.path.rmdir()
    database.append([edit("e1")])
    assert _saved(database.path) == ["e1"]


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("nth", [1, 2])
def test_a_save_that_fails_at_a_step_is_tried_again(
    database: ArticleDatabase, monkeypatch: pytest.MonkeyPatch, step: str, nth: int
) -> None:
    database.append([edit("e1")])
    calls = 0
    real = getattr(os, step)

    def failing(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(28, "No space left on device")
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(os, step, failing)
        if step == "fsync" or nth == 1:
            with pytest.raises(PullquoteError, match="No space left") as caught:
                database.append([edit("e2"), edit("e3")])
            assert "free some space" in caught.value.hint
        else:
            database.append([edit("e2"), edit("e3")])
    assert not temporary_path(database.path).exists()
    database.append([edit("e2"), edit("e3"), edit("e4")])
    assert _saved(database.path) == ["e1", "e2", "e3", "e4"]


def test_a_vanished_folder_comes_back_with_all_that_was_saved(database: ArticleDatabase) -> None:
    database.append([edit("e1"), edit("e2")])
    shutil.rmtree(database.path.parent.parent)
    assert database.append([edit("e3")]) is None
    assert _saved(database.path) == ["e1", "e2", "e3"]


def test_what_was_seen_to_be_gone_stays_gone(database: ArticleDatabase) -> None:
    database.append([edit("e1")])
    database.path.unlink()
    assert database.load() == Contents()
    database.append([edit("e2")])
    assert _saved(database.path) == ["e2"]


def test_a_leftover_is_removed_at_the_next_open(database: ArticleDatabase) -> None:
    database.append([edit("e1")])
    others = [database.path.with_name(name) for name in (".other.tmp", "notes.txt", "x.json.tmp")]
    for path in (temporary_path(database.path), *others):
        path.write_text("{")
    database.load()
    assert not temporary_path(database.path).exists()
    assert all(path.exists() for path in others)


def test_a_link_stays_a_link(store: AnnotationStore, tmp_path: Path) -> None:
    path = store.path_of("ada", "seed")
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "elsewhere.json")
    store.open("ada", "seed").append([edit("e1")])
    assert path.is_symlink()
    assert _saved(tmp_path / "elsewhere.json") == ["e1"]


# Ids and names from outside


@pytest.mark.parametrize("article_id", NASTY)
def test_a_nasty_id_stays_in_its_folder(store: AnnotationStore, article_id: str) -> None:
    database = store.open("ada", article_id)
    database.append([edit("e1")])
    assert database.path.parent == store.root / "ada"
    assert list(store.root.iterdir()) == [store.root / "ada"]
    assert store.articles("ada") == [article_id]
    assert _ids(store.read("ada", article_id)) == ["e1"]


def test_a_nasty_id_is_found_in_a_file_of_another_layout(store: AnnotationStore) -> None:
    store.open("ada", "a/b").append([edit("e1")])
    path = store.path_of("ada", "a/b")
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4), "utf-8")
    assert store.articles("ada") == ["a/b"]
    path.write_text("{")
    with pytest.raises(PullquoteError, match="which article"):
        store.articles("ada")


@pytest.mark.parametrize("name", ["", "..", ".", "a/b", "/x", "a\0", ".hidden", "x\\y"])
def test_an_annotator_is_no_path(store: AnnotationStore, name: str) -> None:
    for use in (store.articles, lambda name: store.path_of(name, "seed")):
        with pytest.raises(PullquoteError):
            use(name)


def test_only_folders_with_databases_are_annotators(store: AnnotationStore) -> None:
    for name in ("grace", "ada b"):
        store.open(name, "seed").append([edit(f"e-{name}")])
    (store.root / "empty").mkdir()
    (store.root / "README.md").touch()
    assert store.annotators() == ["ada b", "grace"]


def test_a_file_with_entities_is_left_alone_by_older_programs(
    store: AnnotationStore, database: ArticleDatabase
) -> None:
    database.append([edit("e1")])
    before = json.loads(database.path.read_bytes())
    assert before["meta"]["database"]["schema"] == "pullquote-store/1"
    assert before.keys() == {"meta", "annotations", "edits"}, "as older programs write it"
    one, other = mark("m1", start=30), mark("m2", start=5)
    database.append([edit("e2", after=one, group="g"), edit("e3", after=other, group="g")])
    after = json.loads(database.path.read_bytes())
    assert after["meta"]["database"]["schema"] == "pullquote-store/2"
    contents = store.open("ada", "seed").load()
    assert contents.entities == (other, one), "as they stand in the text"
    assert [one.group for one in contents.edits] == [None, "g", "g"]
    database.append([edit("u3", other, None, action="undo", reverts="e3")])
    assert store.read("ada", "seed").entities == (one,)


def test_edits_from_before_there_were_groups(database: ArticleDatabase) -> None:
    database.append([edit("e1")])
    data = database.path.read_bytes()
    assert b', "group": null' in data
    database.path.write_bytes(data.replace(b', "group": null', b""))
    assert [one.group for one in database.load().edits] == [None]


def test_the_corpus_is_no_article(store: AnnotationStore, database: ArticleDatabase) -> None:
    database.append([edit("e1")])
    rule = EntityRule("r1", Change("remove", "Japan", "Japan"), "ada", NOW)
    corpus = store.open_corpus("ada")
    corpus.append([edit("r", after=rule)])
    assert store.open_corpus("ada").load().rules == store.read_corpus("ada").rules == (rule,)
    assert store.articles("ada") == ["seed"]
    assert store.annotators() == ["ada"]
    assert store.read_corpus("bob").rules == ()


def test_the_articles_that_changed_last_are_named_first(store: AnnotationStore) -> None:
    for number, article_id in enumerate(("old", "a/b", "new", "older")):
        store.open("ada", article_id).append([edit(f"e{number}")])
        at = {"old": 2, "a/b": 3, "new": 4, "older": 1}[article_id]
        os.utime(store.path_of("ada", article_id), (at, at))
    assert store.recent_articles("ada", 3) == ["new", "a/b", "old"]
    assert store.recent_articles("bob", 3) == []
    store.path_of("ada", "a/b").write_text("{ it does not tell its article")
    assert store.recent_articles("ada", 9) == ["new", "old", "older"]
