"""Articles of a run: files and folders, each problem named, the rest read."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.broken import break_catalog
from tests.formats.files import PAGE
from tui.errors import PullquoteError
from tui.model.article_filter import ArticleFilter
from tui.services.corpus import Corpus
from tui.services.files import default_paths
from tui.services.scan import Changes
from tui.store.catalog.articles import ArticleTable

CATALOGS = "catalogs"
Opened = Callable[[list[Path]], Corpus]


def write(path: Path, text: str = "It is so. Yes.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens the articles at some paths as a command does: as they are now on the disk."""
    corpora: list[Corpus] = []

    def open_now(paths: list[Path]) -> Corpus:
        corpus = Corpus(paths, tmp_path / ".cache" / CATALOGS)
        corpora.append(corpus)
        corpus.update()
        return corpus

    yield open_now
    for corpus in corpora:
        corpus.close()


def ids(corpus: Corpus) -> list[str]:
    """Return the ids; each article is the same by its number and by its id."""
    found = list(corpus.articles())
    assert [corpus.article(number) for number in corpus.order] == found
    assert [corpus.find(article.id) for article in found] == found
    assert list(corpus.ids()) == [(article.id, article.sha256) for article in found]
    return [article.id for article in found]


def reasons(corpus: Corpus) -> list[str]:
    return [problem.reason for problem in corpus.problems]


