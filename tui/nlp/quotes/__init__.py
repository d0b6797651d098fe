"""Finding quotes, their cues and their speakers.

The seam to the rest: `detect_quotes` looks at one piece of an article with the model's eyes, and
`name_speakers` then tells, over the whole article, whom each speaker's mention stands for.
"""

from tui.nlp.quotes.detector import detect_quotes
from tui.nlp.quotes.speakers import name_speakers

__all__ = ["detect_quotes", "name_speakers"]
