"""Files that are too large, too deep, or anything at all: a problem each, in bounded memory."""

from __future__ import annotations

import gzip
import io
import os
import random
import socket
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpora import contents_of, read_at
from tests.formats.test_more_readers import ATOM, CSV, INSIDE, PAGE, RSS, tarred, zipped
from tests.test_cli import ROOT
from tui.formats.articles.found import Found, Reading
from tui.formats.articles.registry import reader_for
from tui.formats.problem import Problem

MEMORY = 700 * 2**20
"""Bytes of address space a reading program may have, the interpreter's own among them."""

CHILD = f"""
import resource, sys, tempfile
from pathlib import Path
from tui.services.corpus import Corpus
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
found = Corpus([Path(sys.argv[1])], Path(tempfile.mkdtemp()))
found.update()
for article in found.articles():
    print("article", article.id, len(article.text))
for problem in found.problems:
    print("problem", problem)
"""


def read_in_little_memory(path: Path) -> list[str]:
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert child.returncode == 0, child.stderr[-2_000:]
    return child.stdout.splitlines()


def test_a_line_of_200_mb_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "first", "id": "1"}\n{"text": "')
        for _ in range(200):
            file.write(b"x" * 2**20)
        file.write(b'"}\n{"text": "last", "id": "3"}\n')
    one, last, problem = read_in_little_memory(path)
    assert (one, last) == ("article 1 5", "article 3 4")
    assert problem.startswith(f"problem {path}:2: the line is too long to read: 33,554,432 bytes")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.rss"])
def test_a_file_of_2_gb_is_not_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"<rss" if name == "a.rss" else b"text")
        file.truncate(2 * 2**30)
    (said,) = read_in_little_memory(path)
    assert "too large to read: 2,147,483,648 bytes, and" in said


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_lines_of_500_mb_of_nothing_are_passed_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"id,text\n1,good\n" if name == "a.csv" else b'{"text": "good", "id": "1"}\n')
        file.truncate(500 * 2**20)
    article, problem = read_in_little_memory(path)
    assert article == "article 1 4"
    assert "is too long to read" in problem


def test_a_quote_that_is_never_closed_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b'id,text\n1,good\n2,"')
        for _ in range(100):
            file.write((b"x" * 1_000 + b"\n") * 1_000)
    article, problem = read_in_little_memory(path)
    assert article == "article 1 4"
    assert f"{path}:3: the row is too long to read" in problem


