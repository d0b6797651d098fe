"""Articles from the web: pages are fetched with care, and kept as files of the corpus."""
