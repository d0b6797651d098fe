"""What the program speaks of: articles, spans, quotes, annotations. Standard library only."""
