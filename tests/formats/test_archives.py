"""Articles from archives."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.formats.files import (
    CSV,
    INSIDE,
    RDF,
    RSS,
    articles,
    packed,
    problem,
    read,
    tarred,
    zipped,
)
from tui.formats.problem import Problem
from tui.model.article import Article

ARCHIVES = ["news.zip", "news.tar", "news.tar.gz", "news.tgz", "news.tar.bz2", "news.tar.xz"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_is_read_as_the_folder_it_was(tmp_path: Path, name: str) -> None:
    found = articles(packed(tmp_path / name, INSIDE))
    ids = [article.id for article in found]
    assert ids[:2] == ["news/2024/01", "own"]
    assert ids[2].startswith("n-")
    assert ids[3:] == ["news/2025/01", "news/deal"]
    assert found[1].place == f"{tmp_path / name}:2024/n.jsonl:1"
    assert found[0].text == "It is so."


@pytest.mark.parametrize("name", ["news.zip", "news.tar.gz"])
@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("../../evil.txt", "its name leads out of the archive"),
        ("/etc/evil.txt", "its name leads out of the archive"),
        ("C:\\evil.txt", "its name leads out of the archive"),
        ("in.zip", "an archive in an archive is not read"),
        ("in.tar.gz", "an archive in an archive is not read"),
        ("a\nb.txt", "the id has control characters"),
        ("bad.txt", "not UTF-8"),
    ],
)
def test_a_bad_file_in_an_archive_is_named(
    tmp_path: Path, name: str, member: str, said: str
) -> None:
    inside = {"a.txt": b"good", member: b"x\xff", "z.txt": b"good"}
    first, bad, last = read(packed(tmp_path / name, inside))
    assert isinstance(bad, Problem)
    assert said in bad.reason
    assert bad.place.startswith(f"{tmp_path / name}:")
    assert isinstance(first, Article)
    assert isinstance(last, Article)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["news.zip", "news.tar"])
def test_the_first_of_two_files_of_one_name_is_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "news.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", b"first")
            archive.writestr("a.txt", b"second")
    else:
        with tarfile.open(path, "w") as tar:
            for data in (b"first", b"second"):
                info = tarfile.TarInfo("a.txt")
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    first, second = read(path)
    assert isinstance(first, Article)
    assert first.text == "first"
    assert isinstance(second, Problem)
    assert "a second file of this name" in second.reason


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)
    with tarfile.open(path, "w") as archive:
        for number, kind in enumerate(kinds):
            info = tarfile.TarInfo(f"{number}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    found = read(path)
    assert [str(one).partition(": ")[2] for one in found] == [
        "a link or a device, and no file (make the archive anew)"
    ] * len(kinds)


def test_links_and_encrypted_files_in_a_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"good"})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    data = bytearray(path.read_bytes())
    central = data.find(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert [str(one).rpartition(": ")[2] for one in read(path)] == [
        "it is encrypted (unpack it into a folder, and read that)",
        "a link or a device, and no file (make the archive anew)",
    ]


def test_a_damaged_file_in_a_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"one text")
        archive.writestr("b.txt", b"another")
    path.write_bytes(path.read_bytes().replace(b"one text", b"one tixt"))
    bad, good = read(path)
    assert isinstance(bad, Problem)
    assert bad.reason == "damaged: its checksum is wrong"
    assert isinstance(good, Article)


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.zip"])
def test_an_archive_that_breaks_off_is_named(tmp_path: Path, name: str) -> None:
    path = packed(tmp_path / name, {f"{n}.txt": bytes(f"It is {n}.", "ascii") for n in range(500)})
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2 + 100])
    *_, last = read(path)
    assert isinstance(last, Problem)
    assert "damaged" in last.reason


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"a" * 10_000, "b.txt": b"b" * 10_000})
    data = bytearray(path.read_bytes())
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = bytes(4)
    path.write_bytes(data)
    assert all("shares its bytes" in str(one) for one in read(path))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    zeros = bytes(60 * 2**20)
    bad = problem(zipped(tmp_path / "a.zip", {"a.txt": zeros}))
    assert "it would become 62,914,560 bytes out of" in bad
    inside = {f"{n}.png": zeros for n in range(3)}
    assert "it would become more than 67,108,864 bytes" in problem(
        tarred(tmp_path / "a.tar.xz", inside)
    )


def test_a_file_in_an_archive_may_be_a_table(tmp_path: Path) -> None:
    found = articles(
        zipped(
            tmp_path / "a.zip",
            {"t.csv": CSV.encode(), "f.xml": RSS[:-30].encode()} | {"f.xml": RDF.encode()},
        )
    )
    assert [one.title for one in found] == ["A, B", "C", "T"]
