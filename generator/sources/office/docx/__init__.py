"""Word documents."""

from generator.sources.office.docx.reader import read_docx

__all__ = ["read_docx"]
