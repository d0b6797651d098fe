"""Folders without locks: a lock file does the same, whatever becomes of who made it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.builders import edit
from tests.store.no_locks import take_locks_away
from tui.errors import PullquoteError
from tui.services.doctor import Check, _locks
from tui.store.annotations import AnnotationStore, ArticleDatabase
from tui.store.lock import LockTimeoutError, has_locks, held_path, lock_of, locked
from tui.store.lock_file import LONGEST_EMPTY, LONGEST_HELD, _this_host

ROOT = Path(__file__).parents[2]
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", fcntl.flock)  # and so for `os.fsync`: put back at the end
    monkeypatch.setattr(os, "fsync", os.fsync)
    take_locks_away()


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Return the file that is there while the lock is held."""
    return held_path(tmp_path / "lock")


def is_free(tmp_path: Path) -> bool:
    try:
        with locked(tmp_path / "lock", timeout=0):
            return True
    except LockTimeoutError:
        return False


def is_free_by_the_second_try(tmp_path: Path) -> bool:
    return is_free(tmp_path) or is_free(tmp_path)


def test_a_folder_with_locks_has_no_lock_file(tmp_path: Path, held: Path) -> None:
    with locked(tmp_path / "lock", timeout=1) as kind:
        assert (kind, held.exists()) == ("system", False)
    assert has_locks(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


@pytest.mark.usefixtures("no_locks")
def test_without_locks_a_file_is_the_lock(tmp_path: Path, held: Path) -> None:
    with locked(tmp_path / "lock", timeout=1) as kind:
        assert kind == "file"
        said = json.loads(held.read_bytes())
        assert (said["host"], said["pid"]) == (_this_host(), os.getpid())
        assert not is_free(tmp_path)
    assert not held.exists()
    assert is_free(tmp_path)
    assert not has_locks(tmp_path)


@pytest.mark.usefixtures("no_locks")
def test_one_after_the_other(tmp_path: Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(10):
            with locked(tmp_path / "lock", timeout=30):
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_the_files_of_a_lock_are_known_as_such(tmp_path: Path) -> None:
    lock = tmp_path / ".seed.json.lock"
    held = held_path(lock)
    breaking = held.with_name(f"{held.name}-breaking")
    assert lock_of(lock) == lock_of(held) == lock_of(breaking) == lock
    assert lock_of(tmp_path / "notes-held") == tmp_path / "notes-held"


def write_holder(held: Path, pid: int, host: str, age: float = 0) -> None:
    held.write_text(json.dumps({"host": host, "pid": pid, "token": "t"}))
    now = time.time()
    os.utime(held, (now - age, now - age))


@pytest.mark.usefixtures("no_locks")
def test_what_a_killed_process_held_is_free(tmp_path: Path, held: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    write_holder(held, gone.pid, _this_host())
    assert is_free_by_the_second_try(tmp_path)
    write_holder(held, os.getpid(), _this_host(), age=LONGEST_HELD * 10)
    assert not is_free_by_the_second_try(tmp_path), "it runs, however slow"


@pytest.mark.usefixtures("no_locks")
def test_what_another_machine_holds_is_free_when_it_is_old(tmp_path: Path, held: Path) -> None:
    write_holder(held, 1, "elsewhere", age=LONGEST_HELD / 2)
    assert not is_free_by_the_second_try(tmp_path)
    write_holder(held, 1, "elsewhere", age=LONGEST_HELD * 2)
    assert is_free_by_the_second_try(tmp_path)


@pytest.mark.usefixtures("no_locks")
def test_a_file_that_says_nothing_is_free_soon(tmp_path: Path, held: Path) -> None:
    held.touch()
    assert not is_free_by_the_second_try(tmp_path)
    os.utime(held, (time.time() - LONGEST_EMPTY * 2,) * 2)
    assert is_free_by_the_second_try(tmp_path)


@pytest.mark.usefixtures("no_locks")
def test_killed_while_it_took_a_file_away(tmp_path: Path, held: Path) -> None:
    write_holder(held, 1, "elsewhere", age=LONGEST_HELD * 2)
    breaking = held.with_name(f"{held.name}-breaking")
    write_holder(breaking, 1, "elsewhere", age=LONGEST_HELD * 2)
    assert is_free_by_the_second_try(tmp_path)
    assert not breaking.exists()


@pytest.mark.usefixtures("no_locks")
def test_held_by_another_is_told(tmp_path: Path) -> None:
    path = AnnotationStore(tmp_path).path_of("ada", "seed")
    database = ArticleDatabase(path, article_id="seed", annotator="ada", lock_timeout=0.01)
    database.append([edit("e1")])
    assert database.lock_kind == "file"
    with (
        locked(path.with_name(".seed.json.lock"), timeout=1),
        pytest.raises(PullquoteError, match="holds its lock"),
    ):
        database.append([edit("e2")])
    database.append([edit("e2")])


@pytest.mark.usefixtures("no_locks")
def test_the_doctor_says_so(tmp_path: Path) -> None:
    (check,) = _locks(tmp_path)
    assert isinstance(check, Check)
    assert (check.status, "has no locks" in check.detail) == ("warning", True)


@pytest.mark.parametrize("why", NO_LOCKS)
def test_two_processes_lose_nothing(tmp_path: Path, why: int) -> None:
    saver = (sys.executable, "-m", "tests.store.saver_process")
    running = [
        subprocess.Popen(
            [*saver, str(tmp_path), name, "15", "0", str(why)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "ab"
    ]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    contents = AnnotationStore(tmp_path).read("ada", "seed")
    assert {one.id for one in contents.annotations} == {f"{n}{i}" for n in "ab" for i in range(15)}
