"""Finding sentences, entities and quotes. Only modules of this package import spaCy."""

from tui.model.cue_words import CueWords

DETECTOR_VERSION = "rules-2"
"""Changes whenever the same text and model would give another analysis: old ones are stale."""


def detector_version(cues: CueWords) -> str:
    """Return what tells this detector's analyses from another's: with cues of one's own it is one.

    It is the detector's part of a cache's key, and what an annotation says found it.
    """
    digest = cues.digest
    return f"{DETECTOR_VERSION}+{digest}" if digest else DETECTOR_VERSION
