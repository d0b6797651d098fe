"""How far everybody is: the figures, as they follow from what people did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import annotation
from tests.services.sessions import ANALYSIS, CHECKED, TEXT, stance
from tests.services.test_session_suggested import suggest
from tests.services.test_workspace import analysed, counted, settings, workspace_on
from tui.errors import PullquoteError
from tui.model.analysis import Quote
from tui.model.dealing import Terms
from tui.model.progress import Progress
from tui.model.worklist import Shown
from tui.services.assignments import Assignments
from tui.services.found_again import Found
from tui.services.session import Session
from tui.services.status import status_of
from tui.services.tally import Status, Tally
from tui.services.workspace import Workspace
from tui.store.annotations import AnnotationStore
from tui.store.assignments import AssignmentFile, Dealt

SHOWN = Shown()


class Team:
    """A folder in which several people work on articles of the same text."""

    def __init__(self, folder: Path, **texts: str) -> None:
        self.folder = folder
        self.write(**(texts or {"a": TEXT, "b": TEXT + "\n", "c": TEXT + "x"}))
        self.root = folder / "annotations"

    def write(self, **texts: str) -> None:
        self.corpus = workspace_on(settings(self.folder), **texts).corpus
        self.corpus.widen()

    def assign(self, **readers: tuple[str, ...]) -> None:
        AssignmentFile(self.root).change(lambda _: Dealt(readers, Terms(("ada", "bob"))))

    def session(self, annotator: str, article_id: str) -> Session:
        workspace = Workspace(settings(self.folder, annotator=annotator), self.corpus)
        return workspace.open(analysed(workspace, article_id))

    def quotes_of(self, *ids: str) -> dict[str, Sequence[Quote]]:
        articles = (one for one in self.corpus.articles() if one.id in ids)
        return {one.sha256: ANALYSIS.quotes for one in articles}

    def status(self, *annotators: str, analysed: str = "abc", shown: Shown = SHOWN) -> Status:
        return status_of(
            self.corpus,
            AnnotationStore(self.root),
            Assignments.load(self.root),
            self.quotes_of(*analysed).get,
            shown,
            annotators=annotators,
        )


def decide(session: Session, *decisions: str) -> None:
    for item, decision in zip(session.items, decisions, strict=False):
        if decision == "claim":
            session.add_label(item, CHECKED)
        elif decision == "both":
            session.add_label(session.add_label(item, CHECKED), stance("the deal"))
        elif decision == "unsure":
            session.decide(item, "unsure")
        elif decision == "neither":
            session.decide(item, "neither")
    assert not session.save()


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def states(tally: Tally) -> dict[str, int]:
    return {name: count for name, count in tally.states.items() if count}


def test_nobody_did_anything(team: Team) -> None:
    found = team.status(analysed="ab")
    assert found.people == {}
    assert (found.corpus.articles, found.corpus.analysed, found.corpus.quotes) == (3, 2, 6)
    assert found.total == Tally()


def test_what_was_decided_is_counted_by_decision_and_label(team: Team) -> None:
    decide(team.session("ada", "a"), "claim", "both", "unsure")
    decide(team.session("ada", "b"), "neither")
    decide(team.session("bob", "b"), "neither", "neither", "neither")
    found = team.status()
    ada, bob = found.people["ada"], found.people["bob"]
    assert states(ada) == {"unsure": 1, "started": 1}
    assert (ada.done, bob.done) == (1, 1), "unsure is for later, but it is not open"
    assert ada.decisions == {"labelled": 2, "unsure": 1, "neither": 1}
    assert ada.labels == {"claim": 2, "stance": 1}
    assert (ada.quotes, bob.quotes) == (6, 3), "of the articles that were begun"
    assert found.total.decisions.total() == 7
    assert found.total.done == 2


def test_what_is_assigned_counts_before_it_is_begun(team: Team) -> None:
    team.assign(a=("ada",), b=("ada", "bob"), gone=("ada",))
    found = team.status(analysed="a")
    ada = found.people["ada"]
    assert (ada.assigned, states(ada), ada.quotes) == (2, {"new": 2}, 3)
    assert (ada.shared, ada.shared_done) == (1, 0)
    assert (found.corpus.assigned, found.corpus.shared) == (2, 1)


def test_shared_articles_are_done_when_all_of_theirs_are(team: Team) -> None:
    team.assign(a=("ada", "bob"), b=("ada", "bob"), c=("bob",))
    three = ("neither",) * 3
    decide(team.session("ada", "a"), *three)
    decide(team.session("ada", "b"), *three)
    decide(team.session("bob", "a"), *three)
    decide(team.session("bob", "b"), "claim")
    found = team.status()
    for name in ("ada", "bob"):
        assert (found.people[name].shared, found.people[name].shared_done) == (2, 1)
    assert found.corpus.shared_done == 1
    alone = team.status("ada")
    assert list(alone.people) == ["ada"]
    assert alone.people["ada"] == found.people["ada"], "the others' are looked at for that"
    assert alone.total == alone.people["ada"]


def test_an_article_without_quotes_is_done(team: Team) -> None:
    team.assign(a=("ada",))
    found = status_of(
        team.corpus,
        AnnotationStore(team.root),
        Assignments.load(team.root),
        lambda _: (),
        SHOWN,
    )
    assert found.people["ada"].done == 1


def test_hidden_quotes_are_not_asked_for(team: Team) -> None:
    team.assign(a=("ada",))
    none = Shown(indirect=False, min_confidence=1.1)
    assert team.status(shown=none).people["ada"].quotes == 0
    assert team.status(shown=none).corpus.quotes == 0


def test_what_is_suggested_is_open_and_counted(team: Team) -> None:
    suggest(team.root, article_id="a", text=TEXT)
    ada = team.status().people["ada"]
    assert (ada.suggested, ada.decisions.total(), ada.quotes) == (2, 0, 3)
    assert ada.states["new"] == 1
    session = team.session("ada", "a")
    session.accept(session.items[0])
    session.save()
    ada = team.status().people["ada"]
    assert (ada.suggested, ada.decisions["labelled"], ada.states["started"]) == (1, 1, 1)


def test_an_article_that_changed(tmp_path: Path) -> None:
    team = Team(tmp_path, a=TEXT)
    decide(team.session("ada", "a"), "neither", "neither", "neither")
    team.write(a=TEXT.replace("She said: “The deal is fair.” ", ""))
    ada = team.status(analysed="").people["ada"]
    assert ada.moved + ada.orphans == 3
    assert ada.decisions.total() == ada.moved
    assert ada.orphans == 1


def test_decisions_on_what_is_not_here(team: Team) -> None:
    decide(team.session("ada", "a"), "neither")
    decide(team.session("ada", "b"), "neither")
    for name in ("b", "c"):
        (team.folder / "articles" / f"{name}.txt").unlink()
    team.corpus.update()
    ada = team.status().people["ada"]
    assert (ada.elsewhere, ada.decisions.total()) == (1, 1)


def test_a_broken_database_is_told_and_the_rest_is_counted(team: Team) -> None:
    decide(team.session("ada", "a"), "neither")
    decide(team.session("ada", "b"), "neither")
    (team.root / "ada" / "a.json").write_text("{ no database")
    found = team.status()
    assert states(found.people["ada"]) == {"unreadable": 1, "started": 1}
    (problem,) = found.problems
    assert "a.json" in problem


def test_the_time_and_the_day(team: Team) -> None:
    decide(team.session("ada", "a"), "neither")
    decide(team.session("ada", "b"), "neither")
    kept = [AnnotationStore(team.root).read("ada", one).annotations[0].updated for one in "ab"]
    assert team.status().people["ada"].last == max(kept)


def test_somebody_who_is_not_there(team: Team) -> None:
    with pytest.raises(PullquoteError, match="nobody has annotated yet"):
        team.status("zoe")
    team.assign(a=("ada",))
    with pytest.raises(PullquoteError, match="there are ada"):
        team.status("zoe")


def test_it_counts_as_the_list_does(team: Team) -> None:
    decide(team.session("ada", "a"), "neither", "neither", "neither")
    decide(team.session("ada", "b"), "unsure")
    workspace = Workspace(settings(team.folder), team.corpus)
    listed = [counted(workspace, analysed(workspace, one)) for one in "ab"]
    ada = team.status().people["ada"]
    assert sorted(state for _, _, state in listed) == sorted(ada.states.elements())
    assert ada.quotes == sum(quotes or 0 for quotes, _, _ in listed)


@given(st.lists(st.floats(0, 1e4, allow_nan=False), max_size=40))
def test_the_median_takes_no_list_of_all_times(times: list[float]) -> None:
    tally = Tally()
    made = tuple(annotation(f"a{n}", seconds=time) for n, time in enumerate(times))
    tally.add(Found(made), Progress(None, decided=len(made)))
    middle = sorted(times)[(len(times) - 1) // 2] if times else None
    found = tally.median_seconds
    assert (found is None) == (middle is None)
    if found is not None and middle is not None:
        assert abs(found - middle) <= 0.05 + 1e-9
