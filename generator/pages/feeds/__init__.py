"""Atom feeds: what arrived and what was found to contradict itself, of the archive and of parts of it."""
