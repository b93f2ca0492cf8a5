"""Tables: every layout to rows of cells, rows to candidates for a form's rows, candidates to what each cell says."""

from generator.reading.table.views import read_tables

__all__ = ["read_tables"]
