"""Folders that exports fill: all of it or nothing, and nothing of somebody else's is lost."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.test_crash import _read_only
from tui.errors import PullquoteError
from tui.services.exporting import exchange as exchange_module
from tui.services.exporting.exchange import exchange
from tui.services.exporting.folder import MANIFEST, earlier_export, new_folder, write_manifest

ROOT = Path(__file__).parents[2]


def fill(path: Path, **files: str) -> None:
    """Write an export of some files; `a__b` is `a/b`."""
    with new_folder(path) as folder:
        for name, text in files.items():
            with folder.open(name.replace("__", "/")) as file:
                file.write(text.encode())
        write_manifest(folder, {"format": "test"})


def held(path: Path) -> dict[str, str]:
    """Return the texts of the files in a folder, but for the manifest."""
    return {
        file.relative_to(path).as_posix(): file.read_text()
        for file in sorted(path.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one != path)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "work" / "out"


def test_it_is_there_with_what_it_is(out: Path) -> None:
    fill(out, train="1", deep__er__dev="2")
    assert held(out) == {"train": "1", "deep/er/dev": "2"}
    told = json.loads((out / MANIFEST).read_text())
    assert told["format"] == "test"
    assert sorted(told["files"]) == ["deep/er/dev", "train"]
    assert beside(out) == []
    assert earlier_export(out) == told


def test_nothing_is_there_before_the_end(out: Path) -> None:
    with new_folder(out) as folder:
        with folder.open("a") as file:
            file.write(b"1")
        assert not out.exists()
    assert held(out) == {"a": "1"}


def test_an_earlier_export_is_replaced(out: Path) -> None:
    fill(out, train="1", test="1", deep__er="1")
    fill(out, train="2", dev="2")
    assert held(out) == {"train": "2", "dev": "2"}
    assert not (out / "deep").exists()
    assert beside(out) == []


def test_what_somebody_put_there_stays(out: Path) -> None:
    fill(out, train="1", deep__er="1")
    (out / "notes.md").write_text("mine")
    (out / "deep" / "mine").write_text("mine")
    (out / "empty").mkdir()
    (out / "link").symlink_to("notes.md")
    (out / "elsewhere").symlink_to(out.parent, target_is_directory=True)
    out.chmod(0o750)
    fill(out, train="2")
    assert (out / "empty").is_dir()
    assert (out / "link").is_symlink()
    assert (out / "elsewhere").readlink() == out.parent
    (out / "link").unlink()
    assert held(out) == {"train": "2", "notes.md": "mine", "deep/mine": "mine"}
    assert stat.S_IMODE(out.stat().st_mode) == 0o750


@pytest.mark.parametrize("content", [None, "{", "[]", '{"files": 3}', "[" * 100_000])
def test_a_folder_that_is_no_export_is_left_alone(out: Path, content: str | None) -> None:
    out.mkdir(parents=True)
    (out / "thesis.txt").write_text("mine")
    if content is not None:
        (out / MANIFEST).write_text(content)
    with pytest.raises(PullquoteError, match="not empty and no export") as caught:
        fill(out, train="1")
    assert "-o" in caught.value.hint
    with pytest.raises(PullquoteError, match="not empty and no export"):
        earlier_export(out)
    assert held(out) == {"thesis.txt": "mine"}
    assert beside(out) == []


def test_a_file_that_was_changed_is_not_lost(out: Path) -> None:
    fill(out, train="1", dev="1")
    (out / "train").write_text("corrected by hand")
    with pytest.raises(PullquoteError, match="train was changed since it was exported"):
        fill(out, train="2")
    assert held(out) == {"train": "corrected by hand", "dev": "1"}
    (out / "train").unlink()
    fill(out, train="2")
    assert held(out) == {"train": "2"}


def test_a_file_of_somebody_with_a_new_name_is_not_lost(out: Path) -> None:
    fill(out, train="1")
    (out / "dev").write_text("mine")
    with pytest.raises(PullquoteError, match="dev is no file of the export before"):
        fill(out, train="2", dev="2")
    assert held(out) == {"train": "1", "dev": "mine"}
    assert beside(out) == []


def test_an_empty_folder_a_link_and_the_folder_one_is_in(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.mkdir(parents=True)
    fill(out, train="1")
    link = out.parent / "link"
    link.symlink_to(out)
    fill(link, train="2")
    assert link.is_symlink()
    assert held(out) == {"train": "2"}
    monkeypatch.chdir(out)
    fill(Path(), train="3")
    assert held(out) == {"train": "3"}


@pytest.mark.parametrize("name", ["", "..", "../a", "/a", "a/../../b", MANIFEST])
def test_no_name_leads_out_of_it(out: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a file"):
        fill(out, **{name: "1"})
    assert not out.exists()


def test_no_name_is_written_twice(out: Path) -> None:
    with pytest.raises(ValueError, match="written twice"):
        fill(out, a__b="1", **{"a/b": "2"})
    assert not out.exists()


def test_what_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PullquoteError, match="is no folder"):
        fill(tmp_path / "file", train="1")
    with pytest.raises(PullquoteError, match=r"cannot write .*below: File exists"):
        fill(tmp_path / "file" / "below", train="1")
    with pytest.raises(PullquoteError):
        fill(Path("/"), train="1")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(PullquoteError):
        fill(tmp_path / "loop", train="1")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_read_only_place_is_told_and_nothing_is_left(out: Path) -> None:
    out.parent.mkdir()
    with _read_only(out.parent), pytest.raises(PullquoteError, match="Permission denied"):
        fill(out, train="1")
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_full_disk_leaves_what_was(out: Path, is_there: bool) -> None:
    if is_there:
        fill(out, train="1")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900, limits[1]))
    try:
        with pytest.raises(PullquoteError, match=r"cannot write .*: File too large"):
            fill(out, train="2" * 500, dev="2" * 5_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert (
        (held(out) == {"train": "1"} and beside(out) == [])
        if is_there
        else (not out.parent.exists())
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PullquoteError("stop"), BrokenPipeError()])
def test_whatever_stops_it_leaves_what_was(out: Path, error: BaseException) -> None:
    fill(out, train="1")

    def write() -> None:
        with new_folder(out) as folder, folder.open("train") as file:
            file.write(b"half")
            raise error

    with pytest.raises(type(error)):
        write()
    assert held(out) == {"train": "1"}
    assert beside(out) == []


def test_where_the_system_cannot_exchange_it_goes_in_two_steps(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_module, "_at_once", lambda *_: False)
    fill(out, train="1", dev="1")
    (out / "mine").write_text("mine")
    fill(out, train="2")
    assert held(out) == {"train": "2", "mine": "mine"}
    assert beside(out) == []
    with pytest.raises(OSError, match="No such file"):
        exchange(out.parent / "nothing", out)
    assert held(out) == {"train": "2", "mine": "mine"}, "it is back where it was"


def test_a_kernel_that_knows_it_does_it_in_one_step(out: Path) -> None:
    out.mkdir(parents=True)
    with pytest.raises(OSError, match="No such file") as caught:
        exchange(out.parent / "nothing", out)
    assert caught.value.errno == errno.ENOENT
    assert out.is_dir()


WRITER = """
import sys
from pathlib import Path
from tests.services.test_export_folder import fill
out = Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    fill(out, **{f"f{n}": str(number) * 2000 for n in range(20)})
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are two steps")
def test_killed_at_any_moment_it_is_one_or_the_other(out: Path) -> None:
    fill(out, f0="0")
    (out / "mine").write_text("mine")
    for turn in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(out)], cwd=ROOT, stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert process.stdout is not None
        with process:
            process.stdout.readline()
            moment = random.Random(turn).uniform(0.005, 0.1)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(moment)
            process.kill()
        files = held(out)
        assert files.pop("mine") == "mine"
        assert len(files) in (1, 20)
        assert len(set(files.values())) == 1, "all of one export"
        assert set(json.loads((out / MANIFEST).read_text())["files"]) == files.keys()
    fill(out, done="yes")
    assert held(out) == {"done": "yes", "mine": "mine"}
    assert beside(out) == [], "what the killed ones left is gone"
