"""Web pages: what a reader sees of them, as text and grids."""
