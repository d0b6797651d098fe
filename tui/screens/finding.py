"""Finding words in the article: a line to type them in, and a bar while one walks the hits."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from tui.model.printable import flat
from tui.model.search import Query, compiled, next_hit
from tui.model.span import Span
from tui.screens.guided import GuidedScreen
from tui.screens.host import host_of
from tui.screens.keys.finding import FINDING, HITS
from tui.screens.late import Late
from tui.services.searching import Search
from tui.widgets.bar import Bar, Part, button

if TYPE_CHECKING:
    from tui.services.searching import Step
    from tui.widgets.article_view import FindHits
    from tui.widgets.prompt_line import Keys, PromptLine

_MOST_REMEMBERED = 50


class FindingScreen(GuidedScreen):
    """Finds words as they are typed, and walks the hits until the find bar is closed."""

    BINDINGS: ClassVar[list[BindingType]] = list(FINDING)
    INNER_BINDINGS: ClassVar[list[BindingType]] = list(HITS)
    DEFAULT_CSS = """
    FindingScreen {
        & #find-bar { display: none; background: $panel; }
        &.-finding #find-bar { display: block; }
        &.-finding #legend { display: none; }
        &.-prompting #find-bar { display: none; }
    }
    """

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self._find_line = Late(self, _find_line)
        self._find_bar = Late(self, partial(Bar, id="find-bar"))
        self._search: Search | None = None
        self._hit: Span | None = None
        self._hits_shown: FindHits | None = None
        self._hits_drawn: tuple[object, ...] = ()
        self._find_from = 0
        self._told_around = ""

    def on_mount(self) -> None:
        """Build the line and the bar after the first paint."""
        self._build_ahead(self._build_find)

    async def _build_find(self) -> PromptLine:
        await self._find_bar.get()
        return await self._find_line.get()

    def _offers(self, action: str) -> bool | None:
        if action in {"hit", "close_find"}:
            return self._search is not None and not self.is_covered
        return super()._offers(action)

    def _what_keys_depend_on(self) -> tuple[object, ...]:
        return (*super()._what_keys_depend_on(), self._search is None)

    def open_article(self, index: int) -> None:
        """Show the article with this number; what is being looked for is looked for in it, too.

        Raises:
            PullquoteError: Its decisions cannot be opened; the article before stays.
        """
        super().open_article(index)
        if self._search is not None:
            self._begin(self._search.query, at=None)

    # -- typing ----------------------------------------------------------------------------------

    async def action_find(self) -> None:
        """Ask for words, and find them as they are typed."""
        line = await self._build_find()
        before, hit = self._search, self._hit
        top = self.article_view.top_offset()
        searches = host_of(self).view.searches
        typed = _Typed(is_regex=bool(before and before.query.is_regex), at=len(searches))

        def changed(words: str) -> None:
            self.article_view.scroll_to_offset(top)
            self._begin(Query(words, typed.is_regex), at=top)
            self._tell_in_line(line)

        def switch() -> None:
            typed.is_regex = not typed.is_regex
            changed(line.text)

        def recall(by: int) -> None:
            if 0 <= typed.at + by < len(searches):
                typed.at += by
                query = searches[typed.at]
                line.text, typed.is_regex = query.words, query.is_regex
                changed(query.words)

        def done(words: str | None) -> None:
            self._prompt_ended()
            if words:
                query = Query(words, typed.is_regex)
                if self._search is None or self._search.query != query:
                    changed(words)
                self._remember(query)
            else:
                self.article_view.scroll_to_offset(top)
                self._search, self._hit = before, hit
                if words is not None and searches:
                    self._begin(searches[-1], at=top)
                elif before is not None and not (before.is_complete or before.problem):
                    self._begin(before.query, at=None)  # the next search has broken it off
                    self._hit = hit
            self._show_find()
            self._show_bars()

        self._prompt_begins()
        keys: Keys = {"ctrl+r": switch, "up": partial(recall, -1), "down": partial(recall, 1)}
        line.ask(done, changed=changed, keys=keys)
        self._search, self._hit = Search("", Query("", typed.is_regex)), None
        self._tell_in_line(line)
        self._show_find()
        self._show_bars()

    def _remember(self, query: Query) -> None:
        searches = host_of(self).view.searches
        if query in searches:
            searches.remove(query)
        searches.append(query)
        del searches[:-_MOST_REMEMBERED]

    def _tell_in_line(self, line: PromptLine) -> None:
        search = self._search
        if search is None:
            return
        told = [Part(f" {self._count(search)} ", "bad" if search.problem else "strong")]
        is_regex = search.query.is_regex
        told += button("ctrl+r", f"{'[x]' if is_regex else '[ ]'} regex", "ctrl+r")
        if self.app.size.width >= _ROOMY:
            told += [*button("Enter", "keep", "enter"), *button("Esc", "back", "escape")]
        line.tell(told)

    # -- looking ---------------------------------------------------------------------------------

    def _begin(self, query: Query, *, at: int | None) -> None:
        """Look for `query`, and go to the first hit at the offset `at` or after it."""
        search = self._search = _search_for(self.session.article.text, query)
        self._hit, self._told_around = None, ""
        self._find_from = -1 if at is None else at
        self._go_on()
        self._find_all(search)

    @work(group="find", exclusive=True, exit_on_error=False)
    async def _find_all(self, search: Search) -> None:
        def told() -> None:
            if search is self._search:
                self._go_on()

        await search.run(told)

    def _go_on(self) -> None:
        """Show what is known by now; go to the first hit when it was not known before."""
        search = self._search
        if search is None:
            return
        if self._hit is None and self._find_from >= 0:
            self._go_to_hit(search.first(self._find_from), 1)
        elif self._hit is not None and (number := search.number_of(self._hit)) is not None:
            self._hit = search.hits[number]  # where hits could overlap, those of the whole text
        self._show_find()

    def _go_to_hit(self, step: Step | None, by: int) -> None:
        if step is None:
            return
        self._hit = step.hit
        around = "  from the top" if by > 0 else "  from the end"
        self._told_around = around if step.is_around else ""
        self.article_view.scroll_to_parts([step.hit])

    # -- walking ---------------------------------------------------------------------------------

    def action_hit(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1)."""
        search = self._search
        if search is not None:
            at = self.article_view.top_offset()
            self._go_to_hit(search.beyond(self._hit, at, by), by)
            self._show_find()
            self._show_header()

    def action_close_find(self) -> None:
        """Show no hits any more."""
        self.workers.cancel_group(self, "find")
        self._search = self._hit = None
        self._show_find()
        self._show_bars()

    async def action_find_word(self) -> None:
        """Find the speaker of the focused quote, or what else is focused, from there on."""
        await self._build_find()
        found = self._word_to_find()
        if found is None or not found[0]:
            self.notify("There is no speaker to find: this quote has none.")
            return
        words, at = found
        query = Query(words)
        self._remember(query)
        self._begin(query, at=at)
        self._show_bars()

    def _word_to_find(self) -> tuple[str, int] | None:
        """Return what `*` finds, and the offset from which on; a layer with more in focus has more.

        Of a person it is the last name, as articles call people by it; of others the mention.
        """
        item = self.focused_item
        speaker = item.quote.speaker if item else None
        if item is None or speaker is None:
            return None
        text = self.session.article.text
        at = speaker.span.end if speaker.span else item.span.end
        name = flat(speaker.name)
        hit = next_hit(compiled(Query(name)), text, 0, len(text))
        if hit is None:
            return (flat(speaker.span.of(text)) if speaker.span else name), at
        return (name.rpartition(" ")[2] if self._is_person(hit) else name), at

    def _is_person(self, span: Span) -> bool:
        """Tell whether an entity that begins where `span` does is a person."""
        entities = self.session.analysis.entities
        number = bisect_left(entities, span.start, key=lambda entity: entity.span.start)
        here = entities[number : number + 1]
        return any(one.span.start == span.start and one.label == "PERSON" for one in here)

    def _selection_start(self) -> int:
        """Return where a selection begins: at the hit one is at, the focused quote, or the top."""
        view, item = self.article_view, self.focused_item
        likely = (self._hit.start if self._hit else None, item.span.start if item else None)
        in_view = (at for at in likely if at is not None and view.is_in_view(at))
        return next(in_view, view.top_offset())

    # -- showing ---------------------------------------------------------------------------------

    def _show_find(self) -> None:
        """Show the hits in the article, and the line or the bar that counts them."""
        search = self._search
        self.set_class(search is not None, "-finding")
        view = self.article_view
        # What was drawn stays when it is right: words are found where they are drawn, but of a
        # regular expression more may be known by now, also of rows that are out of view.
        is_sure = search is None or search.is_complete or not search.query.is_regex
        in_view = search.touching(*view.visible_span()) if search else []
        if (search, is_sure, in_view) != self._hits_drawn:
            self._hits_drawn = (search, is_sure, in_view)
            self._hits_shown = search.touching if search else None
        view.show_hits(self._hits_shown, self._hit)
        line, bar = self._find_line.widget, self._find_bar.widget
        if line is not None and line.display:
            self._tell_in_line(line)
        elif search is not None and bar is not None:
            bar.show(*self._find_parts(search))

    def _find_parts(self, search: Search) -> tuple[list[Part], list[Part]]:
        kind = " regex: " if search.query.is_regex else " find: "
        kind = " search: " if search.query.is_corpus else kind
        left = [
            Part(kind, "dim"),
            Part(search.query.words, "strong", "find", shrinks=True),
            Part(f"  {self._count(search)}", "bad" if search.problem else "plain"),
            Part(self._told_around, "warning"),
        ]
        key_of = host_of(self).key_of
        right = [
            *button(key_of("hits.next"), "next", "hit(1)"),
            *button(key_of("hits.previous"), "previous", "hit(-1)"),
            *button(key_of("hits.close"), "close", "close_find"),
        ]
        return left, right

    def _count(self, search: Search) -> str:
        """Return which hit one is at, and how many there are by now: "3/17", "3/1000+"."""
        if search.problem or not search.query.words:
            return search.problem
        known = len(search.hits)
        if search.is_complete and not known:
            return "no hits"
        number = search.number_of(self._hit) if self._hit else None
        at = "–" if self._hit is None else "…" if number is None else str(number + 1)
        return f"{at}/{known}{'' if search.is_complete else '+'}"


_ROOMY = 100
"""Columns from which the line has room to say what Enter and Esc do."""


def _find_line() -> PromptLine:
    from tui.widgets.prompt_line import PromptLine

    return PromptLine("/", "find; a capital makes it exact", id="find-line")


def _search_for(text: str, query: Query) -> Search:
    if not query.is_corpus:
        return Search(text, query)
    from tui.services.word_search import WordSearch

    return WordSearch(text, query)


class _Typed:
    """What changes while one types, beside the words.

    Attributes:
        is_regex: Whether they are a regular expression.
        at: Which of the earlier searches stands in the line, counted from 0.
    """

    def __init__(self, *, is_regex: bool, at: int) -> None:
        self.is_regex = is_regex
        self.at = at
