"""Looking through a store, and mending it: nothing that is whole is ever lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.builders import NOW, annotation, edit
from tests.services.checking import checked, filled, found, ids, kept, looking, reasons, repaired
from tui.model.dealing import Terms
from tui.model.scheme import DEFAULT_SCHEME
from tui.services.check import Check
from tui.store.annotations import AnnotationStore
from tui.store.assignments import AssignmentFile, Dealt
from tui.store.lock import locked


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


def test_a_good_store(root: Path) -> None:
    filled(root)
    filled(root, "other", annotator="bob")
    check = checked(root)
    assert check.checked.is_well
    assert (check.checked.files, check.checked.records) == (2, 6)
    assert not found(root)


def test_only_some_annotators_are_looked_at(root: Path) -> None:
    filled(root).write_text("{")
    filled(root, annotator="bob")
    check = Check(root, scheme=DEFAULT_SCHEME, annotators=["bob"])
    assert not list(check.run())
    assert check.checked.files == 1


@pytest.mark.parametrize("cut", range(1, 40))
def test_of_a_file_that_was_cut_off_all_whole_records_are_saved(root: Path, cut: int) -> None:
    path = filled(root)
    text = path.read_text()
    broken = text[: len(text) * cut // 40].encode()
    path.write_bytes(broken)
    whole = {f"seed-{n}" for n in range(3) if f'"e-seed-{n}"' in _records_of(text, broken)}
    assert [one for one in found(root) if one.severity == "error"]
    repaired(root)
    assert kept(path) == [broken]
    assert ids(root) >= whole


def _records_of(text: str, broken: bytes) -> str:
    """Return the lines of the log that are wholly there."""
    lines = broken.decode().split("\n")
    return "\n".join(line for line in lines if line in text.split("\n"))


_damage = st.tuples(st.floats(0, 1), st.sampled_from(["cut", "drop", "put", "flip", "twice"]))


@given(st.lists(_damage, min_size=1, max_size=4), st.binary(min_size=1, max_size=9))
@example([(0.0, "twice"), (0.010639042202569506, "flip")], b"\0").via("of article Seed, not seed")
def test_whatever_was_done_to_a_file_it_is_usable_after_a_repair(
    damages: list[tuple[float, str]], put: bytes
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        path = filled(root)
        for where, what in damages:
            data = path.read_bytes()
            at = int(where * len(data))
            path.write_bytes(_damaged(data, at, what, put))
        broken = path.read_bytes()
        check = looking(root, repair=True)
        is_changed = any(one.mended for one in check.run())
        assert not is_changed or broken in kept(path)
        left = [one for one in found(root) if one.severity == "error" and one.mend]
        assert not left
        said = [
            one for one in found(root) if "newer pullquote" in one.reason or "which" in one.reason
        ]
        if not said:
            AnnotationStore(root).read("ada", "seed")


def _damaged(data: bytes, at: int, what: str, put: bytes) -> bytes:
    if what == "cut":
        return data[:at]
    if what == "drop":
        return data[:at] + data[at + 50 :]
    if what == "put":
        return data[:at] + put + data[at:]
    if what == "flip":
        return data[:at] + bytes([data[at] ^ 0x20]) + data[at + 1 :] if at < len(data) else data
    return data[: at + 300] + data[at:]


def test_a_byte_order_mark_and_windows_line_ends_are_taken_off(root: Path) -> None:
    path = filled(root)
    good = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    assert "byte order mark" in reasons(root)
    assert "CR LF" in reasons(root)
    repaired(root)
    assert path.read_bytes() == good


def test_both_sides_of_a_git_conflict_are_kept(root: Path) -> None:
    path = filled(root, count=1)
    base = path.read_text()
    sides = []
    for name, note, time in (("left", "old", NOW), ("right", "new", NOW.replace("05Z", "06Z"))):
        path.write_text(base)
        database = AnnotationStore(root).open("ada", "seed")
        (first,) = database.load().annotations
        own = annotation(name, start=50, article="seed")
        again = annotation("seed-0", start=10, article="seed", note=note, updated=time)
        database.append(
            [
                edit(f"e-{name}", after=own, at=time),
                edit(f"n-{name}", before=first, after=again, action="note", at=time),
            ]
        )
        sides.append(path.read_text())
    path.write_text(_conflict(*sides))
    assert "conflict" in reasons(root)
    repaired(root)
    contents = AnnotationStore(root).read("ada", "seed")
    assert {one.id: one.note for one in contents.annotations} == {
        "seed-0": "new",
        "left": "",
        "right": "",
    }
    assert {one.id for one in contents.edits} >= {"e-left", "n-left", "e-right", "n-right"}


def _conflict(ours: str, theirs: str) -> str:
    """Return what git leaves where two changed the end of one file."""
    lines, others = ours.splitlines(), theirs.splitlines()
    same = next(n for n, (a, b) in enumerate(zip(lines, others, strict=False)) if a != b)
    return "\n".join(
        [*lines[:same], "<<<<<<< HEAD", *lines[same:], "=======", *others[same:], ">>>>>>> bob", ""]
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"note": ""', '"note": "by hand"', "it is not as the log says"),
        ('"kind": "direct"', '"kind": "loud"', "kind must be one of direct"),
        ('"start": 10', '"start": 99', "99-30 is no span"),
        ('"seed-0": {', '"seed-9": {', "it stands under another's id"),
        ('"schema": "pullquote-store/1"', '"schema": "mine"', "its schema is 'mine'"),
        ('"article": "seed", "annotator"', '"annotator"', "does not say which article"),
        ('"meta": {', '"mega": {', "there is no table 'mega'"),
        ('"decision": "labelled"', '"decision": "labeled"', "decision must be one of"),
        ('"attitude": false', '"attitude": 0', "attitude must be true or false"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_mended(
    root: Path, old: str, new: str, told: str
) -> None:
    path = filled(root)
    text = path.read_text()
    path.write_text(text.replace(old, new, 1))
    line = text[: text.index(old)].count("\n") + 1
    findings = [one for one in found(root) if told in one.reason]
    assert findings
    assert all(one.line is None or one.line <= line + 1 for one in findings)
    checked(root, repair=True)
    assert ids(root) == {"seed-0", "seed-1", "seed-2"}
    assert not [one for one in found(root) if one.severity == "error"]


def test_an_id_twice_is_kept_once(root: Path) -> None:
    path = filled(root, count=1)
    record = json.dumps(
        annotation("seed-0", article="seed", note="x", updated="2027-01-01T00:00:00Z").as_record()
    )
    text = path.read_text().replace(
        '"annotations": {', f'"annotations": {{\n    "seed-0": {record},'
    )
    path.write_text(text)
    assert "stands there twice" in reasons(root)
    repaired(root)
    (one,) = AnnotationStore(root).read("ada", "seed").annotations
    assert one.note == "x"
    assert "2027" in path.read_text(), "and the log says so"


def test_a_removed_record_stays_removed(root: Path) -> None:
    path = filled(root)
    database = AnnotationStore(root).open("ada", "seed")
    first = database.load().annotations[0]
    before = json.loads(path.read_text())["annotations"]["seed-0"]
    later = NOW.replace("05Z", "09Z")
    database.append([edit("gone", before=first, after=None, action="remove", at=later)])
    data = json.loads(path.read_text())
    data["annotations"]["seed-0"] = before
    path.write_text(json.dumps(data))
    assert "the log says it was removed" in reasons(root)
    repaired(root)
    assert ids(root) == {"seed-1", "seed-2"}


def test_what_was_set_aside_is_taken_back_in(root: Path) -> None:
    path = filled(root)
    path.write_text(path.read_text()[:-5])
    database = AnnotationStore(root).open("ada", "seed")
    assert database.load().set_aside is not None
    database.append([edit("new", after=annotation("new", article="seed"))])
    assert "not in seed.json" in reasons(root)
    repaired(root)
    assert ids(root) == {"seed-0", "seed-1", "seed-2", "new"}


def test_a_save_that_was_cut_off(root: Path) -> None:
    path = filled(root)
    good = path.read_bytes()
    leftover = path.with_name(".seed.json.tmp")
    path.rename(leftover)
    repaired(root)
    assert path.read_bytes() == good
    leftover.write_bytes(good[:700])
    assert "was cut off" in reasons(root)
    repaired(root)
    assert kept(path) == [good[:700]]
    assert path.read_bytes() == good
    with locked(path.with_name(".seed.json.lock"), timeout=1):
        leftover.write_bytes(good)
        assert "is being saved now" in reasons(root)
        checked(root, repair=True)
        assert leftover.exists(), "it is somebody's"
        assert f"process {os.getpid()} holds this lock" in reasons(root)


def test_a_wrong_name_is_put_right_unless_it_is_taken(root: Path) -> None:
    path = filled(root)
    path.rename(path.with_name("sead.json"))
    repaired(root)
    assert ids(root) == {"seed-0", "seed-1", "seed-2"}
    path.with_name("sead.json").write_bytes(path.read_bytes())
    checked(root, repair=True)
    assert "there is one called so" in reasons(root)
    assert "one of the two files is a copy" in reasons(root)


def test_the_file_of_a_newer_program_is_left_alone(root: Path) -> None:
    path = filled(root)
    data = path.read_bytes().replace(b"pullquote-store/1", b"pullquote-store/9") + b"{"
    path.write_bytes(data)
    checked(root, repair=True)
    assert path.read_bytes() == data
    assert "newer pullquote" in reasons(root)


def test_others_records_are_told(root: Path) -> None:
    path = filled(root)
    (root / "bob").mkdir()
    (root / "bob" / "seed.json").write_bytes(path.read_bytes())
    said = reasons(root)
    assert "it is by 'ada', and lies in the folder of 'bob'" in said
    assert "record 'seed-0' is by 'ada', not by 'bob'" in said
    assert "is in" in said


def _sparse(path: Path) -> None:
    """Make a file of 2 GB that takes no room."""
    path.touch()
    os.truncate(path, 2 << 30)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.mkdir(), "a folder stands"),
        (os.mkfifo, "a pipe, a device or a socket stands"),
        (lambda path: path.symlink_to(path.name), "a link that leads nowhere"),
        (lambda path: path.symlink_to("/dev/zero"), "a pipe, a device or a socket stands"),
        (lambda path: path.symlink_to(path.parent / "gone.json"), "a link that leads nowhere"),
        (_sparse, "it has 2,048 MB"),
        (lambda path: path.with_name("seed.txt").touch(), "a file of another kind"),
        (lambda path: path.with_name("Seed.json").touch(), "do not tell its name from"),
    ],
)
def test_what_lies_in_the_store_and_is_no_database(
    root: Path, make: Callable[[Path], None], told: str
) -> None:
    filled(root)
    make(root / "ada" / "seed2.json" if "name from" not in told else root / "ada" / "x.json")
    before = sorted(path.name for path in (root / "ada").iterdir())
    assert told in reasons(root)
    if "name from" not in told:
        checked(root, repair=True)
        assert sorted(path.name for path in (root / "ada").iterdir()) == before


def test_a_link_out_of_the_store_is_told(root: Path, tmp_path: Path) -> None:
    path = filled(root)
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    assert "a link that leads out of its folder" in reasons(root)


def test_folders_and_files_beside_the_annotators(root: Path) -> None:
    filled(root)
    for name in (".git", ".stfolder", "no\x1bname"):
        (root / name).mkdir()
    (root / "assignments.json").write_text("{\n]")
    (root / ".DS_Store").touch()
    said = reasons(root)
    assert "assignments.json:2" in said
    assert "cannot be an annotator's name" in said
    assert ".git" not in said
    assert ".stfolder" not in said
    assert "DS_Store" not in said
    (root / "assignments.json").write_text('{"meta": {}}')
    assert "assignments.json is no list of assignments" in reasons(root)
    (root / "assignments.json").unlink()
    AssignmentFile(root).change(lambda _: Dealt({"seed": ("ada",)}, Terms(("ada",))))
    assert "assignments" not in reasons(root)


def test_a_store_that_is_not_there(root: Path) -> None:
    with pytest.raises(Exception, match="cannot read"):
        found(root)