def test_a_folder_is_read_by_name_and_to_its_bottom(opened: Opened, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.md", "c/z.md", "c/a.TXT", "d.txt", "B.txt"):
        write(tmp_path / name, f"This is {name}.")
    write(tmp_path / "e.jsonl", '{"text": "one", "id": "e1"}\n{"text": "two", "id": "e2"}')
    corpus = opened([tmp_path])
    assert ids(corpus) == ["B", "a", "b", "c/a", "c/z", "d", "e1", "e2"]
    assert reasons(corpus) == [f"the id 'a' is already that of {tmp_path / 'a.md'}, which is kept"]
    assert corpus.problems[0].place == str(tmp_path / "a.txt")


def test_a_file_keeps_its_id_whatever_is_read_with_it(opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "2024" / "01.txt")
    write(tmp_path / "2025" / "01.txt", "Another text.")
    assert ids(opened([tmp_path])) == ["2024/01", "2025/01"]
    assert ids(opened([tmp_path / "2025"])) == ["01"]


def test_hidden_ones_and_other_kinds_in_a_folder_are_passed_over(
    opened: Opened, tmp_path: Path
) -> None:
    for name in (".hidden.txt", ".git/x.txt", "picture.png", "Makefile", "good.txt"):
        write(tmp_path / name)
    corpus = opened([tmp_path])
    assert ids(corpus) == ["good"]
    assert not corpus.problems


def test_a_hidden_folder_that_is_named_is_read(opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / ".news" / "a.txt")
    assert ids(opened([tmp_path / ".news"])) == ["a"]


def test_paths_keep_their_order_and_the_same_file_is_read_once(
    opened: Opened, tmp_path: Path
) -> None:
    b, a = write(tmp_path / "b.txt"), write(tmp_path / "a.txt", "Other.")
    (tmp_path / "link.txt").symlink_to(b)
    corpus = opened([b, a, tmp_path, b, tmp_path / "." / "a.txt"])
    assert ids(corpus) == ["b", "a"]
    assert not corpus.problems


def test_a_named_file_of_another_kind_is_a_problem(opened: Opened, tmp_path: Path) -> None:
    corpus = opened([write(tmp_path / "a.pdf"), write(tmp_path / "b.txt")])
    assert ids(corpus) == ["b"]
    assert reasons(corpus) == ["not a kind of file that is read"]
    assert corpus.problems[0].hint.startswith("articles are .txt, .md, .jsonl, .csv, ")


def test_what_is_not_there_is_a_problem(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    corpus = opened([tmp_path / "no.txt", tmp_path / "no", tmp_path])
    assert reasons(corpus) == ["there is no such file or folder"] * 3
    assert str(corpus.problems[0]) == (
        f"{tmp_path / 'no.txt'}: there is no such file or folder (check the name)"
    )


def test_links_in_a_circle_end(opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    corpus = opened([tmp_path])
    assert ids(corpus) == ["a/x"]
    assert [problem.place for problem in corpus.problems] == [str(tmp_path / "self.txt")]


def test_pipes_are_problems_and_are_not_waited_for(opened: Opened, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    corpus = opened([tmp_path, tmp_path / "pipe.txt", Path("/dev/zero")])
    assert reasons(corpus) == [
        "not a regular file",
        "not a regular file",
        "not a kind of file that is read",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(opened: Opened, tmp_path: Path) -> None:
    write(tmp_path / "shut.txt").chmod(0)
    write(tmp_path / "good.txt")
    corpus = opened([tmp_path])
    assert ids(corpus) == ["good"]
    assert reasons(corpus) == ["cannot be read: Permission denied"]


def test_a_read_that_fails_is_a_problem(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = write(tmp_path / "bad.txt"), write(tmp_path / "good.txt")
    opened_file = Path.open

    def vanish(path: Path, *how: Any) -> Any:
        if path == bad:
            raise PermissionError(13, "Permission denied")
        return opened_file(path, *how)

    monkeypatch.setattr(Path, "open", vanish)
    corpus = opened([bad, good])
    assert ids(corpus) == ["good"]
    assert corpus.problems[0].hint == "check its permissions"


def test_a_file_name_that_is_no_text(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"text")
    write(tmp_path / "good.txt")
    corpus = opened([tmp_path])
    assert ids(corpus) == ["good"]
    str(corpus.problems[0]).encode("utf-8")


def test_two_lines_with_one_id_are_named_with_both_places(opened: Opened, tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", '{"text": "a", "id": "1"}\n{"text": "b", "id": 1}\n')
    corpus = opened([path])
    assert [article.text for article in corpus.articles()] == ["a"]
    assert str(corpus.problems[0]).startswith(
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


# What has changed since the time before


def test_new_changed_and_vanished_files_are_noticed(opened: Opened, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    corpus = opened([tmp_path])
    assert corpus.update() == Changes()
    write(tmp_path / "b.txt", "This is another text.")
    write(tmp_path / "aa.txt", "This is new.")
    (tmp_path / "c.txt").unlink()
    assert corpus.update() == Changes(new=1, changed=1, gone=1)
    assert ids(corpus) == ["a", "aa", "b"]
    assert corpus.find("c") is None


def test_the_next_start_knows_what_there_is_without_reading_it(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    before = ids(opened([tmp_path]))

    read: list[Path] = []

    def noted(path: Path, *_: Any) -> Any:
        read.append(path)
        raise AssertionError

    monkeypatch.setattr(Path, "open", noted)
    corpus = opened([tmp_path])
    assert not read
    assert [article_id for article_id, _ in corpus.ids()] == before
    assert {row.title for row in corpus.listing.rows(corpus.order).values()} == {
        "This is a.",
        "This is b.",
    }


def test_a_number_is_never_another_articles(opened: Opened, tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt", "One."), write(tmp_path / "b.txt", "Two.")
    corpus = opened([tmp_path])
    gone = corpus.number_of("b")
    assert gone is not None
    b.unlink()
    corpus.update()
    write(tmp_path / "c.txt", "Three.")
    corpus.update()
    assert ids(corpus) == ["a", "c"]
    with pytest.raises(PullquoteError, match="not there any more"):
        corpus.article(gone)
    a.unlink()
    with pytest.raises(PullquoteError, match=r"a\.txt: there is no such file"):
        corpus.find("a")


def test_nor_in_a_catalog_that_is_made_anew_while_it_is_open(
    opened: Opened, tmp_path: Path
) -> None:
    for name in ("b", "c"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    corpus = opened([tmp_path])
    listed = list(corpus.order)
    write(tmp_path / "a.txt", "This is a.")
    for file in corpus.file.path.parent.iterdir():
        file.unlink()
    corpus.close()  # as another thread, which has not asked for anything yet
    corpus.update()
    assert ids(corpus) == ["a", "b", "c"]
    assert not corpus.hashes(listed)


def test_an_id_that_becomes_free_is_given_to_the_other_article(
    opened: Opened, tmp_path: Path
) -> None:
    write(tmp_path / "a.md", "The first.")
    write(tmp_path / "a.txt", "The second.")
    write(tmp_path / "b.txt", "Another.")
    corpus = opened([tmp_path])
    assert len(corpus.problems) == corpus.problem_count == 1
    (tmp_path / "a.md").unlink()
    corpus.update()
    assert reasons(corpus) == []
    assert [article.text for article in corpus.articles()] == ["The second.", "Another."]


def test_another_who_writes_at_the_end_of_a_look_does_not_end_it(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    corpus = opened([tmp_path])
    count = ArticleTable.count

    def with_another(table: ArticleTable) -> int:
        found = count(table)
        with (
            suppress(sqlite3.OperationalError),  # locked
            closing(sqlite3.connect(corpus.file.path, timeout=0)) as other,
            other,
        ):
            other.execute("INSERT OR IGNORE INTO annotator (name) VALUES ('bob')")
        return found

    monkeypatch.setattr(ArticleTable, "count", with_another)
    corpus.update()
    assert ids(corpus) == ["a", "b"]


def test_a_broken_catalog_is_made_anew(opened: Opened, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    corpus = opened([tmp_path])
    corpus.close()
    corpus.file.path.write_bytes(b"no database " * 1000)
    assert ids(opened([tmp_path])) == ["a", "b"]


def test_a_catalog_that_is_broken_inside_is_one_message_and_made_anew(
    opened: Opened, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    corpus = opened([tmp_path])
    corpus.close()
    break_catalog(corpus.file.path)
    with pytest.raises(PullquoteError, match=r"the catalog .* cannot be used: database disk image"):
        opened([tmp_path])
    assert ids(opened([tmp_path])) == ["a", "b"]


def test_without_a_place_for_the_catalog_it_is_made_for_the_run(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    (tmp_path / "shut").write_text("no folder")
    corpus = Corpus([tmp_path], tmp_path / "shut" / CATALOGS)
    corpus.update()
    assert ids(corpus) == ["a", "b", "shut"][:2]
    place = corpus.file.path
    corpus.close()
    assert not place.exists()


def test_one_article_is_opened_without_a_catalog(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "This is a.")
    corpus = Corpus([tmp_path], tmp_path / ".cache")
    assert ids(corpus) == ["a"]
    assert not corpus.file.path.exists()
    corpus.widen()
    assert ids(corpus) == ["a"]
    corpus.close()


def test_what_comes_before_and_after(opened: Opened, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        write(tmp_path / f"{name}.txt", f"This is {name}.")
    corpus = opened([tmp_path])
    assert [corpus.place(name) for name in ("a", "b", "c", "d")] == [0, 1, 2, None]
    after = corpus.beside("b", 1)
    assert after is not None
    assert corpus.article(after).id == "c"
    assert corpus.beside("c", 1) is None
    assert corpus.beside("a", -1) is None


names = st.lists(
    st.text("ab/.", min_size=1, max_size=5).filter(
        lambda n: all(p.strip(".") for p in n.split("/"))
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(names, min_size=1, max_size=3))
def test_a_catalog_that_is_kept_up_is_as_one_that_is_made_anew(
    tmp_path_factory: pytest.TempPathFactory, states: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    kept = Corpus([folder], folder / ".kept")
    for number, names in enumerate(states):
        for path in folder.rglob("*.txt"):
            path.unlink()
        for name in names:
            write(folder / f"{name}.txt", f"Text {number} of {name}.")
        kept.widen()
        kept.update()
        fresh = Corpus([folder], folder / f".fresh{number}")
        fresh.update()
        assert list(kept.articles()) == list(fresh.articles())
        assert {p.reason for p in kept.problems} == {p.reason for p in fresh.problems}
        fresh.close()
    kept.close()


# The list


def listed(corpus: Corpus, typed: str, column: str = "", *, is_reversed: bool = False) -> list[str]:
    numbers = corpus.listing.numbers(ArticleFilter(typed), column, is_reversed=is_reversed)
    rows = corpus.listing.rows(numbers)
    return [rows[number].id for number in numbers]


@pytest.fixture
def news(opened: Opened, tmp_path: Path) -> Corpus:
    lines = (
        '{"id": "2024/01", "title": "Council votes on the bridge", "source": "The Boston Globe",'
        ' "date": "2024-01-31", "text": "x"}\n'
        '{"id": "re:1", "title": "A tunnel", "source": "Times", "date": "2023-05-01",'
        ' "text": "y"}\n'
        '{"id": "3", "title": "Éire", "text": "z"}\n'
    )
    return opened([write(tmp_path / "news.jsonl", lines)])


@pytest.mark.parametrize(
    "typed",
    [
        "bridge", "BRIDGE council", "2024/01", "source:globe", 'source:"boston globe"',
        'source:"boston', "date:2024-01", "bridge source:boston",
    ],
)  # fmt: skip
def test_what_one_filter_lets_pass(news: Corpus, typed: str) -> None:
    assert listed(news, typed) == ["2024/01"]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["2024/01", "re:1", "3"]),
        ("state:new", ["2024/01", "re:1", "3"]),
        ("state:n", ["2024/01", "re:1", "3"]),
        ("has:", ["2024/01", "re:1", "3"]),
        ("re:1", ["re:1"]),
        ("éIRE", ["3"]),
        *((nothing, []) for nothing in ("has:unsure", "state:done", "state:x", "annotator:eve")),
        *((nothing, []) for nothing in ("label:claim", "has:note", "bridge tunnel", "globe")),
    ],
)
def test_filters(news: Corpus, typed: str, ids: list[str]) -> None:
    assert listed(news, typed) == ids


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        ("", ["2024/01", "re:1", "3"]),
        ("title", ["re:1", "2024/01", "3"]),
        ("source", ["3", "2024/01", "re:1"]),
        ("date", ["3", "re:1", "2024/01"]),
        ("state", ["2024/01", "re:1", "3"]),
        ("quotes", ["2024/01", "re:1", "3"]),
        ("decided", ["2024/01", "re:1", "3"]),
    ],
)
def test_sorting(news: Corpus, column: str, ids: list[str]) -> None:
    assert listed(news, "", column) == ids
    assert listed(news, "", column, is_reversed=True) == ids[::-1]


@given(typed=st.text("ab:\"%_'source date", max_size=16))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_anything_can_be_typed(news: Corpus, typed: str) -> None:
    assert set(listed(news, typed)) <= {"2024/01", "re:1", "3"}


def test_pages_are_read_once_the_extra_is_there(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt", "One.")
    write(tmp_path / "deal.html", PAGE)
    with monkeypatch.context() as missing:
        missing.setitem(sys.modules, "trafilatura", None)
        missing.setattr("tui.services.scan.has_web", lambda: False)
        corpus = opened([tmp_path])
        assert corpus.update() == Changes()
        assert [(p.reason, p.hint) for p in corpus.problems] == [
            (
                "web pages are read with the extra web, which is missing",
                'pip install -e ".[web]"',
            )
        ]
    assert corpus.update() == Changes(new=1)
    assert ids(corpus) == ["a", "deal"]
    assert not corpus.problems
