"""pullquote: read news in the terminal, tag its quotes, export what a model can be trained on."""

__version__ = "0.1.0"
