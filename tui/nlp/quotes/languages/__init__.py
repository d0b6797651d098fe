"""The languages that quotes are found in.

Another one is a package beside `english` and a line here.
"""

from __future__ import annotations

from tui.nlp.quotes.languages.english import ENGLISH
from tui.nlp.quotes.languages.language import QuoteLanguage

LANGUAGES: dict[str, QuoteLanguage] = {language.code: language for language in (ENGLISH,)}
"""spaCy's code of a language -> what is known of it."""
