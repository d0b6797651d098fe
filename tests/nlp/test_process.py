"""The NLP process as its client sees it; real processes, real signals."""

from __future__ import annotations

import asyncio
import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path

import pytest

from tui.errors import PullquoteError
from tui.model.analysis import Analysis
from tui.model.cue_words import CueWords
from tui.nlp.models import Model
from tui.nlp.process import NlpProcess, NotAnalysedError, Part

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def process(model: Model) -> AsyncIterator[NlpProcess]:
    nlp = NlpProcess(model)
    yield nlp
    await nlp.close()


async def complete(process: NlpProcess, text: str) -> Analysis:
    parts = [part async for part in process.analyse(text)]
    assert [p.complete for p in parts] == [False] * (len(parts) - 1) + [True]
    return parts[-1].analysis


def kill(process: NlpProcess) -> int:
    assert process.pid is not None
    pid = process.pid
    os.kill(pid, signal.SIGKILL)
    return pid


async def test_it_finds_what_the_pipeline_finds(
    process: NlpProcess, seed: Analysis, seed_text: str
) -> None:
    assert await complete(process, seed_text) == seed
    assert await complete(process, "") == Analysis()
    assert len((await complete(process, "lone \ud800 surrogate")).tokens) == 3


async def test_own_cue_words_reach_it(process: NlpProcess, model: Model) -> None:
    text = "Maria Lopez blurbed that the bridge is safe. The mayor left."
    own = NlpProcess(model, CueWords(verbs={"blurb": ("clause",)}))
    try:
        (quote,) = (await complete(own, text)).quotes
    finally:
        await own.close()
    assert quote.cue is not None
    assert quote.cue.of(text) == "blurbed"
    assert (await complete(process, text)).quotes == ()


async def test_parts_hold_all_before_them(process: NlpProcess, seed_text: str) -> None:
    text = seed_text * 5
    parts = [part async for part in process.analyse(text)]
    assert len(parts) > 2
    for one, two in pairwise(parts):
        assert one.done < two.done <= two.total == len(text)
        assert two.analysis.tokens[: len(one.analysis.tokens)] == one.analysis.tokens


async def test_lines_longer_than_asyncio_allows(process: NlpProcess) -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris.\n" * 2500
    found = await complete(process, text)
    assert len(json.dumps(found.as_json()["entities"])) > 1 << 16


async def test_killed_once_it_starts_again(
    process: NlpProcess, seed: Analysis, seed_text: str
) -> None:
    pids: list[int] = []
    parts: list[Part] = []
    async for part in process.analyse(seed_text * 4):
        if not pids:
            pids.append(kill(process))
        parts.append(part)
    assert parts[-1].complete
    assert [p.done for p in parts[:-1]] == sorted({p.done for p in parts[:-1]})
    assert process.pid not in (None, *pids)
    assert await complete(process, seed_text) == seed


async def test_killed_while_idle_it_starts_again(process: NlpProcess, seed_text: str) -> None:
    first = await complete(process, seed_text)
    kill(process)
    assert await complete(process, seed_text) == first


async def test_killed_twice_it_is_reported(process: NlpProcess, seed_text: str) -> None:
    seen: set[int] = set()

    async def kill_each() -> None:
        while len(seen) < 2:
            if process.pid is not None and process.pid not in seen:
                seen.add(kill(process))
            await asyncio.sleep(0)

    killer = asyncio.create_task(kill_each())
    with pytest.raises(NotAnalysedError, match="died twice") as caught:
        await complete(process, seed_text * 20)
    await killer
    assert "doctor" in caught.value.hint
    assert (await complete(process, seed_text)).entities


async def test_left_off_in_the_middle_the_next_one_is_right(
    process: NlpProcess, seed: Analysis, seed_text: str
) -> None:
    async with aclosing(process.analyse(seed_text * 20)) as parts:
        async for _ in parts:
            break
    pid = process.pid
    assert await complete(process, seed_text) == seed
    assert process.pid == pid


async def test_cancelled_the_next_one_is_right(
    process: NlpProcess, seed: Analysis, seed_text: str
) -> None:
    await process.start()
    task = asyncio.create_task(complete(process, seed_text * 20))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await complete(process, seed_text) == seed


async def test_two_at_once_get_their_own_answers(process: NlpProcess) -> None:
    one, two = await asyncio.gather(
        complete(process, "Angela Merkel left."), complete(process, "He saw Paris and Rome.")
    )
    assert len(one.tokens) == 4
    assert len(two.tokens) == 6


async def test_a_model_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    meta = {"lang": "en", "name": "bad", "version": "1"}
    (tmp_path / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    process = NlpProcess(Model("en_bad", "1", tmp_path, "en_bad-1"))
    with pytest.raises(PullquoteError, match="en_bad cannot be loaded"):
        await complete(process, "Text.")
    await process.close()


async def test_a_model_that_breaks_while_it_is_loaded_is_told(model: Model, tmp_path: Path) -> None:
    broken = tmp_path / "model"
    shutil.copytree(model.path, broken)
    for file in broken.rglob("*"):
        if file.is_file() and file.name not in {"meta.json", "config.cfg"}:
            file.write_bytes(b"no model at all")
    process = NlpProcess(model._replace(path=broken))
    try:
        with pytest.raises(PullquoteError, match="cannot be loaded") as caught:
            await complete(process, "Some text.")
    finally:
        await process.close()
    assert not isinstance(caught.value, NotAnalysedError), "no other article can be either"


async def test_closing_ends_it_while_it_works(model: Model, seed_text: str) -> None:
    process = NlpProcess(model)
    async with aclosing(process.analyse(seed_text * 20)) as parts:
        await anext(parts)
        pid = process.pid
        await process.close()
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    await process.close()


async def test_a_whole_analysis_from_any_folder(
    model: Model, seed: Analysis, seed_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    process = NlpProcess(model)
    assert await process.analyse_whole(seed_text) == seed
    await process.close()


def test_the_worker_speaks_only_its_protocol_and_ends_with_its_input(model: Model) -> None:
    requests = [
        {"id": 1, "text": "Ann Lee left."},
        {"id": 2, "text": "“No way at all,” said Ann Lee."},
    ]
    worker = subprocess.Popen(
        [sys.executable, "-m", "tui.nlp.worker", "--model", str(model.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(b"".join(json.dumps(r).encode() + b"\n" for r in requests))
        worker.stdin.flush()
        ready, one = (json.loads(worker.stdout.readline()) for _ in range(2))
        worker.send_signal(signal.SIGINT)
        two = json.loads(worker.stdout.readline())
        worker.stdin.close()
        assert worker.wait(timeout=30) == 0
    assert ready == {"ready": True}
    assert (one["id"], one["complete"], two["id"], two["complete"]) == (1, True, 2, True)
    assert len(Analysis.from_json(two["analysis"]).quotes) == 1


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a file descriptor of a process")
def test_it_dies_with_its_parent_while_it_works(model: Model, seed_text: str) -> None:
    code = (
        "import asyncio, sys\n"
        "from tui.nlp.models import find_model\n"
        "from tui.nlp.process import NlpProcess\n"
        "async def main():\n"
        "    nlp = NlpProcess(find_model(sys.argv[1]))\n"
        "    async for part in nlp.analyse(sys.stdin.read() * 400):\n"
        "        print(nlp.pid, flush=True)\n"
        "asyncio.run(main())\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(model.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(seed_text.encode())
        parent.stdin.close()
        worker = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    try:
        assert select.select([worker], [], [], 10)[0], "the worker outlives its parent"
    finally:
        os.close(worker)
