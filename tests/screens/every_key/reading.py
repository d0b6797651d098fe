"""The keys that move in an article, and choose what is shown of it."""

from __future__ import annotations

from tests.screens.every_key.checks import Hands, does
from tests.screens.every_key.places import LAST_WORDS

FIRST_WORDS, TITLE = "to talk about the bridge.", "The city council of Boston met"


@does("reader.next-quote")
async def next_quote(at: Hands) -> None:
    await at.do()
    await at.at(quote=2)
    await at.says("John Smith")


@does("reader.previous-quote")
async def previous_quote(at: Hands) -> None:
    await at.press("n", "n")
    await at.at(quote=3)
    await at.do()
    await at.at(quote=2)


@does("reader.next-open")
async def next_open(at: Hands) -> None:
    await at.press("n", "x", "p", "p")
    await at.at(quote=1)
    await at.do()
    await at.at(quote=3)  # the second is decided


@does("reader.down")
async def down(at: Hands) -> None:
    before = at.article
    await at.do()
    await at.until(lambda: at.article[:-1] == before[1:])


@does("reader.up")
async def up(at: Hands) -> None:
    await at.press("j", "j")
    await at.gone(FIRST_WORDS)
    before = at.article
    await at.do()
    await at.until(lambda: at.article[1:] == before[:-1])


@does("reader.page-down")
async def page_down(at: Hands) -> None:
    before = at.article
    await at.do()
    await at.until(lambda: at.article[:2] == before[-2:])


@does("reader.page-up")
async def page_up(at: Hands) -> None:
    await at.press("space", "space")
    await at.until(lambda: "quote 1/7" in at.header and " top " not in at.header)
    before = at.article
    await at.do()
    await at.until(lambda: at.article[-2:] == before[:2])


@does("reader.top")
async def top(at: Hands) -> None:
    await at.press("space", "space")
    await at.gone(FIRST_WORDS)
    await at.do()
    await at.until(lambda: FIRST_WORDS in at.article[0])
    assert " top " in at.header


@does("reader.bottom")
async def bottom(at: Hands) -> None:
    await at.do()
    await at.until(LAST_WORDS)
    assert " end " in at.header


@does("reader.next-article", "reader of two")
async def next_article(at: Hands) -> None:
    await at.press("left_square_bracket")
    await at.until("article 1/2")
    await at.do()
    await at.until("It rained all day.")
    assert "article 2/2" in at.header
    await at.do()
    await at.until("This is the last article.")


@does("reader.analysis")
async def analysis(at: Hands) -> None:
    await at.do()
    await at.until("analysing")
    await at.do()
    await at.until("not analysed")


@does("reader.previous-article", "reader of two")
async def previous_article(at: Hands) -> None:
    await at.do()
    await at.until(FIRST_WORDS)
    assert "article 1/2" in at.header


def longest(at: Hands) -> int:
    """How many columns the longest row has, from where rows begin."""
    rows = [row for row in at.article if row]
    return max(map(len, rows)) - min(len(row) - len(row.lstrip(" ▶·┃│")) for row in rows)


@does("reader.narrower", "wide reader")
async def narrower(at: Hands) -> None:
    before = longest(at)
    await at.do(3)
    await at.until("Rows of up to 68 columns.")
    assert longest(at) <= 68 < before


@does("reader.wider", "wide reader")
async def wider(at: Hands) -> None:
    before = longest(at)
    await at.do(3)
    await at.until("Rows of up to 92 columns.")
    assert before <= 80 < longest(at)


@does("reader.indirect")
async def indirect(at: Hands) -> None:
    await at.do()
    await at.counts(quotes=4)
    await at.do()
    await at.counts(quotes=7)


@does("reader.attitudes")
async def attitudes(at: Hands) -> None:
    await at.do()
    await at.counts(quotes=8)
    await at.do()
    await at.counts(quotes=7)


@does("reader.surer")
async def surer(at: Hands) -> None:
    await at.do(5)
    await at.until("Confidence from 50%")
    await at.counts(quotes=7)
    await at.do()
    await at.counts(quotes=6)  # one was found with 55%


@does("reader.less-sure")
async def less_sure(at: Hands) -> None:
    await at.press(*["plus"] * 6)
    await at.counts(quotes=6)
    await at.do()
    await at.counts(quotes=7)


@does("reader.library")
async def to_the_library(at: Hands) -> None:
    await at.do()
    await at.until("1 article ")
    await at.until(f"▶{TITLE}")


@does("reader.entities")
async def entities(at: Hands) -> None:
    await at.until("PERSON 3")
    await at.do()
    await at.until("entities off")
    await at.do()
    await at.until("PERSON 3")


@does("reader.entity-types")
async def entity_types(at: Hands) -> None:
    await at.do()
    await at.until("[x] PERSON")


@does("leaving.help")
async def all_keys(at: Hands) -> None:
    await at.do()
    await at.until("Esc close")
    assert "n Tab             Next quote" in at.text


@does("leaving.back")
async def out_of_the_only_article(at: Hands) -> None:
    await at.do()
    await at.ends()


@does("leaving.back", "reader of two")
async def back_to_the_list(at: Hands) -> None:
    await at.do()
    await at.until("2 articles")
    await at.until("▶It rained all day.")
    assert not at.app._exit
