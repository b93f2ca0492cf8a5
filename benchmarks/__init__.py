"""Measurements over the program: how well it reads (``reading_quality``), and how fast."""
