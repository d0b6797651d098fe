"""Finding sentences, entities and quotes. Only modules of this package import spaCy."""

DETECTOR_VERSION = "direct-1"
"""Changes whenever the same text and model would give another analysis: old ones are stale."""
