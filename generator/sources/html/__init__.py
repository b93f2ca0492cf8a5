"""Web pages: what a reader sees of them, as text and grids."""

from generator.sources.html.reader import read_html

__all__ = ["read_html"]
