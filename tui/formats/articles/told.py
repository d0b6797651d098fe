"""What is told of a file in which much is wrong: enough to mend it, and not a million lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.formats.articles.found import ArticleFile, Found
from tui.formats.problem import Problem, writable

MOST_PROBLEMS = 100
"""How many problems of one file are told one by one."""


def few_problems(found: Iterable[Found | Problem], path: ArticleFile) -> Iterator[Found | Problem]:
    """Yield all articles of a file and its first problems; at the end, how many more there were."""
    count = 0
    for one in found:
        count += isinstance(one, Problem)
        if isinstance(one, Found) or count <= MOST_PROBLEMS:
            yield one
    if count > MOST_PROBLEMS:
        more = count - MOST_PROBLEMS
        reason = f"{more:,} more problem{'' if more == 1 else 's'} in it, which are not told"
        yield Problem(writable(path), None, reason, "mend those before first")
