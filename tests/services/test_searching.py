"""Searching an article: at once near by, all of it soon, and never for ever."""

from __future__ import annotations

import asyncio
from subprocess import Popen

import pytest

from tui.model.search import Query
from tui.model.span import Span
from tui.services import searching
from tui.services.searching import Search, Step

TEXT = "One bridge.\nTwo bridges.\r\nThe BRIDGE of\r\nsighs."


def regex(words: str, text: str = TEXT) -> Search:
    return Search(text, Query(words, is_regex=True))


async def run(search: Search) -> list[str]:
    told: list[int] = []
    await search.run(lambda: told.append(len(search.hits)))
    assert told
    assert told[-1] == len(search.hits)
    return [search.hits[number].of(search._text) for number in range(len(search.hits))]


async def test_words_are_found_around_the_ends() -> None:
    search = Search(TEXT, Query("bridge"))
    assert search.first(0) == Step(Span(4, 10)), "before anything was searched"
    assert await run(search) == ["bridge", "bridge", "BRIDGE"]
    one, two, three = (search.hits[number] for number in range(3))
    assert search.first(5) == Step(two)
    assert search.first(len(TEXT)) == Step(one, is_around=True)
    assert search.beyond(one, 0, 1) == Step(two)
    assert search.beyond(three, 0, 1) == Step(one, is_around=True)
    assert search.beyond(one, 0, -1) == Step(three, is_around=True)
    assert search.beyond(None, two.end, -1) == Step(two)
    assert search.beyond(None, two.end, 1) == Step(three)
    assert search.number_of(three) == 2


async def test_what_is_nowhere_is_found_nowhere() -> None:
    search = Search(TEXT, Query("tunnel"))
    assert await run(search) == []
    assert search.first(0) is None
    assert search.beyond(None, 0, 1) is None
    assert search.beyond(None, 0, -1) is None
    assert search.is_complete


def test_hits_in_view_are_known_before_the_search_has_come_to_them() -> None:
    search = Search(TEXT, Query("bridge"))
    assert search.touching(4, 8) == [Span(4, 10)]
    assert search.touching(9, 20) == [Span(4, 10), Span(16, 22)]
    assert search.touching(0, 4) == []


def test_a_hit_that_reaches_into_view_over_wide_white_space_is_known() -> None:
    text = "So many" + " " * 40 + "words"
    search = Search(text, Query("many words"))
    hit = Span(3, len(text))
    assert search.touching(len(text) - 3, len(text)) == [hit]
    assert search.touching(0, 5) == [hit]


async def test_keys_are_handled_during_a_long_search() -> None:
    search = Search("senator says " * 200_000, Query("says"))
    turns = 0

    async def keys() -> None:
        nonlocal turns
        while not search.is_complete:
            await asyncio.sleep(0)
            turns += 1

    watching = asyncio.create_task(keys())
    assert len(await run(search)) == 200_000
    await watching
    assert turns > 5


async def test_a_regex_is_found_by_a_process() -> None:
    assert await run(regex(r"\w+ bridges?")) == ["One bridge", "Two bridges", "The BRIDGE"]
    assert await run(regex("bridge of sighs")) == ["BRIDGE of\r\nsighs"]
    assert await run(regex("^two", "one\r\n\r\ntwo")) == ["two"]


async def test_a_wrong_regex_is_told() -> None:
    search = regex("(bridge")
    assert search.problem.startswith("no regular expression: missing )")
    assert await run(search) == []
    assert search.first(0) is None


async def test_a_regex_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 1.0)
    search = regex("(a+)+$", "a" * 60 + "b")
    assert await run(search) == []
    assert search.problem == "given up after 1 s: this pattern takes too long"
    assert not search.is_complete


async def test_a_search_that_is_left_ends_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: asyncio.Future[Popen[bytes]] = asyncio.Future()
    start = searching._start

    def noted() -> Popen[bytes]:
        process = start()
        started.set_result(process)
        return process

    monkeypatch.setattr(searching, "_start", noted)
    task = asyncio.create_task(regex("(a+)+$", "a" * 60 + "b").run(lambda: None))
    process = await started
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert process.returncode is not None


async def test_a_process_that_is_left_alone_ends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 0.5)
    monkeypatch.setattr(searching, "_SPARE", 0.0)
    process = searching._start()
    try:
        # As if the reader had been killed: nobody ends the process, nobody reads.
        searching._send(process, "(a+)+$", "a" * 60 + "b")
        assert await asyncio.to_thread(process.wait, 20) != 0
    finally:
        searching._end(process)


async def test_half_a_surrogate_pair_is_no_matter_to_a_regex() -> None:
    assert await run(regex("b.", "a\ud800b\ud801")) == ["b\ud801"]
