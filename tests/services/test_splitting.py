"""Splits of an export: parts that fit together, near-duplicates in one, and what is told of it."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.builders import TEXT, annotation, article, claim, stance
from tests.services.given import Given
from tests.services.test_export import MemoryStore
from tui.errors import PullquoteError
from tui.formats.fields import Field
from tui.formats.registry import format_called
from tui.formats.tally import Tally
from tui.model.annotation import Annotation
from tui.model.article import Article
from tui.model.scheme import DEFAULT_SCHEME
from tui.model.splitting import Shares
from tui.services.exporting.choosing import Choices, Choosing
from tui.services.exporting.export import export
from tui.services.exporting.folder import MANIFEST, earlier_export
from tui.services.exporting.gathering import Gathering
from tui.services.exporting.splitting import Parting, moved_since, parted
from tui.services.exporting.summary import Summary

SHARES = Shares((60, 20, 20))
EARLY, LATE = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"


def news(number: int, like: int | None = None) -> Article:
    """Return an article of its own, or one nearly `like` another."""
    words = random.Random(like or number).choices([f"w{n}" for n in range(900)], k=120)
    return article(f"a{number}", f"{TEXT} {number} {' '.join(words)}")


def on(one: Article, first: str = EARLY, **changes: Any) -> Annotation:
    return annotation(one, id=f"id-{one.id}", created=first, **changes)


def gathering(articles: list[Article], *more: Annotation, **choices: Any) -> Gathering:
    """Return what is exported: a claim on each article, and `more`."""
    known = {one.article for one in more}
    kept = [*more, *(on(one) for one in articles if one.id not in known)]
    store = MemoryStore(*kept)
    chosen = Choosing(Choices(**choices), DEFAULT_SCHEME, store.annotators())
    return Gathering(Given(*articles), store, DEFAULT_SCHEME, choose=chosen)


def split_up(
    articles: list[Article], *more: Annotation, seed: int | None = 1, **earlier: Any
) -> Parting:
    return parted(gathering(articles, *more), SHARES, seed, earlier=earlier)


def place(parting: Parting) -> dict[str, str]:
    return {one: name for name, ids in parting.parts.items() for one in ids}


def test_near_duplicates_go_together_and_it_is_told() -> None:
    articles = [news(number) for number in range(12)] + [
        news(100 + n, like=n) for n in range(1, 12)
    ]
    parting = split_up(articles)
    where = place(parting)
    assert len(where) == len(articles)
    assert all(where[f"a{number}"] == where[f"a{100 + number}"] for number in range(1, 12))
    assert set(where.values()) == {"train", "dev", "test"}
    by, together = list(parting.told())[:2]
    assert by == "split 60/20/20 by article, seed 1"
    assert together.startswith("near-duplicates: 22 articles in 11 groups stay together; ")
    assert parting.as_json()["near_duplicates"][0] == ["a1", "a101"]


@given(st.integers(0, 1000), st.sets(st.integers(0, 30), min_size=1), st.sets(st.integers(31, 60)))
def test_articles_that_come_move_nobody(seed: int, before: set[int], more: set[int]) -> None:
    was = place(split_up([news(number) for number in before], seed=seed))
    now = place(split_up([news(number) for number in before | more], seed=seed))
    assert {one: now[one] for one in was} == was


@given(st.integers(0, 1000), st.sets(st.integers(1, 9), min_size=1), st.sets(st.integers(1, 9)))
def test_near_duplicates_that_come_later_move_nobody(
    seed: int, before: set[int], like: set[int]
) -> None:
    old = [news(number) for number in before]
    new = [news(100 + number, like=number) for number in like]
    was = place(split_up(old, seed=seed))
    now = place(split_up([*new, *old], *(on(one, LATE) for one in new), seed=seed))
    assert {one: now[one] for one in was} == was


def test_without_a_seed_the_labels_are_spread_best_and_that_is_told() -> None:
    articles = [news(number) for number in range(30)]
    rare = [on(one, labels=(stance(), claim())) for one in articles[:4]]
    parting = split_up(articles, *rare, seed=None)
    assert parting.is_found
    assert next(parting.told()) == (
        f"split 60/20/20 by article, seed {parting.seed}: it spreads the labels best now; "
        f"--seed {parting.seed} keeps it so"
    )
    with_stance = {one.article for one in rare}
    assert all(ids & with_stance for ids in parting.parts.values())


def test_the_seed_of_the_export_before_is_kept() -> None:
    articles = [news(number) for number in range(30)]
    first = split_up(articles, seed=None)
    told = first.as_json()
    again = split_up([*articles, *(news(n) for n in range(30, 90))], seed=None, **told)
    assert (again.seed, again.is_found) == (first.seed, False)
    other = told | {"split": {"percent": "90/10", "seed": first.seed}}
    assert split_up(articles, seed=None, **other).is_found
    for broken in (3, {"percent": "60/20/20", "seed": "x"}, {}):
        assert split_up(articles, seed=None, split=broken).is_found


def test_another_seed_is_named_where_a_label_is_missing() -> None:
    articles = [news(number) for number in range(12)]
    rare = [on(one, labels=(stance(), claim())) for one in articles[:5]]
    told = [list(split_up(articles, *rare, seed=seed).told()) for seed in range(10)]
    named = [lines[-1] for lines in told if len(lines) > 1]
    assert named
    assert all("a part is without one of the labels: --seed " in line for line in named)


def test_an_empty_part_is_told_with_a_seed_that_fills_it() -> None:
    articles = [news(number) for number in range(5)]
    empty = next(
        one for seed in range(20) if not all((one := split_up(articles, seed=seed)).parts.values())
    )
    with pytest.raises(PullquoteError, match=r"would be empty: 5 articles to split") as caught:
        empty.checked()
    seed = int(caught.value.hint.split()[1])
    assert all(split_up(articles, seed=seed).checked().parts.values())


def test_too_few_articles_are_told() -> None:
    with pytest.raises(PullquoteError, match="would be empty") as caught:
        split_up([news(1), news(101, like=1), news(2)]).checked()
    assert "annotate more articles" in caught.value.hint
    with pytest.raises(PullquoteError, match="nothing to split"):
        split_up([]).checked()
    alone = split_up([news(1)], seed=None)
    assert place(alone) == {"a1": "train"}, "what there is, is there to train on"
    assert "there are too few articles: dev and test are empty" in list(alone.told())[1]


def test_articles_that_moved_are_named() -> None:
    before = {
        "split": {"percent": "60/20/20", "seed": 4},
        "parts": {"train": ["a", "b"], "dev": []},
    }
    now = {"train": {"b", "new"}, "dev": {"a"}}
    assert list(moved_since(before, now)) == [
        "moved since the export before (60/20/20, seed 4): 1 article: a from train to dev"
    ]
    assert list(moved_since(before, {"train": {"a", "b"}})) == []
    assert list(moved_since({}, now)) == []
    for broken in (3, {"train": 3}, {"train": [3, None]}):
        assert list(moved_since({"parts": broken}, now)) == []


def exported(found: Gathering, parting: Parting, out: Path, form: str = "native") -> Summary:
    return export(
        found,
        format_called(form),
        output=out,
        stream=io.BytesIO(),
        parts=parting.parts,
        about=parting.as_json,
    )


def test_the_parts_together_are_the_whole(tmp_path: Path) -> None:
    articles = [news(number) for number in range(30)]
    found = gathering(articles)
    whole = io.BytesIO()
    export(found, format_called("native"), output=None, stream=whole)
    parting = parted(found, SHARES, 1, earlier={})
    summary = exported(found, parting, tmp_path / "out")
    assert str(summary) == "30 records from 30 articles by 1 annotator"
    lines = [
        line
        for name in ("train", "dev", "test")
        for line in (tmp_path / "out" / f"{name}.jsonl").read_bytes().splitlines()
    ]
    assert sorted(lines) == sorted(whole.getvalue().splitlines())
    for name, ids in parting.parts.items():
        written = (tmp_path / "out" / f"{name}.jsonl").read_text().splitlines()
        assert {json.loads(line)["article"] for line in written} == ids
    told = earlier_export(tmp_path / "out")
    assert told["split"] == {"percent": "60/20/20", "seed": 1}
    assert told["parts"] == {name: sorted(ids) for name, ids in parting.parts.items()}
    assert (tmp_path / "out" / MANIFEST).read_bytes() == again(found, parting, tmp_path)


def again(found: Gathering, parting: Parting, folder: Path) -> bytes:
    exported(found, parting, folder / "again")
    return (folder / "again" / MANIFEST).read_bytes()


def test_what_is_left_out_is_counted_over_all_parts() -> None:
    articles = [news(number) for number in range(5)]
    undecided = [on(articles[0], decision=None, labels=())]
    doubtful = [on(articles[1], confidence=0.1)]
    found = gathering(articles, *undecided, *doubtful, min_confidence=0.5)
    parting = parted(found, SHARES, 1, earlier={})
    assert found.left_out() == [
        "left out: 1 annotation without a decision",
        "left out: 1 annotation detected with a confidence below 0.5",
    ]
    assert set(place(parting)) == {"a2", "a3", "a4"}


def test_an_article_that_is_gone_meanwhile_is_told() -> None:
    with pytest.raises(PullquoteError, match="article 'x' is gone meanwhile"):
        gathering([news(1)]).read("x")


def tally(articles: int, count: int, **labels: int) -> Tally:
    made = Tally()
    made.articles, made.count = articles, count
    made.labels.update(labels)
    return made


def test_the_table_is_numbers_below_each_other() -> None:
    tallies = {"train": tally(8, 1234, claim=1000, stance=2), "dev": tally(1, 7, claim=7)}
    summary = Summary(format_called("native"), tallies, 9, 2)
    assert list(summary.lines()) == [
        "          train  dev    all",
        "articles      8    1      9",
        "records   1,234    7  1,241",
        "claim     1,000    7  1,007",
        "stance        2    0      2",
    ]
    long = replace(summary, tallies={"train": tally(1, 1, **{"x" * 200: 1})})
    assert all(len(line) <= 80 for line in long.lines())


def test_without_parts_it_is_a_line() -> None:
    summary = Summary(format_called("native"), {"": tally(2, 3, claim=2, stance=1)}, 2, 1)
    assert list(summary.lines()) == ["claim 2, stance 1"]
    assert str(summary) == "3 records from 2 articles by 1 annotator"


def test_what_is_lost_of_some_is_told_before_what_is_lost_of_all() -> None:
    one = tally(2, 4, Yes=4)
    one.annotations = 5
    one.left_out["without a claim"] = 1
    one.lost.update({Field.ID: 5, Field.NOTE: 2, Field.CREATED: 5})
    summary = Summary(format_called("checkthat"), {"": one}, 2, 1)
    assert list(summary.lines()) == [
        "left out: 1 annotation without a claim",
        "not in checkthat: notes (2); of all 5 annotations: ids, when it was made",
        "Yes 4",
    ]
    assert str(summary) == "4 lines from 5 annotations on 2 articles by 1 annotator"
    del one.lost[Field.NOTE]
    assert list(summary.lines())[1] == (
        "not in checkthat: ids, when it was made, of all 5 annotations"
    )
