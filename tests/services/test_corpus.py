"""Articles of a run: files and folders, each problem named, the rest read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tui.services.library import Library, default_paths, read_library

from tui.errors import PullquoteError


def write(path: Path, text: str = "It is so. Yes.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def ids(library: Library) -> list[str]:
    return [article.id for article in library.articles]


def reasons(library: Library) -> list[str]:
    return [problem.reason for problem in library.problems]


def test_a_folder_is_read_by_name_and_to_its_bottom(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.md", "c/z.md", "c/a.TXT", "d.txt", "B.txt"):
        write(tmp_path / name, f"This is {name}.")
    write(tmp_path / "e.jsonl", '{"text": "one", "id": "e1"}\n{"text": "two", "id": "e2"}')
    library = read_library([tmp_path])
    assert ids(library) == ["B", "a", "b", "c/a", "c/z", "d", "e1", "e2"]
    assert reasons(library) == [f"the id 'a' is already that of {tmp_path / 'a.md'}, which is kept"]
    assert library.problems[0].place == str(tmp_path / "a.txt")


def test_a_file_keeps_its_id_whatever_is_read_with_it(tmp_path: Path) -> None:
    write(tmp_path / "2024" / "01.txt")
    write(tmp_path / "2025" / "01.txt", "Another text.")
    assert ids(read_library([tmp_path])) == ["2024/01", "2025/01"]
    assert ids(read_library([tmp_path / "2025"])) == ["01"]


def test_hidden_ones_and_other_kinds_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/x.txt", "picture.png", "Makefile", "good.txt"):
        write(tmp_path / name)
    library = read_library([tmp_path])
    assert ids(library) == ["good"]
    assert not library.problems


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    write(tmp_path / ".news" / "a.txt")
    assert ids(read_library([tmp_path / ".news"])) == ["a"]


def test_paths_keep_their_order_and_the_same_file_is_read_once(tmp_path: Path) -> None:
    b, a = write(tmp_path / "b.txt"), write(tmp_path / "a.txt", "Other.")
    (tmp_path / "link.txt").symlink_to(b)
    library = read_library([b, a, tmp_path, b, tmp_path / "." / "a.txt"])
    assert ids(library) == ["b", "a"]
    assert not library.problems


def test_a_named_file_of_another_kind_is_a_problem(tmp_path: Path) -> None:
    library = read_library([write(tmp_path / "a.pdf"), write(tmp_path / "b.txt")])
    assert ids(library) == ["b"]
    assert reasons(library) == ["not a kind of file that is read"]
    assert library.problems[0].hint == "articles are .txt, .md, .jsonl files"


def test_what_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    library = read_library([tmp_path / "no.txt", tmp_path / "no", tmp_path])
    assert reasons(library) == ["there is no such file or folder"] * 3
    assert str(library.problems[0]) == (
        f"{tmp_path / 'no.txt'}: there is no such file or folder (check the name)"
    )


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    library = read_library([tmp_path])
    assert ids(library) == ["a/x"]
    assert [problem.place for problem in library.problems] == [str(tmp_path / "self.txt")]


def test_pipes_are_problems_and_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    library = read_library([tmp_path, tmp_path / "pipe.txt", Path("/dev/zero")])
    assert reasons(library) == [
        "not a regular file",
        "not a regular file",
        "not a kind of file that is read",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "shut.txt").chmod(0)
    write(tmp_path / "good.txt")
    library = read_library([tmp_path])
    assert ids(library) == ["good"]
    assert reasons(library) == ["cannot be read: Permission denied"]


def test_a_read_that_fails_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = write(tmp_path / "bad.txt"), write(tmp_path / "good.txt")
    whole = Path.read_bytes

    def vanish(path: Path) -> bytes:
        if path == bad:
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", vanish)
    library = read_library([bad, good])
    assert ids(library) == ["good"]
    assert library.problems[0].hint == "check its permissions"


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"text")
    write(tmp_path / "good.txt")
    library = read_library([tmp_path])
    assert ids(library) == ["good"]
    str(library.problems[0]).encode("utf-8")


def test_two_lines_with_one_id_are_named_with_both_places(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", '{"text": "a", "id": "1"}\n{"text": "b", "id": 1}\n')
    library = read_library([path])
    assert [article.text for article in library.articles] == ["a"]
    assert str(library.problems[0]).startswith(
        f"{path}:2: the id '1' is already that of {path}:1, which is kept"
    )


def test_seeds_is_read_when_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PullquoteError, match="there is no folder seeds/"):
        default_paths(tmp_path)
    write(tmp_path / "seeds" / "a.txt")
    assert default_paths(tmp_path) == [tmp_path / "seeds"]
    monkeypatch.chdir(tmp_path)
    assert default_paths(tmp_path) == [Path("seeds")]
