"""The archive as data files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


def data_files(archive: Archive, forms: Forms, originals: Mapping[str, bytes]) -> Iterator[tuple[str, MakeBytes]]:
    """(path in the site, what makes its bytes) of every report.json and every original, which are by sha256."""
    for entry in (*archive.entries, *archive.older):
        yield f"{entry.url[1:]}report.json", partial(_report_file, entry, forms)
    published = {
        original_path(source.sha256, source.path): source.sha256
        for entry in (*archive.entries, *archive.older)
        for source in entry.report.sources
    }
    # Pictures and scans have no report, but their originals are linked from /attention/.
    published |= {original_path(a.original, a.path): a.original for a in archive.attention if a.original}
    for path, sha256 in sorted(published.items()):
        if sha256 in originals:  # a withheld original is nowhere
            yield path, partial(originals.__getitem__, sha256)


def _report_file(entry: Entry, forms: Forms) -> bytes:
    return encoded(report_json(entry.report, entry.results, forms, badges=entry.badges))


def original_path(sha256: str, upload: str) -> str:
    """Where an original is published: ``originals/<sha256>.<ext>``, the extension plain and in lower case."""
    suffix = PurePosixPath(upload).suffix.lower()
    return f"originals/{sha256}{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
