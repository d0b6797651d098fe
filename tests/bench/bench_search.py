"""Searching 100,000 articles: the index, the first page of what is found, and keys meanwhile.

Also by itself: `python -m tests.bench.bench_search [--quick]`.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from tests.bench.measure import Bar, Report, Row, Series, interleave, machine_note, table
from tests.prepared import SAMPLE_TEXT
from tests.screens.desk import Desk
from tui.launch import _SWITCH_SECONDS
from tui.model.full_text import full_text_query
from tui.model.search import Query
from tui.services.corpus import Corpus
from tui.services.full_text import CorpusSearch
from tui.services.word_search import WordSearch

LIMIT = 50.0
"""Milliseconds to the first page of results, and that a key may wait at most."""
WORDS_EACH = 500
TYPED = "the president of "


def run(report: Report, *, quick: bool) -> None:
    """Measure searches in a corpus as large as any."""
    articles, rounds = (2_000, 5) if quick else (100_000, 20)
    with tempfile.TemporaryDirectory(prefix="pullquote-bench-") as folder:
        desk = Desk(Path(folder))
        path = _write(desk, articles)
        corpus = Corpus([path], desk.cache / "catalogs")
        scan, index = _timed(corpus.update), _timed(CorpusSearch(corpus).index)
        size = corpus.file.path.stat().st_size
        report.notes.append(
            f"{articles:,} articles of {path.stat().st_size / articles / 1000:.1f} kB: read in"
            f" {scan / 1000:.1f} s, indexed in {index / 1000:.1f} s; {size / 1e6:.0f} MB catalog"
        )
        _first_pages(report, corpus, rounds)
        _opening(report, corpus, rounds)
        corpus.close()
        asyncio.run(_keys(report, desk, path))


def _first_pages(report: Report, corpus: Corpus, rounds: int) -> None:
    search = CorpusSearch(corpus)

    def first_page(typed: str) -> Callable[[], tuple[float]]:
        query = full_text_query(typed)

        def page() -> None:
            found = search.find(query, most=1000, is_hurried=True)
            list(search.results(found.numbers[:20], query, context=60, most=3))

        return lambda: (_timed(page),)

    searches = {
        "a word in each article: the": "the",
        "a common word: president": "president",
        "a rare word": "rare777",
        "two words": "trump pentagon",
        "a phrase of common words": '"of the"',
        "a beginning: def*": "def*",
        "a word of a source": "president source:globe",
    }
    for what, found in interleave(
        rounds, {what: first_page(typed) for what, typed in searches.items()}
    ).items():
        bars = () if "*" in searches[what] else (Bar("p50 ms", found.p50, LIMIT),)
        report.rows.append(Row(f"first page, {what}", found, bars=bars))


def _opening(report: Report, corpus: Corpus, rounds: int) -> None:
    """Compare opening an article at a hit with opening it."""
    numbers = iter(list(corpus.order) * 2)

    def at_hit() -> tuple[float]:
        number = next(numbers)

        def open_() -> None:
            search = WordSearch(corpus.article(number).text, Query("the", is_corpus=True))
            search.first(0)
            search.touching(0, 2000)

        return (_timed(open_),)

    found = interleave(
        5 * rounds,
        {
            "at a hit": at_hit,
            "read alone": lambda: (_timed(lambda: corpus.article(next(numbers))),),
        },
    )
    report.rows.append(Row("open an article at a hit", found["at a hit"], found["read alone"]))


async def _keys(report: Report, desk: Desk, path: Path) -> None:
    """Type a search, and measure how long the event loop is held up meanwhile."""
    gaps: list[float] = []

    async def probe() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0)
            gaps.append((time.perf_counter() - before) * 1000)

    sys.setswitchinterval(_SWITCH_SECONDS)
    async with desk.opened(path, size=(120, 40)) as person:
        await person.press("ctrl+f")
        await person.until("All words have to occur")
        task = asyncio.create_task(probe())
        for character in TYPED:
            await person.type(character)
            await asyncio.sleep(0.05)
        await person.until("the president of ")
        task.cancel()
    longest = Series("held up", tuple(sorted(gaps)[-20:]))
    bar = Bar("longest ms", max(gaps), LIMIT)
    report.rows.append(
        Row("the longest waits of the event loop while one types", longest, bars=(bar,))
    )


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _write(desk: Desk, count: int) -> Path:
    """Write articles of words as rare as words are (Zipf), those of the sample among them."""
    chance = random.Random(1)
    sample = dict.fromkeys(word.strip('“”.,’"') for word in SAMPLE_TEXT.split())
    common = ["the", "of", "and", "to", "in", "president", "trump", "pentagon"]
    made = [f"{chance.randrange(1 << 40):x}" for _ in range(80_000)]
    words = list(dict.fromkeys([*common, *sample, *made]))
    weights = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    lines = []
    for number in range(count):
        drawn = chance.choices(words, cum_weights=weights, k=WORDS_EACH)
        text = " ".join([*drawn, f"rare{number}"])
        article = {
            "id": f"a{number:06}",
            "text": text,
            "title": " ".join(drawn[:8]),
            "date": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "source": ("globe", "times", "post")[number % 3],
        }
        lines.append(json.dumps(article))
    return desk.write("wire.jsonl", "\n".join(lines))


def main() -> None:
    """Print this benchmark's table."""
    report = Report(notes=[machine_note()])
    run(report, quick="--quick" in sys.argv)
    sys.stdout.write(table(report))


if __name__ == "__main__":
    main()
