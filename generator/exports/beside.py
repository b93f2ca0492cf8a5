"""What is published beside the tables of all reports, and is in their zip: sums to check again, and who is held."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.archive.types import Archive
from generator.exports.checks_jsonl import checks_jsonl, read_recheck
from generator.exports.coverage import COVERAGE, coverage_file
from generator.exports.package import DataFile
from generator.forms.loader import Forms


def files_beside(archive: Archive, forms: Forms, templates: Path) -> tuple[Mapping[str, bytes], tuple[DataFile, ...]]:
    """Name → bytes of all of them, and what is said of those that are tables."""
    coverage, told = coverage_file(archive)
    files = {"checks.jsonl": checks_jsonl(forms), "recheck.py": read_recheck(templates), COVERAGE: coverage}
    return files, (told,)
