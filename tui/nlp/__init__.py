"""Finding sentences, entities and quotes. Only modules of this package import spaCy."""
