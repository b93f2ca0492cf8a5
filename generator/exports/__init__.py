"""The archive as data files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.archive.types import Archive
from generator.exports.report_json import report_json
from generator.forms.loader import Forms


def data_files(archive: Archive, forms: Forms, originals: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the site, bytes) of every report.json and every original. ``originals`` are by sha256."""
    for entry in (*archive.entries, *archive.older):
        data = report_json(entry.report, entry.results, forms, badges=entry.badges)
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False)
        yield f"{entry.url[1:]}report.json", text.encode() + b"\n"
    published = {
        original_path(source.sha256, source.path): source.sha256
        for entry in (*archive.entries, *archive.older)
        for source in entry.report.sources
    }
    # Pictures and scans have no report, but their originals are linked from /attention/.
    published |= {original_path(a.original, a.path): a.original for a in archive.attention if a.original}
    for path, sha256 in sorted(published.items()):
        if sha256 in originals:  # a withheld original is nowhere
            yield path, originals[sha256]


def original_path(sha256: str, upload: str) -> str:
    """Where an original is published: ``originals/<sha256>.<ext>``, the extension plain and in lower case."""
    suffix = PurePosixPath(upload).suffix.lower()
    return f"originals/{sha256}{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
