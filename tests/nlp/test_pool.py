"""Several NLP processes at once: real ones, that die and hang, too."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.bench.programs import children
from tests.nlp.trouble import DIES, FAILS, HANGS, make_trouble
from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.cue_words import CueWords
from tui.nlp.models import Model
from tui.nlp.pipeline import Pipeline
from tui.nlp.pool import LARGEST, Answer, Pool
from tui.nlp.running import Running

TEXTS = [f"Maria Lopez met {n} people in Boston. “It rained,” said John Smith." for n in range(20)]


async def analysed(pool: Pool, texts: Sequence[str]) -> dict[int, Answer[int]]:
    """Return the answer to each text, by its number; each text has one."""
    found: list[Answer[int]] = []
    await pool.analyse(iter(list(enumerate(texts))), found.extend, expected=len(texts))
    answers = {answer.key: answer for answer in found}
    assert sorted(answers) == list(range(len(texts)))
    assert len(found) == len(texts)
    return answers


@pytest.mark.parametrize("jobs", [1, 3])
async def test_it_finds_what_the_pipeline_finds(
    model: Model, pipeline: Pipeline, seed_text: str, jobs: int
) -> None:
    texts = [*TEXTS, "", seed_text, "lone \ud800 surrogate", seed_text * 5]
    answers = await analysed(Pool(model, jobs=jobs), texts)
    for number, text in enumerate(texts):
        assert answers[number].analysis == pipeline.analyse(text)


async def test_own_cue_words_reach_it(model: Model) -> None:
    text = "Maria Lopez blurbed that the bridge is safe. The mayor left."
    pool = Pool(model, CueWords(verbs={"blurb": ("clause",)}))
    found = (await analysed(pool, [text]))[0].analysis
    assert found is not None
    assert len(found.quotes) == 1


async def test_what_kills_a_worker_or_is_wrong_takes_nothing_else_with_it(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(make_trouble(tmp_path))
    texts = [*TEXTS]
    texts[3] = f"This one is {DIES}."
    texts[11] = f"This one is {FAILS}."
    answers = await analysed(Pool(model, jobs=2), texts)
    failed = {n: answer.reason for n, answer in answers.items() if answer.analysis is None}
    assert failed == {
        3: "twice: the NLP process died (exit code -9)",
        11: "ValueError: it is wrong",
    }


async def test_what_a_worker_hangs_on_is_left_out(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(make_trouble(tmp_path))
    texts = [*TEXTS[:3], f"This one is {HANGS}.", *TEXTS[3:6]]
    # Long enough for a worker to load its model where all of the tests run at once.
    answers = await analysed(Pool(model, jobs=1, patience=6), texts)
    assert [n for n, answer in answers.items() if answer.analysis is None] == [3]
    assert answers[3].reason == "twice: no sign of life for 6 seconds"


async def test_few_texts_are_held_at_a_time(model: Model) -> None:
    taken = given = most = 0

    def texts() -> Iterator[tuple[int, str]]:
        nonlocal taken, most
        for number, text in enumerate(TEXTS * 6):
            taken += 1
            most = max(most, taken - given)
            yield number, text

    def take(answers: Sequence[Answer[int]]) -> None:
        nonlocal given
        given += len(answers)

    await Pool(model, jobs=1).analyse(texts(), take)
    assert taken == given == len(TEXTS) * 6
    assert most <= 3 * LARGEST


async def test_no_more_processes_than_there_is_work_for(model: Model) -> None:
    seen: set[int] = set()

    def take(answers: Sequence[Answer[int]]) -> None:
        seen.update(children(os.getpid()))

    await Pool(model, jobs=8).analyse(iter([(0, TEXTS[0]), (1, TEXTS[1])]), take, expected=2)
    assert 1 <= len(seen) <= 2
    assert not children(os.getpid())


async def test_cancelled_it_leaves_no_process(model: Model) -> None:
    begun = asyncio.Event()
    endless = iter((n, TEXTS[n % 20]) for n in range(10**9))
    task = asyncio.create_task(Pool(model, jobs=2).analyse(endless, lambda _: begun.set()))
    await begun.wait()
    assert children(os.getpid())
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not children(os.getpid())


async def test_cancelled_just_as_answers_come_in_it_ends(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in = Running._dispatch

    def take_in_and_cancel(running: Running, message: dict[str, object]) -> None:
        take_in(running, message)
        if "text" in message and not task.cancelling():
            task.cancel()

    monkeypatch.setattr(Running, "_dispatch", take_in_and_cancel)
    endless = iter((n, TEXTS[n % 20]) for n in range(10**9))
    task = asyncio.create_task(Pool(model, jobs=1).analyse(endless, lambda _: None))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not children(os.getpid())


async def test_a_model_that_cannot_be_loaded_ends_it(tmp_path: Path) -> None:
    pool = Pool(Model("en_bad", "1", tmp_path, "en_bad-1"), jobs=2)
    with pytest.raises(PullquoteError, match="is no spaCy model"):
        await analysed(pool, TEXTS)
    assert not children(os.getpid())


def test_texts_together_are_analysed_as_each_by_itself(pipeline: Pipeline, seed_text: str) -> None:
    texts = [seed_text, "", TEXTS[0], seed_text * 4, seed_text.replace("\n", "\r\n")]
    told: list[None] = []
    found = pipeline.analyse_all(texts, told=lambda: told.append(None))
    assert found == [pipeline.analyse(text) for text in texts]
    assert found[1] == Analysis()
    assert told