def test_of_many_problems_in_a_file_some_are_told(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text("x\n" * 5_000 + '{"text": "A"}\n')
    found = contents_of(tmp_path)
    assert len(found.articles) == 1
    assert len(found.problems) == 101
    assert found.problems[-1].reason == "4,900 more problems in it, which are not told"


def test_a_folder_whose_name_can_be_no_id_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "a\x1b[31m"
    folder.mkdir()
    (folder / "a.txt").write_text("text")
    assert [str(one.reason) for one in contents_of(tmp_path).problems] == [
        "the id has control characters"
    ]
    assert [article.id for article in contents_of(folder).articles] == ["a"]


@pytest.mark.parametrize("name", ["b.zip", "b.tar.gz", "b.tar.bz2", "b.tar.xz"])
def test_bombs_take_no_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    zeros = bytes(2**20)
    if name == "b.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(3):
                with archive.open(f"{number}.txt", "w") as file:
                    for _ in range(100):
                        file.write(zeros)
    else:
        kinds: dict[str, Any] = {"gz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}
        with tarfile.open(path, kinds[name.rpartition(".")[2]]) as tar:
            for number in range(3):
                info = tarfile.TarInfo(f"{number}.txt")
                info.size = 100 * 2**20
                tar.addfile(info, _Zeros(info.size))
    lines = read_in_little_memory(path)
    assert lines
    assert all(line.startswith("problem ") for line in lines)


class _Zeros(io.RawIOBase):
    """A file of zeros that is not there."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        taken = min(size if size >= 0 else self._left, self._left)
        self._left -= taken
        return bytes(taken)


def test_a_header_of_a_tar_takes_no_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 2**33 - 1
    header = info.tobuf(tarfile.GNU_FORMAT)
    (tmp_path / "a.tar").write_bytes(header + bytes(2**20))
    with gzip.open(tmp_path / "b.tar.gz", "wb") as file:
        file.write(header)
    negative = bytearray(header)
    negative[124:136] = b"\xff" * 12
    total = sum(negative[:148]) + 8 * 32 + sum(negative[156:512])
    negative[148:156] = b"%06o\0 " % total
    (tmp_path / "c.tar").write_bytes(negative + bytes(2**20))
    lines = read_in_little_memory(tmp_path)
    assert [line.split(": ")[0] for line in lines] == [
        f"problem {tmp_path / name}" for name in ("a.tar", "b.tar.gz", "c.tar")
    ]


def test_what_is_no_file_in_a_folder_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")
    os.mkfifo(tmp_path / "b.zip")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "c.csv"))
    (tmp_path / "d.html").symlink_to("/dev/zero")
    (tmp_path / "e.txt").symlink_to("e.txt")
    (tmp_path / "f").symlink_to(tmp_path)
    (tmp_path / "g.txt").write_text("good")
    found = contents_of(tmp_path)
    listening.close()
    assert [article.id for article in found.articles] == ["g"]
    names = [Path(problem.place).name for problem in found.problems]
    assert set(names) - {"a.xml"} == {"b.zip", "c.csv", "d.html", "e.txt"}


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", "\udcff", "x" * 250, "a:b", "CON", "‮a"])
@pytest.mark.parametrize("suffix", [".html", ".csv", ".rss", ".zip"])
def test_any_name_of_a_file_is_said_in_one_line(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / (name + suffix)
    data = {".html": PAGE, ".csv": CSV, ".rss": RSS}.get(suffix)
    if data is not None:
        path.write_bytes(data.encode())
    else:
        zipped(path, {"a.txt": b"It is."})
    found = contents_of(tmp_path)
    assert found.articles or found.problems
    for problem in found.problems:
        str(problem).encode("utf-8")
        assert "\n" not in str(problem)
    for article in found.articles:
        article.id.encode("utf-8")
        assert not any(c < " " for c in article.id)


# -- anything at all -----------------------------------------------------------------------------


def _good(folder: Path) -> dict[str, bytes]:
    jsonl = b'{"text": "It is.", "id": "1"}\n{"text": "B", "x": [1, {"y": null}]}\n'
    inside = {**INSIDE, "n.rss": RSS.encode(), "n.csv": CSV.encode()}
    folder.mkdir(exist_ok=True)
    makers = (("n.zip", zipped), ("n.tar", tarred), ("n.tar.gz", tarred))
    packed = {name: make(folder / name, inside).read_bytes() for name, make in makers}
    return {
        "n.txt": "“Yes,” he said.".encode(),
        "n.md": b"# Head\n\nText.",
        "n.jsonl": jsonl,
        "n.csv": CSV.encode(),
        "n.tsv": b"text\ttitle\na\tb\n",
        "n.rss": RSS.encode(),
        "n.atom": ATOM.encode(),
        "n.html": PAGE.encode(),
        **packed,
    }


_NAMES = "n.txt n.md n.jsonl n.csv n.tsv n.rss n.atom n.html n.zip n.tar n.tar.gz"
NAMES = tuple(_NAMES.split())
READINGS = st.sampled_from(["", "cp1252", "utf-16", "shift_jis", "utf-7", "hz"])


def only_articles_and_problems(path: Path, reading: Reading) -> None:
    """Read a file: whatever is in it, there are articles and problems; each is found again."""
    reader = reader_for(path)
    assert reader is not None
    for number, found in enumerate(reader.read(path, reading)):
        assert isinstance(found, Found | Problem)
        if isinstance(found, Problem):
            str(found).encode("utf-8")
            continue
        article = found.article
        assert article.text.strip("\ufeff \t\r\n\x0b\x0c")
        for told in (article.id, article.text, article.title, article.date, article.url):
            told.encode("utf-8")
        if number < 3:
            assert read_at(reader, path, found.where, reading) == found


FUZZED = settings(
    deadline=None,
    max_examples=int(os.environ.get("PULLQUOTE_FUZZ", "40")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", NAMES)
@FUZZED
@given(data=st.binary(max_size=400), encoding=READINGS)
def test_any_bytes_are_read_or_named(tmp_path: Path, name: str, data: bytes, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    only_articles_and_problems(path, Reading(encoding))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", NAMES)
@FUZZED
@given(seed=st.integers(0, 2**32), encoding=READINGS, whole=st.booleans())
def test_a_good_file_that_was_damaged_is_read_or_named(
    tmp_path: Path, name: str, seed: int, encoding: str, whole: bool
) -> None:
    path = tmp_path / name
    data = bytearray(_good(tmp_path / "good")[name])
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        length = chance.randrange(9)
        piece = bytes(chance.choices(b'\0\xff"<>&\n{[,;\x1b\x80', k=length))
        if kind == 0:
            data[at : at + len(piece)] = piece
        elif kind == 1:
            data[at:at] = piece
        elif kind == 2:
            del data[at : at + chance.randrange(50)]
        else:
            start = chance.randrange(len(data) + 1)
            data[at:at] = data[start : start + 50]
    path.write_bytes(data if whole else data[: chance.randrange(len(data) + 1)])
    only_articles_and_problems(path, Reading(encoding))
