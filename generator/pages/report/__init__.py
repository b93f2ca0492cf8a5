"""The page of one report: its tables, findings, text and provenance."""
