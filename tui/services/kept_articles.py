"""Articles that are kept on the disk for a while, so that they can be read in any order."""

from __future__ import annotations

import json
import tempfile

from tui.formats.articles.found import Found
from tui.model.article import Article


class KeptArticles:
    """Articles of one file, in a file without a name that is gone with the program.

    Raises:
        OSError: There is no room for it.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - see close
        self._offsets: dict[str, int] = {}
        self._end = 0

    def put(self, found: Found) -> None:
        """Keep an article.

        Raises:
            OSError: There is no room.
        """
        one = found.article
        said = (one.id, one.text, one.title, one.place, one.date, one.source, one.url)
        line = json.dumps((*said, dict(one.metadata))).encode("ascii") + b"\n"
        self._file.write(line)
        self._offsets[found.where] = self._end
        self._end += len(line)

    def get(self, where: str) -> Article | None:
        """Return the article that was at this place in its file.

        Raises:
            OSError: It cannot be read.
        """
        offset = self._offsets.get(where)
        if offset is None:
            return None
        self._file.seek(offset)
        return Article(*json.loads(self._file.readline()))

    def close(self) -> None:
        """Remove them."""
        self._file.close()
