"""Killed at any moment, disturbed by others, out of disk: what was shown as saved is there."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from tests.builders import edit
from tui.errors import PullquoteError
from tui.store.annotations import AnnotationStore, Contents
from tui.store.durable import temporary_path

ROOT = Path(__file__).parents[2]


def _saver(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.saver_process", str(folder), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    """Make `folder` read-only; for root, whom permissions do not stop, by being somebody else."""
    mode, is_root = folder.stat().st_mode, os.geteuid() == 0
    if is_root:
        for parent in folder.parents:
            if not parent.stat().st_mode & 0o001:
                # pytest's own folders, for this test's time: nobody else has to get in.
                parent.chmod(parent.stat().st_mode | 0o011)
    folder.chmod(0o555)
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(mode)


def _shown(output: str) -> list[str]:
    """Return the ids in the whole lines of `output`."""
    return [line.split()[1] for line in output.split("\n")[:-1]]


def _check(folder: Path, shown: list[str]) -> Contents:
    path = AnnotationStore(folder).path_of("ada", "seed")
    if path.exists():
        json.loads(path.read_bytes())
    database = AnnotationStore(folder).open("ada", "seed")
    contents = database.load()
    assert contents.set_aside is None
    assert not temporary_path(path).exists()
    kept = [one.id for one in contents.annotations]
    assert set(shown) <= set(kept)
    # What is saved at once is there, or none of it; and a decision and its edit are never apart.
    entities = [one.id for one in contents.entities]
    assert sorted(entities) == sorted(f"{one}-entity" for one in kept)
    assert sorted(one.annotation_id for one in contents.edits) == sorted(kept + entities)
    # What was being saved may be there, but nothing else.
    assert len(kept) <= len(shown) + 1
    database.append([edit("after-the-crash")])
    return contents


def test_dead_at_any_step(tmp_path: Path) -> None:
    """Three saves have some thirty steps; the last runs die at none of them."""
    step, batch, died = 1, 8, True
    while died:
        running = {
            n: _saver(tmp_path / str(n), "x", "3", str(n)) for n in range(step, step + batch)
        }
        for number, process in running.items():
            output, errors = process.communicate(timeout=60)
            assert process.returncode in (0, 9), errors
            shown = _shown(output)
            _check(tmp_path / str(number), shown)
            if process.returncode == 0:
                assert shown == ["x0", "x1", "x2"]
                died = False
        step += batch
    assert step > 20


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """The moment is after a random number of saves, wherever the process then is."""
    for seed in range(6):
        wanted = random.Random(seed).randint(1, 60)
        process = _saver(tmp_path / str(seed), "x", "100000")
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(wanted)]
        process.send_signal(signal.SIGKILL)
        # All through one buffer: `communicate` would pass over what readline has read ahead.
        with process.stdout, process.stderr or nullcontext():
            rest = process.stdout.read()
        assert process.wait(timeout=60) == -signal.SIGKILL
        shown = _shown("".join(lines) + rest)
        assert len(shown) >= wanted
        _check(tmp_path / str(seed), shown)


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    running = [_saver(tmp_path, name, "40") for name in "abc"]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    contents = AnnotationStore(tmp_path).read("ada", "seed")
    decided = {f"{name}{number}" for name in "abc" for number in range(40)}
    wanted = decided | {f"{one}-entity" for one in decided}
    assert {one.id for one in contents.annotations} == decided
    assert {one.id for one in contents.entities} == wanted - decided
    assert {one.annotation_id for one in contents.edits} == wanted
    assert len(contents.edits) == len(wanted)


def test_no_room_for_the_file(tmp_path: Path) -> None:
    """A limit on the size of files: some of it can be written, but not all."""
    database = AnnotationStore(tmp_path).open("ada", "seed")
    database.append([edit("e1")])
    before = database.path.read_bytes()
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, old[1]))
    try:
        for _ in range(2):
            with pytest.raises(PullquoteError, match=r"seed\.json: File too large"):
                database.append([edit("e2")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    assert database.path.read_bytes() == before
    assert not temporary_path(database.path).exists()
    assert database.append([edit("e2")]) is None
    assert [one.id for one in database.load().edits] == ["e1", "e2"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own "no space left": the writes go to a device that is always full."""
    database = AnnotationStore(tmp_path).open("ada", "seed")
    database.append([edit("e1")])
    before = database.path.read_bytes()
    real, full = os.write, os.open("/dev/full", os.O_WRONLY)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda _, data: real(full, data))
        with pytest.raises(PullquoteError, match="No space left on device") as caught:
            database.append([edit("e2")])
    os.close(full)
    assert caught.value.hint == "free some space on the disk"
    assert database.path.read_bytes() == before
    database.append([edit("e2")])
    assert [one.id for one in AnnotationStore(tmp_path).read("ada", "seed").edits] == ["e1", "e2"]


def test_a_folder_that_may_only_be_read(tmp_path: Path) -> None:
    store = AnnotationStore(tmp_path)
    database = store.open("ada", "seed")
    database.append([edit("e1")])
    lock = database.path.with_name(".seed.json.lock")
    lock.unlink(missing_ok=True)
    with _read_only(database.path.parent):
        with pytest.raises(PullquoteError, match=r"cannot save .*seed\.json") as caught:
            database.append([edit("e2")])
        assert "permissions" in caught.value.hint
        assert [one.id for one in store.read("ada", "seed").edits] == ["e1"]
        assert [one.id for one in store.open("ada", "seed").load().edits] == ["e1"]
    database.append([edit("e2")])
    assert [one.id for one in store.read("ada", "seed").edits] == ["e1", "e2"]
