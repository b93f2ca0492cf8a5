"""What every room needs of text: folding, lines, numerals, years, titles, and what a reader sees.

A ground room: it imports nothing of the package but ``model``, and every room above it may import it.
"""
