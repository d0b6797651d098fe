"""Articles for the tests of the screens, and what the real model finds in them, made once a run."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

from tui.model.analysis import Analysis
from tui.model.article import Article
from tui.model.cue_words import CueWords
from tui.nlp import detector_version
from tui.nlp.models import find_model
from tui.nlp.process import NlpProcess
from tui.store.cache import AnalysisCache

SAMPLE = Path(__file__).parents[1] / "seeds" / "000_027f6d915e3f7946.txt"
SAMPLE_TEXT = SAMPLE.read_bytes().decode("utf-8")
BRIDGE_TEXT = """\
The city council met in Boston on Monday.
“We will build the bridge next year,” said Maria Lopez, the mayor of Boston.

“The bridge costs forty million dollars,” John Smith told reporters. Nobody voted.
Robert Brown called the plan “a gift to New York” after the meeting.
"""
PLAIN_TEXT = "The sun rose over Paris.\nIt was a quiet day, and nobody said a word.\n"
BRIDGE_QUOTES = 3


@cache
def analyses() -> dict[str, Analysis]:
    """Return the analyses of the texts above, by text."""

    async def run() -> dict[str, Analysis]:
        process = NlpProcess(find_model())
        found: dict[str, Analysis] = {}
        try:
            for text in (SAMPLE_TEXT, BRIDGE_TEXT, PLAIN_TEXT):
                async for part in process.analyse(text):
                    found[text] = part.analysis
        finally:
            await process.close()
        return found

    return asyncio.run(run())


def prepare(folder: Path) -> None:
    """Put the analyses into the cache in `folder`, as an earlier run of the program would."""
    kept = AnalysisCache(folder / "analyses.sqlite")
    key = find_model().key
    detector = detector_version(CueWords())
    for text, analysis in analyses().items():
        kept.put(Article("any", text, "any").sha256, key, detector, analysis)
    kept.close()
    assert not kept.problem
