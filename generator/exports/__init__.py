"""The archive as data files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from generator.archive.types import Archive, Entry
from generator.exports.report_json import report_json
from generator.exports.values import encoded
from generator.forms.loader import Forms

FAILED_SCHEMA = "gongkai-failed-1"
FAILED = encoded({"schema": FAILED_SCHEMA, "report": None})
"""What stands at the address of a file that could not be made."""

MakeBytes = Callable[[], bytes]


def report_files(archive: Archive, forms: Forms) -> Iterator[tuple[str, MakeBytes]]:
    """(path in the site, what makes its bytes) of every report.json; the entries have to have their bodies."""
    for entry in archive.all:
        yield f"{entry.url[1:]}report.json", partial(_report_file, entry, forms)


def original_files(archive: Archive) -> dict[str, str]:
    """Path in the site → sha256 of every original that something leads to, in order."""
    linked = {
        original_path(source.sha256, source.path): source.sha256
        for entry in archive.all
        for source in entry.report.sources
    }
    # Pictures and scans have no report, but their originals are linked from /attention/.
    linked |= {original_path(a.original, a.path): a.original for a in archive.attention if a.original}
    return dict(sorted(linked.items()))


def _report_file(entry: Entry, forms: Forms) -> bytes:
    return encoded(report_json(entry.body, entry.results, forms, badges=entry.badges))


def original_path(sha256: str, upload: str) -> str:
    """Where an original is published: ``originals/<sha256>.<ext>``, the extension plain and in lower case."""
    suffix = PurePosixPath(upload).suffix.lower()
    return f"originals/{sha256}{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
