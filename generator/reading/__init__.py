"""A document to its reports: tables, sections, figures, dates and identity."""
