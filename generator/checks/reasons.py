"""Codes that say why something could not be checked; labels.py has their words."""

from __future__ import annotations

FORMAT_NOT_APPLICABLE = "format_not_applicable"
NO_TABLE = "no_table"
BLANK_CELLS = "blank_cells"
NOT_READ = "not_read"
RECOGNISED = "recognised"
"""A program read it from a picture: good enough to be shown as such, not to be held against anybody."""
SOLVED_BY_SUM = "solved_by_sum"
CHECK_FAILED = "check_failed"
"""The check itself raised: our fault, and nothing is known of the report."""
