"""Articles of files that hold many: each is read again, in any order, also of a changed file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.formats.files import tarred, zipped
from tui.errors import PullquoteError
from tui.services.corpus import Corpus

Make = Callable[[Path, dict[str, str]], object]


def _archive(path: Path, texts: dict[str, str]) -> object:
    inside = {f"{name}.txt": text.encode() for name, text in texts.items()}
    return (zipped if path.suffix == ".zip" else tarred)(path, inside)


def _lines(texts: dict[str, str]) -> str:
    return "".join(f'{{"id": "n/{name}", "text": "{text}"}}\n' for name, text in texts.items())


def _jsonl(path: Path, texts: dict[str, str]) -> object:
    return path.write_text(_lines(texts))


def _packed_jsonl(path: Path, texts: dict[str, str]) -> object:
    return tarred(path, {"a.jsonl": _lines(texts).encode()})


def _table(path: Path, texts: dict[str, str]) -> object:
    rows = (f"n/{name},{text}\n" for name, text in texts.items())
    return path.write_text("id,text\n" + "".join(rows))


def _feed(path: Path, texts: dict[str, str]) -> object:
    items = (
        f"<item><guid>{name}</guid><description>{text}</description></item>"
        for name, text in texts.items()
    )
    return path.write_text(f"<rss><channel>{''.join(items)}</channel></rss>")


KINDS = {
    **dict.fromkeys(("n.zip", "n.tar", "n.tar.gz", "n.tar.bz2", "n.tar.xz"), _archive),
    "n.jsonl": _jsonl,
    "n.csv": _table,
    "n.rss": _feed,
    "n.tgz": _packed_jsonl,
}
TEXTS = {f"{number:03}": f"This is {number}." for number in range(300)}


@pytest.fixture(params=KINDS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    KINDS[path.name](path, TEXTS)
    return path


@pytest.fixture
def corpus(file: Path, tmp_path: Path) -> Iterator[Corpus]:
    made = Corpus([file], tmp_path / ".catalogs")
    made.update()
    yield made
    made.close()


def opened_counted(monkeypatch: pytest.MonkeyPatch, file: Path) -> list[Path]:
    """Return a list that grows each time the file is opened."""
    opened_file, opened = Path.open, list[Path]()

    def counted(path: Path, *how: Any) -> Any:
        if path == file:
            opened.append(path)
        return opened_file(path, *how)

    monkeypatch.setattr(Path, "open", counted)
    return opened


def rewritten(file: Path, texts: dict[str, str]) -> None:
    KINDS[file.name](file, texts)


def test_all_are_read_in_one_go(
    corpus: Corpus, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = opened_counted(monkeypatch, file)
    assert [article.text for article in corpus.articles()] == [*TEXTS.values()]
    assert len(count) == 1
    ids = [article_id for article_id, _ in corpus.ids()]
    with corpus.in_turn() as articles:
        for article_id in ids[::7]:
            assert articles.find(article_id) is not None
    assert len(count) == 2


def test_each_is_read_by_itself_in_any_order(corpus: Corpus) -> None:
    articles = {article.id: article for article in corpus.articles()}
    with corpus.in_turn() as in_turn:
        for article_id in [*reversed(articles)][::20] + [*articles][::50]:
            assert corpus.find(article_id) == articles[article_id]
            assert in_turn.find(article_id) == articles[article_id]
    by_id = [article.id for article in corpus.articles(by_id=True)]
    assert by_id == sorted(articles)


def test_a_file_that_has_changed_gives_the_article_that_is_meant(
    corpus: Corpus, file: Path
) -> None:
    ids = [article_id for article_id, _ in corpus.ids()]
    kept = {"new": "This is new, and it comes first.", **dict([*TEXTS.items()][:200])}
    rewritten(file, kept | {"005": "It is another now."})
    with corpus.in_turn() as articles:
        for number in (0, 1, 199, 100, 7):
            found, again = articles.find(ids[number]), corpus.find(ids[number])
            assert found == again
            assert found is not None
            assert (found.id, found.text) == (ids[number], f"This is {number}.")
        changed = corpus.find(ids[5])
        assert changed is not None
        assert changed.text == "It is another now."
        with pytest.raises(PullquoteError, match=r"has no article .* any more"):
            articles.find(ids[250])


def test_a_file_that_is_gone_or_broken_is_named(corpus: Corpus, file: Path) -> None:
    ids = [article_id for article_id, _ in corpus.ids()]
    file.write_bytes(b"\0broken")
    with pytest.raises(PullquoteError, match="n\\."):
        corpus.find(ids[3])
    file.unlink()
    with pytest.raises(PullquoteError, match="there is no such file"):
        corpus.find(ids[3])
    with pytest.raises(PullquoteError, match="there is no such file"):
        list(corpus.articles())


def test_articles_that_are_slow_to_come_to_are_kept_for_who_reads_in_another_order(
    corpus: Corpus, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("_SLOW", "_LONG"):
        monkeypatch.setattr(f"tui.services.onward.{limit}", 0.0)
    expected = {article.id: article for article in corpus.articles()}
    count = opened_counted(monkeypatch, file)
    with corpus.in_turn() as articles:
        for article_id in reversed(expected):
            assert articles.find(article_id) == expected[article_id]
        assert len(count) < 10
        file.unlink()
        with pytest.raises(PullquoteError, match="there is no such file"):
            articles.find(article_id)


def test_without_room_for_them_they_are_read_as_ever(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    for limit in ("_SLOW", "_LONG"):
        monkeypatch.setattr(f"tui.services.onward.{limit}", 0.0)
    monkeypatch.setattr("tempfile.TemporaryFile", full)
    expected = {article.id: article for article in corpus.articles()}
    with corpus.in_turn() as articles:
        for article_id in [*reversed(expected)][:50]:
            assert articles.find(article_id) == expected[article_id]
