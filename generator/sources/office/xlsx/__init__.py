"""Spreadsheets."""

from generator.sources.office.xlsx.reader import read_xlsx

__all__ = ["read_xlsx"]
