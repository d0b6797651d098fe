"""Everything of one run together: articles, decisions, the cache and the NLP process."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.services.sessions import (
    ANALYSIS,
    CHECKED,
    COST,
    FAIR,
    NO,
    TEXT,
    span_of,
    stance,
    state,
)
from tui.errors import PullquoteError
from tui.model.analysis import Analysis, Quote
from tui.model.article import Article
from tui.model.cue_words import CueWords
from tui.model.progress import Progress
from tui.model.worklist import Shown
from tui.services.corpus import opened_corpus
from tui.services.workspace import Workspace
from tui.settings import ReaderSettings, Settings

SHORT = "Ada Lovelace said: “It is a fair deal.” Nobody in Paris spoke.\n"


def settings(
    folder: Path,
    *,
    annotator: str = "ada",
    model: str | None = None,
    reader: ReaderSettings | None = None,
    cues: CueWords | None = None,
) -> Settings:
    return Settings(
        annotator,
        folder / "annotations",
        folder / "cache",
        folder / "state",
        model=model,
        reader=reader or ReaderSettings(),
        cues=cues or CueWords(),
    )


def workspace_on(made: Settings, **texts: str) -> Workspace:
    """Open what a start on a folder with these articles opens."""
    articles = made.cache.parent / "articles"
    articles.mkdir(exist_ok=True)
    for name, text in texts.items():
        (articles / f"{name}.txt").write_bytes(text.encode())
    return Workspace(made, opened_corpus([articles], made))


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    workspace = workspace_on(settings(tmp_path), seed=TEXT, other=SHORT)
    yield workspace
    await workspace.close()


def article_of(workspace: Workspace, article_id: str) -> Article:
    number = workspace.corpus.number_of(article_id)
    assert number is not None
    return workspace.corpus.article(number)


def counted(workspace: Workspace, article: Article) -> tuple[int | None, int, str]:
    """Return what the list says of an article: its quotes, how many are decided, the state."""
    workspace.corpus.widen()
    workspace.count(told=lambda: None, is_over=lambda: False)
    number = workspace.corpus.number_of(article.id)
    assert number is not None
    row = workspace.corpus.listing.rows([number])[number]
    return row.quotes, row.decided, row.state


def analysed(
    workspace: Workspace, article_id: str = "seed", analysis: Analysis = ANALYSIS
) -> Article:
    """Return an article whose analysis is in the cache."""
    article = article_of(workspace, article_id)
    workspace.cache.put(article.sha256, workspace.model.key, workspace.detector, analysis)
    return article


async def test_an_article_opens_without_an_analysis(workspace: Workspace) -> None:
    session = workspace.open(article_of(workspace, "seed"))
    assert (session.items, session.annotator) == ((), "ada")
    session.decide(session.mark(FAIR), "neither")
    assert session.save() is False


async def test_a_cached_analysis_comes_with_the_article(workspace: Workspace) -> None:
    article = analysed(workspace)
    session = workspace.open(article)
    assert session.analysis == ANALYSIS
    assert [item.span for item in session.items] == [FAIR, COST, NO]


async def test_decisions_are_there_at_the_next_start(tmp_path: Path) -> None:
    states = []
    for start in range(2):
        workspace = workspace_on(settings(tmp_path), seed=TEXT)
        session = workspace.open(analysed(workspace))
        if start == 0:
            session.add_label(session.items[0], CHECKED)
            session.save()
        states.append(state(session))
        await workspace.close()
    assert states[0] == states[1]
    assert (tmp_path / "annotations" / "ada" / "seed.json").exists()


async def test_the_process_analyses_once_and_the_cache_keeps_it(tmp_path: Path) -> None:
    text = SHORT
    first = workspace_on(settings(tmp_path), seed=text)
    article = article_of(first, "seed")
    parts = [part async for part in first.analyse(article)]
    assert parts[-1].complete
    analysis = parts[-1].analysis
    assert [quote.span.of(text) for quote in analysis.quotes] == ["It is a fair deal."]
    assert ("Paris", "GPE") in [(e.span.of(text), e.label) for e in analysis.entities]
    assert first.cached(article) == analysis._replace(tokens=())
    await first.close()
    second = workspace_on(settings(tmp_path), seed=text)
    opened = second.open(article_of(second, "seed"))
    assert (opened.analysis, opened.is_analysed) == (analysis._replace(tokens=()), True)
    await second.close()


async def test_own_cue_words_make_another_analysis(tmp_path: Path) -> None:
    plain = workspace_on(settings(tmp_path), seed=TEXT)
    article = analysed(plain)
    own = CueWords(verbs={"blurb": ("clause",)})
    others = workspace_on(settings(tmp_path, cues=own), seed=TEXT)
    assert others.cached(article) is None
    analysed(others, analysis=Analysis())
    assert others.open(article).detector == others.detector != plain.detector
    assert (plain.cached(article), others.cached(article)) == (ANALYSIS, Analysis())
    await plain.close()
    await others.close()


async def test_an_analysis_that_is_left_half_way_is_not_kept(workspace: Workspace) -> None:
    article = Article(id="long", text=SHORT * 600, title="Long")
    parts = workspace.analyse(article)
    first = await anext(parts)
    assert not first.complete
    await parts.aclose()
    assert workspace.cached(article) is None


async def test_without_the_model_the_article_can_be_read_and_marked(tmp_path: Path) -> None:
    workspace = workspace_on(settings(tmp_path, model="no_such_model"), seed=TEXT)
    article = article_of(workspace, "seed")
    session = workspace.open(article)
    session.mark(FAIR)
    assert session.save() is False
    assert workspace.cached(article) is None
    assert counted(workspace, article) == (None, 0, "new")
    with pytest.raises(PullquoteError, match="no_such_model"):
        await anext(workspace.analyse(article))
    await workspace.close()


# How far one is


async def test_progress_follows_the_decisions(workspace: Workspace) -> None:
    article = article_of(workspace, "seed")
    assert counted(workspace, article) == (None, 0, "new")
    analysed(workspace)
    told = [counted(workspace, article)]
    session = workspace.open(article)
    for number, decision in enumerate(("neither", "unsure", "neither")):
        session.decide(session.items[number], "unsure" if decision == "unsure" else "neither")
        session.save()
        told.append(counted(workspace, article))
    session.decide(session.items[1], "neither")
    session.save()
    told.append(counted(workspace, article))
    assert told == [
        (3, 0, "new"),
        (3, 1, "started"),
        (3, 2, "started"),
        (3, 3, "unsure"),
        (3, 3, "done"),
    ]


# Direct, indirect, an attitude and an unsure one.
MANY = ANALYSIS._replace(
    quotes=(
        ANALYSIS.quotes[0],
        Quote(COST, "indirect"),
        Quote(span_of("That was all."), "indirect", attitude=True),
        Quote(NO, "direct", confidence=0.3),
    )
)


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        (ReaderSettings(), 3),
        (ReaderSettings(attitudes=True), 4),
        (ReaderSettings(indirect=False, attitudes=True), 2),
        (ReaderSettings(min_confidence=0.5), 2),
        (ReaderSettings(indirect=False, min_confidence=0.5), 1),
    ],
)
async def test_the_list_counts_what_the_reader_shows(
    tmp_path: Path, reader: ReaderSettings, shown: int
) -> None:
    workspace = workspace_on(settings(tmp_path, reader=reader), seed=TEXT)
    article = analysed(workspace, analysis=MANY)
    assert counted(workspace, article) == (shown, 0, "new")
    assert len(workspace.open(article).items) == shown
    workspace.shown = Shown(attitudes=True)
    assert counted(workspace, article) == (4, 0, "new")
    assert len(workspace.open(article).items) == 4
    await workspace.close()


async def test_what_was_decided_is_counted_although_it_is_hidden(workspace: Workspace) -> None:
    article = analysed(workspace, analysis=MANY)
    workspace.shown = Shown(attitudes=True)
    session = workspace.open(article)
    for item in session.items:
        session.decide(item, "neither")
    session.save()
    workspace.shown = Shown(indirect=False, min_confidence=1.0)
    assert counted(workspace, article) == (4, 4, "done")


async def test_progress_counts_what_is_marked_by_hand(workspace: Workspace) -> None:
    article = analysed(workspace)
    session = workspace.open(article)
    session.mark(span_of("Paris"))
    session.save()
    assert counted(workspace, article) == (4, 0, "new")


async def test_progress_is_what_the_reader_will_show_of_a_changed_article(tmp_path: Path) -> None:
    before = workspace_on(settings(tmp_path), seed=TEXT)
    session = before.open(analysed(before))
    for item in session.items:
        session.decide(item, "neither")
    session.save()
    await before.close()
    text = "A new line.\n" + TEXT.replace("The deal is fair.", "It was not.")
    after = workspace_on(settings(tmp_path), seed=text)
    article = article_of(after, "seed")
    assert counted(after, article)[1] == after.open(article).decided == 2
    await after.close()


async def test_a_database_that_cannot_be_read_is_told_and_left_alone(workspace: Workspace) -> None:
    path = workspace.store.path_of("ada", "seed")
    path.parent.mkdir(parents=True)
    path.write_text("{ no database")
    assert counted(workspace, article_of(workspace, "seed"))[2] == "unreadable"
    assert path.read_text() == "{ no database"
    assert counted(workspace, article_of(workspace, "other"))[2] == "new"


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress(None), "new"),
        (Progress(3), "new"),
        (Progress(None, decided=2), "started"),
        (Progress(3, decided=2), "started"),
        (Progress(3, decided=3), "done"),
        (Progress(3, decided=3, unsure=1), "unsure"),
        (Progress(3, decided=2, unsure=2), "started"),
        (Progress(None, problem="why"), "unreadable"),
    ],
)
def test_the_state_in_a_word(progress: Progress, state: str) -> None:
    assert progress.state == state


# Targets of the whole corpus


async def test_targets_are_counted_over_all_articles_of_the_annotator(workspace: Workspace) -> None:
    for article_id, targets in (("seed", ("peace", "Japan")), ("other", ("peace",))):
        session = workspace.open(article_of(workspace, article_id))
        item = session.mark(span_of("said"))
        for target in targets:
            item = session.add_label(item, stance(target))
        session.save()
    assert await asyncio.to_thread(workspace.targets_used) == Counter({"peace": 2, "Japan": 1})


async def test_another_annotators_targets_do_not_count(tmp_path: Path) -> None:
    grace = workspace_on(settings(tmp_path, annotator="grace"), seed=TEXT)
    session = grace.open(article_of(grace, "seed"))
    session.add_label(session.mark(FAIR), stance("peace"))
    session.save()
    ada = workspace_on(settings(tmp_path), seed=TEXT)
    assert ada.targets_used() == Counter()
    assert grace.targets_used() == Counter({"peace": 1})
    await grace.close()
    await ada.close()


async def test_broken_databases_do_not_hide_the_targets_of_others(workspace: Workspace) -> None:
    session = workspace.open(article_of(workspace, "other"))
    session.add_label(session.mark(span_of("said", SHORT)), stance("peace"))
    session.save()
    workspace.store.path_of("ada", "seed").write_text("{ no database")
    assert workspace.targets_used() == Counter({"peace": 1})


async def test_a_file_that_tells_no_article_is_no_error(workspace: Workspace) -> None:
    path = workspace.store.path_of("ada", "a/b")
    path.parent.mkdir(parents=True)
    path.write_text("{ no database, and no id in its name")
    assert workspace.targets_used() == Counter()


async def test_problems_of_the_library_are_passed_on(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bad.txt").write_bytes(b"\xff\xfe\x00")
    workspace = workspace_on(settings(tmp_path), seed=TEXT)
    assert [article.id for article in workspace.corpus.articles()] == ["seed"]
    assert [Path(problem.place).name for problem in workspace.corpus.problems] == ["bad.txt"]
